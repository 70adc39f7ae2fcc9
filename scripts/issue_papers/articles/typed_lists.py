"""Lists as other programs write them, which Markdown takes for running text.

Word, PDFs and the like paste `• one`, `a) one`, `(i) one`; a keyboard types a no-break space after
a hyphen. Lines of a paragraph are items if their signs can be nothing else, or follow each other: a
single line that begins with a dash is speech, and one with `a.` may be anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from issue_papers.articles.characters import SPACES, UNSEEN

_BULLETS = "\u2022\u2023\u2043\u25e6\u25aa\uf020-\uf0ff"
"""Signs that begin an item and nothing else; the last ones are those of Word's own typefaces."""
_PARTING = "\u2022\u2023\u2043\u25e6\u25aa"
"""Those that may part words."""
_SHAPES = "\u2219\u25ab\u25a0\u25a1\u25b6\u25b8\u25ba\u25cf\u25cb\u25c6\u25c7\u2756\u27a2\u27a4\xb7"
_DASHES = "\u2010-\u2015\u2212"
_TELLING = "\u2192\u21d2\u2794\u279c\u2610\u2611\u2612\u2713\u2714\u2717\u2718"
"""Signs that say something besides, so that they are kept in the item."""
_UNSEEN = f"\u061c{UNSEEN}"
_LETTER = r"[^\W\d_ºª]"
_ITEM = re.compile(
    rf"(?P<before>[ \t{SPACES}{_UNSEEN}]*)(?:"
    rf"(?P<bullet>[{_BULLETS}]|o(?=\t))[\s{_UNSEEN}]*(?=[^\s{_BULLETS}])"
    rf"|(?P<shape>[{_SHAPES}])(?=\s*[^\W_])[ \t{SPACES}]*"
    rf"|(?P<telling>[{_TELLING}])[ \t{SPACES}]*(?=[^\W_])"
    rf"|(?P<dash>[{_DASHES}])[ \t{SPACES}]*(?=[^\W\d_])"
    rf"|(?P<hyphen>[-*+])(?:(?P<gap>[ \t]+|[{SPACES}]+[ \t]*)(?=\S)|(?<=-)(?={_LETTER}))"
    r"|(?P<open>\(?)(?:(?P<levels>\d{1,2}(?:\.\d{1,2})+)(?P<end>\.?)(?=[ \t])"
    r"|(?P<number>\d{1,3})(?P<close>\.-?[)]?|\)|[-°º/](?=\s))"
    r"|(?P<letters>[a-z]{1,5}|[A-Z]{1,5})(?P<mark>[.)](?=[ \t\xa0)])|\)))"
    rf"(?:(?P<blank>[ \t{SPACES}]+)(?=\S)|(?={_LETTER}))"
    r")(?P<words>.*)"
)
_MAY_BE = re.compile(
    rf"^[ \t{SPACES}{_UNSEEN}]*(?:[{_BULLETS}{_SHAPES}{_DASHES}{_TELLING}*+-]|o\t"
    r"|\(?(?:\d[\d.]{0,7}[.)\-°º/ \t]|[a-z]{1,5}[.)]|[A-Z]{1,5}[.)]))",
    re.MULTILINE,
)
"""What there is wherever an item is found: most texts have nothing of it."""
_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


class Why(Enum):
    """Why Markdown sees no item."""

    SIGN = "its sign isn't Markdown's"
    SPACE = "a space in it is no common one"
    UNSEEN = "something invisible stands before it"
    PLACE = "it is indented below a text, or goes on below one with another number than 1"


@dataclass(frozen=True)
class TypedItem:
    """The first item of a list that is none.

    Attributes:
        line: Of the text, from 0.
        words: The line without its mark.
        right: The mark as Markdown has it, with the spaces before and after it.
        why: Why it is none as it stands.
        is_sure: Whether it needs no second one to be an item.
    """

    line: int
    words: str
    right: str
    why: Why
    is_sure: bool = False


@dataclass(frozen=True)
class _Mark:
    """How a line begins: the styles that it may be of, each with its place in a list."""

    item: TypedItem
    styles: tuple[tuple[str, int], ...]
    is_apart: bool = False
    """Whether its items may stand in paragraphs of their own."""


def first_item(text: str, number: int = 0) -> TypedItem | None:
    """Return where a list begins in a paragraph's text; nothing where there is none.

    Args:
        text: The text.
        number: That of the item of a numbered list that the paragraph stands in.
    """
    if not _MAY_BE.search(text):
        return None
    lines = text.split("\n")
    opened: dict[str, tuple[int, TypedItem]] = {}
    for mark in _marks(lines):
        is_second = bool(number) and (f"{number}.", 1) in mark.styles
        if mark.item.is_sure or is_second:
            if mark.item.line and _is_between(lines, mark.item):
                continue
            return mark.item
        for style, place in mark.styles:
            before = opened.get(style)
            follows = mark.item.line - 1 if not place else None
            if before and (before[0] == follows if not place else before[0] + 1 == place):
                return before[1]
            if _begins(style, place):
                opened[style] = (place or mark.item.line), mark.item
    return None


