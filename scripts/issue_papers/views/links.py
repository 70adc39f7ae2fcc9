"""What all views need: one language, its strings, and links as its readers see them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import cast

from issue_papers.citations.forms import FormattedReference
from issue_papers.citations.references import References, Style
from issue_papers.content.library import Entry, Library
from issue_papers.content.locales import Language
from issue_papers.content.model import PageMeta, Paper
from issue_papers.content_cache import ContentCache
from issue_papers.maps.atlas import Atlas
from issue_papers.typography.texts import typeset_record
from issue_papers.views.catalogue import Catalogue
from issue_papers.views.shapes import LanguageView, Link

HOME = "index.md"
GALLERY = "case-studies/index.md"


class LinkViews:
    """Links and addresses in one language.

    Attributes:
        library: What is shown.
        language: The reader's language.
        t: The interface's strings in it.
        atlas: The maps, shared by all languages.
    """

    def __init__(
        self,
        library: Library,
        catalogues: Mapping[str, Catalogue],
        atlas: Atlas,
        language: str,
        cache: ContentCache | None = None,
    ) -> None:
        self.library = library
        self.language: Language = library.locales[language]
        self.t = catalogues[language]
        self.atlas = atlas
        self._cache = cache

    @cached_property
    def notice(self) -> str:
        """What an edition says of itself that others than the publishers of its papers made."""
        papers = (cast("Paper", paper.source.meta) for paper in self.library.papers)
        return self.t("footer.independent") if any(paper.based_on for paper in papers) else ""

    def style(self, name: str = "") -> Style:
        """Return a style of citing in this language: that of the site, unless another is named."""
        tag, settings = self.language.tag, self.library.settings.citations
        locale = settings.locales.get(tag, "")
        return Style(name or settings.style_of(tag), self.language, locale, self._cache)

    @cached_property
    def written(self) -> References:
        """The site's references as this language writes them."""
        return References(self.library.references, self.style())

    @cached_property
    def references(self) -> Mapping[str, FormattedReference]:
        """All references as this language writes them, by id, in a bibliography's order."""
        return {reference.id: reference for reference in self.written.bibliography}

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

    @cached_property
    def _metas(self) -> dict[str, PageMeta]:
        return {}

    def meta(self, entry: Entry) -> PageMeta:
        """Return a page's metadata in this language, its texts set as the text's language does."""
        if entry.key not in self._metas:
            tag = self.language.tag
            text = entry.document(tag).language
            self._metas[entry.key] = typeset_record(entry.meta(tag), text)
        return self._metas[entry.key]

    def absolute(self, url: str) -> str:
        """Return a site-relative URL as an absolute one."""
        return self.library.settings.site_url + url

    def page_with(self, template: str) -> Link | None:
        """Return a link to the page that is drawn by a template, if there is one."""
        for _, entry in sorted(self.library.entries.items()):
            if getattr(entry.source.meta, "template", None) == template:
                return self.link(entry)
        return None

    def link(self, entry: Entry, anchor: str = "", *, current: Entry | None = None) -> Link:
        """Return a link to a page as this language's readers see it."""
        tag = self.language.tag
        text = self.library.locales[entry.document(tag).language]
        url = self.library.locales.url(entry.key, tag)
        return Link(
            title=self.meta(entry).title or entry.slug,
            url=f"{url}#{anchor}" if anchor else url,
            language=text.tag,
            direction=text.direction,
            is_current=entry is current,
            key=entry.key,
        )
