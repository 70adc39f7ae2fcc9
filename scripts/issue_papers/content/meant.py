"""What was meant by a value that isn't typed as it must be: numbers, dates, periods.

Numbers are typed as YAML has them (`1234567`, `12.5`), dates as ISO 8601 has them. People type both
as their language does; where it isn't clear which of two values was meant, both are returned.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache

from babel import Locale

from issue_papers.reporting.messages import LANGUAGES, Message, say

_GROUPED = re.compile(
    r"[+-]?\d{1,3}(?:(?P<sign>[.,'’ \u00a0\u202f\u2009])\d{3})(?:(?P=sign)\d{3})*"
)
_DECIMAL = re.compile(r"[+-]?\d+[.,]\d+")
_BOTH = re.compile(r"[+-]?\d{1,3}(?:(?P<sign>[.,'’ \u00a0\u202f\u2009])\d{3})+(?P<point>[.,])\d+")
_PERCENT = re.compile(r"(?P<number>.*?)\s*[%٪]")
_YEAR = r"(?P<year>\d{4})"
_DATE = re.compile(rf"(?P<first>\d{{1,2}})[./-](?P<second>\d{{1,2}})[./-]{_YEAR}")
_YEAR_FIRST = re.compile(rf"{_YEAR}[./-](?P<month>\d{{1,2}})(?:[./-](?P<day>\d{{1,2}}))?")
_MONTH_FIRST = re.compile(rf"(?P<month>\d{{1,2}})[./-]{_YEAR}")
_IN_WORDS = re.compile(
    rf"(?:(?P<day>\d{{1,2}})(?:\.|st|nd|rd|th|er|º)?\s+)?(?:de\s+|of\s+)?(?P<name>[^\W\d]+)\.?"
    rf"(?:\s+(?P<after>\d{{1,2}})(?:st|nd|rd|th)?)?,?\s+(?:de\s+|of\s+|del\s+)?{_YEAR}",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"(?P<start>\d{4}(?:-\d\d(?:-\d\d)?)?)\s*(?:[-\u2010-\u2015\u2212/]|to|a|à|al|au|bis)\s*"
    r"(?P<end>\d{4}(?:-\d\d(?:-\d\d)?)?)"
)


def numbers(text: str) -> tuple[str, ...]:
    """Return the numbers that may have been meant, as YAML has them; none if it is no number."""
    text = text.strip().replace("\u2212", "-")
    if match := _PERCENT.fullmatch(text):
        inner = match["number"]
        return (inner,) if re.fullmatch(r"[+-]?\d+(?:\.\d+)?", inner) else numbers(inner)
    if (match := _BOTH.fullmatch(text)) and match["sign"] != match["point"]:
        whole, _, part = text.rpartition(match["point"])
        return (f"{_digits(whole)}.{part}",)
    if match := _GROUPED.fullmatch(text):
        is_clear = match["sign"] not in ".," or text.count(match["sign"]) > 1
        whole = _digits(text)
        return (whole,) if is_clear else (whole, text.replace(",", "."))
    return (text.replace(",", "."),) if _DECIMAL.fullmatch(text) else ()


def _digits(text: str) -> str:
    return re.sub(r"[^\d+-]", "", text)


def dates(text: str) -> tuple[str, ...]:
    """Return the dates that may have been meant (ISO 8601); none if it is no date."""
    return tuple(dict.fromkeys(_dates(text.strip())))


def _dates(text: str) -> Iterator[str]:
    if match := _DATE.fullmatch(text):
        first, second = int(match["first"]), int(match["second"])
        yield from _date(match["year"], second, first)
        yield from _date(match["year"], first, second)
    elif match := _YEAR_FIRST.fullmatch(text):
        yield from _date(match["year"], int(match["month"]), int(match["day"] or 0))
    elif match := _MONTH_FIRST.fullmatch(text):
        yield from _date(match["year"], int(match["month"]), 0)
    elif match := _IN_WORDS.fullmatch(text):
        month = _months().get(match["name"].lower().rstrip("."), 0)
        yield from _date(match["year"], month, int(match["day"] or match["after"] or 0))


def _date(year: str, month: int, day: int) -> Iterator[str]:
    """Yield a date as precise as it is known, if the calendar has it."""
    try:
        dt.date(int(year), month, day or 1)
    except ValueError:
        return
    yield f"{year}-{month:02}" + (f"-{day:02}" if day else "")


@cache
def _months() -> dict[str, int]:
    """Return the months by their names in the languages that messages are there in."""
    found: dict[str, int] = {}
    for language in LANGUAGES:
        for form in ("wide", "abbreviated"):
            for number, name in Locale(language).months["format"][form].items():
                found.setdefault(name.lower().rstrip("."), number)
    return found


def period(text: str) -> tuple[str, str] | None:
    """Return the beginning and the end of a period that is written in one; nothing if none is."""
    match = _PERIOD.fullmatch(text.strip())
    return (match["start"], match["end"]) if match and match["start"] <= match["end"] else None


def number_hint(text: str, key: str) -> Message | None:
    """Say how a number is typed; nothing if it isn't clear which is meant."""
    found = numbers(text)
    if found and text.rstrip().endswith(("%", "٪")) and key == "value":
        return say("write `value: {value}`, and the sign as `unit: percent`", value=found[0])
    return _either(found)


def date_hint(text: str) -> tuple[Message, ...]:
    """Say how a date is typed; nothing if it isn't clear which is meant."""
    hint = _either(tuple(date for date in dates(text) if date != text))
    return (hint,) if hint else ()


def _either(found: tuple[str, ...]) -> Message | None:
    match found:
        case (one,):
            return say("write `{value}`", value=one)
        case (one, other):
            return say("write `{one}` or `{other}`, whichever is meant", one=one, other=other)
        case _:
            return None
