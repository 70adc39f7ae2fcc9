"""Tables as grids: each cell knows its place in HTML's table model, each column its width.

A table is set in the measure of the text where its words fit there; else smaller, out to the column
of labels, or on a page that is turned. Widths are counted in letters, without measuring any.

https://html.spec.whatwg.org/multipage/tables.html#table-processing-model
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, takewhile

from issue_papers.articles.nodes import Cell, Row, Table, text_of

MOST_COLUMNS = 40
"""More columns aren't legible, however they are set: cells follow one another then."""

_LAYOUTS = (("", 8.8, 357.0), ("small", 7.0, 357.0), ("wide", 7.0, 470.0), ("turned", 7.0, 700.0))
"""Ways of setting a table, each with the size of its letters and its width in points: as the
template has them (`elements.typ`), on the narrower of two papers."""
_SMALL_FROM = 7
"""So many columns are set small, even where there is room."""
_LETTER = 0.52
"""Width of a letter of the sans-serif beside its size, at most; of a Chinese one, twice that."""
_GAP = 8.0
"""Points between two columns."""
_SMALLEST = 4.5
_LONGEST_PIECE = 9
"""Letters that a word needs if it may be hyphenated; numbers aren't."""
_LONGEST_WORD = 18
"""Letters of a word that isn't hyphenated where there is room."""
_LONGEST_TEXT = 90
"""Letters of a text from which on it makes no difference how long it is."""
_WIDE = frozenset("WF")
_WORD = re.compile(r"[^\W\d_]{2,}")


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


@dataclass(frozen=True)
class Grid:
    """A table's cells in their places.

    Attributes:
        slots: The cells, row by row.
        columns: How many columns there are; 0 if there are no cells, or too many columns.
        heads: How many rows name columns; a page break repeats them.
        rows: How many other rows there are.
        widths: The width of each column beside the others.
        layout: How it is set: nothing, `small`, `wide` or `turned`.
        size: Of its letters, in points.
    """

    slots: tuple[Slot, ...]
    columns: int
    heads: int
    rows: int
    widths: tuple[float, ...] = ()
    layout: str = ""
    size: float = 0.0


def grid(table: Table, *, can_turn: bool = True) -> Grid:
    """Put a table's cells in their places, and choose how it is set.

    Args:
        table: The table; spans may be wrong.
        can_turn: Whether it stands in the text itself, where it may have more room than that.
    """
    rows = [row for row in (*table.head, *table.body, *table.foot) if row.cells]
    heads = sum(1 for row in table.head if row.cells)
    heads = heads or len([*takewhile(_is_head, rows)])
    slots = _close_up([*_placed(rows[:heads], 0), *_placed(rows[heads:], heads)])
    columns = max((slot.x + slot.columns for slot in slots), default=0)
    if columns > MOST_COLUMNS:
        return Grid(slots, columns, heads, len(rows) - heads)
    needed, wanted = _needed(slots, columns, _LONGEST_PIECE), _wanted(slots, columns)
    layout, size, width = _layout(needed, can_turn=can_turn)
    room = (width - _GAP * columns) / (size * _LETTER)
    whole = _needed(slots, columns, _LONGEST_WORD)
    needed = whole if sum(whole) <= room else needed
    return Grid(
        slots,
        columns,
        heads,
        len(rows) - heads,
        _widths(needed, wanted, room, _GAP / (size * _LETTER)),
        layout,
        size,
    )


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


def _needed(slots: Iterable[Slot], columns: int, longest: int) -> list[float]:
    """Return the width of each column's longest word, in letters; no word needs more than that."""
    needed = [1.0] * columns
    for slot in slots:
        for word in text_of(slot.cell).split():
            letters = _unbroken(word, longest) / slot.columns
            for x in range(slot.x, slot.x + slot.columns):
                needed[x] = max(needed[x], letters)
    return needed


def _wanted(slots: Iterable[Slot], columns: int) -> list[float]:
    """Return the width of each column's longest text, in letters, but not of very long ones."""
    wanted = [1.0] * columns
    for slot in slots:
        if slot.columns == 1:
            letters = min(_letters(text_of(slot.cell)), _LONGEST_TEXT)
            wanted[slot.x] = max(wanted[slot.x], letters)
    return wanted


def _letters(text: str) -> float:
    return sum(2 if unicodedata.east_asian_width(char) in _WIDE else 1 for char in text)


def _unbroken(word: str, longest: int) -> float:
    """Return the width of what no line end parts: words are hyphenated, Chinese ones anywhere."""
    if any(unicodedata.east_asian_width(char) in _WIDE for char in word):
        return 4
    if _WORD.search(word):
        return min(_letters(word), longest)
    return min(_letters(word), _LONGEST_TEXT)


def _layout(needed: list[float], *, can_turn: bool) -> tuple[str, float, float]:
    """Return the first way of setting a table in which its words fit, with size and width."""
    first = 1 if len(needed) >= _SMALL_FROM else 0
    ways = [*_LAYOUTS[first:]] if can_turn else [*_LAYOUTS[first:2]]
    for layout, size, width in ways:
        if sum(needed) * size * _LETTER + _GAP * len(needed) <= width:
            return layout, size, width
    layout, size, width = ways[-1]
    fitting = (width - _GAP * len(needed)) / (sum(needed) * _LETTER)
    return layout, max(min(size, fitting), _SMALLEST), width


def _widths(needed: list[float], wanted: list[float], room: float, gap: float) -> tuple[float, ...]:
    """Share out the room: all the same where that is enough; else short texts get all they want.

    What they leave is shared by the others, as long as each has what its longest word needs.
    """
    count = len(needed)
    if all(text <= room / count for text in chain(wanted, needed)):
        return (1.0,) * count
    widths = list(needed)
    left = max(room - sum(needed), 0.0)
    for waiting, x in enumerate(sorted(range(count), key=lambda x: wanted[x] - needed[x])):
        gained = min(max(wanted[x] - needed[x], 0.0), left / (count - waiting))
        widths[x] += gained
        left -= gained
    return tuple(round(width + gap, 2) for width in widths)
