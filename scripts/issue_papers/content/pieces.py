"""The passages of a text that readers can be led to: each paragraph, item, table, quotation, box.

A `Passage` (see `passages`) is a section: what a heading has below it. Here it is taken apart into
what has an id of its own on the page. Each line of the text belongs to one piece, so that what a
section leaves in fingerprints is what its pieces leave.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from issue_papers.articles.article import Article, Trace
from issue_papers.articles.nodes import (
    Block,
    Box,
    Cell,
    CodeBlock,
    DefinitionList,
    Details,
    Directive,
    Figure,
    Heading,
    Item,
    Node,
    Note,
    Paragraph,
    Quote,
    Table,
)
from issue_papers.articles.rewriting import visit
from issue_papers.content.passages import FOOTNOTE, LEAD, Passage, fingerprint

_ALONE = (Paragraph, Item, Quote, Table, Figure, Box, Details, CodeBlock, DefinitionList)
"""What is a passage by itself."""

_WHOLE = (Item, Quote, Table, DefinitionList, Figure, Note, Cell)
"""What is a passage as a whole: its paragraphs are none."""

PREFIX = "p-"
"""What ids begin with that the generator gives."""

_LETTERS = "23456789bcdfghjkmnpqrstvwxz"
"""No vowels, so that no id is a word, and nothing that looks like something else."""
_ID_LENGTH = 5


@dataclass(frozen=True)
class Piece:
    """A passage of a text, as finely as readers are led to it.

    Attributes:
        section: Id of the passage, as translations count them, that it stands in.
        given: Its id, where the text gives it one; empty where the generator does.
        kind: What it is: the node's type, `Paragraph`.
        line: Line of the file on which it begins.
        at: Its node's number among all nodes of the text, as `rewriting.rewrite` meets them; -1
            where there is no node that could have an id.
        traces: What it leaves in fingerprints.
    """

    section: str
    given: str
    kind: str
    line: int
    at: int
    traces: tuple[Trace, ...] = ()

    @cached_property
    def words(self) -> str:
        """The text without markup, in normal form."""
        return " ".join(" ".join(trace.words for trace in self.traces).split())

    @cached_property
    def words_hash(self) -> str:
        """Fingerprint of the words."""
        return fingerprint(self.words)

    @cached_property
    def form_hash(self) -> str:
        """Fingerprint of words and markup."""
        return fingerprint("\n".join(trace.form for trace in self.traces))

    @cached_property
    def substance(self) -> str:
        """What tells it from others: its words, or its markup where it has none."""
        return self.words or "\n".join(trace.form for trace in self.traces)

    @cached_property
    def identity(self) -> str:
        """Fingerprint of what tells it from others."""
        return fingerprint(self.substance)


@dataclass
class _Start:
    line: int
    given: str
    kind: str
    at: int
    traces: list[Trace] = field(default_factory=list)


def of_article(article: Article, sections: Iterable[Passage]) -> tuple[Piece, ...]:
    """Return the pieces of a text, in its order.

    Args:
        article: The text, read.
        sections: Its passages (`passages.of_body`).
    """
    section_of = {line: section.id for section in sections for line in section.lines}
    starts = sorted(_starts(article), key=lambda start: start.line)
    by_section: dict[str, list[_Start]] = {}
    for start in starts:
        by_section.setdefault(section_of.get(start.line, LEAD), []).append(start)
    for trace in article.traces:
        section = section_of.get(trace.line, LEAD)
        there = by_section.setdefault(section, [])
        before = bisect_right([start.line for start in there], trace.line)
        if not before:
            there.insert(0, _Start(trace.line, section, "Text", -1))
            before = 1
        there[before - 1].traces.append(trace)
    pieces = [
        Piece(section, start.given, start.kind, start.line, start.at, tuple(start.traces))
        for section, there in by_section.items()
        for start in there
        if start.traces
    ]
    return tuple(sorted(_once(pieces), key=lambda piece: piece.line))


def _once(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield pieces so that each given id is that of the first which has it."""
    seen: set[str] = set()
    for piece in pieces:
        if piece.given in seen:
            yield Piece(piece.section, "", piece.kind, piece.line, -1, piece.traces)
        else:
            seen |= {piece.given} - {""}
            yield piece


def _starts(article: Article) -> Iterator[_Start]:
    yield from _of(article.blocks)
    for note in article.notes.values():
        yield _Start(note.line, FOOTNOTE + note.name, "Note", -1)


def _of(blocks: tuple[Block, ...]) -> Iterator[_Start]:
    """Yield where pieces begin; the number of each node is that of its end."""
    number, whole = 0, 0
    for node, begins in visit(blocks):
        if begins:
            whole += isinstance(node, _WHOLE)
            continue
        whole -= isinstance(node, _WHOLE)
        if node.line and (given := _given(node)) is not None and not (whole and _is_inner(node)):
            is_bare = isinstance(node, Directive) or (isinstance(node, Paragraph) and node.is_plain)
            yield _Start(node.line, given, type(node).__name__, -1 if is_bare else number)
        number += 1


def _is_inner(node: Node) -> bool:
    """Whether a node that stands in a passage is a part of it, and none itself."""
    return not isinstance(node, (Item, Heading, Directive))


def _given(node: Node) -> str | None:
    """Return the id that the text gives a passage, or an empty text; nothing for what is none."""
    match node:
        case Heading():
            return node.own_id
        case Directive(anchor=anchor):
            return anchor
        case Block() if isinstance(node, _ALONE):
            return node.id
        case _:
            return None


def derived(substance: str, taken: Mapping[str, object] | frozenset[str] | set[str]) -> str:
    """Return the id of a passage that has none yet: the same for the same text, wherever it stands.

    Args:
        substance: What tells the passage from others.
        taken: The ids that its page has, or has had.
    """
    count = 0
    while True:
        number = int.from_bytes(hashlib.sha256(f"{count}\0{substance}".encode()).digest()[:8])
        letters = ""
        for _ in range(_ID_LENGTH):
            number, rest = divmod(number, len(_LETTERS))
            letters += _LETTERS[rest]
        if PREFIX + letters not in taken:
            return PREFIX + letters
        count += 1
