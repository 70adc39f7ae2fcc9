"""A CSV file as RFC 4180 has it: a line of headings, and under each as many cells.

It is read strictly. What a spreadsheet may have meant otherwise (semicolons, another encoding,
numbers with the separators of a language) is told at its line, and never guessed.
"""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from issue_papers.articles.slugs import slugify
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem

MOST_ROWS, MOST_COLUMNS = 2000, 40
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d{1,2})?")
_MARKS = {";": "semicolons", "\t": "tabs"}
_KEY = "data"


@dataclass(frozen=True)
class Row:
    """A row of cells.

    Attributes:
        line: Line of the file on which it begins.
        cells: What is in them, without the space around it.
    """

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """What a CSV file holds.

    Attributes:
        path: The file, as problems name it.
        columns: The headings.
        rows: What stands below them; only what is sound.
        problems: What is wrong with the file.
    """

    path: str
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    problems: tuple[Problem, ...] = ()

    def column(self, name: str) -> int | None:
        """Return the place of a column, by its heading or by that as an id."""
        if name in self.columns:
            return self.columns.index(name)
        ids = [key_of(heading) for heading in self.columns]
        return ids.index(name) if name in ids else None


def key_of(words: str) -> str:
    """Return the id by which labels know a heading or a word: lower case, with hyphens."""
    return slugify(words.replace("_", "-"), "-")


def number(cell: str) -> float | None:
    """Return the number in a cell: `-12.5`; nothing where there is another thing."""
    if not _NUMBER.fullmatch(cell):
        return None
    value = float(cell)
    return value if math.isfinite(value) else None


@lru_cache(maxsize=256)
def read(path: str, data: bytes) -> Sheet:
    """Read a file.

    Args:
        path: What problems call it.
        data: What is in it, UTF-8 with or without a byte order mark.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = say("found a character that isn't UTF-8")
        hint = say("save the file as “CSV UTF-8”")
        return Sheet(path, problems=(Problem(path, line, _KEY, message, hint),))
    problems: list[Problem] = []
    lines = list(_lines(path, text, problems))
    if not lines:
        if not problems:
            message = say("the file is empty: expected a line of headings, and rows below it")
            problems.append(
                Problem(path, 1, _KEY, message, say("write headings in its first line"))
            )
        return Sheet(path, problems=tuple(problems))
    head, *rows = lines
    problems += _headings(path, head)
    if not problems and not rows:
        message = say("found headings and no rows")
        problems.append(Problem(path, head.line, _KEY, message, say("add rows below the headings")))
    if problems and len(head.cells) == 1:
        return Sheet(path, head.cells, problems=tuple(problems))  # all rows are read as one cell
    sound = []
    for row in rows:
        if len(row.cells) == len(head.cells):
            sound.append(row)
        elif not problems or len(problems) < _MOST_TOLD:
            message = say(
                "found {found} cells, expected {expected}, as in the line of headings",
                found=len(row.cells),
                expected=len(head.cells),
            )
            hint = say("put a cell that has a comma in it between quotation marks")
            problems.append(Problem(path, row.line, _KEY, message, hint))
    if len(sound) > MOST_ROWS:
        message = say(
            "found {found} rows, expected {most} at most", found=len(sound), most=MOST_ROWS
        )
        hint = say("put the rows that the chart shows into a file of their own")
        problems.append(Problem(path, sound[MOST_ROWS].line, _KEY, message, hint))
        sound = sound[:MOST_ROWS]
    return Sheet(path, head.cells, tuple(sound), tuple(problems))


_MOST_TOLD = 12
"""So many faults of one file are told at once."""


def _lines(path: str, text: str, problems: list[Problem]) -> Iterator[Row]:
    """Yield the rows that aren't blank."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    begun = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield Row(begun, tuple(cell.strip() for cell in cells))
            begun = reader.line_num + 1
    except csv.Error:
        message = say("found a quotation mark that isn't closed, or text right after one")
        hint = say('write a quotation mark within a cell twice: `""`')
        problems.append(Problem(path, begun, _KEY, message, hint))


def _headings(path: str, head: Row) -> Iterator[Problem]:
    """Each column has a heading, and one of its own."""
    if len(head.cells) == 1:
        for mark, name in _MARKS.items():
            if mark in head.cells[0]:
                names = {"semicolons": say("semicolons"), "tabs": say("tabs")}
                message = say("found {marks} between the cells, expected commas", marks=names[name])
                hint = say("save the file as CSV with commas, and numbers with a decimal point")
                yield Problem(path, head.line, _KEY, message, hint)
                return
    if len(head.cells) > MOST_COLUMNS:
        message = say(
            "found {found} columns, expected {most} at most",
            found=len(head.cells),
            most=MOST_COLUMNS,
        )
        yield Problem(path, head.line, _KEY, message, say("leave out what the chart doesn't show"))
    seen: dict[str, str] = {}
    for heading in head.cells:
        key = key_of(heading) or heading
        if not heading:
            message = say("a column has no heading")
            yield Problem(path, head.line, _KEY, message, say("name it in the first line"))
        elif key in seen:
            message = say("two columns have one heading: `{heading}`", heading=heading)
            yield Problem(path, head.line, _KEY, message, say("give each a name of its own"))
        seen[key] = heading
