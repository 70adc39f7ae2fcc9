"""What was meant by a value that isn't typed as it must be: numbers, dates, periods.

Numbers are typed as YAML has them (`1234567`, `12.5`), dates as ISO 8601 has them. People type both
as their language does; where it isn't clear which of two values was meant, both are returned.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from babel import Locale

from issue_papers.reporting.catalogues import LANGUAGES
from issue_papers.reporting.messages import Message, say

_GROUPED = re.compile(
    r"[+-]?\d{1,3}(?:(?P<sign>[.,'’ \u00a0\u202f\u2009])\d{3})(?:(?P=sign)\d{3})*"
)
_DECIMAL = re.compile(r"[+-]?\d+[.,]\d+")
_BOTH = re.compile(r"[+-]?\d{1,3}(?:(?P<sign>[.,'’ \u00a0\u202f\u2009])\d{3})+(?P<point>[.,])\d+")
_PLAIN = re.compile(r"[+-]?\d+")
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
_BETWEEN = r"\s*(?:[-\u2010-\u2015\u2212/]|to|until|a|hasta|à|jusqu['’]en|al|au|bis)\s*"
_PERIOD = re.compile(
    rf"(?P<start>\d{{4}}(?:-\d\d(?:-\d\d)?)?){_BETWEEN}(?P<end>\d{{4}}(?:-\d\d(?:-\d\d)?)?)"
)
_PERIOD_CUT = re.compile(rf"(?P<start>\d{{4}}){_BETWEEN}(?P<end>\d\d)")
_GOING_ON = (
    r"(?:present|today|now|ongoing|presente|hoy|actualidad|la actualidad|en curso"
    r"|présent|aujourd['’]hui|à ce jour|en cours|…|\.\.\.)"
)
_PERIOD_OPEN = re.compile(
    rf"(?:(?:since|from|desde|depuis|dès|à partir de|a partir de)\s+)?(?P<start>\d{{4}}(?:-\d\d)?)"
    rf"(?:{_BETWEEN}{_GOING_ON}?)?",
    re.IGNORECASE,
)
_CORE = re.compile(
    r"(?P<before>[^\d+-]*?)\s*(?P<number>[+-]?\d(?:[\d.,'’ \u00a0\u202f\u2009]*\d)?)"
    r"\s*(?P<after>\D*)"
)
_IN_PERCENT = re.compile(r"[%٪]|per ?cent|pour ?cent|por ciento", re.IGNORECASE)
_ABOUT = re.compile(
    r"[~≈<>≤≥±+]|(?:about|around|approx|approximately|ca|circa|nearly|over|some|more than|less than"
    r"|unos|unas|cerca de|casi|aprox|aproximadamente|más de|menos de"
    r"|environ|près de|presque|plus de|moins de|quelque)\.?",
    re.IGNORECASE,
)
_ORDINALS = {
    word: number
    for number, words in enumerate(
        (
            ("first", "première", "primera", "primeira"),
            ("second", "deuxième", "seconde", "segunda"),
            ("third", "troisième", "tercera", "terceira"),
            ("fourth", "quatrième", "cuarta", "quarta"),
        ),
        1,
    )
    for word in words
}
_ORDINAL = re.compile(
    rf"(?P<digits>[1-9]\d?)(?:st|nd|rd|th|[.]?[ªºae]|ère|re|er|ème|de|[.])?(?!\w|[.,]\d)"
    rf"|(?P<word>{'|'.join(_ORDINALS)})\b",
    re.IGNORECASE,
)
_CURRENCIES = {"€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₦": "NGN", "₩": "KRW", "US$": "USD"}
_CURRENCY = re.compile(r"\$|[A-Z]{3}|" + "|".join(map(re.escape, _CURRENCIES)))


_LONGEST = 120
"""Characters of what can be a number or a date: nobody means more, and it takes no time."""


def numbers(text: str) -> tuple[str, ...]:
    """Return the numbers that may have been meant, as YAML has them; none if it is no number."""
    text = _western(text.strip())
    if len(text) > _LONGEST:
        return ()
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


def _western(text: str) -> str:
    """Write digits and signs of any script as programs do."""
    text = text.translate({0x2212: "-", 0x066B: ".", 0x066C: "’"})
    return "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in text)


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
    """Return the beginning and the end of a period that is written in one; nothing if none is.

    Returns:
        The two; the end is empty where the period goes on.
    """
    text = text.strip()
    if match := _PERIOD.fullmatch(text):
        ends = match["start"], match["end"]
        return ends if ends[0] <= ends[1] else None
    if match := _PERIOD_CUT.fullmatch(text):
        ends = match["start"], f"{match['start'][:2]}{match['end']}"
        if ends[0] < ends[1]:  # 2016-19; 2016-05 is a month
            return ends
    if match := _PERIOD_OPEN.fullmatch(text):
        return match["start"], text if match["start"] == text else ""
    return None


def ordinal(text: str) -> str:
    """Return the number that `2nd`, `second` or `2e édition` stands for; nothing if it is none."""
    match = _ORDINAL.match(_western(text.strip()))
    if match is None:
        return ""
    return match["digits"] or str(_ORDINALS[match["word"].casefold()])


def goes_on(text: str) -> bool:
    """Whether a text says that something hasn't ended: `present`."""
    return re.fullmatch(_GOING_ON, text.strip(), re.IGNORECASE) is not None


