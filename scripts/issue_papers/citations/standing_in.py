"""Works that differ in nothing but their titles and addresses, written once for all of them.

The parts of a paper have its authors, its date and its publisher. So an entry is written with signs
in the place of what differs, and each work's own words are put into it. That is the same as writing
each, as long as nothing looks at those words: what citeproc-py joins goes by the signs where pieces
meet, what has quotation marks by those in them, what has capitals by each word. A title that brings
such signs along is written in full (`is_plain`); capitals are given to it by the element that gives
them, and by no other; where more is done to it the style can't have signs (`CannotStandInError`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from citeproc.string import MixedString, String

from issue_papers.citations.quotation_marks import APOSTROPHES, MARKS
from issue_papers.citations.remembering import is_numeric

_SIGNS = {"title": "\uf8f0", "URL": "\uf8f1"}
"""What stands in for whom: signs for private use, which citations have no other use for."""
_SIGN = re.compile("[\uf8f0\uf8f1]")
_CASED = 0xF700
"""Which element has given a title its capitals is said by a sign behind it."""
_FILLED = re.compile("([\uf8f0\uf8f1])([\uf700-\uf8ef])?")
_NAMES = {sign: name for name, sign in _SIGNS.items()}
_TELLING = re.compile(rf"[<>&{MARKS}\ue000-\uf8ff]|{APOSTROPHES}")
_MEETS = frozenset(" .,;:!?")
"""What citeproc-py doesn't write twice where pieces meet."""


class CannotStandInError(Exception):
    """A style does something to a work's words that goes by what they are."""


def taken_out(record: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return a record with signs in the place of what may stand in it, and what they stand for."""
    names = tuple(name for name in _SIGNS if is_plain(record.get(name)))
    return {**record, **{name: _SIGNS[name] for name in names}}, names


def is_plain(value: Any) -> bool:
    """Whether nothing about a text is looked at by what writes it, but its capitals."""
    if not isinstance(value, str) or not value or _TELLING.search(value):
        return False
    return not (value[0] in _MEETS or value[-1] in _MEETS or value.isspace() or is_numeric(value))


def stands_in(text: Any) -> bool:
    """Whether a text is, or has in it, what stands in for a work's words."""
    return _SIGN.search(str(text)) is not None


def cased(element: Any, text: Any, language: str | None) -> Any:
    """Return what stands in for words that an element gives capitals.

    Raises:
        CannotStandInError: It isn't those words alone.
    """
    if str(text) not in _NAMES:
        raise CannotStandInError
    known: dict[Any, int] = element.get_root().__dict__.setdefault("gave_capitals", {})
    number = known.setdefault((element, language), len(known))
    if _CASED + number >= ord(_SIGNS["title"]):
        raise CannotStandInError
    return String(f"{text}{chr(_CASED + number)}")


def filled(root: Any, text: str, words: Mapping[str, str]) -> str:
    """Put a work's own words into an entry.

    Args:
        root: The style.
        text: The entry, with signs.
        words: What each variable says, as citeproc-py reads it.
    """
    known = tuple(root.__dict__.get("gave_capitals", ()))

    def put(found: re.Match[str]) -> str:
        own = words[_NAMES[found[1]]]
        if not found[2]:
            return own
        element, language = known[ord(found[2]) - _CASED]
        return str(element.case(MixedString([String(own)]), language))

    return _FILLED.sub(put, text)
