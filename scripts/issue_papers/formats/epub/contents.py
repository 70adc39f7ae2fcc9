"""What an EPUB says about itself: its contents, landmarks, metadata and list of files."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from issue_papers.articles.nodes import Box, Heading, Node, Picture, children, text_of, walk
from issue_papers.formats.editions.edition import Edition, Part, PartKind
from issue_papers.formats.editions.paging import Pages, mark_id
from issue_papers.formats.epub.text import file_name, is_bibliography
from issue_papers.formats.pictures.reading import JPEG, PNG
from issue_papers.formats.svg import SVG

_LOWEST = 3
"""The level of the lowest headings in the contents."""

_PARTS = frozenset(PartKind)
"""Roles of boxes that tell of a part in short."""

_STILL = frozenset({JPEG, PNG, SVG})
"""Pictures that don't move; GIF and WebP may, and no one has looked."""


COVER = "cover-image"
"""The manifest's word for the picture on the cover."""


@dataclass(frozen=True)
class Item:
    """A file of the publication, for its manifest.

    Attributes:
        name: Its path, relative to the package document.
        media_type: What it is.
        properties: What it is for, in the manifest's words; may be empty.
    """

    name: str
    media_type: str
    properties: str = ""

    @property
    def id(self) -> str:
        """An XML name made of the path, which no other path gives.

        The cover's is what old readers look for.
        """
        if self.properties == COVER:
            return "cover"
        return "item-" + self.name.replace("_", "__").replace("/", "_")


@dataclass(frozen=True)
class Entry:
    """A line of the contents, with those below it.

    Attributes:
        title: In `language`.
        href: Empty for a line that only groups others.
        number: What stands before the title; may be empty.
    """

    title: str
    href: str
    language: str
    direction: str
    number: str = ""
    children: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Landmark:
    """A main place of the publication.

    Attributes:
        meaning: Its `epub:type`.
    """

    meaning: str
    title: str
    href: str


@dataclass(frozen=True)
class Accessibility:
    """What EPUB Accessibility 1.1 wants to be said, as far as a program can know it.

    Attributes:
        modes: Senses that some of the content needs.
        features: From the vocabulary of schema.org's accessibilityFeature.
        hazards: From that of accessibilityHazard.
        is_textual: Whether text alone gives all of the content.
        summary: In the edition's language.
    """

    modes: tuple[str, ...]
    features: tuple[str, ...]
    hazards: tuple[str, ...]
    is_textual: bool
    summary: str


@dataclass(frozen=True)
class Page:
    """A line of the list of pages.

    Attributes:
        label: The number that is printed on the page.
        href: Where it begins.
    """

    label: str
    href: str


def page_list(pages: Pages) -> tuple[Page, ...]:
    """Return the list of pages, in the order in which they are read."""
    return tuple(
        Page(str(one.page), f"{file_name(one.at.part)}#{mark_id(one)}") for one in pages.breaks
    )


def page_source(edition: Edition, pages: Pages) -> str:
    """Return what identifies the file that the pages are those of; nothing without any.

    It is the address of that file, or its name where the site's address isn't known.
    """
    if not pages.breaks:
        return ""
    return edition.downloads + pages.file


def identifier(edition: Edition) -> str:
    """Return the URN of an edition: the same for every version of it (RFC 9562, UUID version 5)."""
    return uuid.uuid5(uuid.NAMESPACE_URL, edition.url or edition.name).urn


def languages(edition: Edition) -> tuple[str, ...]:
    """Return the languages of the text, the edition's own first."""
    found = dict.fromkeys([edition.language.tag, *(part.language for part in edition.parts)])
    return tuple(found)


def contents(edition: Edition) -> tuple[Entry, ...]:
    """Return the contents: parts with their headings, case studies below a line of their own."""
    found: list[Entry] = []
    cases = tuple(_entry(p) for p in edition.parts if p.kind is PartKind.CASE_STUDY)
    for part in edition.parts:
        if part.kind is not PartKind.CASE_STUDY:
            found.append(_entry(part))
        elif cases:
            language = edition.language
            title = edition.t("paper.cases")
            first = cases[0].href
            found.append(Entry(title, first, language.tag, language.direction, "", cases))
            cases = ()
    return tuple(found)


