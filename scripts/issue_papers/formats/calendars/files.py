"""The calendars of one language: a file an event, and one that readers subscribe to.

Nothing that isn't translated stands in a language's files: who subscribes wants to read.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from issue_papers.formats.calendars import calendar
from issue_papers.formats.calendars.calendar import Surroundings
from issue_papers.publishing import put
from issue_papers.views.event_shapes import EventView
from issue_papers.views.site import Views


def write(views: Views, site_name: str, site_dir: Path, stamp: dt.datetime) -> None:
    """Write a language's calendars.

    Args:
        views: The language's views.
        site_name: The site's name in this language.
        site_dir: The folder that the site is built in.
        stamp: When it is built (UTC), determined by the commit.
    """
    tag, dated = views.language.tag, views.dated
    events = [event for event in dated.events if event.language == tag and event.calendar_url]
    for event in events:
        content = _calendar(views, [event], stamp, title=event.title)
        put(site_dir / event.calendar_url, content)
    if dated.calendar:
        title = f"{site_name} – {dated.events_link.title}" if dated.events_link else site_name
        url = dated.calendar.url
        put(site_dir / url, _calendar(views, events, stamp, title=title, address=url))


def _calendar(
    views: Views, events: list[EventView], stamp: dt.datetime, *, title: str, address: str = ""
) -> bytes:
    library, tag = views.library, views.language.tag
    entries = {event.slug: library.entries[event.link.key] for event in events}
    revisions = {
        slug: calendar.revision(
            library.changed.get(entry.source.path),
            library.changed.get(entry.document(tag).path),
            stamp,
        )
        for slug, entry in entries.items()
    }
    around = Surroundings(views.t, views.absolute, stamp, revisions)
    return calendar.calendar(events, around, title=title, address=address)
