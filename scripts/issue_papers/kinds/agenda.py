"""Events and news together: lists of both, and the files that readers can subscribe to."""

from __future__ import annotations

from dataclasses import dataclass

from issue_papers.content.library import Entry
from issue_papers.kinds.declaration import ATOM_TYPE
from issue_papers.kinds.event import times
from issue_papers.kinds.event.model import EVENT
from issue_papers.kinds.event.shapes import EventView
from issue_papers.kinds.event.views import EventViews
from issue_papers.kinds.news.model import NEWS
from issue_papers.kinds.news.views import NewsView, NewsViews
from issue_papers.views.readership import Readership
from issue_papers.views.shapes import FileView, Link

CALENDAR_FILE = "events/calendar.ics"
ATOM_FILE = "news/feed.xml"
JSON_FILE = "news/feed.json"
FILES = (CALENDAR_FILE, ATOM_FILE, JSON_FILE)
JSON_TYPE = "application/feed+json"
CALENDAR_TYPE = "text/calendar"


@dataclass(frozen=True)
class DatedView:
    """All events and news, the latest first.

    Attributes:
        events_link: The page that lists the events, if there is one.
        news_link: The page that lists the news, if there is one.
        coming: The events that weren't over when the site was built, the next one first.
        calendar: The calendar of this language's events; nothing where it has none.
        feeds: The feeds of this language's news, Atom first; none where it has no news.
    """

    events: tuple[EventView, ...]
    news: tuple[NewsView, ...]
    events_link: Link | None
    news_link: Link | None
    calendar: FileView | None
    feeds: tuple[FileView, ...]
    coming: tuple[EventView, ...] = ()


@dataclass(frozen=True)
class TeaserView:
    """The latest of both, or what is about a paper; and the pages that list all."""

    events: tuple[EventView, ...]
    news: tuple[NewsView, ...]


class Agenda:
    """Events and news, for the readers of one language.

    Attributes:
        dated: All of them, with the files that these readers can subscribe to.
    """

    def __init__(self, readers: Readership) -> None:
        tag, library, links = readers.language.tag, readers.library, readers.links
        own = [entry.source.meta for entry in library.of(EVENT) if entry.has(tag)]
        has_news = any(entry.has(tag) for entry in library.of(NEWS))
        prefix = library.locales.prefix(tag)
        feeds = (
            FileView(ATOM_TYPE, "Atom", prefix + ATOM_FILE),
            FileView(JSON_TYPE, "JSON Feed", prefix + JSON_FILE),
        )
        calendar = FileView(CALENDAR_TYPE, "iCalendar", prefix + CALENDAR_FILE)
        is_published = bool(library.settings.site_url)  # what is subscribed to needs an address
        has_days = is_published and any(times.has_day(event) for event in own)
        day = library.settings.date
        over = {entry.slug for entry in library.of(EVENT) if times.is_over(entry.source.meta, day)}
        events_page, news_page = library.listing(EVENT), library.listing(NEWS)
        events = readers.part(EventViews).all
        self.dated = DatedView(
            events=events,
            news=readers.part(NewsViews).all,
            events_link=links.link(events_page) if events_page else None,
            news_link=links.link(news_page) if news_page else None,
            calendar=calendar if has_days else None,
            feeds=feeds if is_published and has_news else (),
            coming=tuple(event for event in reversed(events) if event.slug not in over),
        )

    def about(self, paper: Entry) -> TeaserView:
        """Return the events and the news about a paper, the latest first."""
        return TeaserView(
            tuple(e for e in self.dated.events if any(p.key == paper.key for p in e.papers)),
            tuple(n for n in self.dated.news if any(p.key == paper.key for p in n.papers)),
        )
