"""Tables that are none: without their row of hyphens, Markdown takes the rows for text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from issue_papers.checks.page import Page
from issue_papers.checks.runs import Run
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem

KEY = "table"
_HYPHENS = re.compile(r"[\s|:\-\u2010-\u2015\u2212]+")


def check(page: Page) -> Iterator[Problem]:
    """Yield rows of cells that no row of hyphens makes a table of."""
    if page.is_ours:
        for run in page.runs:
            if "|" in run.text:
                yield from _rows(page, run)


def _rows(page: Page, run: Run) -> Iterator[Problem]:
    rows = [(line, row) for line, text in run.lines() if _is_row(row := text.strip())]
    if not rows:
        return
    line, row = rows[0]
    if len(rows) == 1 and not (row.startswith("|") and row.endswith("|")):
        return
    columns = len(row.strip("| ").split("|"))
    right = f"| {' | '.join(['---'] * columns)} |"
    message = say("the row of hyphens is missing: the table would be printed as text")
    hint = say("put `{row}` below its first row", row=right)
    if any(_HYPHENS.fullmatch(text) for _, text in rows):
        message = say("the row of hyphens doesn't fit: the table would be printed as text")
        hint = say("the first row has {columns} cells: write `{row}`", columns=columns, row=right)
    yield page.warning(line, KEY, message, hint)


def _is_row(text: str) -> bool:
    return (text.startswith("|") and text.count("|") > 1) or " | " in text
