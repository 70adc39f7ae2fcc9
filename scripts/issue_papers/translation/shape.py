"""What a passage holds besides its words, so that two languages can be compared.

A text is walked once, and each of its nodes counts for the passage on whose lines it stands.
Everything is counted, since a translation may change the order within a sentence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import cast
from urllib.parse import unquote, urlsplit

from issue_papers.articles.article import Article
from issue_papers.articles.citation_syntax import Cluster
from issue_papers.articles.nodes import (
    Block,
    Box,
    Break,
    Cell,
    Citation,
    Code,
    CodeBlock,
    Definition,
    Details,
    Directive,
    Embed,
    Heading,
    Inline,
    Item,
    Link,
    List,
    Node,
    NoteReference,
    Paragraph,
    Picture,
    Tab,
    Table,
    Text,
    children,
    runs,
    walk,
)
from issue_papers.articles.settings import OTHER_BLOCKS
from issue_papers.articles.typed_lists import first_item
from issue_papers.content.passages import Passage, at_lines

STRETCH = "\x1f"
"""What parts two stretches of text: no space, so that nothing is read across it."""


@dataclass
class Shape:
    """A passage's parts, counted. Filled by `read` alone; lines are lines of the file.

    Attributes:
        blocks: Blocks in their order, with the id of those that have one: `case-study | seoul`.
        headings: Headings inside, which are no passages of their own: level and line.
        ids: Ids that are given to parts of the text.
        links: Targets within the site.
        outward: How many links lead out of it.
        images: Files.
        footnotes: Names of the footnotes referred to.
        citations: Keys of the references cited.
        tables: Rows, the head's among them, and columns of each table.
        items: List items and descriptions.
        paragraphs: Paragraphs outside lists and tables.
        stretches: The plain text, for its numbers: the words of each paragraph, heading, list item
            or cell, with the line on which they start.
        pieces: What stands below each other, and where it begins: of a list with so many items or
            a table with so many rows, `lists` or `tables` and the number.
    """

    blocks: list[str] = field(default_factory=list)
    headings: list[tuple[int, int]] = field(default_factory=list)
    ids: Counter[str] = field(default_factory=Counter)
    links: Counter[str] = field(default_factory=Counter)
    outward: int = 0
    images: Counter[str] = field(default_factory=Counter)
    footnotes: Counter[str] = field(default_factory=Counter)
    citations: Counter[str] = field(default_factory=Counter)
    tables: list[tuple[int, int]] = field(default_factory=list)
    items: int = 0
    paragraphs: int = 0
    stretches: list[tuple[int, str]] = field(default_factory=list)
    pieces: list[tuple[int, str, int]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All stretches; a number never goes on from one to the next."""
        return STRETCH.join(text for _, text in self.stretches)

    @property
    def has_typed_list(self) -> bool:
        """Whether a paragraph's lines were meant for the items of a list."""
        return any(first_item(text) for _, text in self.stretches)

    def line_of(self, position: int) -> int:
        """Return the line of a place in the text."""
        end = 0
        for line, text in self.stretches:
            start, end = end, end + len(text) + len(STRETCH)
            if position < end:
                return line + text.count("\n", 0, position - start)
        return 0


def read(article: Article, passages: Iterable[Passage]) -> dict[str, Shape]:
    """Take the shapes of passages of one text, by their ids; of metadata only the text is read."""
    passages = tuple(passages)
    shapes = {passage.id: Shape() for passage in passages}
    for passage in passages:
        if passage.is_meta:
            shapes[passage.id].stretches.append((passage.line, passage.text))
    owners = at_lines(passages)
    for fault in article.faults:
        if fault.kind == "note-missing" and (owner := owners.get(fault.line)):
            shapes[owner].footnotes[fault.detail] += 1
    titles = {passage.lines[0] for passage in passages if passage.lines}
    stack: list[tuple[Block, bool]] = [
        (block, False) for block in reversed((*article.blocks, *article.notes.values()))
    ]
    while stack:
        block, is_inside = stack.pop()
        if owner := owners.get(block.line):
            _count(block, shapes[owner], is_title=block.line in titles, is_inside=is_inside)
        is_inside = is_inside or isinstance(block, Item | Cell | Definition)
        inside = [node for node in children(block) if isinstance(node, Block)]
        stack += [(node, is_inside) for node in reversed(inside)]
    return shapes


