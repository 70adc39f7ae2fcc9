"""The numbers in a text, as values that are the same however a language writes them.

`1,234.5` in English, `1 234,5` in French and `1.234,5` in Spanish are one value; so are
`10 million` and `10 millones`, `22%` and `veintidós por ciento`, `4:30 pm` and `16 h 30`. What can
be said in more than one way has several readings, and is the same as whatever shares one of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Context, Decimal, localcontext
from enum import IntEnum
from itertools import pairwise

from issue_papers.translation.number_symbols import Symbols, plain, symbols, written
from issue_papers.translation.number_tables import spelling
from issue_papers.translation.number_words import spelled

_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(
    r"(?:\d{1,2}(?:,\d{2})+,\d{3}(?!\d)"  # as in India
    r"|\d{1,3}(?:(?P<group>[ .,'’])\d{3})(?:(?P=group)\d{3})*(?!\d)|\d+)(?:[.,]\d+)*"
)
_POINT_FIRST = re.compile(r"(?<![\w.,])\.\d+")
_INDIAN = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}")
_PERCENT = re.compile(r" ?%")
_GAP = re.compile(r" *(?:[-–—]|\w{1,4}) *[$€£¥]? *")
"""What stands between the two numbers of a range: *10 to 15 million*, *10–15 %*."""
_DECADE = re.compile(r"['’]?s\b")
_RAISED = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_CLOCK = re.compile(
    r"""(?<![\d:.,/-]) (?P<h>[01]?\d|2[0-4])
    (?: (?: : | [ ]?h(?:eures?|oras?)?\.?[ ]? ) (?P<m>[0-5]\d) (?![ ]?%)
      | \.(?P<dot>[0-5]\d) (?=[ ]?(?:h\b|[ap]\.?[ ]?m\b)) )?
    (?![ ]?[%:]) (?P<bare>(?:[ ]?h(?:eures?|oras?|rs?)?\b\.?)?)
    (?:[ ]?(?P<half>[ap])\.?[ ]?m\b\.?)? (?![\d:])""",
    re.IGNORECASE | re.VERBOSE,
)
_ISO = re.compile(r"(?<![\d-])(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?![\d-])")
_DATE = re.compile(
    r"(?<![\d/.])(?P<first>\d{1,2})(?P<mark>[/.])(?P<second>\d{1,2})(?P=mark)(?P<y>\d{4})(?!\d)"
)
_SPAN = re.compile(r"(?<![\d-])(?P<y>(?:1[5-9]|20)\d\d)[-–/](?P<e>\d\d)(?![\d-])")
_FRACTION = re.compile(r"(?<![\d/.,])(?P<first>\d{1,2})[/\u2044](?P<second>\d{1,2})(?![\d/])")
_VULGAR = re.compile(r"(?:(?<![\d.,])(?P<whole>\d+) ?)?(?P<sign>[\u00bc-\u00be\u2150-\u215e])")
_SIGN = re.compile(r"[\u00bc-\u00be\u2150-\u215e]")
_NOON, _MONTHS = 12, 12
_NONE = Decimal()
_ANY_SIZE = Context(traps=[])
"""A number of any length is read; what of it can't be reckoned is no number (NaN), and no error."""


class Weight(IntEnum):
    """How surely something is a number."""

    OPTIONAL = 0
    WORD = 1
    FIGURE = 2


@dataclass(frozen=True)
class Quantity:
    """A number in a text.

    Attributes:
        readings: What it may say, the likeliest first: `22%`, `1234.5`, `16:30`.
        weight: How surely it is a number.
        start: Where it stands in the text.
        parts: The numbers it is made of, for where the other language takes it apart.
    """

    readings: tuple[str, ...]
    weight: Weight
    start: int = 0
    parts: tuple[Quantity, ...] = ()


@dataclass(frozen=True)
class Quantities:
    """What a text counts.

    Attributes:
        items: Its numbers, in no order.
        has_words: Whether the numbers that the language spells out are known.
    """

    items: tuple[Quantity, ...]
    has_words: bool

    def figures(self) -> tuple[str, ...]:
        """Return the values written with digits."""
        return tuple(q.readings[0] for q in self.items if q.weight is Weight.FIGURE)


@dataclass
class _Raw:
    """A number while it is being read: its value, and what multiplies it."""

    values: list[Decimal]
    start: int
    end: int
    weight: Weight
    factor: int = 1
    maybe: int = 1
    is_percent: bool = False
    also: list[str] = field(default_factory=list)


def quantities(text: str, language: str) -> Quantities:
    """Find the numbers of a text.

    Args:
        text: Plain text, without markup.
        language: Its BCP 47 tag.
    """
    with localcontext(_ANY_SIZE):
        return _quantities(text, language)


