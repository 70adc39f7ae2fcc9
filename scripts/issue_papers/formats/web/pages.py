"""The texts of pages, as HTML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from issue_papers.content.library import Entry, Library
from issue_papers.formats.markup.fragments import Fragments
from issue_papers.formats.web.writer import WebPage, WebWriter
from issue_papers.printing.printed import Printed
from issue_papers.printing.printer import Printer
from issue_papers.theme import templates
from issue_papers.views.catalogue import Catalogue

_PERMALINK = "¶"
"""What Python-Markdown puts for `permalink: true`."""


@dataclass(frozen=True)
class PageText:
    """A page's text.

    Attributes:
        printed: What it is made from.
        html: The text, with addresses relative to the page.
    """

    printed: Printed
    html: str


@dataclass(frozen=True)
class PageTexts:
    """Writes the texts of a site's pages.

    Attributes:
        library: All content.
        catalogues: The interface's strings, by language.
        printer: Prints the articles.
        theme_dir: The folder with `fragments/`.
    """

    library: Library
    catalogues: Mapping[str, Catalogue]
    printer: Printer
    theme_dir: Path

    def text(self, entry: Entry, language: str) -> PageText:
        """Return a page's text as the readers of a language get it."""
        printed = self.printer.printed(entry, language)
        page = WebPage(
            url=self.library.locales.url(entry.key, language),
            t=self.catalogues[printed.language],
            permalink=self._permalink,
        )
        writer = WebWriter(self._fragments, page)
        return PageText(printed, writer.article(printed.blocks, printed.notes))

    @cached_property
    def _fragments(self) -> Fragments:
        return Fragments(templates(self.theme_dir), "fragments")

    @cached_property
    def _permalink(self) -> str:
        """What links to headings show, as mkdocs.yml's `toc: {permalink: …}` says."""
        given = self.library.settings.markdown.extensions.get("toc", {}).get("permalink", "")
        return _PERMALINK if given is True else str(given or "")
