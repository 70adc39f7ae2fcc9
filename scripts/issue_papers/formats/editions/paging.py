"""Which passage each page of an edition begins with, for formats that have no pages of their own.

A format that sets pages says where they begin, one that flows marks it (`Format.pages`). Both have
the same tree, so a place is counted in it: the passages of a part are its paragraphs and headings
in the order in which they are read, and a paragraph's words those that begin after a space.

A page that begins within a paragraph begins with a word of it; where that stands in a link, in
italics or the like, with the first word after those.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from issue_papers.articles import nodes as n
from issue_papers.articles.rewriting import rewrite
from issue_papers.formats.editions.edition import SEPARATOR, Edition, Part

OPENING = -1
"""The place of what stands above a part's text, its title first."""

BREAK = "page-break"
"""The role of a node that marks where a page begins, and holds the page's number."""

_WORDS = re.compile(r"(?<=[ \n])(?=[^ \n])")


@dataclass(frozen=True, order=True)
class Spot:
    """A place in an edition.

    Attributes:
        part: The part's id.
        passage: Which of its passages, from 0; `OPENING` is what stands above them.
        word: Which word of a paragraph, as this module counts them; 0 is where it begins.
    """

    part: str
    passage: int = OPENING
    word: int = 0


@dataclass(frozen=True)
class Break:
    """Where a page begins.

    Attributes:
        page: The page's number, as it is printed on it.
        at: What it begins with.
    """

    page: int
    at: Spot


@dataclass(frozen=True)
class Pages:
    """The pages of an edition in one format.

    Attributes:
        file: The name of the file that has them; empty where none has.
        breaks: Where those begin that hold a part of the text, in order.
    """

    file: str = ""
    breaks: tuple[Break, ...] = ()


NO_PAGES = Pages()

Ids: TypeAlias = Mapping[Spot, str]
"""Ids by place; the end of a paragraph is the place after its last word."""


def with_ids(edition: Edition) -> tuple[Edition, Ids]:
    """Give each passage an id, and the end of each paragraph, whose words may go on overleaf.

    Args:
        edition: An edition; it isn't changed.

    Returns:
        The edition, and the ids of its places.
    """
    ids: dict[Spot, str] = {}

    def change(spot: Spot, node: _Passage) -> tuple[n.Block, ...]:
        given = ids[spot] = node.id or _name(spot)
        words = _words(node.content) if isinstance(node, n.Paragraph) else []
        if not words:
            return (replace(node, id=given),)
        end = replace(spot, word=words[-1] + 1)
        ids[end] = _name(end)
        return (replace(node, id=given, content=(*node.content, n.Span((), id=ids[end]))),)

    parts = []
    for part in edition.parts:
        ids[Spot(part.id)] = part.id
        blocks = _Passages(part.id, change).changed(part.blocks)
        parts.append(replace(part, blocks=blocks))
    return replace(edition, parts=tuple(parts)), ids


def with_word_ids(edition: Edition, wanted: Iterable[Spot]) -> tuple[Edition, Ids]:
    """Give each word of some paragraphs an id.

    It stands at the word's end: before a line's first word it would be on the line before.

    Args:
        edition: An edition; it isn't changed.
        wanted: Where those paragraphs begin.

    Returns:
        The edition, and the ids of those words.
    """
    among = frozenset(wanted)
    ids: dict[Spot, str] = {}

    def change(spot: Spot, node: _Passage) -> tuple[n.Block, ...]:
        if spot not in among:
            return (node,)
        content: list[n.Inline] = []
        for word, piece in _parted(node.content):
            if not (word and isinstance(piece, n.Text)):
                content.append(piece)
                continue
            at = replace(spot, word=word)
            ids[at] = _name(at)
            text = piece.text.rstrip()
            rest = replace(piece, text=piece.text[len(text) :])
            content += [replace(piece, text=text), n.Span((), id=ids[at]), rest]
        return (replace(node, content=tuple(content)),)

    parts = [
        replace(part, blocks=_Passages(part.id, change).changed(part.blocks))
        for part in edition.parts
    ]
    return replace(edition, parts=tuple(parts)), ids


def parted(pages: Mapping[Spot, int]) -> list[Spot]:
    """Return where paragraphs begin that don't end on the page on which they begin."""
    ends = {replace(spot, word=0): page for spot, page in pages.items() if spot.word}
    return [spot for spot, end in ends.items() if 0 < pages.get(spot, 0) < end]


