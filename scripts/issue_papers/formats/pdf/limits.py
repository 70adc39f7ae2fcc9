"""What a PDF can't hold as it is written, told of nodes: for the rules, and for the writer.

None of this stops an edition: what is nested too deeply, or has too many columns, is laid out flat,
and a picture is converted if it can be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

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
    Picture,
    Quote,
    Table,
    children,
    walk,
)
from issue_papers.formats.editions.edition import IMAGE_SCHEME, Edition
from issue_papers.formats.pdf.tables import MOST_COLUMNS, grid
from issue_papers.formats.pictures.conversion import Room

PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "image/svg+xml"})
"""Media types of pictures that Typst 0.15 reads; for `conversion.suitable`."""

_DOTS = 300 / 72
"""Dots of print to the point: what an eye tells apart at arm's length."""

_LINE, _SHEET = 363.0, 562.0
"""Points: a line of text on US Letter, which is wider than on A4; the height of a large picture."""

_UNITS = {"": 0.75, "px": 0.75, "pt": 1.0, "em": 12.0, "rem": 12.0}
_LENGTH = re.compile(r"(\d{1,5}(?:\.\d{1,4})?)\s*(px|pt|em|rem|%)?")

DEEPEST = 10
"""Blocks within blocks. Typst 0.15 gives up at about 70 levels of layout, several to each block."""

CELL = 2
"""So many levels is a table's cell: it is measured within what it stands in before it is set."""

_LEVELS = (Box, Cell, Definition, Details, Figure, Item, Quote)
"""What makes a level of what it holds."""
_NESTED = (Box, DefinitionList, Details, Figure, List, Quote, Table)
"""What can stand too deep."""


def length(written: str) -> tuple[float, str] | None:
    """Return a length in points (`pt`), or as a share of the room there is (`%`).

    CSS has 96 pixels, and 72 points, to the inch, and 16 pixels to browsers' em.
    """
    found = _LENGTH.fullmatch(written.strip().lower())
    if found is None or not float(found[1]):
        return None
    unit = found[2] or ""
    if unit == "%":
        return min(float(found[1]), 100.0), "%"
    return float(found[1]) * _UNITS[unit], "pt"


def rooms(edition: Edition) -> Mapping[str, Room]:
    """Return the most dots that each picture is printed with, where it is largest, by source."""
    widest = {f"{IMAGE_SCHEME}{name}": 0.0 for name in edition.images}
    for part in edition.parts:
        for node in walk((*part.blocks, *part.notes)):
            if isinstance(node, Picture) and node.source in widest:
                widest[node.source] = max(widest[node.source], _width(node))
    return {
        source: Room(round((width or _LINE) * _DOTS), round(_SHEET * _DOTS))
        for source, width in widest.items()
    }


def _width(picture: Picture) -> float:
    """Return how wide a picture is printed at most, in points."""
    asked = length(picture.width)
    if asked is None:
        return _LINE
    return min(_LINE, _LINE * asked[0] / 100 if asked[1] == "%" else asked[0])


def too_deep(nodes: tuple[Block, ...]) -> Iterator[Block]:
    """Yield the outermost of the blocks that stand in too many others to be set as they are."""
    stack: list[tuple[Node, int]] = [(node, 0) for node in reversed(nodes)]
    while stack:
        node, depth = stack.pop()
        if isinstance(node, _NESTED) and depth >= DEEPEST:
            yield node
            continue
        levels, held = int(isinstance(node, _LEVELS)), children(node)
        if isinstance(node, Cell):
            levels = CELL
        elif isinstance(node, Directive):  # it becomes a box, unless it has
            levels, held = int(not node.plain), node.plain or node.content
        stack += [(child, depth + levels) for child in reversed(held)]


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