def _entry(part: Part) -> Entry:
    """Return a part's line; a case study is short enough without its headings."""
    line = Entry(
        title=part.title,
        href=file_name(part.id),
        language=part.language,
        direction=part.direction,
        number=str(part.number) if part.number else "",
    )
    if part.kind is PartKind.CASE_STUDY:
        return line
    below: list[Entry] = []
    for heading in _headings(part.blocks):
        title = " ".join(text_of(heading.content).split())
        if not title or not heading.id or heading.level > _LOWEST:
            continue
        place = replace(line, title=title, href=f"{line.href}#{heading.id}", number="")
        if heading.level == _LOWEST and below:
            below[-1] = replace(below[-1], children=(*below[-1].children, place))
        else:
            below.append(place)
    return replace(line, children=tuple(below))


def _headings(blocks: Sequence[Node]) -> Iterator[Heading]:
    """Yield the headings of a text; not those of boxes that stand for another part."""
    stack = [*reversed(blocks)]
    while stack:
        node = stack.pop()
        if isinstance(node, Heading):
            yield node
        elif not (isinstance(node, Box) and node.role in _PARTS):
            stack += reversed(children(node))


def landmarks(edition: Edition) -> tuple[Landmark, ...]:
    """Return the main places, as far as the edition has them."""
    return tuple(_landmarks(edition))


def _landmarks(edition: Edition) -> Iterator[Landmark]:
    t = edition.t
    yield Landmark("cover", t("epub.cover"), "cover.xhtml")
    yield Landmark("titlepage", t("epub.title_page"), "title.xhtml")
    yield Landmark("toc", t("paper.contents"), "nav.xhtml")
    first = next((part for part in edition.parts if part.kind is PartKind.SECTION), None)
    if first is None:
        first = next(iter(edition.parts), None)
    if first is not None:
        yield Landmark("bodymatter", t("epub.text"), file_name(first.id))
    for meaning, is_it in (
        ("bibliography", is_bibliography),
        ("glossary", lambda part: part.kind is PartKind.GLOSSARY),
    ):
        found = next((part for part in edition.parts if is_it(part)), None)
        if found is not None:
            yield Landmark(meaning, found.title, file_name(found.id))


def accessibility(
    edition: Edition,
    items: Sequence[Item],
    *,
    is_certified: bool = False,
    has_pages: bool = False,
) -> Accessibility:
    """Return what is true of an edition, and nothing else.

    Args:
        edition: The edition.
        items: Its files.
        is_certified: Whether somebody has assessed that it conforms: no program can.
        has_pages: Whether it has marks and a list of the pages of a file.
    """
    texts = (node for part in edition.parts for node in walk((*part.blocks, *part.notes)))
    images = [node for node in texts if isinstance(node, Picture)]
    is_described = all(image.alt.strip() for image in images)
    pictures = [item for item in items if item.media_type.startswith("image/")]
    is_still = all(item.media_type in _STILL for item in pictures)
    features = ["displayTransformability", "readingOrder", "structuralNavigation"]
    features += ["tableOfContents", "unlocked", *(["alternativeText"] if is_described else [])]
    features += ["pageBreakMarkers", "pageNavigation"] if has_pages else []
    sentences = [edition.t("epub.accessible_text")]
    if images and is_described:
        sentences.append(edition.t("epub.accessible_pictures"))
    if is_still:
        sentences.append(edition.t("epub.accessible_still"))
    if not is_certified:
        sentences.append(edition.t("epub.accessible_claim"))
    return Accessibility(
        modes=("textual", "visual") if images else ("textual",),
        features=tuple(sorted(features)),
        hazards=("none",) if is_still else ("unknown",),
        is_textual=is_described,
        summary=" ".join(sentences),
    )
