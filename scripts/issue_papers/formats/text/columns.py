"""Lines of a fixed width, as terminals, mail programs and braille displays show them.

A character takes one column, two where East Asian fonts draw it wide (UAX #11), or none. A line
ends at a space, or between ideographs as UAX #14 has it, never inside a word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

WIDTH = 76
"""A mail that is quoted once more still fits into 80 columns (RFC 3676, 4.2)."""

BREAK = "\u2028"
"""Ends a line whatever its length, in a text that is to be wrapped."""

_SPACES = re.compile("[ \t\n\r\f]+")
_FIRST_WIDE = "\u1100"
"""No character before Hangul's letters is wide (UAX #11)."""
_ZERO_WIDTH_SPACE = "\u200b"
_SOFT_HYPHEN = "\u00ad"
_CLOSING = frozenset({"Pe", "Pf", "Po"})
_OPENING = frozenset({"Ps", "Pi"})
_LEANING = (" SMALL ", "ITERATION MARK", "PROLONGED SOUND")
"""Names of characters that a line doesn't begin with, as they belong to the one before."""
_IDEOGRAPHS = (
    "CJK",
    "HIRAGANA",
    "KATAKANA",
    "IDEOGRAPHIC",
    "BOPOMOFO",
    "FULLWIDTH",
)


def width(text: str) -> int:
    """Return how many columns a text takes."""
    return len(text) if text.isascii() else sum(_columns(char) for char in text)


def _columns(char: str) -> int:
    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1


def padded(text: str, columns: int, align: str = "left") -> str:
    """Fill a text up with spaces to a number of columns."""
    missing = max(columns - width(text), 0)
    before = {"right": missing, "center": missing // 2}.get(align, 0)
    return " " * before + text + " " * (missing - before)


def wrapped(text: str, columns: int = WIDTH, *, hanging: int = 0) -> list[str]:
    """Break a text into lines.

    Args:
        text: What to break; `BREAK` ends a line.
        columns: How wide a line may be; a word that is wider has a line of its own.
        hanging: By how many columns all lines but the first are set in.
    """
    lines: list[str] = []
    for stretch in text.split(BREAK):
        line = " " * hanging if lines else ""
        taken, is_empty = len(line), True
        for word, space in _words(stretch):
            needed = width(word)
            if not is_empty and taken + len(space) + needed > columns:
                lines.append(line)
                line, taken, is_empty = " " * hanging, hanging, True
            if not is_empty:
                line += space
                taken += len(space)
            line += word
            taken += needed
            is_empty = False
        lines.append(line.rstrip())
    return lines


def _words(text: str) -> Iterator[tuple[str, str]]:
    """Yield what must not be broken, each with the space before it, which may be none."""
    for word in filter(None, _SPACES.split(text.replace(_SOFT_HYPHEN, ""))):
        space = " "
        for part in word.split(_ZERO_WIDTH_SPACE):
            for piece in _pieces(part):
                yield piece, space
                space = ""


def _pieces(word: str) -> Iterator[str]:
    """Yield the parts of a word between which a line may end though there is no space."""
    start = 0
    for place in range(1, len(word)) if max(word, default="") >= _FIRST_WIDE else ():
        if _may_end_between(word[place - 1], word[place]):
            yield word[start:place]
            start = place
    if word[start:]:
        yield word[start:]


def _may_end_between(before: str, after: str) -> bool:
    if not (_is_ideograph(before) or _is_ideograph(after)) or not _columns(after):
        return False
    if unicodedata.category(before) in _OPENING or unicodedata.category(after) in _CLOSING:
        return False
    return not any(part in unicodedata.name(after, "") for part in _LEANING)


def _is_ideograph(char: str) -> bool:
    return _columns(char) == 2 and unicodedata.name(char, "").startswith(_IDEOGRAPHS)  # noqa: PLR2004
