"""Events as iCalendar files (RFC 5545, with RFC 7986): one an event, and one with all of them.

An event is put in as precisely as it is known: with a time as a meeting, with a day as an all-day
entry that blocks nothing. One of which only the month is known has no place in a calendar.
"""

from __future__ import annotations

import datetime as dt
import uuid
import zoneinfo
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from icalendar import Calendar
from icalendar import Event as Entry
from icalendar.prop import vCalAddress, vText, vUri

from issue_papers.kinds.event.calendars.vtimezone import vtimezone
from issue_papers.kinds.event.shapes import EventView
from issue_papers.views.catalogue import Catalogue

_STATUS = {
    "announced": "CONFIRMED",
    "held": "CONFIRMED",
    "postponed": "TENTATIVE",
    "cancelled": "CANCELLED",
    "unconfirmed": "TENTATIVE",
}
"""RFC 5545, 3.8.1.11, for what is known of an event: whether one that was announced and is past has
taken place, nobody has said."""
_DAY = len("2020-04-03")
_PRODUCT = "-//issue-papers//issue-papers//EN"


@dataclass(frozen=True)
class Revision:
    """Which state of an event a file has.

    Attributes:
        sequence: A number that is higher in later states.
        modified: When its text was last changed (UTC), where that is known.
    """

    sequence: int
    modified: dt.datetime | None = None


@dataclass(frozen=True)
class Surroundings:
    """What the calendars of one language share.

    Attributes:
        t: The interface's strings in it.
        absolute: Makes a site-relative URL absolute.
        stamp: When the files are made (UTC), determined by the commit.
        revisions: The state of each event, by its slug.
    """

    t: Catalogue
    absolute: Callable[[str], str]
    stamp: dt.datetime
    revisions: Mapping[str, Revision]


def calendar(
    events: Iterable[EventView], around: Surroundings, *, title: str, address: str = ""
) -> bytes:
    """Write events as an iCalendar file.

    Args:
        events: Their views in one language, the one of the file.
        around: What all files of that language share.
        title: What calendars call it.
        address: Where readers can subscribe to it, if they can: site-relative.

    Returns:
        The file's bytes, lines ended and folded as the standard asks.
    """
    dated = [event for event in events if event.calendar_url]
    file = Calendar()
    file.add("version", "2.0")
    file.add("prodid", _PRODUCT)
    file.add("calscale", "GREGORIAN")
    file.add("method", "PUBLISH")
    file.add("name", title)
    file.add("x-wr-calname", title)
    if address:
        file.add("source", vUri(around.absolute(address)), parameters={"VALUE": "URI"})
        file.add("refresh-interval", dt.timedelta(days=1), parameters={"VALUE": "DURATION"})
        file.add("x-published-ttl", "PT24H")
    for zone, group in groupby(sorted(dated, key=_zone), key=_zone):
        moments = [moment for event in group for moment in _moments(event)]
        if zone:
            file.add_component(vtimezone(zone, min(moments), max(moments)))
    for event in sorted(dated, key=lambda event: (event.when.iso_start, event.slug)):
        file.add_component(_entry(event, around))
    return bytes(file.to_ical(sorted=False))


def _zone(event: EventView) -> str:
    return event.when.zone_id


def _moments(event: EventView) -> list[dt.datetime]:
    ends = (event.when.iso_start, event.when.iso_end)
    return [dt.datetime.fromisoformat(moment) for moment in ends if "T" in moment]


def identifier(url: str) -> str:
    """Return what calendars know an event by, as long as its source-language address stands.

    Args:
        url: That address, absolute. A UID that is a UUID says nothing of whoever made it (RFC 7986,
            5.3).
    """
    return str(uuid.uuid5(uuid.NAMESPACE_URL, url))


def revision(source: dt.datetime | None, text: dt.datetime | None, stamp: dt.datetime) -> Revision:
    """Say which state of an event a file has.

    SEQUENCE must rise when an event is moved or cancelled, and never fall (RFC 5546, 2.1.4), or
    calendars keep what they had. Its facts stand in its source-language file, so the number is the
    minute, counted from 1970, of the last commit that touched that file: the same at every build of
    a commit and in every language, and higher after each later commit. The number of commits would
    fall when history is squashed; seconds would outgrow an INTEGER in 2038. Where the history isn't
    whole, the site's own last commit stands in, which is no earlier than the file's.

    Args:
        source: When the source-language file was last changed, where that is known.
        text: The same of the file in the calendar's language.
        stamp: When the site was last changed.
    """
    known = [moment for moment in (source, text) if moment]
    return Revision(
        sequence=int((source or stamp).timestamp()) // 60,
        modified=max(known) if source and text else None,
    )


def _entry(event: EventView, around: Surroundings) -> Entry:
    t, absolute = around.t, around.absolute
    language = {"LANGUAGE": event.language}
    entry = Entry()
    entry.add("uid", identifier(absolute(event.source_url)))
    now = around.revisions[event.slug]
    # What hasn't changed since is the same object: a commit elsewhere makes no new one of it.
    entry.add("dtstamp", now.modified or around.stamp)
    entry.add("sequence", now.sequence)
    if now.modified:
        entry.add("last-modified", now.modified)
    for name, value in _times(event):
        entry.add(name, value)
    entry.add("summary", event.title, parameters=language)
    entry.add("description", describe(event, t), parameters=language)
    where = t("marks.comma").join(
        part
        for part in (
            t(f"event.attendance.{event.attendance}") if event.attendance else "",
            t.apart(event.place),
        )
        if part
    )
    if where:
        entry.add("location", vText(where), parameters=language)
    entry.add("url", vUri(absolute(event.link.url)))
    entry.add("status", _STATUS[event.outcome])
    if not event.when.time:
        entry.add("transp", "TRANSPARENT")
    organiser = next((o for o in event.organisers if o.url), None)
    if organiser:
        who = vCalAddress(organiser.url)
        who.params["CN"] = vText(organiser.name)
        entry.add("organizer", who)
    return entry


def _times(event: EventView) -> list[tuple[str, dt.date]]:
    """Return DTSTART and, where it is known, DTEND; of days the latter is the day after."""
    when = event.when
    if when.time:
        names = zip(("dtstart", "dtend"), _moments(event), strict=False)
        return [(name, _local(moment, when.zone_id)) for name, moment in names]
    start = dt.date.fromisoformat(when.iso_start)
    end = dt.date.fromisoformat(when.iso_end[:_DAY]) if when.iso_end else start
    return [("dtstart", start), ("dtend", end + dt.timedelta(days=1))]


def _local(moment: dt.datetime, zone: str) -> dt.datetime:
    return moment.astimezone(dt.UTC).astimezone(zoneinfo.ZoneInfo(zone))


def describe(event: EventView, t: Catalogue) -> str:
    """Return an event's summary, its programme and its speakers as plain text."""
    comma = t("marks.comma")
    programme = [
        " · ".join(
            part
            for part in (
                t.apart(item.title),
                comma.join(map(t.apart, item.by)),
                t("reading.duration", count=item.minutes) if item.minutes else "",
            )
            if part
        )
        for item in event.programme
    ]
    speakers = [
        comma.join(t.apart(part) for part in (who.name, who.role, who.affiliation) if part)
        for who in event.speakers
    ]
    parts = [event.summary]
    colon = t("marks.colon").rstrip()
    parts += _listed(t("event.programme") + colon, programme)
    parts += _listed(t("event.speakers") + colon, speakers)
    return "\n\n".join(parts)


def _listed(title: str, lines: Sequence[str]) -> list[str]:
    return ["\n".join([title, *(f"– {line}" for line in lines)])] if lines else []