def _quantities(text: str, language: str) -> Quantities:
    rest = plain(text, language)
    found: list[Quantity] = []
    has_digits = _DIGITS.search(rest) is not None
    for read in (_dates, _clocks, _fractions) if has_digits or _SIGN.search(rest) else ():
        for quantity, end in list(read(rest)):
            found.append(quantity)
            rest = _blank(rest, quantity.start, end)
    raws = list(_figures(rest, language)) if has_digits else []
    words = rest
    for raw in raws:
        words = _blank(words, raw.start, raw.end)
    for number in spelled(words, language):
        weight = Weight.OPTIONAL if number.is_optional else Weight.WORD
        raw = _Raw([number.value], number.start, number.end, weight, also=list(number.also))
        raw.is_percent = bool(_PERCENT.match(words, raw.end))
        raws.append(raw)
    if not spelling(language):
        raws += _lone_scales(words, language)
    raws.sort(key=lambda raw: raw.start)
    _share_units(rest, raws)
    found += [_quantity(raw) for raw in raws]
    return Quantities(tuple(found), spelling(language) is not None)


def _at_digits(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield what a pattern matches that begins with digits, and with no part of a longer number.

    It is tried where digits begin alone: looking behind each character takes ten times as long.
    """
    end = 0
    for digits in _DIGITS.finditer(text):
        if digits.start() >= end and (match := pattern.match(text, digits.start())):
            end = match.end()
            yield match


def _blank(text: str, start: int, end: int) -> str:
    return text[:start] + "\0" * (end - start) + text[end:]


# Whole things


def _dates(text: str) -> Iterator[tuple[Quantity, int]]:
    """Yield dates in digits; a translation may name the month."""
    for match in _at_digits(_ISO, text):
        year, month, day = match.groups()
        parts = (_figure(year), _figure(day), _month(month))
        if 1 <= int(month) <= _MONTHS:
            yield Quantity((match[0],), Weight.FIGURE, match.start(), parts), match.end()
    for match in _at_digits(_DATE, text):
        a, b, year = int(match["first"]), int(match["second"]), match["y"]
        readings = [f"{year}-{m:02}-{d:02}" for d, m in ((a, b), (b, a)) if m <= _MONTHS]
        if readings and a and b:
            # Of 12/05 nobody knows which is the month.
            days = tuple(
                _month(str(n))
                if n <= _MONTHS and (len(readings) > 1 or n == min(a, b))
                else _figure(str(n))
                for n in (a, b)
            )
            whole = Quantity(tuple(readings), Weight.FIGURE, match.start(), (_figure(year), *days))
            yield whole, match.end()


def _clocks(text: str) -> Iterator[tuple[Quantity, int]]:
    """Yield times of day, by twelve hours or by twenty-four."""
    for match in _at_digits(_CLOCK, text):
        minutes = match["m"] or match["dot"]
        if minutes is None and not match["half"] and not match["bare"]:
            continue
        hour, minute = int(match["h"]), int(minutes or 0)
        if match["half"]:
            hour = hour % _NOON + (_NOON if match["half"].lower() == "p" else 0)
        hours = {hour, hour % _NOON or _NOON} if hour >= _NOON else {hour}
        readings = [f"{hour}:{minute:02}"]
        readings += [f"{h}:{minute:02}" for h in sorted(hours - {hour})]
        if minute:
            readings.append(written(Decimal(f"{hour}.{minute:02}")))  # las 16.30
        else:
            readings += [str(h) for h in sorted(hours)]
        if minutes is None and not match["half"]:
            readings = [str(hour), *readings]  # 24 h may as well be a length of time
        parts = (_figure(match["h"]), _figure(minutes)) if minutes else ()
        yield Quantity(tuple(readings), Weight.FIGURE, match.start(), parts), match.end()


def _fractions(text: str) -> Iterator[tuple[Quantity, int]]:
    """Yield fractions, 3/4 or ¾."""
    for match in _at_digits(_FRACTION, text):
        if 0 < int(match["first"]) < int(match["second"]):
            yield _fraction(int(match["first"]), int(match["second"]), match.start()), match.end()
    for match in _VULGAR.finditer(text) if _SIGN.search(text) else ():
        apart = _FRACTION.fullmatch(unicodedata.normalize("NFKD", match["sign"]))
        if apart:
            more = Decimal(match["whole"] or 0)
            share = _fraction(int(apart["first"]), int(apart["second"]), match.start(), more)
            yield share, match.end()


def _fraction(a: int, b: int, start: int, whole: Decimal = _NONE) -> Quantity:
    share = whole + Decimal(a) / Decimal(b)
    readings = (written(share), f"{a}/{b}", f"{written(share * 100)}%")
    if whole:
        return Quantity(readings[:1], Weight.FIGURE, start)
    return Quantity(readings, Weight.FIGURE, start, (_figure(str(a)), _figure(str(b))))


def _figure(digits: str) -> Quantity:
    return Quantity((written(Decimal(digits)),), Weight.FIGURE)


def _month(digits: str) -> Quantity:
    return Quantity((written(Decimal(digits)),), Weight.OPTIONAL)


# Numbers in digits


def _figures(text: str, language: str) -> Iterator[_Raw]:
    known = symbols(language)
    pending: _Raw | None = None
    ends = {m.start("e"): m for m in _at_digits(_SPAN, text)}
    for match in _numbers(text):
        if _is_part_of_a_name(text, match):
            continue
        values = _values(match[0], known)
        raws = [_Raw([value], match.start(), match.end(), Weight.FIGURE) for value in values]
        last = raws[-1]
        if span := ends.get(match.start()):
            year = Decimal(span["y"][:2] + span["e"])
            last.values = [year, *last.values] if year > int(span["y"]) else last.values
        elif (decade := _DECADE.match(text, match.end())) and not last.values[0] % 10:
            last.values.append(last.values[0] % 100 or last.values[0])
            last.end = decade.end()
        _read_unit(text, last, known)
        if (
            pending
            and pending.factor > last.values[0] * last.factor
            and (text[pending.end : match.start()] == " ")
        ):  # 12 mil 500
            pending.values = [pending.values[0] * pending.factor + last.values[0] * last.factor]
            pending.factor, pending.end = 1, last.end
            continue
        yield from raws
        pending = last if last.factor > 1 else None
    for match in _RAISED.finditer(text):
        if not text[max(match.start() - 1, 0) : match.start()].isdecimal():
            continue
        power = Decimal("".join(str(unicodedata.digit(c)) for c in match[0]))
        yield _Raw([power], match.start(), match.end(), Weight.FIGURE)


def _numbers(text: str) -> Iterator[re.Match[str]]:
    """Yield what is written with digits, from left to right; `.5` is a number, too."""
    end = 0
    for digits in _DIGITS.finditer(text):
        start = digits.start()
        if start < end:
            continue
        match = _POINT_FIRST.match(text, start - 1) if end < start else None
        if match := match or _NUMBER.match(text, start):
            end = match.end()
            yield match


def _read_unit(text: str, raw: _Raw, known: Symbols) -> None:
    """Read what stands after a number, or before it: a sign for per cent, a word for a million."""
    before = text[: raw.start].rstrip(" ")
    while match := known.scale.match(text, raw.end):
        word = match["scale"].lower()
        scale = known.scales[word]
        is_money = before.endswith(("$", "€", "£", "¥"))
        if known.is_sure(word) or (is_money and not match[0].startswith(" ")):
            raw.factor *= scale
        elif match["scale"].isupper() or match[0] == match["scale"]:
            raw.maybe = scale
        else:
            return
        raw.end = match.end()
        if raw.maybe > 1:
            return
    if sign := _PERCENT.match(text, raw.end):
        raw.is_percent, raw.end = True, sign.end()
    elif known.percent_first and before.endswith("%"):
        raw.is_percent = True


def _lone_scales(text: str, language: str) -> Iterator[_Raw]:
    """Yield words for thousand and million that stand for themselves, or after an unknown word."""
    known = symbols(language)
    for match in re.finditer(r"[^\W\d_]+", text):
        word = match[0].lower()
        if known.is_sure(word) and word in known.scales:
            value = Decimal(known.scales[word])
            yield _Raw([value], match.start(), match.end(), Weight.OPTIONAL)


def _share_units(text: str, raws: list[_Raw]) -> None:
    """Let the first number of a range be read with the unit of the second as well."""
    for first, second in pairwise(raws):
        if first.factor > 1 or first.is_percent or first.end > second.start:
            continue
        if not _GAP.fullmatch(text, first.end, second.start):
            continue
        if second.factor > 1:
            first.also += [written(value * second.factor) for value in first.values]
        if second.maybe > 1:
            first.also += [written(value * second.maybe) for value in first.values]
        if second.is_percent:
            first.also += [f"{written(value)}%" for value in first.values]


def _quantity(raw: _Raw) -> Quantity:
    sign = "%" if raw.is_percent else ""
    values = [value * raw.factor for value in raw.values]
    readings = [written(value) + sign for value in values]
    readings += [written(value * raw.maybe) + sign for value in values if raw.maybe > 1]
    return Quantity(tuple(dict.fromkeys([*readings, *raw.also])), raw.weight, raw.start)


def _is_part_of_a_name(text: str, match: re.Match[str]) -> bool:
    """Whether it is the 2 of CO2, which may as well be written as a subscript."""
    glued = match.start() > 0 and text[match.start() - 1].isalpha()
    return glued and len(match[0]) == 1


def _values(text: str, known: Symbols) -> list[Decimal]:
    """Read a number as its language writes it.

    Where that can't be a number, as a version 1.5.1 or 1,50 in English, it is read part by part.
    """
    if text.isdecimal():
        return [Decimal(text)]
    mark = known.decimal
    if _INDIAN.fullmatch(text):
        return [Decimal(text.replace(",", ""))]
    whole, grouped = text, re.sub(r"(?<=\d)[ '’](?=\d{3})", "", text)
    other = "," if mark == "." else "."
    if re.fullmatch(rf"\d{{1,3}}(?:{re.escape(other)}\d{{3}})+(?:{re.escape(mark)}\d+)?", grouped):
        grouped = grouped.replace(other, "")
    grouped = grouped.replace(mark, ".")
    if re.fullmatch(r"\d*(?:\.\d+)?", grouped):
        return [Decimal(grouped)]
    if re.fullmatch(r"\d+[.,]\d+", grouped):  # 2.2 in a language with decimal commas: a version
        return [Decimal(grouped.replace(",", "."))]
    return [Decimal(part) for part in re.findall(r"\d+", whole)]
