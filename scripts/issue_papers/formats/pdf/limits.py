"""What a PDF can't hold as it is written, told of nodes: for the rules, and for the writer.

None of this stops an edition: what is nested too deeply, or has too many columns, is laid out flat,
and a picture is converted if it can be.
"""

from __future__ import annotations

from collections.abc import Iterator

from issue_papers.articles.nodes import (
    Block,
    Box,
    Cell,
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
    children,
    walk,
)
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
        is_level, held = isinstance(node, _LEVELS), children(node)
        if isinstance(node, Directive):  # it becomes a box, unless it has
            is_level, held = not node.plain, node.plain or node.content
        stack += [(child, depth + is_level) for child in reversed(held)]


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