def number_hint(text: str, key: str) -> Message | None:
    """Say how a number is typed; nothing if it isn't clear which is meant."""
    if len(text.strip()) > _LONGEST:
        return None
    match = _CORE.fullmatch(_western(text.strip()))
    found = numbers(text)
    if match is None:
        return _either(found)
    before, after = (match[part].strip(" \u00a0\u202f.,;:") for part in ("before", "after"))
    if not found:
        plain = match["number"]
        found = (plain,) if _PLAIN.fullmatch(plain) else numbers(plain)
    for first, scales in _scales().items():
        if word := re.match(rf"{re.escape(first)}(?!\w)", after, re.IGNORECASE):
            found = tuple(_times(number, scale) for number in found for scale in scales)
            after = re.sub(r"^(?:of|de|d['’])\s*", "", after[word.end() :].strip())
            break
    if key != "value" or len(found) != 1:
        return _either(found)
    return _with_words(found[0], [before, after])


def _with_words(number: str, around: list[str]) -> Message | None:
    """Say where a number goes, and where the words that stand around it."""
    words = [word for word in around if word and not _ABOUT.fullmatch(word)]
    match words:
        case [] if any(around):
            return say(
                "write `{value}`, and “{words}” in the label",
                value=number,
                words=" ".join(filter(None, around)),
            )
        case []:
            return _either((number,))
        case [sign] if _IN_PERCENT.fullmatch(sign):
            return say("write `value: {value}`, and the sign as `unit: percent`", value=number)
        case [sign] if _CURRENCY.fullmatch(sign):
            code = _CURRENCIES.get(sign, sign if sign.isalpha() else "USD")
            return say(
                "write `value: {value}`, and the money as `currency: {code}`",
                value=number,
                code=code,
            )
        case _:
            label = " ".join(words)
            return say("write `{value}`, and “{words}” in the label", value=number, words=label)


def _times(number: str, scale: int) -> str:
    product = Decimal(number) * scale
    return str(int(product)) if product == product.to_integral_value() else str(product.normalize())


@cache
def _scales() -> dict[str, tuple[int, ...]]:
    """Return what the words for large numbers stand for, the longest first (CLDR).

    A word may stand for two: `billion` does, in English and in French.
    """
    found: dict[str, set[int]] = {}
    for language in LANGUAGES:
        for patterns in Locale(language).compact_decimal_formats["long"].values():
            for size, pattern in patterns.items():
                zeros, _, word = str(pattern.pattern).replace("\xa0", " ").partition(" ")
                if word:
                    found.setdefault(word, set()).add(int(size) // 10 ** (len(zeros) - 1))
    return {word: tuple(sorted(found[word])) for word in sorted(found, key=lambda w: (-len(w), w))}


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
