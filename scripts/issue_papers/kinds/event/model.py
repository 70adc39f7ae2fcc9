"""An event: when, where, who speaks, who takes part."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from typing import Annotated, Literal

from pydantic import Field, StrictInt, ValidationInfo, field_validator

from issue_papers.content.agents import Agent
from issue_papers.content.identifiers import LanguageTag, Web
from issue_papers.content.library import Entry, Library
from issue_papers.content.model import Correction
from issue_papers.content.origins import Originated
from issue_papers.content.page_type import Listing, PageType
from issue_papers.content.records import Id, Quoted, Record, Text, explained
from issue_papers.content.same_as import SameAs
from issue_papers.kinds.dated import Ids, Moment, NameIfDifferent, Zone, discussed_in
from issue_papers.reporting.messages import say


class Organisation(Record):
    """Who holds an event."""

    id: Annotated[
        Id, explained("Names the organiser in translations and in `programme`.", "metropolis")
    ]
    name: Annotated[
        Quoted, explained("Its name; left out in a translation if it reads the same.", "Metropolis")
    ]
    url: Annotated[Web | None, explained("Its website.", '"https://metropolis.org"')] = None
    same_as: Annotated[
        SameAs,
        explained(
            "What registers call it: `wikidata:` with an id, or an address.",
            "wikidata:Q41550",
        ),
    ] = ()


class Speaker(Agent):
    """Someone who speaks at an event, in the role of that day."""

    id: Annotated[Id, explained("Names the speaker in translations and in `programme`.", "arjona")]
    affiliation: Annotated[
        NameIfDifferent,
        explained("Organisation; left out in a translation if it reads the same.", "AL-LAs"),
    ] = None


class ProgrammeItem(Record):
    """A part of an event."""

    id: Annotated[Id, explained("Names the part in translations.", "welcome")]
    title: Annotated[Text, explained("What it is called.", "Welcome")]
    minutes: Annotated[
        Annotated[StrictInt, Field(ge=1)] | None, explained("How long it is planned to take.", "3")
    ] = None
    by: Annotated[Ids, explained("Whose part it is: ids of speakers or organisers.", "arjona")] = ()


class WebLink(Record):
    """Something elsewhere that belongs to an event: a registration form, a recording, slides."""

    id: Annotated[Id, explained("Names the link in translations.", "recording")]
    label: Annotated[Text, explained("What readers find there.", "The recording, in Spanish")]
    url: Annotated[Web, explained("Its address.", '"https://video.example/1"')]


class Event(Originated):
    """An event: `docs/events/<event>.md`."""

    zone: Annotated[
        Zone | None,
        explained(
            "The place's time zone in IANA's list; required where `start` has a time.",
            "Europe/Madrid",
        ),
    ] = None  # before the times, whose validators look at it
    start: Annotated[
        Moment,
        explained(
            "When it begins, by the clocks of the place; `2020-04-03` or `2020-04` if no more is "
            "known.",
            "2020-04-03T16:30",
        ),
    ]
    end: Annotated[
        Moment | None, explained("When it ends, as precisely as `start`.", "2020-04-03T17:30")
    ] = None
    state: Annotated[
        Literal["announced", "held", "postponed", "cancelled"],
        explained(
            "`announced` (which it is if nothing is said), `held`, `postponed` or `cancelled`.",
            "held",
        ),
    ] = "announced"
    languages: Annotated[tuple[LanguageTag, ...], explained("The languages spoken.", "[es]")] = ()
    attendance: Annotated[
        Literal["online", "on-site", "mixed"] | None,
        explained("`online`, `on-site` or `mixed`.", "online"),
    ] = None
    place: Annotated[
        NameIfDifferent,
        explained(
            "Where it is, or the platform; left out in a translation if it reads the same.", "Zoom"
        ),
    ] = None
    organisers: Annotated[tuple[Organisation, ...], explained("Who holds it.")] = ()
    speakers: Annotated[tuple[Speaker, ...], explained("Who speaks.")] = ()
    programme: Annotated[tuple[ProgrammeItem, ...], explained("Its parts, in order.")] = ()
    participants: Annotated[
        tuple[Ids, ...],
        explained(
            "Cities that take part, ids from `cities.yml`; an entry that stands for several is a "
            "list.",
            "[bogota, [barcelona, barcelona-metropolitan-area]]",
        ),
    ] = ()
    paper: Annotated[
        Ids,
        explained(
            "The paper it is about, by its slug, or several: `[water, fire]`.",
            "internationalisation",
        ),
    ] = ()
    links: Annotated[
        tuple[WebLink, ...], explained("What belongs to it elsewhere on the web.")
    ] = ()
    based_on: Annotated[
        Text | None,
        explained("The document that the page is written from.", "The calendar page of Metropolis"),
    ] = None
    corrections: Annotated[
        tuple[Correction, ...], explained("Where this edition departs from a source.")
    ] = ()

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
    title=say("Event"),
    position=40,
    order=_start,
    is_latest_first=True,
    listing=Listing("events/index.md", "events"),
    wants_text=False,
    discussed_in=discussed_in,
)


def events(library: Library) -> dict[str, Entry[Event]]:
    """Return all events by slug, the latest first."""
    return {event.slug: event for event in library.of(EVENT)}
