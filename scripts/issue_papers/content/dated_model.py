"""The nouns with a date: events and news, and what they are made of.

They follow the rules of `model`: a field of type `Text` is translated, every other field is a fact
of the source-language file.
"""

from __future__ import annotations

import datetime as dt
import re
import zoneinfo
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    StrictInt,
    ValidationInfo,
    field_validator,
)

from issue_papers.content.dates import PartialDate
from issue_papers.content.identifiers import LanguageTag, Web
from issue_papers.content.meant import date_hint
from issue_papers.content.model import Correction, PageMeta
from issue_papers.content.records import (
    IF_DIFFERENT,
    TRANSLATED,
    Id,
    Line,
    Quoted,
    Record,
    Text,
    one_or_more,
)
from issue_papers.reporting.messages import say

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}")
_FIRST_YEAR, _LAST_YEAR = 1000, 9998
"""A clock elsewhere may show another day, and Python's calendar ends with the year 9999."""
_DATE_FORM = re.compile(r"\d{4}(-\d{2}){0,2}")


def _moment(value: object) -> object:
    """Turn YAML's moments and dates into ISO 8601 text to the minute."""
    if isinstance(value, dt.datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _check_moment(value: str) -> str:
    """Refuse what is neither a date nor a date with a time of day, without offset from UTC."""
    if not (_TIME.fullmatch(value) or _DATE_FORM.fullmatch(value)):
        raise ValueError(
            say(
                "found “{value}”, expected a time by the clocks at its place, as 2020-04-03T16:30, "
                "or a date, as 2020-04-03 or 2020-04",
                value=value,
            ),
            *date_hint(value),
        )
    day, _, time = value.partition("T")
    try:
        dt.datetime.fromisoformat(f"{day}{'-01' * (2 - day.count('-'))}T{time or '00:00'}")
    except ValueError as error:
        message = say("found “{value}”, expected a day that the calendar has", value=value)
        raise ValueError(message) from error
    if not _FIRST_YEAR <= int(value[:4]) <= _LAST_YEAR:
        raise ValueError(
            say(
                "found “{value}”, expected a year from {first} to {last}",
                value=value,
                first=_FIRST_YEAR,
                last=_LAST_YEAR,
            )
        )
    return value


def _check_day(value: str) -> str:
    """Refuse a date that names no day."""
    if not _DAY.fullmatch(value):
        message = say("found “{value}”, expected a day as 2020-04-11", value=value)
        raise ValueError(message)
    return value


def _check_zone(value: str) -> str:
    """Refuse what is no zone of the IANA time zone database."""
    if value not in zoneinfo.available_timezones():
        raise ValueError(
            say(
                "found “{value}”, expected a time zone of IANA's list, as Europe/Madrid",
                value=value,
            )
        )
    return value


Moment = Annotated[str, BeforeValidator(_moment), AfterValidator(_check_moment)]
"""A time by the clocks at a place, `2020-04-03T16:30`, or a date as precise as it is known."""
Day = Annotated[PartialDate, AfterValidator(_check_day)]
"""A date that names a day: `2020-04-11` (ISO 8601)."""
Zone = Annotated[str, AfterValidator(_check_zone)]
"""A name of the IANA time zone database, such as `Europe/Madrid`."""
Ids = Annotated[tuple[Id, ...], BeforeValidator(one_or_more)]
"""One id or several."""
NameIfDifferent = Annotated[Line | None, TRANSLATED, IF_DIFFERENT]
"""A name that may be left out, and that a translation repeats only where it reads differently."""


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


class NewsItem(PageMeta):
    """A piece of news: `docs/news/<item>.md`.

    Attributes:
        date: The day it is of.
        updated: The day on which its facts were last changed.
        event: Ids of the events it is about.
        paper: Ids of the papers it is about.
        based_on: The document that the page is written from.
    """

    date: Day
    updated: Day | None = None
    event: Ids = ()
    paper: Ids = ()
    based_on: Text | None = None
    corrections: tuple[Correction, ...] = ()
