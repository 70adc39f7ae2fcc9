"""Running text as flat runs: who nests in whom is told by each run's styles.

So deep nesting costs no depth in the typesetter, which is handed these as JSON. Any number of
spaces and line ends is one space, none at a block's edges; no-break spaces aren't white space.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from issue_papers.fonts.scripts import script_of
from issue_papers.typography.directions import first_strong, isolated


@dataclass
class Run:
    """A piece of text in one style.

    Attributes:
        text: With single spaces, never empty.
        styles: Names out of `em strong dfn sub sup small code mark underline strike term`, and the
            roles of spans, such as `label`.
        lang: Tag of its language, where that isn't its block's.
    """

    text: str
    styles: tuple[str, ...] = ()
    lang: str = ""


@dataclass
class Break:
    """A line ends here."""


@dataclass
class Anchor:
    """A place that links lead to."""

    id: str


@dataclass
class Link:
    """Text that leads somewhere.

    Attributes:
        target: `#<id>` or an absolute URL; empty if it turned out to lead nowhere.
        content: The text.
        names_page: Whether print adds the number of the page that it leads to.
        address: The address that print adds; empty if the text says it.
    """

    target: str
    content: list[Inline]
    names_page: bool = False
    address: str = ""


@dataclass
class Note:
    """A footnote, where its number stands; `content` is nothing where the note is set elsewhere."""

    id: str
    number: int
    content: list[dict[str, Any]]


@dataclass
class Picture:
    """A picture.

    Attributes:
        source: `map:<slug>` or `image:<name>`.
        alt: What it shows; empty if it only decorates.
        width: In points, or of the room there is, as a share of 1; nothing if it has its own.
        height: The same.
        line: Line of the part's file; 0 if it comes from no file.
    """

    source: str
    alt: str
    width: tuple[float, str] | None = None
    height: tuple[float, str] | None = None
    line: int = 0


@dataclass
class Formula:
    """A formula.

    Attributes:
        drawn: How it is drawn: see `formats/pdf/formulas`.
        alt: The same in words.
        is_display: Whether it stands by itself.
    """

    drawn: dict[str, Any]
    alt: str
    is_display: bool


Inline: TypeAlias = Run | Break | Anchor | Link | Note | Picture | Formula

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
_SPACES = re.compile(r"[ \t\n\r\f]+")
_NOT_IN_URLS = "\\s<>\"'«»“”\u2066-\u2069"
_URL = re.compile(f"(https?://[^{_NOT_IN_URLS}]*[^{_NOT_IN_URLS}\u00ad\u200b.,;:!?)\\]])")
_UNSEEN = re.compile("[\u00ad\u200b]")
"""What lets a word break, and is no part of an address."""
_ENDLESS = re.compile("[\u0021-\u07ff]{60,}")
"""A word longer than a line, in scripts that put spaces between words."""
_PIECE = re.compile("[\u0021-\u07ff]{30}")
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_DIRECTIONS = frozenset({"ltr", "rtl"})
_RIGHT_TO_LEFT = frozenset({"Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg"})


@dataclass(frozen=True)
class Voice:
    """How text sounds where we are.

    Attributes:
        lang: Tag of the language.
        dir: `ltr` or `rtl`.
    """

    lang: str
    dir: str

    def heard(self, lang: str, direction: str, text: str) -> Voice:
        """Return the voice of a node that says this of itself, or nothing, or something wrong."""
        spoken = lang if _TAG.fullmatch(lang) else self.lang
        way = direction.lower()
        if way == "auto":
            way = first_strong(text)
        elif not way and spoken != self.lang:
            way = "rtl" if script_of(spoken) in _RIGHT_TO_LEFT else "ltr"
        return Voice(spoken, way if way in _DIRECTIONS else self.dir)


def run(text: str, styles: tuple[str, ...], voice: Voice, around: Voice) -> Run:
    """Return text as a run, set apart from text of another direction around it."""
    if voice.dir != around.dir:
        text = isolated(text, voice.dir)
    return Run(text, styles, voice.lang if voice.lang != around.lang else "")


def printable(text: str) -> str:
    """Return text without what is no character of a text: controls, halves of characters."""
    return _FORBIDDEN.sub("", text)


def tidy(content: Iterable[Inline]) -> list[Inline]:
    """Collapse white space, join runs that look alike, and make bare addresses links."""
    state = _Tidied()
    for item in content:
        state.add(item)
    return state.finish()


class _Tidied:
    """Running text in the making; knows whether a space would be one too many."""

    def __init__(self) -> None:
        self.items: list[Inline] = []
        self.last: Run | None = None
        self.ends_in_space = True

    def add(self, item: Inline) -> None:
        match item:
            case Run():
                cleaned = self._clean(item)
                if cleaned:
                    self.items.append(cleaned)
            case Link():
                inner = []
                for part in item.content:
                    kept = self._clean(part) if isinstance(part, Run) else part
                    inner += [kept] if kept else []
                    self._shown(part)
                item.content = inner
                self.items.append(item)
            case Break():
                self._strip_end()
                self.items.append(item)
                self.ends_in_space = True
            case _:
                self.items.append(item)
                self._shown(item)

    def _shown(self, item: Inline) -> None:
        if isinstance(item, Note | Picture | Formula):
            self.ends_in_space = False
            self.last = None

    def _clean(self, item: Run) -> Run | None:
        text = _breakable(_SPACES.sub(" ", printable(item.text)))
        if self.ends_in_space:
            text = text.removeprefix(" ")
        if not text:
            return None
        self.ends_in_space = text.endswith(" ")
        self.last = replace(item, text=text)
        return self.last

    def _strip_end(self) -> None:
        if self.ends_in_space and self.last is not None:
            self.last.text = self.last.text.rstrip(" ")
            self.last = None

    def finish(self) -> list[Inline]:
        self._strip_end()
        while self.items and isinstance(self.items[-1], Break):
            self.items.pop()
        return [
            part
            for item in _joined(self.items)
            for part in (_linked(item) if isinstance(item, Run) else [item])
            if not isinstance(part, Run) or part.text
        ]


def _breakable(text: str) -> str:
    """Let endless words break, which would otherwise run off the page.

    Addresses are left as they are: Typst breaks them by itself, and whoever copies one wants it
    without a character too many.
    """
    parts = _URL.split(text)
    parts[::2] = [_ENDLESS.sub(_in_pieces, words) for words in parts[::2]]
    return "".join(parts)


def _in_pieces(word: re.Match[str]) -> str:
    return _PIECE.sub(lambda piece: f"{piece[0]}\u200b", word[0])


def _joined(items: Iterable[Inline]) -> list[Inline]:
    joined: list[Inline] = []
    for item in items:
        previous = joined[-1] if joined else None
        if (
            isinstance(item, Run)
            and isinstance(previous, Run)
            and (item.styles, item.lang) == (previous.styles, previous.lang)
        ):
            joined[-1] = replace(previous, text=previous.text + item.text)
        else:
            joined.append(item)
    return joined


def _linked(item: Run) -> list[Inline]:
    """Split a run at the addresses in it, which become links."""
    parts: list[Inline] = []
    position = 0
    for match in _URL.finditer(item.text):
        if match.start() > position:
            parts.append(replace(item, text=item.text[position : match.start()]))
        parts.append(Link(_UNSEEN.sub("", match[0]), [replace(item, text=match[0])]))
        position = match.end()
    if position < len(item.text):
        parts.append(replace(item, text=item.text[position:]))
    return parts


def words(content: Iterable[Inline]) -> str:
    """Return the text of runs and links, for comparing."""
    found = []
    for item in content:
        if isinstance(item, Run):
            found.append(item.text)
        elif isinstance(item, Link):
            found.append(words(item.content))
        elif isinstance(item, Formula):
            found.append(item.alt)
    return "".join(found)
