"""Which way a text runs, and texts set apart where two directions meet on a line.

Follows the Unicode Bidirectional Algorithm (UAX #9).
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_STRONG = {"L": "ltr", "R": "rtl", "AL": "rtl"}
_ISOLATES = {"ltr": "\u2066", "rtl": "\u2067", "": "\u2068"}
_END_OF_ISOLATE = "\u2069"


def first_strong(text: str) -> str:
    """Return the direction of the first letter that has one: `ltr`, `rtl`, or nothing."""
    found = (_STRONG.get(unicodedata.bidirectional(char), "") for char in text)
    return next(filter(None, found), "")


def isolated(text: str, direction: str = "") -> str:
    """Return text set apart from what is around it, which then can't change its order.

    Args:
        text: Without ends of paragraphs.
        direction: `ltr` or `rtl`; that of its first letter unless told.
    """
    return f"{_ISOLATES[direction]}{text}{_END_OF_ISOLATE}"


def runs_against(text: str, around: str) -> bool:
    """Whether any letter of a text runs against the line that it stands in."""
    return not (around == "ltr" and text.isascii()) and _runs_against(text, around)


@lru_cache(maxsize=4096)
def _runs_against(text: str, around: str) -> bool:
    return any(_STRONG.get(unicodedata.bidirectional(char), around) != around for char in text)


def isolated_among(text: str, around: str) -> str:
    """Return a name set apart, if any letter of it runs against the line that it stands in."""
    return isolated(text) if runs_against(text, around) else text
