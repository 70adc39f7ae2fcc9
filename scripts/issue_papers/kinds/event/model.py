"""An event: when, where, who speaks, who takes part."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from typing import Annotated, Literal

from pydantic import Field, StrictInt, ValidationInfo, field_validator

from issue_papers.content.identifiers import LanguageTag, Web
from issue_papers.content.library import Entry, Library
from issue_papers.content.model import Correction, PageMeta
from issue_papers.content.page_type import Listing, PageType
from issue_papers.content.records import Id, Line, Quoted, Record, Text
from issue_papers.kinds.dated import Ids, Moment, NameIfDifferent, Zone
from issue_papers.reporting.messages import say


class Organisation(Record):
    """Who holds an event."""

    id: Id
    name: Quoted
    url: Web | None = None


class Speaker(Record):
    """Someone who speaks at an event, in the role of that day."""

    id: Id
    name: Line
    role: Text | None = None
    affiliation: NameIfDifferent = None


class ProgrammeItem(Record):
    """A part of an event.

    Attributes:
        minutes: How long it is planned to take.
        by: Ids of the event's speakers and organisers whose part it is.
    """

    id: Id
    title: Text
    minutes: Annotated[StrictInt, Field(ge=1)] | None = None
    by: Ids = ()


class WebLink(Record):
    """Something elsewhere that belongs to an event: a registration form, a recording, slides."""

    id: Id
    label: Text
    url: Web


class Event(PageMeta):
    """An event: `docs/events/<event>.md`.

    Attributes:
        start: When it begins, as precisely as it is known; a time is that of the clocks in `zone`.
        end: When it ends, as precisely as `start`.
        state: `announced` until somebody writes what became of it.
        languages: BCP 47 tags of the languages spoken at it.
        participants: The cities that take part, an entry for each; an entry with several is one
            participant that stands for several places.
        based_on: The document that the page is written from.
    """

    zone: Zone | None = None  # before the times, whose validators look at it
    start: Moment
    end: Moment | None = None
    state: Literal["announced", "held", "postponed", "cancelled"] = "announced"
    languages: tuple[LanguageTag, ...] = ()
    attendance: Literal["online", "on-site", "mixed"] | None = None
    place: NameIfDifferent = None
    organisers: tuple[Organisation, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    programme: tuple[ProgrammeItem, ...] = ()
    participants: tuple[Ids, ...] = ()
    paper: Ids = ()
    links: tuple[WebLink, ...] = ()
    based_on: Text | None = None
    corrections: tuple[Correction, ...] = ()

    @property
    def has_time(self) -> bool:
        """Whether the time of day is known."""
        return "T" in self.start

    def at(self, moment: str) -> dt.datetime:
        """Return `start` or `end`, which has a time, as a moment in the event's zone."""
        return _at(moment, self.zone or "")

    @field_validator("start", "end")
    @classmethod
    def _in_the_zone(cls, moment: str | None, info: ValidationInfo) -> str | None:
        """Hold that a time has a zone, in which there is such a time."""
        if moment is None or "T" not in moment or "zone" not in info.data:
            return moment  # the zone itself is at fault, and that is said
        zone = info.data["zone"]
        if zone is None:
            raise ValueError(
                say(
                    "found the time {start} without a time zone, expected `zone:` beside it, as "
                    "Europe/Madrid",
                    start=moment,
                )
            )
        if _is_skipped(_at(moment, zone)):
            raise ValueError(
                say(
                    "found {moment}, which the clocks of {zone} skip for summer time",
                    moment=moment,
                    zone=zone,
                )
            )
        return moment

    @field_validator("end")
    @classmethod
    def _after_the_start(cls, end: str | None, info: ValidationInfo) -> str | None:
        """Hold that the end fits the start."""
        start = info.data.get("start")
        if end and start and (len(end) != len(start) or end < start):
            raise ValueError(
                say(
                    "found an event from {start} to {end}, expected an end after the start and as "
                    "precise",
                    start=start,
                    end=end,
                )
            )
        return end


def _at(moment: str, zone: str) -> dt.datetime:
    return dt.datetime.fromisoformat(moment).replace(tzinfo=zoneinfo.ZoneInfo(zone))


def _is_skipped(moment: dt.datetime) -> bool:
    """Whether a local time never came: the clocks were put forward over it (PEP 495)."""
    back = moment.astimezone(dt.UTC).astimezone(moment.tzinfo)
    return back.replace(tzinfo=None) != moment.replace(tzinfo=None)


def _start(meta: Event) -> str:
    return meta.start


EVENT = PageType(
    name="event",
    model=Event,
    files="docs/events/*.md",
    position=40,
    order=_start,
    is_latest_first=True,
    listing=Listing("events/index.md", "events"),
    wants_text=False,
)


def events(library: Library) -> dict[str, Entry[Event]]:
    """Return all events by slug, the latest first."""
    return {event.slug: event for event in library.of(EVENT)}