def breaks(edition: Edition, pages: Mapping[Spot, int]) -> Iterator[Break]:
    """Yield where pages begin, the first being that of the first part.

    Args:
        edition: What they hold.
        pages: The page of each place that is known. What stands on an earlier page than something
            before it, as what is set beside the text, begins none.
    """
    ranks = {part.id: rank for rank, part in enumerate(edition.parts)}
    known = sorted(pages.items(), key=lambda item: (ranks[item[0].part], item[0]))
    ends = {replace(spot, word=0): spot.word for spot, _ in known}
    last = 0
    for spot, page in known:
        if page <= last or (spot.word and spot.word == ends[replace(spot, word=0)]):
            continue
        for number in range(last + 1 if last else page, page + 1):
            yield Break(number, spot)
        last = page


def with_breaks(part: Part, found: Sequence[Break]) -> tuple[tuple[n.Group, ...], Part]:
    """Mark where pages begin in a part.

    What is to be read as a whole, such as a box or a table, is marked before it, if its first
    passage begins a page.

    Args:
        part: The part; it isn't changed.
        found: The pages of the edition.

    Returns:
        The marks of those that begin above the part's text, and the part.
    """
    own = [one for one in found if one.at.part == part.id]
    opening = tuple(_block(one) for one in own if one.at.passage == OPENING)
    inside: dict[Spot, list[Break]] = {}
    for one in own:
        inside.setdefault(one.at, []).append(one)
    begun = {at.passage for at in inside}

    def change(spot: Spot, node: _Passage) -> tuple[n.Block, ...]:
        if spot.passage not in begun:
            return (node,)
        if isinstance(node, n.Heading):
            return (*map(_block, inside.get(spot, ())), node)
        spots = {word: replace(spot, word=word) for word in (0, *_words(node.content))}
        marks = {word: tuple(map(_mark, inside.get(at, ()))) for word, at in spots.items()}
        return (replace(node, content=_marked(node.content, marks)),)

    passages = _Passages(part.id, change)
    blocks: list[n.Block] = []
    for block in part.blocks:
        first = passages.next
        if not isinstance(block, n.Paragraph) and _has_passages(block):
            blocks += map(_block, inside.pop(first, ()))
        blocks += passages.changed((block,))
    return opening, replace(part, blocks=tuple(blocks))


_Passage: TypeAlias = n.Paragraph | n.Heading


class _Passages:
    """Changes the passages of a part, one after the other.

    Args:
        part: The part's id.
        change: Says what takes a passage's place.

    Attributes:
        next: The place of the passage that comes next.
    """

    def __init__(self, part: str, change: Callable[[Spot, _Passage], tuple[n.Block, ...]]) -> None:
        self.next = Spot(part, 0)
        self._change = change

    def changed(self, blocks: tuple[n.Block, ...]) -> tuple[n.Block, ...]:
        """Return blocks with their passages changed."""
        return rewrite(blocks, self._one)

    def _one(self, node: n.Node) -> tuple[n.Node, ...]:
        if not isinstance(node, _Passage):
            return (node,)
        spot = self.next
        self.next = replace(spot, passage=spot.passage + 1)
        return self._change(spot, node)


def _has_passages(block: n.Block) -> bool:
    return any(isinstance(node, _Passage) for node in n.walk(block))


def _name(spot: Spot) -> str:
    """Return an id that no text has: these have no low line behind the part's name."""
    return f"{spot.part}{SEPARATOR}_{spot.passage}_{spot.word}"


def _parted(content: Iterable[n.Inline]) -> Iterator[tuple[int, n.Inline]]:
    """Yield running text in pieces, each with the number of the word that it begins, or 0."""
    number = 0
    for item in content:
        if not isinstance(item, n.Text):
            yield 0, item
            continue
        for at, piece in enumerate(_WORDS.split(item.text)):
            number += at > 0
            yield number if at else 0, replace(item, text=piece)


def _words(content: Iterable[n.Inline]) -> list[int]:
    """Return the numbers of the words of running text."""
    return [word for word, _ in _parted(content) if word]


def _marked(
    content: tuple[n.Inline, ...], marks: Mapping[int, tuple[n.Inline, ...]]
) -> tuple[n.Inline, ...]:
    """Return running text with something before some of its words; 0 is where it begins."""
    if not any(marks.values()):
        return content
    found = [*marks.get(0, ())]
    for word, piece in _parted(content):
        found += [*(marks.get(word, ()) if word else ()), piece]
    return tuple(found)


def _mark(one: Break) -> n.Span:
    return n.Span((n.Text(str(one.page), is_set=True),), id=mark_id(one), role=BREAK)


def _block(one: Break) -> n.Group:
    label = n.Paragraph((n.Text(str(one.page), is_set=True),), is_plain=True)
    return n.Group((label,), id=mark_id(one), role=BREAK)


def mark_id(one: Break) -> str:
    """Return the id of a page's mark, which no text has: these have no low lines."""
    return f"page_{one.page}"
