"""How a language writes numbers with digits: its separators, words and signs, from CLDR.

CLDR's compact patterns (UTS 35, part 3, section 2.4) have the words for thousand, million and so on
of every language, its units (part 2, section 3) the word for per cent. So a language needs no table
of ours to have `10 milhões` and `10 Millionen` read as what they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.numbers import get_decimal_symbol
from babel.units import format_unit

_SPACES = dict.fromkeys("\u00a0\u202f\u2009\u2007\n\t", " ") | {"\u066b": ",", "\u066c": " "}
_SIGNS = {"٪": "%", "％": "%", "\u2011": "-"}  # noqa: RUF001 - other scripts' signs
_PLAIN = _SPACES | _SIGNS
_PLAIN_SPACES = str.maketrans(_SPACES)
_NATIVE_DIGIT = re.compile(r"[^\D0-9]")
_PLURALS = (1, 2, 3, 5, 11, 100)
"""Numbers that between them take all plural forms of CLDR."""

_SURE_LENGTH = 2
"""A shorter word may be a unit: `10 m` are metres, `4B` is the name of a figure."""

_MORE_SCALES: Mapping[str, Mapping[str, int]] = {
    "en": {"bn": 10**9, "tn": 10**12, "mn": 10**6, "m": 10**6, "k": 1_000},
    "es": {"mil millones": 10**9},
    "fr": {"mille": 1_000, "millier": 1_000, "milliers": 1_000},
}
_MORE_PERCENT: Mapping[str, str] = {
    "en": "per[ -]?cent|percentage points?",
    "es": "por ciento|puntos? porcentual(?:es)?|puntos? de porcentaje",
    "fr": "pour ?cents?|points? de pourcentage",
}


@dataclass(frozen=True)
class Symbols:
    """What a language puts within and after numbers.

    Attributes:
        decimal: The decimal mark: a point or a comma.
        scales: Words that multiply the number before them, in small letters.
        scale: Matches one of them after a number.
        percent: Matches the word for per cent.
        percent_first: Whether the sign stands before the number.
    """

    decimal: str
    scales: Mapping[str, int]
    scale: re.Pattern[str]
    percent: re.Pattern[str] | None
    percent_first: bool

    def is_sure(self, word: str) -> bool:
        """Whether a word after a number can be nothing but a multiplier."""
        return len(word) >= _SURE_LENGTH or not word.isascii()


def base(language: str) -> str:
    """Return a language tag's first part: `es` of `es-MX`."""
    return re.split("[-_]", language)[0].lower()


@cache
def symbols(language: str) -> Symbols:
    """Return a language's symbols; those of English where CLDR doesn't know it.

    Args:
        language: A BCP 47 tag.
    """
    locale = _locale(language)
    scales = {**dict(_scales(locale)), **_MORE_SCALES.get(base(language), {})}
    longest = sorted(scales, key=len, reverse=True)
    # Scripts that don't put spaces between words have none after a number's either.
    words = "|".join(
        re.escape(w) + ("" if _is_ideographic(w) else r"(?![^\W_])") for w in longest if w
    )
    percent = [re.escape(w) for w in _percent(locale)]
    percent += [p] if (p := _MORE_PERCENT.get(base(language))) else []
    mark = str(get_decimal_symbol(locale))
    return Symbols(
        decimal=mark if mark in {".", ","} else ".",
        scales=scales,
        scale=re.compile(rf"[ -]?(?P<scale>{words})", re.IGNORECASE)
        if words
        else re.compile("(?!)"),
        percent=re.compile(rf"\b(?:{'|'.join(percent)})\b", re.IGNORECASE) if percent else None,
        percent_first=str(locale.percent_formats[None].pattern).startswith("%"),
    )


def plain(text: str, language: str) -> str:
    """Return a text of the same length with ASCII digits, plain spaces, and `%` for per cent."""
    for sign, instead in _PLAIN.items():  # forty times as fast as `translate`
        text = text.replace(sign, instead)
    text = _NATIVE_DIGIT.sub(lambda m: str(unicodedata.decimal(m[0])), text)
    percent = symbols(language).percent
    return percent.sub(lambda m: "%".ljust(len(m[0])), text) if percent else text


def written(value: Decimal) -> str:
    """Write a value without separators or needless zeros: 1234.5, 40."""
    return f"{value.normalize():f}"


def _locale(language: str) -> Locale:
    for tag in (language.replace("-", "_"), base(language), "en"):
        try:
            return Locale.parse(tag)
        except (UnknownLocaleError, ValueError):
            continue
    raise AssertionError


def _scales(locale: Locale) -> Iterator[tuple[str, int]]:
    """Yield the words that follow a number in compact patterns, with what they stand for."""
    for style in ("short", "long"):
        for forms in locale.compact_decimal_formats.get(style, {}).values():
            for threshold, pattern in forms.items():
                text = str(pattern.pattern).translate(_PLAIN_SPACES).replace("'", "")
                match = re.fullmatch(r"(?P<zeros>0+) ?(?P<word>[^0\s].*)", text)
                if match:
                    word = match["word"].strip().rstrip(".").lower()
                    yield word, int(threshold) // 10 ** (len(match["zeros"]) - 1)


def _percent(locale: Locale) -> Iterator[str]:
    for number in _PLURALS:
        shown = format_unit(number, "concentr-percent", length="long", locale=locale)
        word = re.sub(r"\d+", "", shown.translate(_PLAIN_SPACES)).strip()
        if word and word != "%" and not any(c.isdecimal() for c in word):
            yield word


def _is_ideographic(word: str) -> bool:
    return unicodedata.name(word[-1], "").startswith("CJK")
