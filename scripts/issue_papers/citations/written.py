"""Parts of a date that write themselves: citeproc-py 0.11 takes them for numbers."""

from __future__ import annotations


class Written(int):
    """A number with words of its own; it compares and sorts as the number."""

    words: str

    def __str__(self) -> str:
        return self.words


class Year(Written):
    """The first year of several."""

    def __abs__(self) -> Year:
        return self


class Month(Written):
    """A month, a season or a day of a month; where a style wants a number, it is one.

    Attributes:
        holds_day: Whether its words have the day, too.
    """

    holds_day: bool = False

    def __str__(self) -> str:
        return str(int(self))


class Day(Written):
    """The first day of several."""
