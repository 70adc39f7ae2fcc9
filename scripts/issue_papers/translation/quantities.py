"""The numbers in a text, as values that are the same however a language writes them.

`1,234.5` in English, `1 234,5` in French and `1.234,5` in Spanish are one value; so are
`10 million` and `10 millones`, `22%` and `22 %`. Separators are those of CLDR. Roman numerals are
no numbers here, and neither is a single digit that is glued to a letter (CO2, m2).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.numbers import get_decimal_symbol

from issue_papers.translation.number_words import spelled, spelling

_SPACES = dict.fromkeys(map(ord, "\u00a0\u202f\u2009\u2007"), " ") | {0x066B: ",", 0x066C: " "}
_NUMBER = re.compile(
    r"(?<!\d)(?:\d{1,3}(?:(?P<group>[ .,'’])\d{3})(?:(?P=group)\d{3})*(?!\d)|\d+)(?:[.,]\d+)*"
)
_PERCENT = re.compile(r"[ ]?[%٪]")  # the other is Arabic's
_ORDINARY = 3
"""Words for less are often articles or left unsaid (*both*, *les deux*)."""


@dataclass(frozen=True)
class Quantities:
    """What a text counts.

    Attributes:
        figures: The values written with digits; a percentage is written `22%`.
        words: The values that are spelled out.
    """

    figures: Counter[str]
    words: Counter[str]


@dataclass(frozen=True)
class Difference:
    """What a translation lacks, and what it has too many of.

    Attributes:
        missing: Values, a percentage with its sign.
        extra: The same.
        is_certain: Whether it is a number written with digits, or one that became another. A number
            that is only spelled out may be gone because the language says it otherwise.
    """

    missing: tuple[str, ...]
    extra: tuple[str, ...]
    is_certain: bool


def quantities(text: str, language: str) -> Quantities:
    """Find the numbers of a text.

    Args:
        text: Plain text, without markup.
        language: Its BCP 47 tag.
    """
    text = " ".join(text.translate(_SPACES).split())
    known = spelling(language)
    if known:
        text = re.sub(known.century, " ", text, flags=re.IGNORECASE)
    figures: Counter[str] = Counter()
    for match in _NUMBER.finditer(text):
        if _is_part_of_a_name(text, match):
            continue
        for value in _values(match[0], language):
            figures[_with_unit(value, text[match.end() :], language)] += 1
    return Quantities(figures, Counter(_written(value) for value in spelled(text, language)))


def compare(source: Quantities, target: Quantities) -> Difference:
    """Compare the numbers of a text with those of its translation.

    A number may be spelled out on one side and not on the other. Spelled out on both, only what
    can't be an article or a turn of phrase counts.
    """
    missing, extra = source.figures - target.figures, target.figures - source.figures
    lost, gained = source.words - target.words, target.words - source.words
    for left, words in ((missing, gained), (extra, lost)):
        for value in list(left):
            matched = min(left[value], words[value])
            left[value] -= matched
            words[value] -= matched
    missing, extra = +missing, +extra
    # A number that is said once more in words on one side is no loss: it stands there anyway.
    lost = Counter({v: n for v, n in (+lost).items() if _is_firm(v) and not _has(target, v)})
    gained = Counter({v: n for v, n in (+gained).items() if _is_firm(v) and not _has(source, v)})
    if not (lost or missing):
        gained.clear()  # *fourfold* is *four times* elsewhere
    is_certain = bool(missing or extra or (lost and gained))
    return Difference(_sorted(missing + lost), _sorted(extra + gained), is_certain)


def _is_firm(value: str) -> bool:
    return Decimal(value) >= _ORDINARY


def _has(side: Quantities, value: str) -> bool:
    return bool(side.figures[value] or side.words[value])


def _sorted(values: Counter[str]) -> tuple[str, ...]:
    return tuple(sorted(values.elements(), key=lambda v: (_size(v), v)))


def _size(value: str) -> Decimal:
    plain = value.removesuffix("%")
    return Decimal(plain) if plain.count(".") < 2 else Decimal(0)  # noqa: PLR2004


def _is_part_of_a_name(text: str, match: re.Match[str]) -> bool:
    """Whether it is the 2 of CO2, which may as well be written as a subscript."""
    glued = match.start() > 0 and text[match.start() - 1].isalpha()
    return glued and len(match[0]) == 1


@cache
def _decimal_mark(language: str) -> str:
    try:
        mark = str(get_decimal_symbol(Locale.parse(language.replace("-", "_"))))
    except (UnknownLocaleError, ValueError):
        return "."
    return mark if mark in {".", ","} else "."


def _values(text: str, language: str) -> list[str]:
    """Read a number as its language writes it.

    Where that can't be a number, as a version 1.5.1 or 1,50 in English, it is read part by part.
    """
    mark = _decimal_mark(language)
    whole, grouped = text, re.sub(r"(?<=\d)[ '’](?=\d{3})", "", text)
    other = "," if mark == "." else "."
    if re.fullmatch(rf"\d{{1,3}}(?:{re.escape(other)}\d{{3}})+(?:{re.escape(mark)}\d+)?", grouped):
        grouped = grouped.replace(other, "")
    grouped = grouped.replace(mark, ".")
    if re.fullmatch(r"\d+(?:\.\d+)?", grouped):
        return [_written(Decimal(_ascii(grouped)))]
    if re.fullmatch(r"\d+[.,]\d+", grouped):  # 2.2 in a language with decimal commas: a version
        return [_written(Decimal(_ascii(grouped.replace(",", "."))))]
    return [_written(Decimal(_ascii(part))) for part in re.findall(r"\d+", whole)]


def _ascii(digits: str) -> str:
    return "".join(c if c == "." else str(int(c)) for c in digits)


def _with_unit(value: str, after: str, language: str) -> str:
    """Multiply a number by the word after it (10 million), and mark a percentage."""
    known = spelling(language)
    if _PERCENT.match(after):
        return f"{value}%"
    if known is None:
        return value
    if re.match(rf"[ -]?(?:{known.percent})", after, re.IGNORECASE):
        return f"{value}%"
    for scale in sorted(known.scales, key=len, reverse=True):
        if re.match(rf"[ -]{re.escape(scale)}\b", after, re.IGNORECASE):
            return _written(Decimal(value) * known.scales[scale])
    return value


def _written(value: Decimal) -> str:
    """Write a value without separators or needless zeros: 1234.5, 40."""
    return f"{value.normalize():f}"
