"""Rules for `///` blocks."""

from __future__ import annotations

from collections.abc import Iterator

from issue_papers.blocks import checking
from issue_papers.blocks.registry import blocks
from issue_papers.checks.page import Page
from issue_papers.reporting.problems import Problem


def check(page: Page) -> Iterator[Problem]:
    """Yield what is wrong with a text's blocks."""
    yield from checking.check(page.library, page.entry, page.document, blocks())
