"""What an entry has said so far: a style's elements ask each other for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Variables:
    """What an entry has said so far.

    Attributes:
        suppressed: Variables that have stood in another's place.
        used: For each substitution that is being tried: the variables that it has written.
        said: Variables that have been written.
        years: Dates that have stood, and as which: a year alone, or a day, or both.
        called: How many variables have been asked for.
        written: How many of them had something to say.
    """

    suppressed: set[str] = field(default_factory=set)
    used: list[set[str]] = field(default_factory=list)
    said: set[str] = field(default_factory=set)
    years: set[tuple[str, str]] = field(default_factory=set)
    called: int = 0
    written: int = 0

    @contextmanager
    def noted(self) -> Iterator[set[str]]:
        """Note what is written meanwhile."""
        names: set[str] = set()
        self.used.append(names)
        try:
            yield names
        finally:
            self.used.pop()

    def has(self, name: str) -> bool:
        """Note that a variable is asked for, and say whether it may be written."""
        self.called += 1
        return name not in self.suppressed

    def note(self, name: str) -> None:
        """Note that a variable was written."""
        self.written += 1
        self.said.add(name)
        for names in self.used:
            names.add(name)


def variables_of(context: Any) -> Variables:
    """Return what the entry has said that an element stands in."""
    found: Variables = context.get_layout().variables
    return found
