"""What a site's other pages, and rules across them, want to know of a text.

It is held for every text, and is a hundredth of what was read: whoever goes through all texts asks
for it, and needs none of them to be opened again. It is kept from run to run beside what was read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import cast
from urllib.parse import unquote, urlsplit

from issue_papers.articles.article import Article
from issue_papers.articles.citation_syntax import CitedItem, Cluster
from issue_papers.articles.nodes import Directive, Figure, Picture, Table, text_of, walk
from issue_papers.articles.reader import Reader
from issue_papers.content.openings import opening
from issue_papers.content_cache import digest
from issue_papers.slotted import Slotted

TABLE = "table"
"""What tables are counted with."""

_IN_NAMES = str.maketrans({"%": "%25", "?": "%3F", "#": "%23"})
"""What a file's name may hold, though it means something else in an address."""


@dataclass(frozen=True, slots=True)
class HeadingOutline(Slotted):
    """A heading.

    Attributes:
        level: 1 to 6.
        line: Line of the file.
        own_id: The id that the text gives it.
        text: Its words.
        has_id: Whether it has one by now, be it made from its words.
    """

    level: int
    line: int
    own_id: str
    text: str
    has_id: bool


@dataclass(frozen=True, slots=True)
class BlockOutline(Slotted):
    """A `///` block; see `nodes.Directive`.

    Attributes:
        line: Line of the file.
        name: Its name.
        role: What it shows.
        argument: What follows the `|`.
        anchor: The id of what it becomes.
        has_content: Whether anything is written inside.
    """

    line: int
    name: str
    role: str
    argument: str
    anchor: str
    has_content: bool


@dataclass(frozen=True, slots=True)
class LinkOutline(Slotted):
    """A link; see `nodes.Link`.

    Attributes:
        line: Line of the file.
        target: Where it leads, as it is written.
        words: Its words.
        id: The id that the text gives it.
        label: Its name for who can't see it.
        has_picture: Whether it shows a picture.
    """

    line: int
    target: str
    words: str
    id: str
    label: str
    has_picture: bool


@dataclass(frozen=True, slots=True)
class PictureOutline(Slotted):
    """A picture; see `nodes.Picture`.

    Attributes:
        line: Line of the file.
        source: Its address, as it is written.
        alt: What it shows.
        has_alt: Whether the text says so at all.
    """

    line: int
    source: str
    alt: str
    has_alt: bool


@dataclass(frozen=True, slots=True)
class Outline(Slotted):
    """A text from afar, everything in its order.

    Attributes:
        headings: Its headings.
        blocks: Its `///` blocks.
        cited: What it cites, each with the line of the file.
        links: Its links.
        pictures: Its pictures.
        embeds: The addresses of its films and the like, each with its line.
        ids: Every id that it gives, those of blocks aside.
        numbered: What has a number: with what it is counted, and its id.
        opening: What it begins with, in the place of a summary.
        words: How many words it has.
    """

    headings: tuple[HeadingOutline, ...]
    blocks: tuple[BlockOutline, ...]
    cited: tuple[tuple[int, CitedItem], ...]
    links: tuple[LinkOutline, ...]
    pictures: tuple[PictureOutline, ...]
    embeds: tuple[tuple[int, str], ...]
    ids: tuple[str, ...]
    numbered: tuple[tuple[str, str], ...]
    opening: str
    words: int

    @property
    def lists_works(self) -> bool:
        """Whether a bibliography stands in it."""
        return any(block.role == "bibliography" for block in self.blocks)


def on_site(target: str) -> tuple[str, str]:
    """Return the path and the place that an address in a text names, as they are written.

    Either may be empty, as both are of an address that leaves the site or is none.

    Args:
        target: `../water/start.md#wells`, `#wells`, `map.png`.
    """
    try:
        parts = urlsplit(target)
    except ValueError:
        return "", ""
    is_away = parts.scheme or parts.netloc
    return ("", "") if is_away else (unquote(parts.path), unquote(parts.fragment))


def address_of(key: str) -> str:
    """Return the address of a file of the site, from its root, for which `on_site` gives its key.

    Args:
        key: `papers/water/50% dry.png`.
    """
    return f"/{key.translate(_IN_NAMES)}"


def kept(reader: Reader, body: str, first_line: int, read: Callable[[], Article]) -> Outline:
    """Return what others want to know of a text, which is read only if that isn't kept.

    Args:
        reader: What texts of its site are read by.
        body: See `Reader.read`.
        first_line: See there.
        read: Returns it as that has read it.
    """
    key = digest(["outline", str(first_line), body])
    return reader.found.get(key, lambda: outline(read()))


def outline(article: Article) -> Outline:
    """Return what others want to know of a text.

    Args:
        article: The text, read.
    """
    return Outline(
        headings=tuple(
            HeadingOutline(e.level, e.line, e.own_id, text_of(e.content), bool(e.id))
            for e in article.headings
        ),
        blocks=tuple(
            BlockOutline(b.line, b.name, b.role, b.argument, b.anchor, bool(b.content))
            for b in article.directives
        ),
        cited=tuple(
            (citation.line, item)
            for citation in article.citations
            for item in cast("Cluster", citation.cluster).items
        ),
        links=tuple(
            LinkOutline(
                line=link.line,
                target=link.target,
                words=text_of(link.content),
                id=link.id,
                label=link.label,
                has_picture=any(isinstance(node, Picture) for node in walk(link)),
            )
            for link in article.links
        ),
        pictures=tuple(
            PictureOutline(p.line, p.source, p.alt, p.has_alt) for p in article.pictures
        ),
        embeds=tuple((embed.line, embed.source) for embed in article.embeds),
        ids=tuple(dict.fromkeys(identifier for identifier, _ in article.ids)),
        numbered=tuple(counted(article)),
        opening=opening(article),
        words=article.words,
    )


def counted(article: Article) -> Iterator[tuple[str, str]]:
    """Yield what a text counts, in its order: with what, and the id."""
    for node in walk(article.blocks):
        match node:
            case Directive(series=series, anchor=anchor) if series and anchor:
                yield series, anchor
            case Table(caption=caption) if caption and node.id:
                yield TABLE, node.id
            case Figure(content=content) if node.id and _is_table(content):
                yield TABLE, node.id
            case _:
                pass


def _is_table(content: tuple[object, ...]) -> bool:
    return len(content) == 1 and isinstance(content[0], Table)
