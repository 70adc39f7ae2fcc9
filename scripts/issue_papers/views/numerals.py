"""Numbers in the digits that a language is read in: CLDR's default numbering system (UTS #35).

Persian is read in its own digits, Arabic without a region in those of the Maghreb and of the web;
`ar-EG` has its own. Babel writes the signs of a numbering system, but all digits as ASCII has them.
overrides/assets/javascripts/locale.js says the same to browsers.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from babel import Locale
from babel.numbers import format_decimal

from issue_papers.content.locales import Language

DEFAULT = "default"
"""What Babel calls a locale's own numbering system."""

_FIRST_DIGITS = {
    "arab": "\u0660",
    "arabext": "\u06f0",
    "beng": "\u09e6",
    "cakm": "\U00011136",
    "deva": "\u0966",
    "mymr": "\u1040",
    "nkoo": "\u07c0",
    "olck": "\u1c50",
    "tibt": "\u0f20",
}
"""Numbering system → its zero. The other digits follow it in Unicode."""

_SIGNS = {"arab": {"%": "\u066a"}, "arabext": {"%": "\u066a"}}
"""Signs that Babel takes from the pattern and not from the numbering system."""


def in_digits(text: str, language: Language) -> str:
    """Write what CLDR's data made of numbers and dates in the language's own digits.

    Args:
        text: Nothing else: its digits are all replaced.
        language: The reader's language.
    """
    system = language.cldr.default_numbering_system
    zero = _FIRST_DIGITS.get(system)
    if zero is None:
        return text
    signs = _SIGNS.get(system, {})
    return "".join(
        chr(ord(zero) + unicodedata.digit(char)) if char in "0123456789" else signs.get(char, char)
        for char in text
    )


def whole(value: int, language: Language) -> str:
    """Write a whole number: `12`, `1,234`, `۱۲`."""
    return in_digits(decimal(value, language.cldr), language)


@lru_cache(maxsize=1024, typed=True)
def decimal(value: float, locale: Locale) -> str:
    """Write a number to its last digit, in Latin digits: `2,100.5`, in Spanish `2100,5`.

    Args:
        value: The number.
        locale: Whose separators it has.
    """
    is_short = abs(value) < _FIVE_DIGITS and _groups_from_five(locale)
    return format_decimal(
        value,
        locale=locale,
        decimal_quantization=False,
        group_separator=not is_short,
        numbering_system=DEFAULT,
    )


_FIVE_DIGITS = 10_000
_FROM_FIVE = frozenset({"bg", "es", "et", "hu", "it", "ka", "lv", "pl", "sl"})
_EUROPEAN: Mapping[str, tuple[str | None, ...]] = {"es": (None, "ES"), "pt": ("PT",)}
"""Where a language writes otherwise elsewhere: its territories that group from five digits on."""


def _groups_from_five(locale: Locale) -> bool:
    """Whether thousands have no separator before there are ten of them.

    That is CLDR's minimumGroupingDigits (48), which Babel 2.18 doesn't know.
    """
    if places := _EUROPEAN.get(locale.language):
        return locale.territory in places
    return locale.language in _FROM_FIVE
