"""Tables of the canonical tree as grids: each cell knows its place in HTML's table model.

https://html.spec.whatwg.org/multipage/tables.html#table-processing-model
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Protocol

from lxml.html import HtmlElement

from issue_papers.editions.pdf.inline import Place, classes
from issue_papers.editions.pdf.nodes import Anchor, Block, Cell, Table
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import ProblemsError

MOST_COLUMNS = 16
"""More would leave less than a word's width to each on A4."""
_ALIGNMENTS = {"ip-left": "left", "ip-right": "right", "ip-center": "center"}


class BlockReader(Protocol):
    """Reads what is in a cell."""

    def blocks(self, element: HtmlElement, place: Place) -> list[Block]:
        """Read what is in an element as blocks."""

    def hear(self, element: HtmlElement, place: Place) -> Place:
        """Return the place inside an element, in its language and direction."""

    def anchors(self, element: HtmlElement) -> Iterator[Anchor]:
        """Yield an element's id, if it has one that no other has."""

    def fault(self, message: str, hint: str) -> ProblemsError:
        """Return what is wrong, to be raised."""


def read_table(element: HtmlElement, place: Place, reader: BlockReader) -> Table | None:
    """Read a table; nothing if it has no cells.

    Raises:
        ProblemsError: It has no header, or more columns than fit on a page.
    """
    rows = [(row, _is_in_head(row, element)) for row in _rows(element)]
    rows = [(row, is_head) for row, is_head in rows if len(row)]
    if not rows:
        return None
    heads = sum(1 for _, is_head in rows if is_head) or _leading_headers(row for row, _ in rows)
    rows.sort(key=lambda pair: not pair[1])
    if not heads:
        raise reader.fault(
            say("a table has no row of headings"),
            say("name its columns in the first row: a screen reader says them with each cell"),
        )
    inside = place.inside()
    header, width = _grid([row for row, _ in rows[:heads]], inside, reader, is_header=True)
    body, body_width = _grid([row for row, _ in rows[heads:]], inside, reader, is_header=False)
    columns = max(width, body_width)
    if columns > MOST_COLUMNS:
        raise reader.fault(
            say("a table with {count} columns doesn't fit on a page", count=columns),
            say("have at most {count}, or make two tables of it", count=MOST_COLUMNS),
        )
    captions = [
        block
        for child in element
        if child.tag == "caption"
        for block in reader.blocks(child, reader.hear(child, inside))
    ]
    return Table(columns, header, body, captions)


def _rows(table: HtmlElement) -> Iterator[HtmlElement]:
    """Yield a table's own rows, and none of a table in it."""
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from _rows(child)
        elif child.tag != "caption":
            row = child.makeelement("tr")
            child.addprevious(row)
            row.append(child)
            yield row


def _is_in_head(row: HtmlElement, table: HtmlElement) -> bool:
    parent = row.getparent()
    while parent is not None and parent is not table:
        if parent.tag == "thead":
            return True
        parent = parent.getparent()
    return False


def _leading_headers(rows: Iterable[HtmlElement]) -> int:
    count = 0
    for row in rows:
        if any(cell.tag != "th" for cell in row):
            break
        count += 1
    return count


def _grid(
    rows: list[HtmlElement], place: Place, reader: BlockReader, *, is_header: bool
) -> tuple[list[list[Cell]], int]:
    """Give each cell its extent, cut to what the rows leave; and return the number of columns."""
    taken: set[tuple[int, int]] = set()
    grid: list[list[Cell]] = []
    width = 1
    for y, row in enumerate(rows):
        cells: list[Cell] = []
        x = 0
        for element in list(row):
            while (x, y) in taken:
                x += 1
            here = reader.hear(element, place)
            columns = min(_span(element, "colspan"), MOST_COLUMNS + 1)
            while columns > 1 and any((x + n, y) in taken for n in range(columns)):
                columns -= 1
            height = min(_span(element, "rowspan"), len(rows) - y)
            taken |= {(x + dx, y + dy) for dx in range(columns) for dy in range(height)}
            ids = [anchor.id for anchor in reader.anchors(element)]
            inner = replace(here, around=place.voice)
            cell = Cell(
                reader.blocks(element, replace(here, around=here.voice)),
                is_header or element.tag == "th",
                x,
                y,
                columns,
                height,
                next((_ALIGNMENTS[c] for c in classes(element) if c in _ALIGNMENTS), ""),
                ids=ids,
                lang=here.voice.lang if inner.voice.lang != inner.around.lang else "",
                dir=here.voice.dir if inner.voice.dir != inner.around.dir else "",
            )
            cells.append(cell)
            x += columns
            width = max(width, x)
            if width > MOST_COLUMNS:
                return grid, _total(rows)
        grid.append(cells)
    return grid, width


def _total(rows: list[HtmlElement]) -> int:
    return max(sum(_span(cell, "colspan") for cell in row) for row in rows)


def _span(element: HtmlElement, name: str) -> int:
    try:
        return min(max(int(element.get(name) or 1), 1), 1000)
    except ValueError:
        return 1
