"""The calendars of one language: a file an event, and one that readers subscribe to.

Nothing that isn't translated stands in a language's files: who subscribes wants to read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from issue_papers.kinds.agenda import Agenda
from issue_papers.kinds.event.calendars import calendar
from issue_papers.kinds.event.calendars.calendar import Surroundings
from issue_papers.kinds.event.shapes import EventView
from issue_papers.views.readership import Readership


def calendars(readers: Readership, stamp: dt.datetime) -> Iterator[tuple[str, bytes]]:
    """Yield path in the site and content of a language's calendars.

    Args:
        readers: The language's readers.
        stamp: When the site is built (UTC), determined by the commit.
    """
    tag, dated = readers.language.tag, readers.part(Agenda).dated
    name = readers.links.series
    events = [event for event in dated.events if event.language == tag and event.calendar_url]
    for event in events:
        yield event.calendar_url, _calendar(readers, [event], stamp, title=event.title)
    if dated.calendar:
        title = f"{name} – {dated.events_link.title}" if dated.events_link else name
        url = dated.calendar.url
        yield url, _calendar(readers, events, stamp, title=title, address=url)


def _calendar(
    readers: Readership,
    events: list[EventView],
    stamp: dt.datetime,
    *,
    title: str,
    address: str = "",
) -> bytes:
    library, tag = readers.library, readers.language.tag
    entries = {event.slug: library.entries[event.link.key] for event in events}
    revisions = {
        slug: calendar.revision(
            library.changed.get(entry.source.path),
            library.changed.get(entry.document(tag).path),
            stamp,
        )
        for slug, entry in entries.items()
    }
    around = Surroundings(readers.t, readers.links.absolute, stamp, revisions)
    return calendar.calendar(events, around, title=title, address=address)
