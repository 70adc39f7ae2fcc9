"""Parts of a date that write themselves: citeproc-py 0.11 takes them for numbers."""

from __future__ import annotations

from collections.abc import Callable


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
        say: Returns the words in a form, `long` or `short`, where the day stands before the month
            and where it doesn't, and whether the day is among them.
    """

    say: Callable[[str, bool], tuple[str, bool]]

    def said(self, form: str, *, opens_with_day: bool) -> tuple[str, bool]:
        """Return its words, and whether they have the day, too."""
        return self.say("short" if form == "short" else "long", opens_with_day)

    def __str__(self) -> str:
        return str(int(self))


class Day(Written):
    """The first day of several."""
