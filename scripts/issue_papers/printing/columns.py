"""Columns of numbers: what each number has after its decimal mark, so that they stand aligned.

They are those that the text aligns at the right, `---:`, where every cell is a number or nothing.
Tables with cells over several columns or rows are left as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from issue_papers.articles.nodes import Block, Cell, Row, Table, text_of
from issue_papers.articles.rewriting import rewrite
from issue_papers.typography.decimals import tails


def aligned(flow: tuple[Block, ...], language: str) -> tuple[Block, ...]:
    """Return a text whose columns of numbers know what their cells have after the mark.

    Args:
        flow: The text and its notes.
        language: Tag of its language, whose decimal mark numbers have.
    """
    return rewrite(flow, lambda table: (_aligned(table, language),), of=Table)


def _aligned(table: Table, language: str) -> Table:
    rows = (*table.body, *table.foot)
    cells = [cell for row in rows for cell in row.cells]
    if any(cell.colspan != 1 or cell.rowspan != 1 for cell in cells):
        return table
    found = dict(_found(rows, language))

    def row(at: int, old: Row) -> Row:
        return replace(
            old, cells=tuple(found.get((at, x), cell) for x, cell in enumerate(old.cells))
        )

    made = [row(at, old) for at, old in enumerate(rows)]
    count = len(table.body)
    return replace(table, body=tuple(made[:count]), foot=tuple(made[count:])) if found else table


def _found(rows: tuple[Row, ...], language: str) -> Iterator[tuple[tuple[int, int], Cell]]:
    """Yield the cells of columns of numbers, by row and column."""
    for x in range(max((len(row.cells) for row in rows), default=0)):
        column = [(at, row.cells[x]) for at, row in enumerate(rows) if x < len(row.cells)]
        if any(cell.align != "right" for _, cell in column):
            continue
        ends = tails([text_of(cell) for _, cell in column], language)
        longest = max(map(_width, ends), default=0)
        for (at, cell), tail in zip(column, ends, strict=False):
            yield (at, x), replace(cell, tail=tail, short=longest - _width(tail))


def _width(tail: str) -> int:
    """Return about how wide it is, in halves of a digit: marks and spaces are half as wide."""
    return sum(2 if char.isalnum() or char in "%‰" else 1 for char in tail)
