"""Parts of a date that write themselves: citeproc-py 0.11 takes them for numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any


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
    alone: int
    """The month where its day isn't wanted."""
    is_day: bool = False
    """Whether it is of one day."""
    span: tuple[Sequence[int], Sequence[int]] | None = None
    """Where it is of more than one day or month: year, month and day of the first and the last."""

    ends: tuple[Any, Any, str] | None = None
    """Where it is of a span over a year's end: the first date, the last one, and the dash."""

    def said(self, form: str, *, opens_with_day: bool) -> tuple[str, bool]:
        """Return its words, and whether they have the day, too."""
        return self.say("short" if form == "short" else "long", opens_with_day)

    def counted(self, part: str, text: Any, month: str, day: str) -> Any:
        """Return a part of a date whose months are numbers, as in 9月28日–10月1日.

        Args:
            part: `day` or `month`.
            text: What it is without a span.
            month: What stands behind a month.
            day: What stands behind a day.
        """
        if self.span is None or part == "year":
            return text
        (_, first, *day_of_first), (_, last, *day_of_last) = self.span
        if not day_of_first:
            return f"{first}–{last}" if part == "month" else text
        if first == last:
            return f"{day_of_first[0]}–{day_of_last[0]}" if part == "day" else text
        if part == "month":
            return f"{first}{month}{day_of_first[0]}{day}–{last}"
        return str(day_of_last[0])

    def __str__(self) -> str:
        return str(int(self))


class Day(Written):
    """The first day of several."""
