"""Where links lead that name it elsewhere, `[1]: https://example.org`: which of that is used."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from issue_papers.articles.article import Fault

_OF_COMMENTS = frozenset({"", "#", "<>", "/"})
"""What a definition leads to that is a comment, `[//]: # (words)`."""


class Definitions(dict[str, Any]):
    """What markdown-it knows of definitions, by their names; it remembers who asks for which."""

    def __init__(self) -> None:
        super().__init__()
        self.used: set[str] = set()

    def get(self, key: str, default: Any = None) -> Any:
        """Return a definition, to a link or a picture that names it."""
        if key in self:
            self.used.add(key)
        return super().get(key, default)

    def unused(self, names: Collection[str], first_line: int) -> Iterator[Fault]:
        """Yield those of some definitions that nothing has named."""
        for name in names:
            target, place = str(self[name]["href"]), self[name]["map"]
            if name not in self.used and target not in _OF_COMMENTS:
                yield Fault("definition-unused", first_line + place[0], target)