def first_apart(text: str, following: str) -> TypedItem | None:
    """Return a paragraph's first line if it and the paragraph below it are items of a list."""
    if not (_MAY_BE.match(text) and _MAY_BE.match(following)):
        return None
    one, two = _mark(text.split("\n", 1)[0], 0), _mark(following.split("\n", 1)[0], 0)
    if one and two and one.is_apart and two.is_apart:
        after = {(style, place + bool(place)) for style, place in one.styles}
        return one.item if after & {*two.styles} else None
    return None


def _begins(style: str, place: int) -> bool:
    return place <= 1 or not style.endswith(("a", "i"))


def _is_between(lines: Sequence[str], item: TypedItem) -> bool:
    """Whether a sign parts words, as in `one • two`, of which a line happens to begin with it."""
    sign = lines[item.line].lstrip()[:1]
    above = lines[: item.line]
    return sign in _PARTING and any(f" {sign}" in line.strip() for line in above)


def _marks(lines: Sequence[str]) -> Iterator[_Mark]:
    for number, line in enumerate(lines):
        if mark := _mark(line, number):
            yield mark


def _mark(line: str, number: int) -> _Mark | None:
    match = _ITEM.match(line)
    if match is None:
        return None
    if match["number"] or match["levels"] or match["letters"]:
        return _numbered(match, number)
    before, words = match["before"], match["words"]
    if sign := match["bullet"]:
        words = words.split(sign, 1)[0].rstrip() if sign != "o" else words
        indent = "    " if sign == "o" and number else ""
        item = TypedItem(number, words, f"{indent}- ", Why.SIGN, is_sure=True)
        return _Mark(item, ())
    if sign := match["shape"] or match["telling"] or match["dash"]:
        kept = f"- {sign} " if match["telling"] else "- "
        item = TypedItem(number, words, kept, Why.SIGN)
        return _Mark(item, ((sign, 0),), is_apart=bool(match["shape"]))
    gap = match["gap"] or ""
    sign = match["hyphen"]
    if not gap:
        return _Mark(TypedItem(number, words, "- ", Why.SIGN), ((sign, 0),))
    why, indent = _why(before, gap)
    is_sure = why is not Why.SPACE or (sign == "-" and words[:1].isalpha()) or bool(indent)
    return _Mark(TypedItem(number, words, f"{indent}- ", why, is_sure), ((sign, 0),))


def _why(before: str, gap: str) -> tuple[Why, str]:
    """Return why a mark that looks right isn't read as one, and how far it was meant to be in."""
    if re.search(f"[{_UNSEEN}]", before):
        return Why.UNSEEN, ""
    if re.search(f"[{SPACES}]", before):
        return Why.SPACE, "    "
    if re.search(f"[{SPACES}]", gap):
        return Why.SPACE, ""
    return Why.PLACE, ""


def _numbered(match: re.Match[str], line: int) -> _Mark | None:
    blank, words, brackets = match["blank"] or "", match["words"], match["open"]
    if match["levels"]:
        if brackets or not match["words"][:1].isalpha():
            return None
        above, _, last = match["levels"].rpartition(".")
        item = TypedItem(line, words, f"    {int(last)}. ", Why.SIGN)
        return _Mark(item, ((f"{above}.", int(last)),))
    if match["letters"]:
        letters, close = match["letters"], match["mark"]
        if brackets and close != ")":
            return None
        cased = "A" if letters.isupper() else "a"
        styles = tuple(
            (f"{brackets}{close}{cased}{kind}", place) for kind, place in _places(letters.lower())
        )
        item = TypedItem(line, words, "1. ", Why.SIGN)
        return _Mark(item, styles) if styles else None
    close = match["close"]
    if brackets and close != ")":
        return None
    number = int(match["number"])
    is_ours = match["number"].isascii() and close in {".", ")"} and not brackets
    why, indent = Why.SIGN, ""
    if is_ours and blank:
        why, indent = _why(match["before"], blank)
    right = f"{indent}{number}{close if is_ours else '.'} "
    item = TypedItem(line, words, right, why, is_sure=why is Why.UNSEEN or bool(indent))
    styles = ((f"{brackets}{close}", number),)
    return _Mark(item, styles, is_apart=not blank and close in {".", ")"})


def _places(letters: str) -> Iterator[tuple[str, int]]:
    """Yield what letters may be in a list: the second of `a, b`, the first of `i, ii`."""
    if len(letters) == 1:
        yield "a", ord(letters) - ord("a") + 1
    if letters in _ROMAN:
        yield "i", _ROMAN.index(letters)
