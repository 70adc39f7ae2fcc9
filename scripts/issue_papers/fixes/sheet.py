"""A page's file as fixes see it: its text line by line, and what was read of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from issue_papers.checks.page import Page
from issue_papers.reporting.edits import Edit


@dataclass(frozen=True)
class Sheet:
    r"""A file of a page in one language.

    Attributes:
        page: The page, its article, and all content.
        text: The file's text with `\\n` line endings, front matter included.
    """

    page: Page
    text: str

    @cached_property
    def lines(self) -> list[str]:
        """The file's lines, without their endings."""
        return self.text.split("\n")

    def line(self, number: int) -> str:
        """Return a line, counted from 1; nothing where there is none."""
        return self.lines[number - 1] if 1 <= number <= len(self.lines) else ""

    def edit(self, number: int, new: str) -> Edit:
        """Return the edit that writes a line anew."""
        return Edit(self.page.document.path, number, number, (new,))

    def insertion(self, number: int, *new: str) -> Edit:
        """Return the edit that puts lines before a line."""
        return Edit(self.page.document.path, number, number - 1, new)

    @cached_property
    def prose(self) -> tuple[int, ...]:
        """The numbers of the body's lines that aren't code."""
        code: set[int] = set()
        for block in self.page.article.code:
            code.update(range(block.line, block.line + block.text.count("\n") + 2))
        first = self.page.document.body_line
        return tuple(number for number in range(first, len(self.lines) + 1) if number not in code)
