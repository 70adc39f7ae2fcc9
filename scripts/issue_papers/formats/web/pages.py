"""The texts of pages, as HTML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from markupsafe import Markup

from issue_papers.content.library import Entry, Library
from issue_papers.content_cache import ContentCache
from issue_papers.formats.markup.fragments import Fragments
from issue_papers.formats.web.picture_sets import PictureSet
from issue_papers.formats.web.text_sheets import text_sheets
from issue_papers.formats.web.writer import WebPage, WebWriter
from issue_papers.kinds.paper.model import PAPER
from issue_papers.layers import Layers
from issue_papers.printing import passages
from issue_papers.printing.excerpts import Excerpt, lines
from issue_papers.printing.printed import Printed
from issue_papers.printing.printer import Printer
from issue_papers.theme import templates
from issue_papers.views.shapes import Link
from issue_papers.views.site import Views

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
class ExcerptText:
    """A part of a page's text, for another page or a file.

    Attributes:
        html: The text.
        text: Its words alone: a line for each paragraph or item.
        place: Where it stands.
        language: The language that it is really written in.
        direction: `ltr` or `rtl`.
        sheets: The style sheets that it needs besides those of every page, by path.
    """

    html: Markup
    text: str
    place: Link
    language: str
    direction: str
    sheets: tuple[str, ...] = ()


@dataclass(frozen=True)
class PageTexts:
    """Writes the texts of a site's pages.

    Attributes:
        views: The views of each language, by tag.
        printer: Prints the articles.
        theme: Folders with `fragments/`.
        compiled: Where compiled templates are kept from build to build.
        pictures: The pictures that texts show, by the path of what they are made of.
    """

    views: Mapping[str, Views]
    printer: Printer
    theme: Layers
    compiled: ContentCache | None = None
    pictures: Mapping[str, PictureSet] = field(default_factory=dict)

    def text(self, entry: Entry, language: str) -> PageText:
        """Return a page's text as the readers of a language get it."""
        printed = self.printer.printed(entry, language)
        url = self.library.locales.url(entry.key, language)
        writer = self._writer(url, printed.language)
        blocks = passages.with_gone(printed.blocks, printed.gone)
        return PageText(printed, writer.article(blocks, printed.notes))

    def messages(self, paper: Entry, language: str, url: str) -> tuple[ExcerptText, ...]:
        """Return the key messages of a paper for another page.

        Args:
            paper: The paper.
            language: Tag of the reader's language.
            url: The page that they are put on.
        """
        found = self.printer.messages(paper, language)
        return tuple(self._excerpt(excerpt, language, url) for excerpt in found)

    def recommendation(self, key: str, language: str, url: str | None = None) -> ExcerptText:
        """Return a recommendation's text, in the source language where it isn't translated.

        Args:
            key: `<paper>/<id>`.
            language: Tag of the reader's language.
            url: The page that it is put on; without one, addresses are absolute.
        """
        slug, identifier = key.split("/")
        paper = self.library.entries[PAPER.key(slug)]
        found = self.printer.recommendation(paper, identifier, language)
        return self._excerpt(found, language, url)

    def _excerpt(self, excerpt: Excerpt, language: str, url: str | None) -> ExcerptText:
        writer = self._writer(url, excerpt.language)
        return ExcerptText(
            html=Markup(writer.blocks(excerpt.content)),  # noqa: S704 - our writer's
            text=lines(excerpt.content),
            place=self.views[language].links.link(
                self.library.entries[excerpt.key], excerpt.anchor
            ),
            language=excerpt.language,
            direction=excerpt.direction,
            sheets=text_sheets(excerpt.content),
        )

    def _writer(self, url: str | None, language: str) -> WebWriter:
        base = self.library.settings.site_url if url is None else ""
        page = WebPage(url or "", self.views[language].t, self._permalink, base)
        return WebWriter(self._fragments, page, self.pictures)

    @cached_property
    def library(self) -> Library:
        """All content."""
        return next(iter(self.views.values())).library

    @cached_property
    def _fragments(self) -> Fragments:
        return Fragments(templates(self.theme, compiled=self.compiled), "fragments")

    @cached_property
    def _permalink(self) -> str:
        """What links to headings show, as mkdocs.yml's `toc: {permalink: …}` says."""
        given = self.library.settings.markdown.extensions.get("toc", {}).get("permalink", "")
        return _PERMALINK if given is True else str(given or "")
