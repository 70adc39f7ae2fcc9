"""Reads running text out of nodes: links, footnotes, pictures and styled words."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from issue_papers.articles import nodes as n
from issue_papers.formats.editions.edition import (
    DRAWING_SCHEME,
    IMAGE_SCHEME,
    MAP_SCHEME,
    SEPARATOR,
    Edition,
    Part,
)
from issue_papers.formats.pdf.formulas import instruction
from issue_papers.formats.pdf.limits import length
from issue_papers.formats.pdf.runs import (
    Anchor,
    Break,
    Formula,
    Inline,
    Link,
    Note,
    Picture,
    Run,
    Voice,
    printable,
    run,
    tidy,
    words,
)
from issue_papers.typography.quotation import quotes

Drawn = dict[str, Any]
"""A block as the template reads it: its `kind`, its `ids`, its language, and what it holds."""

_STYLES: Mapping[n.Style, str] = {
    n.Style.EMPHASIS: "em",
    n.Style.ITALIC: "em",
    n.Style.TITLE: "em",
    n.Style.VARIABLE: "em",
    n.Style.DEFINED: "dfn",
    n.Style.STRONG: "strong",
    n.Style.BOLD: "strong",
    n.Style.UNDERLINE: "underline",
    n.Style.INSERTED: "underline",
    n.Style.STRIKE: "strike",
    n.Style.DELETED: "strike",
    n.Style.SUBSCRIPT: "sub",
    n.Style.SUPERSCRIPT: "sup",
    n.Style.SMALL: "small",
    n.Style.MARK: "mark",
    n.Style.KEYBOARD: "code",
    n.Style.SAMPLE: "code",
}
_LONGEST_URL = 2000
"""Programs that open PDFs cut longer ones off; Typst refuses those of 8,000."""
_OWN_ADDRESS = ("mailto:", "tel:")


@dataclass(frozen=True)
class Place:
    """Where in the tree we are.

    Attributes:
        voice: How the text sounds here.
        around: How the block sounds that this is set in.
        depth: How many blocks are around.
        has_headings: Whether a heading may stand here.
        has_room: Whether a table may stand outside the measure of the text here.
    """

    voice: Voice
    around: Voice
    depth: int = 0
    has_headings: bool = True
    has_room: bool = True

    def inside(self, *, has_headings: bool = False, levels: int = 1) -> Place:
        """Return a place one block deeper."""
        depth = self.depth + levels
        return Place(self.voice, self.voice, depth, has_headings=has_headings, has_room=False)


class TextReader(ABC):
    """Reads running text, and keeps account of ids, links and footnotes.

    Attributes:
        ids: All that links can lead to.
        notes: The footnotes of the part being read, by name.
        numbers: The numbers of those that were met. A note that another calls follows it.
        tags: The languages that were met.
    """

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.part: Part = edition.parts[0]
        self.ids: set[str] = {part.id for part in edition.parts}
        self.notes: dict[str, n.Note] = {}
        self.tags: set[str] = set()
        self.numbers: dict[str, int] = {}
        self._links: list[Link] = []
        self._pictures = {
            *(MAP_SCHEME + name for name in edition.maps),
            *(DRAWING_SCHEME + name for name in edition.drawings),
            *(IMAGE_SCHEME + name for name in edition.images),
        }

    def finish(self) -> None:
        """Make plain text of the links that lead nowhere."""
        for link in self._links:
            if link.target.startswith("#") and link.target[1:] not in self.ids:
                link.target, link.names_page = "", False

    @abstractmethod
    def blocks(self, content: Iterable[n.Block], place: Place) -> list[Drawn]:
        """Read blocks."""

    def hear(self, node: n.Node, place: Place) -> Place:
        """Return the place inside a node, in its language and direction."""
        direction = node.dir
        if not direction and isinstance(node, n.Span) and node.is_isolated:
            direction = "auto"
        if not (node.lang or direction):
            return place
        text = n.text_of(node) if direction == "auto" else ""
        voice = place.voice.heard(node.lang, direction, text)
        self.tags.add(voice.lang)
        return replace(place, voice=voice)

    def line(self, content: Iterable[n.Inline], place: Place) -> list[Inline]:
        """Return a block's running text."""
        return tidy(self.inlines(content, (), replace(place, around=place.voice)))

    def anchors(self, identifier: str) -> Iterator[Anchor]:
        """Yield an id, if there is one that no other has."""
        if identifier and identifier not in self.ids:
            self.ids.add(identifier)
            yield Anchor(identifier)

    def inlines(
        self, content: Iterable[n.Inline], styles: tuple[str, ...], place: Place
    ) -> Iterator[Inline]:
        """Yield nodes of running text."""
        for node in content:
            yield from self.anchors(node.id)
            yield from self._inline(node, _with(styles, node.role), self.hear(node, place))

    def _inline(self, node: n.Inline, styles: tuple[str, ...], place: Place) -> Iterator[Inline]:
        match node:
            case n.Text(text):
                yield run(text, styles, place.voice, place.around)
            case n.Code(text):
                yield run(text, _with(styles, "code"), place.voice, place.around)
            case n.Break():
                yield Break()
            case n.Styled(style=style, content=content):
                yield from self.inlines(content, _with(styles, _STYLES[style]), place)
            case n.Quoted(content=content):
                before, after = quotes(place.voice.lang)
                yield run(before, styles, place.voice, place.around)
                yield from self.inlines(content, styles, place)
                yield run(after, styles, place.voice, place.around)
            case n.Span() | n.Abbreviation() | n.Time() | n.Element():
                yield from self.inlines(node.content, styles, place)
            case _:
                yield from self._referring(node, styles, place)

    def _referring(self, node: n.Inline, styles: tuple[str, ...], place: Place) -> Iterator[Inline]:
        """Yield what leads somewhere, or is shown from elsewhere."""
        match node:
            case n.Link(content=content, target=target, is_bare=is_bare):
                inner = self.inlines(content, styles, place)
                yield from self._link(target, inner, is_spelled=is_bare)
            case n.Term(content=content, target=target):
                content_styles = _with(styles, "term") if target else styles
                inner = self.inlines(content, content_styles, place)
                yield from self._link(target, inner, is_aid=True)
            case n.Citation():
                yield from self._citation(node, styles, place)
            case n.NoteReference():
                yield from self._note(node, place)
            case n.Picture(source=source) if source in self._pictures:
                yield self._picture(node)
            case n.Picture(alt=alt):
                yield run(alt, styles, place.voice, place.around)
            case n.Formula(tree=tree, spoken=spoken, is_display=is_display):
                alt = printable(spoken or n.text_of(node))
                yield Formula(instruction(tree), alt, is_display)
            case n.Embed(title=title, source=source):
                text = run(title or source, styles, place.voice, place.around)
                yield from self._link(source, [text])

    def _link(
        self,
        target: str,
        content: Iterable[Inline],
        *,
        is_aid: bool = False,
        is_spelled: bool = False,
    ) -> Iterator[Inline]:
        """Yield a link; only its text, if that has links or notes in it or it leads nowhere."""
        inner = list(content)
        leads = target.startswith("#") or _scheme(target) != ""
        is_plain = not any(isinstance(item, Link | Note) for item in inner)
        if not (leads and is_plain and len(target) <= _LONGEST_URL):
            yield from inner
            return
        link = Link(printable(target), inner)
        if target.startswith("#"):
            part = target[1:].partition(SEPARATOR)[0]
            link.names_page = part != self.part.id and not is_aid
        else:
            link.address = "" if is_spelled else _address(target, words(inner))
        self._links.append(link)
        yield link

    def _citation(
        self, node: n.Citation, styles: tuple[str, ...], place: Place
    ) -> Iterator[Inline]:
        def said(text: str) -> Run:
            return run(text, styles, place.voice, place.around)

        if not node.works:
            yield said(node.source)
            return
        yield said(node.opening)
        for work in node.works:
            yield from self.anchors(work.place)
            yield said(work.before)
            content = self.inlines(work.content, styles, place) if work.content else None
            yield from self._link(work.target, content or [said(work.text)], is_aid=True)
            yield said(work.after)
        yield said(node.closing)

    def _note(self, node: n.NoteReference, place: Place) -> Iterator[Inline]:
        """Yield a footnote; one that is called again, even by itself, is set once."""
        if node.name not in self.notes:
            return
        place_name = note_id(node.name)
        if node.name in self.numbers:
            yield Note(place_name, self.numbers[node.name], [])
            return
        note, number = self.notes[node.name], len(self.numbers) + 1
        self.numbers[node.name] = number
        voice = Voice(self.part.language, self.part.direction)
        inside = self.hear(note, Place(voice, place.voice, place.depth)).inside()
        content = self.blocks(note.content, inside)
        yield Note(place_name, number, content or [_NOTHING])

    def _picture(self, node: n.Picture) -> Picture:
        alt = " ".join(printable(node.alt).split())
        return Picture(node.source, alt, length(node.width), length(node.height), node.line)


_NOTHING: Drawn = {"kind": "paragraph", "role": "", "content": [], "ids": [], "lang": "", "dir": ""}


def note_id(name: str) -> str:
    """Return the id of a footnote, which no id of a text is."""
    return f"note:{name}"


def _with(styles: tuple[str, ...], style: str) -> tuple[str, ...]:
    return styles if not style or style in styles else (*styles, style)


def _scheme(target: str) -> str:
    """Return an address's scheme; nothing if it has none."""
    try:
        return urlsplit(target).scheme
    except ValueError:
        return ""


def _address(target: str, text: str) -> str:
    """Return the address that print adds to a text; nothing if the text says it."""
    split = urlsplit(target)
    address = f"{split.netloc}{split.path}".strip("/")
    if address and address in text.strip():
        return ""
    own = next((scheme for scheme in _OWN_ADDRESS if target.startswith(scheme)), "")
    return printable(target.removeprefix(own))
