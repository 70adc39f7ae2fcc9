"""What all views need: one language, its strings, and links as its readers see them."""

from __future__ import annotations

from functools import cached_property
from typing import Any, TypeVar

from issue_papers.content.library import Entry, Library
from issue_papers.content.locales import Language
from issue_papers.content.model import PageMeta
from issue_papers.typography.rules import typeset
from issue_papers.typography.texts import typeset_record
from issue_papers.views.catalogue import Catalogue
from issue_papers.views.shapes import LanguageView, Link

HOME = "index.md"

P = TypeVar("P", bound=PageMeta)


class Links:
    """Links and addresses in one language.

    Attributes:
        library: What is shown.
        language: The reader's language.
        t: The interface's strings in it.
    """

    def __init__(self, library: Library, language: Language, t: Catalogue) -> None:
        self.library = library
        self.language = language
        self.t = t
        self._plain_metas: dict[str, Any] = {}
        self._metas: dict[str, Any] = {}

    @property
    def series(self) -> str:
        """The site's name in this language."""
        return self.library.settings.site.names.get(self.language.tag, "")

    def text(self, entry: Entry) -> Language:
        """Return the language that a page's text is in, for this language's readers."""
        return self.library.locales[entry.document(self.language.tag).language]

    def topic(self, topic: str) -> str:
        """Return a topic's label in this language, else in the source language."""
        labels, source = self.library.settings.topics[topic], self.library.locales.source
        return labels.get(self.language.tag) or labels.get(source) or topic

    def languages(self, entry: Entry) -> tuple[LanguageView, ...]:
        """Return all languages in the switcher's order, with this page's address in each."""
        locales = self.library.locales
        return tuple(
            LanguageView(
                tag=language.tag,
                name=language.name,
                direction=language.direction,
                url=locales.url(entry.key, language.tag),
                home_url=locales.url(HOME, language.tag),
                is_current=language.tag == self.language.tag,
                is_translated=entry.has(language.tag),
            )
            for language in locales.languages
        )

    def meta(self, entry: Entry[P]) -> P:
        """Return a page's metadata in this language, its texts set as the text's language does."""
        if entry.key not in self._metas:
            self._metas[entry.key] = typeset_record(self.plain_meta(entry), self.text(entry).tag)
        found: P = self._metas[entry.key]
        return found

    def plain_meta(self, entry: Entry[P]) -> P:
        """Return a page's metadata as it is written: machines don't want no-break spaces."""
        if entry.key not in self._plain_metas:
            self._plain_metas[entry.key] = entry.meta(self.language.tag)
        found: P = self._plain_metas[entry.key]
        return found

    def url(self, entry: Entry) -> str:
        """Return the site-relative URL of a page in this language."""
        return self.library.locales.url(entry.key, self.language.tag)

    def absolute(self, url: str) -> str:
        """Return a site-relative URL as an absolute one."""
        return self.library.settings.site_url + url

    def address(self, entry: Entry) -> str:
        """Return the absolute URL of a page in the language that readers get it in."""
        return self.absolute(self.library.locales.url(entry.key, self.text(entry).tag))

    def page_with(self, template: str) -> Link | None:
        """Return a link to the page that is drawn by a template, if there is one."""
        return self._by_template.get(template)

    @cached_property
    def _by_template(self) -> dict[str, Link]:
        found: dict[str, Link] = {}
        for _, entry in sorted(self.library.entries.items()):
            template = getattr(entry.source.meta, "template", None)
            if template and template not in found:
                found[template] = self.link(entry)
        return found

    def listing(self, key: str) -> Link | None:
        """Return a link to a page, if it is there."""
        page = self.library.entries.get(key)
        return self.link(page) if page else None

    def title(self, entry: Entry) -> str:
        """Return what a page is called: by itself, by its first heading, or by its file."""
        if title := self.meta(entry).title:
            return title
        headings = entry.document(self.language.tag).outline.headings
        heading = next((h.text for h in headings if h.level == 1), "")
        if heading:
            return typeset(heading, self.text(entry).tag)
        return self.series if entry.key == HOME else _file_title(entry)

    def link(self, entry: Entry, anchor: str = "", *, current: Entry | None = None) -> Link:
        """Return a link to a page as this language's readers see it."""
        text = self.text(entry)
        url = self.url(entry)
        return Link(
            title=self.title(entry),
            url=f"{url}#{anchor}" if anchor else url,
            language=text.tag,
            direction=text.direction,
            is_current=entry is current,
            key=entry.key,
        )


def _file_title(entry: Entry) -> str:
    """Return what a page without title and heading is called (mkdocs 1.6, `Page.title`)."""
    title = entry.slug.replace("-", " ").replace("_", " ")
    return title.capitalize() if title.lower() == title else title
