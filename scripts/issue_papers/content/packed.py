"""A text that is held in as few bytes as its file takes.

Python takes two bytes for each letter of a text that has a single curly quotation mark, and four
where there is an emoji; all texts of a large site, and all processes that are copies of one that
holds them, are smaller by that.
"""

from __future__ import annotations

from typing import Any

_HOW = "utf-8", "surrogatepass"


class Packed:
    """A field of a dataclass that is a text to whoever sets or reads it."""

    def __set_name__(self, owner: type, name: str) -> None:
        """Know where it is held."""
        self._name = f"_{name}"

    def __get__(self, holder: object, owner: type | None = None) -> str:
        """Return the text.

        Raises:
            AttributeError: It is asked of the class: as a field, it has no default.
        """
        if holder is None:
            raise AttributeError(self._name)
        packed: bytes = vars(holder)[self._name]
        return packed.decode(*_HOW)

    def __set__(self, holder: Any, text: str) -> None:
        """Hold a text."""
        vars(holder)[self._name] = text.encode(*_HOW)
