"""Tables that are none, or not the ones that were meant.

Without their row of hyphens, Markdown takes the rows for text; and it takes a line directly below a
table for a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from issue_papers.articles.nodes import Paragraph, Table
from issue_papers.articles.typed_lists import first_item
from issue_papers.checks.leftovers import short
from issue_papers.checks.page import Page
from issue_papers.checks.runs import Run
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem

KEY = "table"
_HYPHENS = re.compile(r"[\s|:+=\-\u2010-\u2015\u2212]+")
_GRID = re.compile(r"\+(?:[-=:]{2,}\+)+")
_TABS = re.compile(r"\S\t+[^\t\n]*\S[^\n]*\n[^\n]*\t")
"""What there is in lines whose words are parted by tabs."""
_BAR = re.compile(r"(?<!\\)\|")
_LONGEST = 120


def check(page: Page) -> Iterator[Problem]:
    """Yield rows of cells that Markdown makes no table of, and lines that it makes rows of."""
    if not page.is_ours:
        return
    for run in page.runs:
        if "+-" in run.text and (grid := _grid(page, run)):
            yield grid
        elif "|" in run.text:
            yield from _rows(page, run)
        elif "\t" in run.text and _TABS.search(run.text):
            yield from _tabs(page, run)
    for node in page.article.nodes:
        if isinstance(node, Table):
            yield from _torn(page, node)


def _rows(page: Page, run: Run) -> Iterator[Problem]:
    rows = [(line, row) for line, text in run.lines() if _is_row(row := text.strip())]
    if not rows:
        return
    line, row = rows[0]
    if len(rows) == 1 and not (row.startswith("|") and row.endswith("|")):
        return
    columns = len(row.strip("| ").split("|"))
    right = _row(["---"] * columns)
    message = say("the row of hyphens is missing: the table would be printed as text")
    hint = say("put `{row}` below its first row", row=right)
    if any(_HYPHENS.fullmatch(text) for _, text in run.lines() if text.strip(" |")):
        message = say("the row of hyphens doesn't fit: the table would be printed as text")
        hint = say("the first row has {columns} cells: write `{row}`", columns=columns, row=right)
    yield page.warning(line, KEY, message, hint)


def _is_row(text: str) -> bool:
    return (text.startswith("|") and text.count("|") > 1) or " | " in text


def _grid(page: Page, run: Run) -> Problem | None:
    """A table drawn with `+-----+`, as reStructuredText and Pandoc have them."""
    lines = [(line, text.strip()) for line, text in run.lines()]
    drawn = [line for line, text in lines if _GRID.fullmatch(text)]
    first = next((text for _, text in lines if text.startswith("|")), "")
    if not drawn or not first:
        return None
    message = say("a table drawn with `+` and `-` would be printed as text")
    cells = [cell.strip() for cell in _BAR.split(first.strip("|"))]
    hint = say(
        "delete its lines of `+` and `-`, and let it begin with `{head}` and, below, `{row}`",
        head=_row(cells),
        row=_row(["---"] * len(cells)),
    )
    return page.warning(drawn[0], KEY, message, hint)


def _tabs(page: Page, run: Run) -> Iterator[Problem]:
    """Cells as a spreadsheet's are pasted: between tabs."""
    if not isinstance(run.block, Paragraph) or first_item(run.text):
        return
    lines = [*run.lines()]
    for (line, text), (_, following) in pairwise(lines):
        tabs = text.count("\t")
        if tabs and following.count("\t") == tabs and following.strip():
            cells = [cell.strip().replace("|", r"\|") for cell in text.split("\t")]
            message = say("the table would be printed as text: tabs part its cells")
            hint = say(
                "write its first row as `{head}`, `{row}` below it, and its other rows so, too",
                head=_row(cells),
                row=_row(["---"] * len(cells)),
            )
            yield page.warning(line, KEY, message, hint)
            return


def _torn(page: Page, table: Table) -> Iterator[Problem]:
    """A line that was meant for the text below a table, or for a cell of the row above it."""
    head = [page.typed(row.line).lstrip(" \t>") for row in table.head]
    if len(head) != 1 or "|" not in head[0]:
        return  # HTML's
    has_bars = head[0].startswith("|")
    above = head[0]
    for row in table.body:
        text = page.typed(row.line).strip(" \t>")
        begins = text.startswith("|") if has_bars else bool(_BAR.search(text))
        if text and not begins and not text.startswith(("{", "<")):
            message = say("`{found}` would be a row of the table above it", found=short(text))
            hint = say("leave a line empty below the table")
            if has_bars and not above.endswith("|"):
                hint = say("write the row on one line: `{row}`", row=_joined(page, row.line - 1))
            elif _BAR.search(text):
                hint = say("a row begins with `|`: write `{row}`", row=f"| {text}"[:_LONGEST])
            yield page.warning(row.line, KEY, message, hint)
            return
        above = text


def _joined(page: Page, line: int) -> str:
    """Return a row whose cells go on below, in one line."""
    parts = [page.typed(line).strip(" \t>")]
    while not parts[-1].endswith("|") and (more := page.typed(line + len(parts)).strip(" \t>")):
        parts.append(more)
    row = " ".join(parts)
    return row if len(row) <= _LONGEST else f"{row[:_LONGEST].rstrip()}…"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
