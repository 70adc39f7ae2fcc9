"""A text that rules look at, and how they say what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from issue_papers.articles.article import Article, Fault
from issue_papers.articles.citation_syntax import KEYS
from issue_papers.checks.runs import Run, runs
from issue_papers.content.library import Document, Entry, Library
from issue_papers.reporting.problems import Problem, Severity


@dataclass(frozen=True)
class Page:
    """A page's text in one language.

    Attributes:
        library: All content.
        entry: The page.
        document: The file.
    """

    library: Library
    entry: Entry
    document: Document

    @property
    def article(self) -> Article:
        """What was read."""
        return self.document.article

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """The running text of each of its blocks."""
        return tuple(runs(self.article.nodes))

    @cached_property
    def in_html(self) -> Mapping[int, tuple[str, str]]:
        """Lines of HTML with Markdown that isn't read: what it is, and in which element."""
        found: dict[int, tuple[str, str]] = {}
        for fault in self.article.faults:
            if fault.kind != "html-markdown" or not self._is_unread(fault):
                continue
            if fault.line not in found or fault.found.startswith(("[", "@", "-@")):
                found[fault.line] = fault.found, fault.detail
        return found

    def _is_unread(self, fault: Fault) -> bool:
        if fault.found.split("\n", 1)[0] not in self.typed(fault.line):
            return False  # a sign was typed by name, or the line isn't this file's
        if "@" not in fault.found or fault.found.startswith(("*", "_", "[^")):
            return True
        keys = (match["braced"] or match["key"] for match in KEYS.finditer(fault.found))
        return "](" in fault.found or any(key in self.library.references for key in keys)

    @property
    def is_ours(self) -> bool:
        """Whether it was written for this generator: any page of MkDocs is a valid plain page."""
        return self.entry.kind.is_ours

    @property
    def is_trusted(self) -> bool:
        """Whether the site's owner lets texts have any HTML but programs."""
        return self.library.settings.markdown.markup.is_trusted

    @property
    def language(self) -> str:
        """The language's code without script and country: `pt` of `pt-BR`."""
        return self.document.language.split("-", 1)[0].lower()

    @cached_property
    def _lines(self) -> list[str]:
        return self.document.body.split("\n")

    def typed(self, line: int) -> str:
        """Return a line of the file as it was typed; nothing where it isn't the text's."""
        index = line - self.document.body_line
        return self._lines[index] if 0 <= index < len(self._lines) else ""

    def error(self, line: int, key: str, message: str, hint: str = "") -> Problem:
        """Return a problem that stops the build."""
        return Problem(self.document.path, line, key, message, hint)

    def warning(self, line: int, key: str, message: str, hint: str = "") -> Problem:
        """Return a problem that is only reported."""
        return Problem(self.document.path, line, key, message, hint, Severity.WARNING)

    def fault(self, line: int, key: str, message: str, hint: str = "") -> Problem:
        """Return an error on our pages, and a warning on a page that may be older than we are."""
        return (self.error if self.is_ours else self.warning)(line, key, message, hint)
