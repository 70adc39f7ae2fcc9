"""Numbers one under the other, at the mark before their decimals: what each has after it.

Decimal marks are CLDR's: `1.5` in English, `1,5` in Spanish and French.

https://cldr.unicode.org/translation/number-currency-formats/number-symbols
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from babel import Locale
from babel.core import UnknownLocaleError

_NOTHING = re.compile(r"[\s\u2010-\u2015\u2212.…·*-]*")
"""What stands where there is no number."""
_DIGITS = r"[0-9\u0660-\u0669\u06f0-\u06f9]"


def tails(texts: Sequence[str], language: str) -> list[str]:
    """Return what stands after the whole ones of each number: `.5 %`, or nothing.

    Args:
        texts: What the cells of a column say.
        language: Tag of the language that they are written in.

    Returns:
        A tail for each text; nothing at all if some text is no number, or all tails are alike.
    """
    number = _pattern(language)
    found: list[str] = []
    for text in texts:
        match = number.fullmatch(text.strip())
        if match is None and not _NOTHING.fullmatch(text):
            return []
        found.append(match[1] if match else "")
    numbers = {tail for tail, text in zip(found, texts, strict=True) if number.match(text.strip())}
    return found if len(numbers) > 1 else []


def _pattern(language: str) -> re.Pattern[str]:
    mark, group = _marks(language)
    space = r" \u00a0\u2009\u202f"
    whole = rf"{_DIGITS}(?:[{re.escape(group)}{space}]?{_DIGITS})*"
    return re.compile(
        rf"[^\d]{{0,6}}{whole}"
        rf"((?:{re.escape(mark)}{_DIGITS}+)?[^\d]{{0,12}})"
    )


def _marks(language: str) -> tuple[str, str]:
    """Return the mark before decimals, and the one between groups of digits."""
    try:
        symbols = Locale.parse(language.replace("-", "_")).number_symbols
    except (UnknownLocaleError, ValueError):
        return ".", ","
    system = symbols.get("latn") or next(iter(symbols.values()))
    return str(system["decimal"]), str(system["group"])
