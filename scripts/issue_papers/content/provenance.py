"""Whose each passage of a page is: after which place in which work, or the edition's own.

What stands nearest to a passage decides: a mark of its own, that of the block that it is in, what
the block's kind says, the mark or the kind of the part that it is in, what the page says of itself.
A translation has it from its source, by the passages' ids.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from issue_papers.articles.article import Article, OriginMark
from issue_papers.articles.nodes import Heading
from issue_papers.content.documents import Entry
from issue_papers.content.library import Library
from issue_papers.content.naming import Named
from issue_papers.content.origins import OURS, Origin, Place, parse
from issue_papers.content.passages import FOOTNOTE
from issue_papers.content_cache import digest
from issue_papers.reporting.messages import Message

_END = 1 << 31


@dataclass(frozen=True)
class Provenance:
    """Where the passages of a page come from.

    Attributes:
        origins: The origin of each passage, by its id; nothing for one of which nothing says it.
            Headings are none.
        page: What goes for the page as a whole.
        told: Ids of the parts, blocks and passages that are the edition's own on a page of which
            other passages aren't: readers are told there.
        marked: Marks that could be read, each with what it says.
        unread: Marks that name no place, with why, where that is known.
        lost: Marks that have nothing above them.
    """

    origins: Mapping[str, Origin | None] = field(default_factory=dict)
    page: Origin | None = None
    told: tuple[str, ...] = ()
    marked: tuple[tuple[OriginMark, Origin], ...] = ()
    unread: tuple[tuple[OriginMark, Message | None], ...] = ()
    lost: tuple[OriginMark, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether the page says anything of where its passages come from."""
        return self.page is not None or bool(self.marked)

    @property
    def places(self) -> tuple[Place, ...]:
        """The places that passages come from, each once, in the order of the text."""
        found = (origin for origin in self.origins.values() if isinstance(origin, tuple))
        return tuple(dict.fromkeys(place for origin in found for place in origin))


@dataclass(frozen=True)
class _Reach:
    """Lines that have an origin; the shortest reach decides."""

    first: int
    last: int
    origin: Origin
    id: str

    def has(self, named: Named) -> bool:
        return self.first <= named.piece.line <= self.last


def original(library: Library, entry: Entry) -> Any | None:
    """Return what the publication that a page belongs to is made after; nothing for an original."""
    publication = library.publication(entry)
    return getattr(publication.source.meta, "based_on", None) if publication else None


def provenance(library: Library, entry: Entry) -> Provenance:
    """Return where the passages of a page come from; it is kept by the page's source."""
    return library.index(_all)(entry)


class _Kept:
    """What was worked out of the pages of a library, once each."""

    def __init__(self) -> None:
        self.found: dict[str, Provenance] = {}

    def __call__(self, entry: Entry) -> Provenance:
        found = self.found.get(entry.key)
        if found is None:
            page = _of_page(entry)
            parts = (str(entry.kind), repr(page), entry.source.fingerprint)
            key = digest(["provenance", *parts])
            found = entry.source.reader.found.get(key, lambda: _of(entry, page))
            self.found[entry.key] = found
        return found


def _all(_: Library) -> _Kept:
    return _Kept()


def _of_page(entry: Entry) -> Origin | None:
    meta = entry.source.meta
    page: Origin | None = getattr(meta, "origin", None)
    if page is None and isinstance(getattr(meta, "based_on", None), str):
        page = ()  # the page says in words which document it is written from
    return page


def _of(entry: Entry, page: Origin | None) -> Provenance:
    article = entry.source.article
    named = entry.names.named
    reaches: list[_Reach] = []
    marked: list[tuple[OriginMark, Origin]] = []
    unread: list[tuple[OriginMark, Message | None]] = []
    lost: list[OriginMark] = []
    for mark in article.origin_marks:
        try:
            origin = parse(mark.text)
        except ValueError as error:
            unread.append((mark, error.args[0]))
            continue
        if origin is None:
            unread.append((mark, None))
        elif reach := _reach(article, named, mark, origin):
            reaches.append(reach)
            marked.append((mark, origin))
        else:
            lost.append(mark)
    reaches += _by_kind(entry, article)
    passages = (each for each in named if each.piece.kind != Heading.__name__)
    origins = {each.id: _nearest(each, reaches, page) for each in passages}
    told = tuple(_told(reaches, page, origins))
    return Provenance(origins, page, told, tuple(marked), tuple(unread), tuple(lost))


def _reach(
    article: Article, named: tuple[Named, ...], mark: OriginMark, origin: Origin
) -> _Reach | None:
    """Return how far a mark goes: for what ends directly above it."""
    above = [each for each in named if each.piece.line < mark.line]
    if not above:
        return None
    last = max(above, key=lambda each: each.piece.line)
    blocks = [block for block in article.directives if block.line <= last.piece.line]
    closed = [block for block in blocks if last.piece.line <= block.end_line < mark.line]
    if closed:
        block = min(closed, key=lambda block: block.line)
        return _Reach(block.line, block.end_line, origin, block.anchor)
    if last.piece.kind == Heading.__name__:
        return _part(article, last.piece.line, origin, last.id)
    return _Reach(last.piece.line, last.piece.line, origin, last.id)


def _part(article: Article, line: int, origin: Origin, identifier: str) -> _Reach:
    """Return the lines below a heading, to the next one of its level or above."""
    level = next(h.level for h in article.headings if h.line == line)
    after = (h.line for h in article.headings if h.line > line and h.level <= level)
    return _Reach(line, next(after, _END) - 1, origin, identifier)


def _by_kind(entry: Entry, article: Article) -> Iterator[_Reach]:
    """Yield what is the edition's own by the kind of block or of page that it is in."""
    for block in article.directives:
        if block.is_ours:
            yield _Reach(block.line, block.end_line, OURS, block.anchor)
    for heading in article.headings:
        if heading.own_id in entry.kind.own_parts:
            yield _part(article, heading.line, OURS, heading.own_id)


def _nearest(named: Named, reaches: list[_Reach], page: Origin | None) -> Origin | None:
    """Return the origin that is nearest to a passage; of two alike, the mark, which is first."""
    over = [reach for reach in reaches if reach.has(named) and _is_text(named, reach)]
    nearest = min(over, key=lambda reach: reach.last - reach.first, default=None)
    return nearest.origin if nearest else page


def _is_text(named: Named, reach: _Reach) -> bool:
    """A footnote belongs to no part, though it may stand below the last one; it may have a mark."""
    is_note = named.piece.section.startswith(FOOTNOTE)
    return not is_note or named.piece.line == reach.first


def _told(
    reaches: list[_Reach], page: Origin | None, origins: Mapping[str, Origin | None]
) -> Iterator[str]:
    """Yield where readers are told: at the outermost of what is the edition's own."""
    if page == OURS:
        return
    own = [reach for reach in reaches if reach.origin == OURS and reach.id]
    for reach in dict.fromkeys(own):
        is_within = any(
            other.first <= reach.first and reach.last <= other.last and other.id != reach.id
            for other in own
        )
        if not is_within and origins.get(reach.id, OURS) == OURS:
            yield reach.id
