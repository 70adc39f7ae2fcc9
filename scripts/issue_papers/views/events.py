"""The views of events and news: pages, lists, files to subscribe to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from typing import cast

from babel.lists import format_list

from issue_papers.content.dated_model import Event, NewsItem
from issue_papers.content.library import Entry
from issue_papers.content.model import CaseStudy
from issue_papers.maps import outlines
from issue_papers.views import event_data, event_times, formats
from issue_papers.views.event_shapes import (
    DatedView,
    EventView,
    FileView,
    NamedView,
    NewsView,
    ParticipantView,
    ProgrammeItemView,
    SpeakerView,
)
from issue_papers.views.papers import PaperViews
from issue_papers.views.shapes import CorrectionView, Link

EVENTS = "events/index.md"
NEWS = "news/index.md"
CALENDAR_FILE = "events/calendar.ics"
ATOM_FILE = "news/feed.xml"
JSON_FILE = "news/feed.json"
ATOM_TYPE = "application/atom+xml"
JSON_TYPE = "application/feed+json"
CALENDAR_TYPE = "text/calendar"


class EventViews(PaperViews):
    """Events and news in one language."""

    @cached_property
    def _events(self) -> dict[str, EventView]:
        return {}

    def event(self, slug: str) -> EventView:
        """Return the view of an event."""
        if slug not in self._events:
            self._events[slug] = self._event(self.library.events[slug])
        return self._events[slug]

    def _event(self, entry: Entry) -> EventView:
        meta = cast("Event", self.meta(entry))
        text = self.library.locales[entry.document(self.language.tag).language]
        names = {o.id: o.name for o in meta.organisers} | {s.id: s.name for s in meta.speakers}
        lengths = [item.minutes for item in meta.programme]
        about = [n for n in self.library.news.values() if entry.slug in _news(n).event]
        view = EventView(
            link=self.link(entry),
            source_url=self.library.locales.url(entry.key, self.library.locales.source),
            slug=entry.slug,
            title=meta.title,
            summary=meta.summary,
            when=event_times.when(meta, self.language),
            state=meta.state,
            outcome=self._outcome(meta),
            spoken=tuple((tag, self._language_name(tag)) for tag in meta.languages),
            attendance=meta.attendance or "",
            place=meta.place or "",
            organisers=tuple(NamedView(o.id, o.name, o.url or "") for o in meta.organisers),
            speakers=tuple(
                SpeakerView(s.id, s.name, s.role or "", s.affiliation or "") for s in meta.speakers
            ),
            programme=tuple(
                ProgrammeItemView(i.id, i.title, i.minutes, tuple(names[b] for b in i.by))
                for i in meta.programme
            ),
            minutes=sum(n for n in lengths if n) if lengths and all(lengths) else None,
            participants=tuple(self._participant(ids) for ids in meta.participants),
            places=sum(len(ids) for ids in meta.participants),
            world=self._world(meta),
            links=tuple(NamedView(link.id, link.label, link.url) for link in meta.links),
            papers=self._paper_links(meta.paper),
            news=tuple(self.link(item) for item in about),
            based_on=meta.based_on or "",
            corrections=self._corrections_of(entry),
            calendar_url=self._calendar_url(entry, meta, text.tag),
            data={},
            language=text.tag,
            direction=text.direction,
        )
        papers = self._real_urls(meta.paper)
        return replace(view, data=event_data.json_ld(view, self.absolute, papers))

    def _outcome(self, meta: Event) -> str:
        is_over = event_times.is_over(meta, self.library.settings.date)
        return "unconfirmed" if is_over and meta.state == "announced" else meta.state

    def _calendar_url(self, entry: Entry, meta: Event, text: str) -> str:
        """Return where an event's iCalendar file stands; nothing where no day is known."""
        if not event_times.has_day(meta) or not self.library.settings.site_url:
            return ""
        return self.library.locales.url(entry.key, text).removesuffix("/") + ".ics"

    def _language_name(self, tag: str) -> str:
        names = self.language.cldr.languages
        base, _, _ = tag.partition("-")
        return str(names.get(tag.replace("-", "_")) or names.get(base) or tag)

    def _participant(self, ids: tuple[str, ...]) -> ParticipantView:
        source = self.library.locales.source
        cities = {slug: self.library.cities[slug] for slug in ids}
        names = [formats.city_name(c, slug, self.language, source) for slug, c in cities.items()]
        countries = (formats.country_name(city, self.language) for city in cities.values())
        return ParticipantView(
            name=str(format_list(names, locale=self.language.cldr)),
            countries=tuple(dict.fromkeys(countries)),
            places=len(ids),
            cases=tuple(
                self.link(case)
                for _, case in sorted(self.library.cases.items())
                if set(ids) & set(cast("CaseStudy", case.source.meta).city)
            ),
        )

    def _world(self, meta: Event) -> outlines.WorldMap | None:
        slugs = dict.fromkeys(slug for ids in meta.participants for slug in ids)
        places = {slug: self.library.cities[slug].coordinates for slug in slugs}
        return outlines.world(places) if places else None

    def _paper_links(self, slugs: Iterable[str]) -> tuple[Link, ...]:
        papers = (self.library.paper(slug) for slug in slugs)
        return tuple(self.link(paper) for paper in papers if paper)

    def _real_urls(self, slugs: Iterable[str]) -> dict[str, str]:
        """Return the absolute URL of each paper in the language that readers get it in."""
        papers = (paper for slug in slugs if (paper := self.library.paper(slug)))
        tag = self.language.tag
        return {
            self.link(paper).title: self.absolute(
                self.library.locales.url(paper.key, paper.document(tag).language)
            )
            for paper in papers
        }

    def _corrections_of(self, entry: Entry) -> tuple[CorrectionView, ...]:
        return tuple(c for c in self.corrections if c.page.key == entry.key)

    @cached_property
    def _items(self) -> dict[str, NewsView]:
        return {}

    def news_item(self, slug: str) -> NewsView:
        """Return the view of a piece of news."""
        if slug not in self._items:
            self._items[slug] = self._news_item(self.library.news[slug])
        return self._items[slug]

    def _news_item(self, entry: Entry) -> NewsView:
        meta = cast("NewsItem", self.meta(entry))
        text = self.library.locales[entry.document(self.language.tag).language]
        events = (self.library.events.get(slug) for slug in meta.event)
        return NewsView(
            link=self.link(entry),
            slug=entry.slug,
            title=meta.title,
            summary=meta.summary,
            date=formats.partial_date(meta.date, self.language),
            iso_date=meta.date,
            iso_updated=meta.updated or meta.date,
            events=tuple(self.link(event) for event in events if event),
            papers=self._paper_links(meta.paper),
            based_on=meta.based_on or "",
            corrections=self._corrections_of(entry),
            language=text.tag,
            direction=text.direction,
        )

    @cached_property
    def dated(self) -> DatedView:
        """All events and news, with the files that this language's readers can subscribe to."""
        tag, library = self.language.tag, self.library
        own = [cast("Event", e.source.meta) for e in library.events.values() if e.has(tag)]
        has_news = any(entry.has(tag) for entry in library.news.values())
        prefix = library.locales.prefix(tag)
        feeds = (
            FileView(ATOM_TYPE, "Atom", prefix + ATOM_FILE),
            FileView(JSON_TYPE, "JSON Feed", prefix + JSON_FILE),
        )
        calendar = FileView(CALENDAR_TYPE, "iCalendar", prefix + CALENDAR_FILE)
        is_published = bool(library.settings.site_url)  # what is subscribed to needs an address
        return DatedView(
            events=tuple(self.event(slug) for slug in library.events),
            news=tuple(self.news_item(slug) for slug in library.news),
            events_link=self._list(EVENTS),
            news_link=self._list(NEWS),
            calendar=calendar
            if is_published and any(event_times.has_day(event) for event in own)
            else None,
            feeds=feeds if is_published and has_news else (),
        )

    def _list(self, key: str) -> Link | None:
        page = self.library.entries.get(key)
        return self.link(page) if page else None

    def about_paper(self, slug: str) -> tuple[tuple[EventView, ...], tuple[NewsView, ...]]:
        """Return the events and the news about a paper, the latest first."""
        paper = self.library.paper(slug)
        key = paper.key if paper else ""
        return (
            tuple(e for e in self.dated.events if any(p.key == key for p in e.papers)),
            tuple(n for n in self.dated.news if any(p.key == key for p in n.papers)),
        )


def _news(entry: Entry) -> NewsItem:
    return cast("NewsItem", entry.source.meta)
