"""Quotation marks inside others: a title's own, where a style puts the title into some.

“The ‘right to the city’” in an English list, and the same title in a Spanish one as «The “right to
the city”»: the marks inside are those of the reader's language for that depth. citeproc-py 0.11
leaves them as they stand. What a title's marks are is known by what opens them: „ is closed by “ in
German and by ” in Polish.
"""

from __future__ import annotations

from typing import Any

from citeproc.string import MixedString

Pair = tuple[str, str]

_LOW_SINGLE = "\N{SINGLE LOW-9 QUOTATION MARK}"
_LEFT_SINGLE = "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}"
_RIGHT_SINGLE = "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"
_CLOSERS = {
    "“": "”",
    "‘": "’",
    "„": "“”",
    "«": "»",
    "»": "«",
    "「": "」",
    "『": "』",
    _LOW_SINGLE: "‘’",
    _LEFT_SINGLE: _RIGHT_SINGLE,
    _RIGHT_SINGLE: _LEFT_SINGLE,
}
"""What may close what, by what opens it."""
MARKS = "".join(dict.fromkeys('"' + "".join((*_CLOSERS, *_CLOSERS.values())))).replace("’", "")
"""All marks that open or close a quotation, but the one that is an apostrophe, too."""
APOSTROPHES = r"’(?!\w)"
"""A pattern of that one where it may close a quotation."""
_LOW = f"„{_LOW_SINGLE}「『"
_SPACES = " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"


def levels(outer: Pair, inner: Pair) -> tuple[Pair, ...]:
    """Return the marks of a language, those of the outermost quotation first.

    Spanish, Portuguese and Italian have a third kind behind « » and “ ”; elsewhere they alternate.
    """
    third = ("‘", "’") if outer[0].strip(_SPACES) == "«" and inner[0] == "“" else outer
    return (outer, inner, third)


def nested(text: Any, marks: tuple[Pair, ...]) -> Any:
    """Give the quotation marks in a text the kind that they have inside others.

    Args:
        text: A text of citeproc-py's, which may be in pieces.
        marks: What `levels` returns.
    """
    pieces = list(text) if isinstance(text, MixedString) else [text]
    whole = "".join(str(piece) for piece in pieces)
    changed = _changes(whole, marks)
    if not changed:
        return text
    done, start = [], 0
    for piece in pieces:
        signs = str(piece)
        new = [changed.get(start + at, sign) for at, sign in enumerate(signs)]
        done.append(type(piece)("".join(new)))
        start += len(signs)
    return MixedString(done) if isinstance(text, MixedString) else done[0]


def _changes(whole: str, marks: tuple[Pair, ...]) -> dict[int, str]:
    """Return what becomes of each sign that is a quotation mark with a partner, by its place."""
    open_at: list[int] = []
    found: dict[int, str] = {}
    for at, sign in enumerate(whole):
        if open_at and _closes(whole, open_at[-1], at):
            first = open_at.pop()
            opening, closing = marks[1 + len(open_at) % 2]
            found[first], found[at] = opening, closing
            _join_spaces(whole, first, at, found)
        elif _opens(whole, at, sign):
            open_at.append(at)
    return found


def _opens(whole: str, at: int, sign: str) -> bool:
    if sign == '"' or sign in _CLOSERS:
        before = whole[at - 1 : at]
        return sign in _LOW or not before.isalnum()
    return False


def _closes(whole: str, first: int, at: int) -> bool:
    opened, sign = whole[first], whole[at]
    if opened == '"':
        return sign == '"'
    if sign not in _CLOSERS[opened]:
        return False
    is_apostrophe = sign == "’" and whole[at + 1 : at + 2].isalnum()
    return not is_apostrophe


def _join_spaces(whole: str, first: int, last: int, found: dict[int, str]) -> None:
    """Leave out the spaces that French has inside « »; the new marks bring their own."""
    for at in (first + 1, last - 1):
        if whole[first] == "«" and whole[at] in _SPACES and first < at < last:
            found[at] = ""


def are_in(text: Any) -> bool:
    """Whether there are quotation marks in a text."""
    return any(sign in MARKS for sign in str(text))
