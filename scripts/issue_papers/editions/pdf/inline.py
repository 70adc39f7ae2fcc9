"""Reads running text out of the canonical tree: links, footnotes, pictures and styled words."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from issue_papers.editions.pdf.nodes import Anchor, Block, Break, Inline, Link, Note, Picture, Run
from issue_papers.editions.pdf.text import MEANINGFUL, PLAIN, STYLES, Voice, run, words
from issue_papers.formats.editions.edition import IMAGE_SCHEME, MAP_SCHEME, SEPARATOR, Edition, Part
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem, ProblemsError
from issue_papers.typography.quotation import quotes

HEADINGS = {"h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
INLINE = STYLES.keys() | PLAIN | {"br", "wbr", "img"}
_GROUPS = {"div", "section", "li", "dt", "dd", "figcaption", "caption"}
_PARTS_OF_TABLES = {"thead", "tbody", "tfoot", "tr", "td", "th"}
"""What only groups; the parts of lists and tables are met here only where they are astray."""
_BLOCKS = (
    frozenset(["aside", "p", "ul", "ol", "dl", "blockquote", "pre", "figure", "table", "hr"])
    | HEADINGS.keys()
)
KNOWN = INLINE | HEADINGS.keys() | _BLOCKS | _GROUPS | _PARTS_OF_TABLES
_BREAK_HERE = "\u200b"


@dataclass(frozen=True)
class Place:
    """Where in the tree we are.

    Attributes:
        voice: How the text sounds here.
        around: How the block sounds that this is set in.
        depth: How many blocks are around.
        has_headings: Whether a heading may stand here.
        in_note: Whether this is a footnote.
    """

    voice: Voice
    around: Voice
    depth: int = 0
    has_headings: bool = True
    in_note: bool = False

    def inside(self, *, has_headings: bool = False) -> Place:
        """Return a place one block deeper."""
        return replace(self, around=self.voice, depth=self.depth + 1, has_headings=has_headings)


class TextReader(ABC):
    """Reads running text, and keeps account of ids, links and footnotes.

    Attributes:
        ids: All that links can lead to.
        notes: The footnotes of the part being read.
        set_notes: Ids of those that stand in the text.
        tags: The languages that were met.
    """

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.part: Part = edition.parts[0]
        self.ids: set[str] = {part.id for part in edition.parts}
        self.notes: dict[str, HtmlElement] = {}
        self.set_notes: set[str] = set()
        self.tags: set[str] = set()
        self._links: list[Link] = []

    def finish(self) -> None:
        """Make plain text of the links that lead nowhere."""
        for link in self._links:
            if link.target.startswith("#") and link.target[1:] not in self.ids:
                link.target = link.show = ""

    def fault(self, message: str, hint: str) -> ProblemsError:
        """Return what is wrong with this part, to be raised."""
        where = f"{self.edition.name}.pdf"
        return ProblemsError(Problem(where, 1, self.part.id, message, hint))

    @abstractmethod
    def blocks(self, element: HtmlElement, place: Place) -> list[Block]:
        """Read what is in an element as blocks."""

    def hear(self, element: HtmlElement, place: Place) -> Place:
        """Return the place inside an element, in its language and direction."""
        direction = element.get("dir", "auto" if element.tag == "bdi" else "")
        text = element.text_content() if direction else ""
        voice = place.voice.heard(element.get("lang"), direction, text)
        self.tags.add(voice.lang)
        return replace(place, voice=voice)

    def anchors(self, element: HtmlElement) -> Iterator[Anchor]:
        """Yield an element's id, if it has one that no other has."""
        identifier = element.get("id")
        if identifier and identifier not in self.ids and identifier not in self.notes:
            self.ids.add(identifier)
            yield Anchor(identifier)

    def text(self, text: str | None, styles: tuple[str, ...], place: Place) -> Iterator[Inline]:
        """Yield text as a run."""
        if text:
            yield run(text, styles, place.voice, place.around)

    def children(
        self, element: HtmlElement, styles: tuple[str, ...], place: Place
    ) -> Iterator[Inline]:
        """Yield what is in an element; blocks in it are taken for spans."""
        yield from self.text(element.text, styles, place)
        for child in element:
            yield from self.inline(child, styles, place)
            yield from self.text(child.tail, styles, place)

    def inline(
        self, element: HtmlElement, styles: tuple[str, ...], place: Place
    ) -> Iterator[Inline]:
        """Yield an element of running text."""
        if "footnotes" in classes(element):
            return
        yield from self.anchors(element)
        here = self.hear(element, place)
        if element.tag in STYLES:
            styles = tuple(dict.fromkeys((*styles, STYLES[element.tag])))
        styles = (*styles, *(c for c in classes(element) if c in MEANINGFUL and c not in styles))
        match element.tag:
            case "br":
                yield Break()
            case "wbr":
                yield Run(_BREAK_HERE, styles)
            case "img":
                yield self._picture(element)
            case "q":
                before, after = quotes(here.voice.lang)
                yield run(before, styles, here.voice, here.around)
                yield from self.children(element, styles, here)
                yield run(after, styles, here.voice, here.around)
            case "a" if element.get("href"):
                yield from self._link(element, styles, here)
            case _:
                if element.tag not in INLINE:
                    yield Run(" ", styles)
                yield from self.children(element, styles, here)
                if element.tag not in INLINE:
                    yield Run(" ", styles)

    def _link(
        self, element: HtmlElement, styles: tuple[str, ...], place: Place
    ) -> Iterator[Inline]:
        target = element.get("href", "")
        note = target.removeprefix("#")
        if "footnote-ref" in classes(element) and note in self.notes and not place.in_note:
            yield self._note(note, place)
            return
        content = list(self.children(element, styles, place))
        if any(isinstance(item, Link | Note) for item in content):
            yield from content
            return
        link = Link(target, content, self._shown(element, target, words(content)))
        self._links.append(link)
        yield link

    def _shown(self, element: HtmlElement, target: str, text: str) -> str:
        """Tell what print adds: the page of another part, or an address that isn't the text."""
        if target.startswith("#"):
            part, _, place = target[1:].partition(SEPARATOR)
            is_aid = "ip-term" in classes(element) or place.startswith("ref-")
            return "page" if part != self.part.id and not is_aid else ""
        split = urlsplit(target)
        address = f"{split.netloc}{split.path}".strip("/")
        return "" if address and address in text.strip() else "url"

    def _note(self, identifier: str, place: Place) -> Note:
        if identifier in self.set_notes:
            return Note(identifier, [])
        self.set_notes.add(identifier)
        self.ids.add(identifier)
        item = self.notes[identifier]
        voice = Voice(self.part.language, self.part.direction)
        inside = Place(voice, place.voice, place.depth, in_note=True).inside()
        return Note(identifier, self.blocks(item, inside))

    def _picture(self, element: HtmlElement) -> Picture:
        source = element.get("src", "")
        scheme, _, name = source.partition(":")
        known = {MAP_SCHEME: self.edition.maps, IMAGE_SCHEME: self.edition.images}
        if name not in known.get(f"{scheme}:", {}):
            raise self.fault(
                say("the picture `{source}` can't be taken into an edition", source=source),
                say("put the file beside the page, and name it by its relative path"),
            )
        alt = element.get("alt")
        if alt is None:
            raise self.fault(
                say("the picture `{source}` has no description", source=source),
                say("say in `alt` what a reader should know who can't see it"),
            )
        style = "ip-map" if "ip-map" in classes(element) else ""
        return Picture(source, " ".join(alt.split()), style)


def classes(element: HtmlElement) -> list[str]:
    """Return an element's classes, in order."""
    return (element.get("class") or "").split()


def holds_blocks(element: HtmlElement) -> bool:
    """Whether there is anything in an element that isn't running text."""
    return any(child.tag not in INLINE for child in element.iterdescendants())
