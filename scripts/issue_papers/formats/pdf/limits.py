"""What a PDF can't hold as it is written, told of nodes: for the rules, and for the writer.

None of this stops an edition but a character without a font: what is nested too deeply, or has too
many columns, is laid out flat, and a picture is converted if it can be.
"""

from __future__ import annotations

from collections.abc import Iterator

from issue_papers.articles.nodes import (
    Block,
    Box,
    Cell,
    Citation,
    Code,
    CodeBlock,
    Definition,
    DefinitionList,
    Details,
    Directive,
    Figure,
    Item,
    List,
    Node,
    Quote,
    Table,
    Text,
    children,
    walk,
)
from issue_papers.fonts.typefaces import without_font
from issue_papers.formats.pdf.tables import MOST_COLUMNS, grid

PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "image/svg+xml"})
"""Media types of pictures that Typst 0.15 reads; for `formats.pictures.suitable`."""

DEEPEST = 10
"""Blocks within blocks. Typst 0.15 gives up at about 70 levels of layout, several to each block."""

_LEVELS = (Box, Cell, Definition, Details, Figure, Item, Quote)
"""What makes a level of what it holds."""
_NESTED = (Box, DefinitionList, Details, Figure, List, Quote, Table)
"""What can stand too deep."""


def too_deep(nodes: tuple[Block, ...]) -> Iterator[Block]:
    """Yield the outermost of the blocks that stand in too many others to be set as they are."""
    stack: list[tuple[Node, int]] = [(node, 0) for node in reversed(nodes)]
    while stack:
        node, depth = stack.pop()
        if isinstance(node, _NESTED) and depth >= DEEPEST:
            yield node
            continue
        held = node.plain or node.content if isinstance(node, Directive) else children(node)
        stack += [(child, depth + isinstance(node, _LEVELS)) for child in reversed([*held])]


def too_wide(nodes: tuple[Block, ...]) -> Iterator[tuple[Table, int]]:
    """Yield the tables that have more columns than can be read, with how many they have."""
    for node in walk(nodes):
        if isinstance(node, Table):
            columns = grid(node).columns
            if columns > MOST_COLUMNS:
                yield node, columns


def headless(nodes: tuple[Block, ...]) -> Iterator[Table]:
    """Yield the tables that have no row of headings, which a screen reader says with each cell."""
    for node in walk(nodes):
        if isinstance(node, Table) and node.body and not grid(node).heads:
            yield node


def unprintable(nodes: tuple[Node, ...], language: str) -> Iterator[tuple[Node, str]]:
    """Yield nodes with the characters in them that no font here has.

    Args:
        nodes: The text.
        language: BCP 47 tag of the text.
    """
    found = [(node, _own_text(node)) for node in walk(nodes)]
    missing = without_font(language, "".join(text for _, text in found))
    for node, text in found:
        if lost := "".join(dict.fromkeys(char for char in text if char in missing)):
            yield node, lost


def _own_text(node: Node) -> str:
    """Return the text that a node draws itself, and not what is in it."""
    match node:
        case Text(text=text) | Code(text=text) | CodeBlock(text=text):
            return text
        case Citation(works=works, opening=opening, closing=closing):
            return opening + "".join(w.before + w.text + w.after for w in works) + closing
        case Figure(label=label):
            return label
        case _:
            return ""
