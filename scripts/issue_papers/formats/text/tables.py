"""Tables as aligned columns where they fit, else row by row, each value behind its heading."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby

from issue_papers.articles.nodes import Block, Cell, Paragraph, Row, Table
from issue_papers.formats.text.columns import padded, width, wrapped

_GAP = "  "
_HANGING = 4

Grid = list[list[Cell]]
Said = Callable[[tuple[Block, ...]], str]
"""Returns what a cell says in one line."""


def written(table: Table, said: Said, columns: int, colon: str) -> list[str]:
    """Return a table's lines, without its caption.

    Args:
        table: The table.
        said: Returns what a cell says.
        columns: How wide a line may be.
        colon: What stands between a heading and a value, in the language of the text.
    """
    rows = [*table.head, *table.body, *table.foot]
    grid = _grid(rows)
    texts = [[said(cell.content) for cell in row] for row in grid]
    if not any(texts):
        return []
    widths = [max(width(row[i]) for row in texts) for i in range(len(texts[0]))]
    total = sum(widths) + len(_GAP) * (len(widths) - 1)
    if total <= columns and all(_is_simple(cell) for row in rows for cell in row.cells):
        return _aligned(grid, texts, widths, len(table.head))
    return _row_by_row(grid, texts, len(table.head), columns, colon)


def _is_simple(cell: Cell) -> bool:
    is_line = len(cell.content) <= 1 and all(isinstance(b, Paragraph) for b in cell.content)
    return is_line and cell.colspan == cell.rowspan == 1


def _grid(rows: Iterable[Row]) -> Grid:
    """Return every place of a table with the cell that covers it; rows are equally long."""
    taken: dict[tuple[int, int], Cell] = {}
    count = 0
    for y, row in enumerate(rows):
        x = 0
        count = y + 1
        for cell in row.cells:
            while (y, x) in taken:
                x += 1
            for down in range(max(cell.rowspan, 1)):
                for across in range(max(cell.colspan, 1)):
                    taken.setdefault((y + down, x + across), cell)
            x += max(cell.colspan, 1)
    length = max((x for _, x in taken), default=-1) + 1
    return [[taken.get((y, x), _NOTHING) for x in range(length)] for y in range(count)]


_NOTHING = Cell(())


def _aligned(grid: Grid, texts: list[list[str]], widths: list[int], heads: int) -> list[str]:
    """Return the rows as lines, those of the head underlined."""
    lines = []
    for number, (row, words) in enumerate(zip(grid, texts, strict=True), 1):
        cells = zip(words, widths, row, strict=True)
        line = _GAP.join(padded(text, columns, cell.align) for text, columns, cell in cells)
        lines.append(line.rstrip())
        if number == heads:
            lines.append(_GAP.join("-" * columns for columns in widths))
    return lines


def _row_by_row(
    grid: Grid, texts: list[list[str]], heads: int, columns: int, colon: str
) -> list[str]:
    """Return each row as a few lines, its own heading first."""
    names = [_name(texts[:heads], i) for i in range(len(texts[0]))]
    lines: list[str] = []
    for row, words in zip(grid[heads:], texts[heads:], strict=True):
        lines += [""] if lines else []
        first = 0
        for _, same in groupby(row, key=id):
            end = first + sum(1 for _ in same)
            if text := words[first]:
                name = _spanned(names, first, end)
                label = name + colon if name else ""
                lines += wrapped(label + text, columns, hanging=_HANGING)
            first = end
    return lines or [*_GAP.join(names).splitlines()]


def _spanned(names: list[str], first: int, end: int) -> str:
    """Return what a cell's columns are called: nothing, of one that is as wide as its table."""
    if end - first == len(names) > 1:
        return ""
    return " … ".join(dict.fromkeys(filter(None, (names[first], names[end - 1]))))


def _name(heads: list[list[str]], column: int) -> str:
    """Return the heading of a column: those of all rows of the head, each once."""
    return " – ".join(dict.fromkeys(row[column] for row in heads if row[column]))
