"""What works are filed by: words without accents, as in a dictionary, and years as numbers.

citeproc-py sorts by code points, “Á” after “Z”, and by years as they are printed, 1998 before
50 BC.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Any

from issue_papers.citations.written import Year
from issue_papers.typography.letters import UNDIVIDED

_KEPT = frozenset({"type", "language", "id"})
_FILED = str.maketrans(
    {**UNDIVIDED, **{one.upper(): two.upper() for one, two in UNDIVIDED.items() if one != "ß"}}
)
_FIRST_YEAR = 10_000
"""What is added to a year, so that those before Christ are numbers of as many digits, too."""


def folded(value: Any) -> Any:
    """Return a record with texts that sort as a dictionary does: without accents."""
    if isinstance(value, dict):
        return {key: v if key in _KEPT else folded(v) for key, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [folded(item) for item in value]
    if isinstance(value, str):
        letters = unicodedata.normalize("NFKD", value).translate(_FILED)
        return "".join(letter for letter in letters if not unicodedata.combining(letter))
    return value


def count_years(dates: Iterable[Any]) -> None:
    """Let years of dates, as citeproc-py has them, be written as numbers that sort as they do."""
    for date in dates:
        if number := date.get("year"):
            _, is_span, last = str(number).partition("–")
            date["year"] = year = Year(int(number) + _FIRST_YEAR)
            year.words = f"{int(year):05}-{last}" if is_span else f"{int(year):05}"
