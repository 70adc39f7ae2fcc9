"""What a page has around its text: the ids that its template writes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from issue_papers.content.library import Entry, Library
from issue_papers.content_cache import digest
from issue_papers.views.pages import template_of

_ID = re.compile(r"\bid=\"([^\"]+)\"")
_NAMED = re.compile(r"\{%-?\s*(?:extends|include|import|from)\s+\"([^\"]+)\"")
_MARKED = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")


@dataclass(frozen=True)
class OwnIds:
    """The ids that a page has around its text.

    Attributes:
        names: Those that are always the same.
        forms: What those look like that have the name of something in them, `update-…`.
    """

    names: frozenset[str]
    forms: tuple[re.Pattern[str], ...]

    def has(self, identifier: str) -> bool:
        """Whether an id is one of them."""
        return identifier in self.names or any(f.fullmatch(identifier) for f in self.forms)

    @cached_property
    def digest(self) -> str:
        """A digest of them."""
        return digest([*sorted(self.names), "", *(form.pattern for form in self.forms)])


class Around:
    """The ids that pages have around their texts; an index of a library.

    A file of the theme is read once, however many templates include it.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._alone: dict[str, tuple[Sequence[str], frozenset[str]]] = {}
        self._whole: dict[str, OwnIds] = {}

    def ids(self, entry: Entry) -> OwnIds:
        """Return the ids that a page's template writes, with all that it extends and includes."""
        template = template_of(self._library, entry)
        if template not in self._whole:
            self._whole[template] = self._gathered(template)
        return self._whole[template]

    def _gathered(self, template: str) -> OwnIds:
        left, seen, found = [template], set[str](), set[str]()
        while left:
            if (name := left.pop()) not in seen:
                seen.add(name)
                names, ids = self._written(name)
                left += names
                found |= ids
        parts = {each: _MARKED.split(each) for each in found}
        return OwnIds(
            frozenset(each for each in found if len(parts[each]) == 1),
            tuple(
                re.compile(".+".join(map(re.escape, split)))
                for _, split in sorted(parts.items())
                if len(split) > 1 and any(split)
            ),
        )

    def _written(self, name: str) -> tuple[Sequence[str], frozenset[str]]:
        """Return which templates one names, and the ids that it writes itself."""
        if name not in self._alone:
            path = self._library.settings.theme.path(name)
            source = path.read_text(encoding="utf-8") if path.is_file() else ""
            self._alone[name] = _NAMED.findall(source), frozenset(_ID.findall(source))
        return self._alone[name]
