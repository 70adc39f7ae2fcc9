"""Tables as grids: a cell knows its place in HTML's table model, and what may not be broken in it.

How wide columns are, and how much room a table gets, is measured by the template (`tables.typ`).

https://html.spec.whatwg.org/multipage/tables.html#table-processing-model
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import takewhile

from issue_papers.articles.nodes import Cell, Row, Table, text_of

MOST_COLUMNS = 40
"""More columns aren't legible, however they are set: cells follow one another then."""

_LONGEST_WORD = 18
"""Letters of a word that stays whole; a longer one may be hyphenated."""
_MEASURED = 3
"""How many of a cell's words are measured: those with most letters."""
_LONGEST_UNBROKEN = 700
"""Characters of a cell whose row stays on one page."""
_WIDE = frozenset("WF")
_WHITE = re.compile(r"[ \t\n\r\u200b]+")
_ENDLESS = re.compile(rf"[^\W\d]{{{_LONGEST_WORD + 1},}}")


@dataclass(frozen=True)
class Slot:
    """A cell in its place.

    Attributes:
        cell: The cell.
        x: Its first column, from 0.
        y: Its first row, from 0 at the top of the table.
        columns: How many columns it takes.
        rows: How many rows.
        row_id: The id of its row, if it is the first in it.
    """

    cell: Cell
    x: int
    y: int
    columns: int
    rows: int
    row_id: str = ""

    @property
    def words(self) -> list[str]:
        """The longest words: none may be broken, or none after less than that."""
        return [_unbroken(word) for word in longest_words(text_of(self.cell))]

    @property
    def is_long(self) -> bool:
        """Whether its row may go on on the next page."""
        return len(text_of(self.cell)) > _LONGEST_UNBROKEN

    @property
    def has_endless(self) -> bool:
        """Whether a word in it may be hyphenated."""
        return any(_unbroken(word) != word for word in _WHITE.split(text_of(self.cell)))


@dataclass(frozen=True)
class Grid:
    """A table's cells in their places.

    Attributes:
        slots: The cells, row by row.
        columns: How many columns there are; 0 if there are no cells, or too many columns.
        heads: How many rows name columns; a page break repeats them.
        rows: How many other rows there are.
    """

    slots: tuple[Slot, ...]
    columns: int
    heads: int
    rows: int

    @property
    def can_part(self) -> bool:
        """Whether it may be parted between any two columns: no cell is in both."""
        return all(slot.columns == 1 for slot in self.slots)


def grid(table: Table) -> Grid:
    """Put a table's cells in their places.

    Args:
        table: The table; spans may be wrong.
    """
    rows = [row for row in (*table.head, *table.body, *table.foot) if row.cells]
    heads = sum(1 for row in table.head if row.cells)
    heads = heads or len([*takewhile(_is_head, rows)])
    slots = _close_up([*_placed(rows[:heads], 0), *_placed(rows[heads:], heads)])
    columns = max((slot.x + slot.columns for slot in slots), default=0)
    return Grid(slots, columns, heads, len(rows) - heads)


def _is_head(row: Row) -> bool:
    return all(cell.is_header for cell in row.cells)


def _placed(rows: list[Row], first: int) -> Iterator[Slot]:
    """Yield cells with their extents, cut to what the rows leave."""
    taken: set[tuple[int, int]] = set()
    for y, row in enumerate(rows):
        x = 0
        row_id = row.id
        for cell in row.cells:
            while (x, y) in taken:
                x += 1
            columns = max(min(cell.colspan, MOST_COLUMNS), 1)
            columns = next((n for n in range(1, columns) if (x + n, y) in taken), columns)
            height = len(rows) - y if cell.rowspan == 0 else max(cell.rowspan, 1)
            height = min(height, len(rows) - y)
            taken.update((x + dx, y + dy) for dx in range(columns) for dy in range(height))
            yield Slot(cell, x, y + first, columns, height, row_id)
            row_id = ""
            x += columns


def _close_up(slots: list[Slot]) -> tuple[Slot, ...]:
    """Leave out columns in which no cell begins: spans may say more than there is."""
    starts = sorted({slot.x for slot in slots})
    rank = {x: number for number, x in enumerate(starts)}
    return tuple(
        replace(
            slot,
            x=rank[slot.x],
            columns=sum(slot.x <= x < slot.x + slot.columns for x in starts),
        )
        for slot in slots
    )


def longest_words(text: str) -> list[str]:
    """Return what may need most room of a text, whole: words, or several without a break."""
    pieces = sorted(_WHITE.split(text), key=_letters, reverse=True)
    return [piece for piece in pieces[:_MEASURED] if piece]


def _letters(text: str) -> float:
    return sum(2 if unicodedata.east_asian_width(char) in _WIDE else 1 for char in text)


def _unbroken(word: str) -> str:
    """Return what no line end parts of a word: long ones are hyphenated, Chinese ones anywhere."""
    if any(unicodedata.east_asian_width(char) in _WIDE for char in word):
        return word[:2]
    return _ENDLESS.sub(lambda letters: letters[0][:_LONGEST_WORD], word)
