"""Two versions of a text, compared word by word.

A word is what Unicode's default boundaries take for one (UAX #29, without its dictionaries):
letters, digits and marks, with an apostrophe, a full stop or a comma between two of them. Scripts
that put no space between words are compared sign by sign: Han, Hiragana, Thai, Lao, Khmer, Myanmar,
Tibetan. What is neither is a word by itself, so that a comma that is added changes no word.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterator, Sequence
from enum import Enum

_WITHIN = frozenset("'’.,·:_")
"""What joins two letters or two digits to one word."""

_JOINED = "\u200c\u200d\u0e33\u0eb3"
"""What goes with the letter before it, though it is no mark: joiners; the am of Thai and Lao."""

_UNSPACED = (
    (0x0E00, 0x0FFF),  # Thai, Lao, Tibetan
    (0x1000, 0x109F),  # Myanmar
    (0x1780, 0x17FF),  # Khmer
    (0x3040, 0x309F),  # Hiragana
    (0x3400, 0x9FFF),  # Han
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)
"""Blocks of the scripts that put no space between words."""


class Change(Enum):
    """What became of a run of words."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


def word_diff(old: str, new: str) -> Iterator[tuple[Change, str]]:
    """Yield runs of words in the order of reading, what was taken out before what was put in.

    Each run has the spaces that follow its words: those that are kept and added are the new text,
    those that are kept and removed the old one, but for spaces.
    """
    before, after = tokens(old), tokens(new)
    matcher = difflib.SequenceMatcher(None, [t.strip() for t in before], [t.strip() for t in after])
    for removed, added, kept in _joined(matcher.get_opcodes(), before, after):
        if removed:
            yield Change.REMOVED, removed
        if added:
            yield Change.ADDED, added
        if kept:
            yield Change.KEPT, kept


def tokens(text: str) -> list[str]:
    """Return the words and signs of a text, each with the spaces that follow it."""
    found: list[str] = []
    is_open = False  # whether the next letter goes on with the last word
    for position, sign in enumerate(text):
        if sign.isspace():
            if found:
                found[-1] += sign
            is_open = False
        elif _is_mark(sign) and found and not found[-1][-1].isspace():
            found[-1] += sign
        elif _is_unspaced(sign):
            found.append(sign)
            is_open = False
        elif sign.isalnum():
            if is_open:
                found[-1] += sign
            else:
                found.append(sign)
            is_open = True
        elif is_open and sign in _WITHIN and text[position + 1 : position + 2].isalnum():
            found[-1] += sign
        else:
            found.append(sign)
            is_open = False
    return found


def _joined(
    opcodes: Sequence[tuple[str, int, int, int, int]], before: Sequence[str], after: Sequence[str]
) -> Iterator[tuple[str, str, str]]:
    """Yield what is removed, what is added, and what is kept after it.

    Signs alone between two changes belong to the change: nobody reads a comma that has stayed.
    """
    removed = added = ""
    for number, (tag, i1, i2, j1, j2) in enumerate(opcodes):
        old, new = "".join(before[i1:i2]), "".join(after[j1:j2])
        is_between = 0 < number < len(opcodes) - 1
        if tag == "equal" and not (is_between and not any(map(str.isalnum, new))):
            yield removed, added, new
            removed = added = ""
        else:
            removed, added = removed + old, added + new
    yield removed, added, ""


def _is_mark(sign: str) -> bool:
    return unicodedata.category(sign).startswith("M") or sign in _JOINED


def _is_unspaced(sign: str) -> bool:
    return sign > "\u0dff" and any(first <= ord(sign) <= last for first, last in _UNSPACED)
