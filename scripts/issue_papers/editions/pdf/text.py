"""Running text of the canonical tree as flat runs: who nests in whom is told by each run's styles.

White space is HTML's: any number of spaces and line ends is one space, none at a block's edges.
No-break spaces aren't white space.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from issue_papers.editions.pdf.nodes import Anchor, Break, Inline, Link, Note, Picture, Run
from issue_papers.fonts.typefaces import script_of
from issue_papers.formats.editions.directions import first_strong, isolated

STYLES = {
    "em": "em",
    "i": "em",
    "cite": "em",
    "var": "em",
    "dfn": "dfn",
    "strong": "strong",
    "b": "strong",
    "u": "underline",
    "ins": "underline",
    "s": "strike",
    "del": "strike",
    "sub": "sub",
    "sup": "sup",
    "small": "small",
    "mark": "mark",
    "code": "code",
    "kbd": "code",
    "samp": "code",
}
"""Elements that change how text looks."""

PLAIN = frozenset({"span", "time", "abbr", "bdi", "bdo", "a", "q"})
"""Elements of running text that by themselves don't."""

MEANINGFUL = frozenset(
    {
        "ip-label",
        "ip-figure__number",
        "ip-figure__credit",
        "ip-recommendation__number",
        "ip-case-box__kind",
        "ip-case-box__place",
        "ip-term",
    }
)
"""Classes of spans that the template draws in a way of its own."""

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

    def heard(self, lang: str | None, direction: str | None, text: str) -> Voice:
        """Return the voice of an element with these attributes, which may be absent or wrong."""
        spoken = lang if lang and _TAG.fullmatch(lang) else self.lang
        way = (direction or "").lower()
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
                inner = [
                    self._clean(part) if isinstance(part, Run) else part for part in item.content
                ]
                self.items.append(replace(item, content=[part for part in inner if part]))
            case Break():
                self._strip_end()
                self.items.append(item)
                self.ends_in_space = True
            case Note() | Picture():
                self.items.append(item)
                self.ends_in_space = False
                self.last = None
            case Anchor():
                self.items.append(item)

    def _clean(self, item: Run) -> Run | None:
        text = _breakable(_SPACES.sub(" ", item.text))
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
    return "".join(found)
