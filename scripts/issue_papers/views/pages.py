"""The views of pages: what each is, where it stands among the others, what its template needs."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from issue_papers.content.library import Entry, Library
from issue_papers.content.page_type import PageType
from issue_papers.look.footer import Footer
from issue_papers.translation.drift import by_passage, drift
from issue_papers.translation.progress import stale_passages
from issue_papers.typography.rules import typeset
from issue_papers.views import formats
from issue_papers.views.contact import About, ContactView, contact_of
from issue_papers.views.declaration import Part, Showing
from issue_papers.views.figures import figure, lead
from issue_papers.views.links import HOME
from issue_papers.views.menu import Menu
from issue_papers.views.numbers import numbers
from issue_papers.views.readership import Readership
from issue_papers.views.shapes import FooterView, FrameView, ImageView, Link, PageView

WORKS = "papers"
"""Where the home page lists the papers."""


class Pages:
    """The pages of a site, for the readers of one language.

    Args:
        readers: The readers.
        showings: How pages of each kind are shown.
        shown: What the template of any page needs.
    """

    def __init__(
        self,
        readers: Readership,
        showings: Mapping[PageType, Showing],
        shown: Sequence[Part] = (),
    ) -> None:
        self._readers = readers
        self._links = readers.links
        self._library = readers.library
        self._showings = showings
        self._shown = shown
        self._pages: dict[str, PageView] = {}

    def page(self, entry: Entry) -> PageView:
        """Return what a page is; its frame, and what only its template needs, are left out."""
        if entry.key not in self._pages:
            self._pages[entry.key] = self._page(entry)
        return self._pages[entry.key]

    def complete(self, entry: Entry) -> PageView:
        """Return the whole view of a page, from which its template makes it."""
        page, showing = self.page(entry), self._showings[entry.kind]
        others = (each.pages.get(page.kind, ()) for each in self._showings.values())
        wanted = (*self._shown, *showing.shown, *(part for parts in others for part in parts))
        parts = {part.name: part.make(self._readers, entry) for part in wanted}
        contact = self._contact(entry)
        return self.framed(replace(page, parts={**page.parts, **parts}, contact=contact))

    def _contact(self, entry: Entry) -> ContactView | None:
        library, links = self._library, self._links
        address = library.settings.site.footer.contact
        if not address:
            return None
        whole = library.whole(entry) or entry
        edition = whole.kind.edition(whole.source.meta) if whole.kind.edition else ""
        url = links.absolute(links.url(entry)) if library.settings.site_url else ""
        page = About(links.title(entry), url, str(edition))
        return contact_of(address, page, self._readers.t)

    def framed(self, page: PageView) -> PageView:
        """Return a page with its frame: of the site, or one that stands for none, as for errors."""
        menu = self._menu_of_pages.around(page.key)
        return replace(page, frame=self.frame, menu=menu, parts={**self._none, **page.parts})

    @cached_property
    def frame(self) -> FrameView:
        """What all pages have around their text."""
        library, links = self._library, self._links
        drawn = {
            template.removesuffix(".html"): links.page_with(template)
            for template in sorted(library.settings.templates)
        }
        lists = {
            listing.name: link
            for key, listing in library.listings.items()
            if (link := links.listing(key))
        }
        made = {
            name: make(self._readers)
            for showing in self._showings.values()
            for name, make in showing.frame.items()
        }
        tag, site = self._readers.language.tag, library.settings.site
        return FrameView(
            name=links.series,
            copyright=site.copyrights.get(tag, ""),
            footer=_footer(site.footer, tag),
            map_disclaimer=site.map_disclaimer.get(tag, ""),
            logo=library.settings.look.logo,
            favicon=site.favicon,
            style_sheets=site.style_sheets,
            scripts=site.scripts,
            has_app=library.settings.has_app,
            has_address=bool(library.settings.site_url),
            author=site.authors.get(tag, ""),
            home=library.locales.url(HOME, tag),
            arrivals=self._readers.arrivals,
            pages={**drawn, **lists},
            parts=made,
        )

    @cached_property
    def _none(self) -> dict[str, object]:
        """Every part that some page has."""
        parts = [*self._shown]
        for showing in self._showings.values():
            parts += [*showing.shown, *(p for found in showing.pages.values() for p in found)]
        return dict.fromkeys(part.name for part in parts)

    @cached_property
    def _no_parts(self) -> dict[str, object]:
        """Every part that pages of some kind are."""
        showings = self._showings.values()
        return dict.fromkeys(part.name for showing in showings for part in showing.parts)

    def _page(self, entry: Entry) -> PageView:
        library, links, language = self._library, self._links, self._readers.language
        tag, source = language.tag, library.locales.source
        document, meta, text = entry.document(tag), links.meta(entry), links.text(entry).tag
        has_heading = any(each.level == 1 and each.text for each in document.outline.headings)
        languages = links.languages(entry)
        translation = entry.translation(tag)
        date = translation.date if translation and translation.date else ""
        around = self._around(entry)
        is_written = bool(getattr(document.meta, "summary", "")) or not entry.kind.is_ours
        standfirst = (meta.summary if is_written else "") or self._description(entry)
        own = {p.name: p.make(self._readers, entry) for p in self._showings[entry.kind].parts}
        return PageView(
            key=entry.key,
            kind=self._kind(entry),
            title=links.title(entry),
            has_heading=has_heading,
            summary=standfirst or meta.summary or typeset(document.opening, text),
            standfirst=standfirst,
            language=next(v for v in languages if v.is_current),
            text=next(v for v in languages if v.tag == text),
            is_fallback=text != tag,
            languages=languages,
            alternates=tuple((v.tag, links.absolute(v.url)) for v in languages if v.is_translated),
            x_default=links.absolute(library.locales.url(entry.key, source)),
            canonical=links.address(entry),
            source_url=library.locales.url(entry.key, source),
            translation=translation,
            stale=len(stale_passages(entry, tag)) if entry.has(tag) and tag != source else 0,
            drift=len(by_passage(drift(entry, tag))),
            translation_date=formats.partial_date(date, language) if date else "",
            header=self._menu("header", entry),
            footer=self._menu("footer", entry),
            previous=around[0],
            next=around[1],
            edit_url=library.edit_urls.get(document.path, ""),
            picture=self._picture(entry) if entry.key == HOME or entry.kind.has_lead else None,
            is_draft=library.is_draft(entry, tag),
            parts={**self._no_parts, **own},
        )

    def _description(self, entry: Entry) -> str:
        """Return what mkdocs.yml, or MkDocs' own key, says of a page without a summary."""
        if entry.key == HOME:
            return self._library.settings.site.descriptions.get(self._readers.language.tag, "")
        written = getattr(entry.source.meta, "description", "")  # a key of MkDocs' plain pages
        return written if isinstance(written, str) else ""

    def _kind(self, entry: Entry) -> str:
        return template_of(self._library, entry).removesuffix(".html")

    def _menu(self, place: str, current: Entry) -> tuple[Link, ...]:
        """Return the site's menu at a place, as a page has it."""
        above = self._library.listing(current.kind)
        links = [
            replace(self._links.link(entry, current=current), is_above=entry is above)
            for entry in self._menus[place]
        ]
        if place == "header" and self._has_works:
            home = self._library.entries[HOME]
            is_within = bool(current.kind.parts or self._library.whole(current))
            works = replace(
                self._links.link(home),
                url=f"{self._links.url(home) or './'}#{WORKS}",
                title=self._readers.t("menu.papers"),
                language=self._readers.language.tag,
                direction=self._readers.language.direction,
                is_above=is_within,
            )
            links.insert(1, works)
        return tuple(links)

    @cached_property
    def _has_works(self) -> bool:
        """Whether the home page lists works that have parts, before all else."""
        library = self._library
        return HOME in library.entries and any(k.parts and library.of(k) for k in library.types)

    @cached_property
    def _menus(self) -> Mapping[str, Sequence[Entry]]:
        """The site's menus: the series, lists that always are in it, pages that ask to be."""
        entries, listings = self._library.entries, self._library.listings
        always = (HOME, *(key for key, listing in listings.items() if listing.is_in_menu))
        menus = {"header": [e for key in always if (e := entries.get(key))], "footer": []}
        for key, entry in sorted(entries.items()):
            place = getattr(entry.source.meta, "menu", None)
            if place in menus and key not in always:
                menus[place].append(entry)
        menus["header"].sort(key=self._place_in_menu)
        return menus

    def _place_in_menu(self, entry: Entry) -> float:
        """Return where a page stands in the header's menu; those of one place keep their order."""
        if entry.key == HOME:
            return 0
        return self._places_in_menu.get(self._kind(entry), math.inf)

    @cached_property
    def _places_in_menu(self) -> Mapping[str, int]:
        return {n: place for each in self._showings.values() for n, place in each.menu.items()}

    @cached_property
    def _menu_of_pages(self) -> Menu:
        return Menu(self._links)

    def _around(self, entry: Entry) -> tuple[Link | None, Link | None]:
        """Return the links to the page before and the page after."""
        order = self._order(entry)
        if entry not in order:
            return None, None
        index = order.index(entry)
        before = order[index - 1] if index else None
        after = order[index + 1] if index + 1 < len(order) else None
        link = self._links.link
        return (link(before) if before else None, link(after) if after else None)

    def _order(self, entry: Entry) -> Sequence[Entry]:
        """Return the pages among which a page has its place."""
        around = self._showings[entry.kind].around
        if around:
            return around(self._readers, entry)
        if whole := self._library.whole(entry):
            return [whole, *self._library.parts(whole)]
        return self._library.of(entry.kind) if entry.kind.is_ours else self._menu_of_pages.order

    def _picture(self, entry: Entry) -> ImageView | None:
        """Return the first picture of a page's metadata that its text doesn't show."""
        return lead(self._links.meta(entry).images, entry)

    def image(self, entry: Entry, identifier: str) -> ImageView:
        """Return one of a page's figures, with its number in the text."""
        images = self._links.meta(entry).images
        position, image = next((n, i) for n, i in enumerate(images, 1) if i.id == identifier)
        counted = numbers(self._library).get(entry.key, {}).get(f"figure-{identifier}")
        return figure(image, counted.number if counted else position)


def _footer(footer: Footer, tag: str) -> FooterView:
    return FooterView(
        text=footer.text[tag] if footer.text else "",
        links=tuple((link.title[tag], link.url) for link in footer.links),
        logos=tuple((logo.image, logo.alt[tag], logo.url) for logo in footer.logos),
        contact=footer.contact,
    )


def template_of(library: Library, entry: Entry) -> str:
    """Return the name of the template that a page is drawn by."""
    if entry.key == HOME:
        return "home.html"
    if listing := library.listings.get(entry.key):
        return f"{listing.name}.html"
    template = getattr(entry.source.meta, "template", None)
    return str(template or f"{entry.kind}.html")