def _count(  # noqa: C901 - a table, a row a node
    block: Block, shape: Shape, *, is_title: bool, is_inside: bool
) -> None:
    """Note what a block is, and the running text in it.

    Args:
        block: The block.
        shape: That of its passage.
        is_title: Whether the passage begins with it.
        is_inside: Whether it stands in a list or a table.
    """
    is_title = is_title and isinstance(block, Heading)
    if block.id and not is_title and not isinstance(block, Heading | Directive):
        shape.ids[block.id] += 1
    match block:
        case Heading(level=level):
            if not is_title:
                shape.headings.append((level, block.line))
                shape.ids.update([block.own_id] if block.own_id else [])
        case Paragraph():
            shape.paragraphs += not is_inside
        case Item():
            shape.items += 1
        case Definition(descriptions=descriptions):
            shape.items += len(descriptions)
        case Table(head=head, body=body, foot=foot):
            rows = (*head, *body, *foot)
            shape.tables.append((len(rows), len(rows[0].cells) if rows else 0))
        case CodeBlock(text=text):
            shape.stretches.append((block.line, text))
        case Directive() | Box() | Details() | Tab():
            shape.blocks.append(_name(block))
        case _:
            pass
    if not is_inside:
        shape.pieces += [(block.line, *piece)] if (piece := _piece(block)) else []
    for run in runs(block):
        line = next((node.line for node in run if node.line), block.line)
        shape.stretches.append((line, _text(run, shape)))


def _name(block: Directive | Box | Details | Tab) -> str:
    """Return a block's name; with its argument, where that isn't a text but an id."""
    match block:
        case Directive(name=name, argument=argument):
            return f"{name} | {argument}" if argument and name not in OTHER_BLOCKS else name
        case Box(role=role):
            return role or "box"
        case Details():
            return "details"
        case Tab():
            return "tab"


def _piece(block: Block) -> tuple[str, int] | None:
    match block:
        case List():
            return "lists", sum(isinstance(node, Item) for node in walk(block))
        case Table(head=head, body=body, foot=foot):
            return "tables", len(head) + len(body) + len(foot)
        case Heading() | Paragraph() | CodeBlock() | Directive():
            return type(block).__name__, 0
        case _:
            return None


def _text(run: Sequence[Inline], shape: Shape) -> str:
    """Return the words of running text, and note what stands in it."""
    parts: list[str] = []
    for node in walk(tuple(run)):
        if node.id:
            shape.ids[node.id] += 1
        parts.append(_words(node, shape))
    return "".join(parts)


def _words(node: Node, shape: Shape) -> str:
    match node:
        case Text(text=text) | Code(text=text):
            return text
        case Break():
            return "\n"
        case Link(target=target):
            _link(target, shape)
        case Picture(source=source, alt=alt):
            shape.images[unquote(source)] += 1
            return alt
        case Embed(source=source):
            shape.images[unquote(source)] += 1
        case NoteReference(name=name):
            shape.footnotes[name] += 1
        case Citation(cluster=cluster):
            items = cast("Cluster", cluster).items
            shape.citations.update(item.key for item in items)
            return "; ".join(f"{item.prefix} {item.locator} {item.suffix}" for item in items)
        case _:
            pass
    return ""


def _link(target: str, shape: Shape) -> None:
    try:
        parts = urlsplit(target)
    except ValueError:
        return  # it is no address, and that is said
    if parts.scheme or parts.netloc:
        shape.outward += 1
    else:
        shape.links[unquote(target)] += 1
