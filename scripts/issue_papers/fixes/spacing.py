"""Empty lines between a paragraph and the list or the table below it: all Markdown wants them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from issue_papers.articles.nodes import List, Paragraph, Table
from issue_papers.fixes.sheet import Sheet
from issue_papers.reporting.edits import Edit


def fix(sheet: Sheet) -> Iterator[Edit]:
    """Yield an empty line before each list and table that stands directly below a paragraph."""
    for above, below in pairwise(sheet.page.article.blocks):
        if not isinstance(above, Paragraph) or not isinstance(below, List | Table):
            continue
        is_apart = not sheet.line(below.line - 1).strip()
        if above.line < below.line and not is_apart:
            yield sheet.insertion(below.line, "")
