"""Library → views: one `Views` a language makes everything that its templates see.

Templates never touch the library. The shapes are in `views.shapes`; papers and cases have modules
of their own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import cast

from issue_papers.articles.nodes import text_of
from issue_papers.content.library import Entry, Kind
from issue_papers.content.model import PlainPage
from issue_papers.translation.state import WORST_FIRST, State, stale_passages, states
from issue_papers.typography.rules import typeset
from issue_papers.views import formats
from issue_papers.views.data import DataViews
from issue_papers.views.downloads import DownloadViews
from issue_papers.views.events import EVENTS, NEWS, EventViews
from issue_papers.views.history import HistoryViews
from issue_papers.views.links import GALLERY, HOME
from issue_papers.views.metadata import MetadataViews
from issue_papers.views.recommendations import RecommendationViews
from issue_papers.views.shapes import (
    ImageView,
    LanguageStateView,
    LanguageView,
    Link,
    PageReviewView,
    PageStateView,
    PageView,
    SitemapView,
)
from issue_papers.views.social import SocialViews
from issue_papers.views.terms import TermViews

_REVIEWS = ("machine", "draft", "unsaid", "reviewed")


class Views(
    MetadataViews,
    RecommendationViews,
    EventViews,
    HistoryViews,
    SocialViews,
    TermViews,
    DownloadViews,
    DataViews,
):
    """Makes the views of one language from a library."""

    @cached_property
    def _pages(self) -> dict[str, PageView]:
        return {}

    def page(self, key: str) -> PageView:
        """Return the view of a page.

        Raises:
            KeyError: The library has no such page.
        """
        if key not in self._pages:
            self._pages[key] = self._page(key)
        return self._pages[key]

    def _page(self, key: str) -> PageView:
        library, tag = self.library, self.language.tag
        entry = library.entries[key]
        meta = self.meta(entry)
        source = library.locales.source
        text = entry.document(tag).language
        headings = entry.document(tag).article.headings
        heading = next((text_of(h.content) for h in headings if h.level == 1), "")
        languages = self.languages(entry)
        current = next(v for v in languages if v.is_current)
        translation = entry.translation(tag)
        date = translation.date if translation and translation.date else ""
        paper = library.paper_of(entry)
        paper_view = self.paper(paper) if paper else None
        around = self._around(entry, paper)
        return PageView(
            key=key,
            kind=self._kind(entry),
            title=meta.title or typeset(heading, text),
            has_heading=bool(heading),
            summary=meta.summary or "",
            language=current,
            text=next(v for v in languages if v.tag == text),
            is_fallback=text != tag,
            languages=languages,
            alternates=tuple((v.tag, self.absolute(v.url)) for v in languages if v.is_translated),
            x_default=self.absolute(library.locales.url(key, source)),
            canonical=self.absolute(library.locales.url(key, text)),
            source_url=library.locales.url(key, source),
            translation=translation,
            stale=len(stale_passages(entry, tag)) if entry.has(tag) and tag != source else 0,
            translation_date=formats.partial_date(date, self.language) if date else "",
            header=self._menu("header", entry),
            footer=self._menu("footer", entry),
            paper=paper_view,
            section=next((s for s in paper_view.sections if s.link.key == key), None)
            if paper_view
            else None,
            previous=around[0],
            next=around[1],
            case=self.case(entry.slug) if entry.kind is Kind.CASE_STUDY else None,
            event=self.event(entry.slug) if entry.kind is Kind.EVENT else None,
            news=self.news_item(entry.slug) if entry.kind is Kind.NEWS else None,
            edit_url=library.edit_urls.get(entry.document(tag).path, ""),
        )

    def error_page(self) -> PageView:
        """Return the view of 404.html: the home page's, as a page of its own kind."""
        home = self.page(HOME)
        return replace(home, kind="error", title=self.t("error.title"), summary="", alternates=())

    def _kind(self, entry: Entry) -> str:
        lists = {HOME: "home", GALLERY: "gallery", EVENTS: "events", NEWS: "news"}
        if entry.key in lists:
            return lists[entry.key]
        template = getattr(entry.source.meta, "template", None)
        return template.removesuffix(".html") if template else str(entry.kind)

    def _menu(self, place: str, current: Entry) -> tuple[Link, ...]:
        """Return the site's menu: the series, the gallery, and pages that ask to be in it."""
        entries = self.library.entries
        chosen = [e for key in (HOME, GALLERY) if place == "header" and (e := entries.get(key))]
        for _, entry in sorted(entries.items()):
            is_own = entry.kind is Kind.PAGE and entry.key not in {HOME, GALLERY}
            if is_own and cast("PlainPage", entry.source.meta).menu == place:
                chosen.append(entry)
        return tuple(self.link(entry, current=current) for entry in chosen)

    def _around(self, entry: Entry, paper: Entry | None) -> tuple[Link | None, Link | None]:
        """Return the links to the page before and the page after."""
        if paper:
            order = [paper, *self.library.sections(paper)]
        elif entry.kind is Kind.CASE_STUDY:
            order = sorted(self.library.cases.values(), key=self.case_order)
        elif entry.kind is Kind.EVENT:
            order = [*self.library.events.values()]
        elif entry.kind is Kind.NEWS:
            order = [*self.library.news.values()]
        else:
            return None, None
        index = order.index(entry)
        before = order[index - 1] if index else None
        after = order[index + 1] if index + 1 < len(order) else None
        return (self.link(before) if before else None, self.link(after) if after else None)

    def image(self, entry: Entry, identifier: str) -> ImageView:
        """Return one of a page's figures, numbered in the order of its metadata."""
        images = self.meta(entry).images
        position = next(n for n, image in enumerate(images, 1) if image.id == identifier)
        image = images[position - 1]
        return ImageView(
            id=identifier,
            position=position,
            caption=image.caption,
            file=image.file or "",
            alt=image.alt or "",
            credit=image.credit or "",
        )

    @cached_property
    def sitemap(self) -> tuple[SitemapView, ...]:
        """Every page in every language that it is written in, for sitemap.xml."""
        source = self.library.locales.source
        found = []
        for key, entry in sorted(self.library.entries.items()):
            languages = [v for v in self.languages(entry) if v.is_translated]
            alternates = tuple((v.tag, self.absolute(v.url)) for v in languages)
            x_default = self.absolute(self.library.locales.url(key, source))
            changed = self.library.changed
            for language, (_, url) in zip(languages, alternates, strict=True):
                moment = changed.get(entry.document(language.tag).path)
                last = moment.date().isoformat() if moment else ""
                found.append(SitemapView(url, alternates, x_default, last))
        return tuple(found)

    @cached_property
    def translations(self) -> tuple[LanguageStateView, ...]:
        """How far each language keeps up with the source, in the switcher's order."""
        home = self.languages(next(iter(self.library.entries.values())))
        if HOME in self.library.entries:
            home = self.languages(self.library.entries[HOME])
        return tuple(
            self._language_state(view) for view in home if view.tag != self.library.locales.source
        )

    def _language_state(self, language: LanguageView) -> LanguageStateView:
        pages, current = [], 0
        for _, entry in sorted(self.library.entries.items()):
            found = states(entry, language.tag)
            counts = Counter(state.state for state in found)
            words = sum(state.words for state in found)
            if set(counts) <= {State.CURRENT}:
                current += 1
                continue
            ordered = tuple((str(s), counts[s]) for s in WORST_FIRST if counts[s])
            pages.append(PageStateView(self.link(entry), ordered, words))
        unreviewed = tuple(self._unreviewed(language.tag))
        reviews = Counter(page.status for page in unreviewed)
        translated = sum(language.tag in e.translations for e in self.library.entries.values())
        reviews["reviewed"] = translated - len(unreviewed)
        return LanguageStateView(
            language=language,
            pages=tuple(sorted(pages, key=lambda page: -page.words)),
            current=current,
            total=len(self.library.entries),
            words=sum(page.words for page in pages),
            unreviewed=unreviewed,
            reviews=tuple((name, reviews[name]) for name in _REVIEWS if reviews[name]),
        )

    def _unreviewed(self, tag: str) -> Iterator[PageReviewView]:
        for _, entry in sorted(self.library.entries.items()):
            document = entry.translations.get(tag)
            if document is None:
                continue
            status = document.translation.status if document.translation else "unsaid"
            if status != "reviewed":
                link = Link(
                    title=typeset(entry.meta(tag).title or entry.slug, tag),
                    url=self.library.locales.url(entry.key, tag),
                    language=tag,
                    direction=self.library.locales[tag].direction,
                )
                edit_url = self.library.edit_urls.get(document.path, "")
                yield PageReviewView(link, status, edit_url)

    def indexed_pages(self) -> int:
        """Return how many pages this language has of its own."""
        return sum(entry.has(self.language.tag) for entry in self.library.entries.values())
