"""The files that readers subscribe to, written beside the pages of one language.

Nothing that isn't translated stands in a language's files: who subscribes wants to read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from issue_papers.exporters import calendars, feeds
from issue_papers.exporters.calendars import Surroundings
from issue_papers.exporters.feeds import Feed, FeedItem
from issue_papers.publishing import put
from issue_papers.views.event_shapes import EventView, NewsView
from issue_papers.views.links import HOME
from issue_papers.views.site import Views


def write(
    views: Views, texts: Mapping[str, str], site_name: str, site_dir: Path, stamp: dt.datetime
) -> None:
    """Write a language's calendars and feeds.

    Args:
        views: The language's views.
        texts: HTML of each page's text by the page's key.
        site_name: The site's name in this language.
        site_dir: The folder that the site is built in.
        stamp: When it is built (UTC), determined by the commit.
    """
    for url, content in sorted(_files(views, texts, site_name, stamp).items()):
        path = site_dir / url
        put(path, content)


def _files(
    views: Views, texts: Mapping[str, str], site_name: str, stamp: dt.datetime
) -> dict[str, bytes]:
    """Return the content of each file by site-relative URL."""
    tag, dated = views.language.tag, views.dated
    found: dict[str, bytes] = {}
    events = [event for event in dated.events if event.language == tag and event.calendar_url]
    for event in events:
        found[event.calendar_url] = _calendar(views, [event], stamp, title=event.title)
    if dated.calendar:
        title = f"{site_name} – {dated.events_link.title}" if dated.events_link else site_name
        url = dated.calendar.url
        found[url] = _calendar(views, events, stamp, title=title, address=url)
    if dated.feeds:
        feed = _feed(views, texts, site_name)
        theme = views.library.settings.catalogues_dir.parent
        first, second = dated.feeds
        found[first.url] = feeds.atom(feed, dated.feeds, views.absolute, theme).encode()
        found[second.url] = feeds.json_feed(feed, views.absolute(second.url)).encode()
    return found


def _calendar(
    views: Views, events: list[EventView], stamp: dt.datetime, *, title: str, address: str = ""
) -> bytes:
    library, tag = views.library, views.language.tag
    entries = {event.slug: library.entries[event.link.key] for event in events}
    revisions = {
        slug: calendars.revision(
            library.changed.get(entry.source.path),
            library.changed.get(entry.document(tag).path),
            stamp,
        )
        for slug, entry in entries.items()
    }
    around = Surroundings(views.t, views.absolute, stamp, revisions)
    return calendars.calendar(events, around, title=title, address=address)


def _feed(views: Views, texts: Mapping[str, str], site_name: str) -> Feed:
    language, page = views.language, views.dated.news_link
    home = page.url if page else views.library.locales.url(HOME, language.tag)
    meta = views.meta(views.library.entries[page.key]) if page else None
    return Feed(
        title=f"{site_name} – {page.title}" if page else site_name,
        description=(meta.summary or "") if meta else "",
        author=site_name,
        language=language.tag,
        direction=language.direction,
        home=views.absolute(home),
        items=[
            _item(views, news, texts) for news in views.dated.news if news.language == language.tag
        ],
    )


def _item(views: Views, news: NewsView, texts: Mapping[str, str]) -> FeedItem:
    url = views.absolute(news.link.url)
    languages = views.languages(views.library.entries[news.link.key])
    return FeedItem(
        news=news,
        url=url,
        content=feeds.self_contained(texts[news.link.key], url),
        alternates=tuple(
            (other.tag, views.absolute(other.url))
            for other in languages
            if other.is_translated and other.tag != news.language
        ),
    )
