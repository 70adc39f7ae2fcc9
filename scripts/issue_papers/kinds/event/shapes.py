"""The shapes of what templates see of events, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass

from issue_papers.kinds.ledger import CorrectionView
from issue_papers.views.plates import PlateView
from issue_papers.views.shapes import Link


@dataclass(frozen=True)
class WhenView:
    """When something is, as precisely as it is known.

    Attributes:
        iso_start: ISO 8601: `2020-04-03T16:30+02:00`, `2020-07-22` or `2020-11`.
        iso_end: The same of the end, empty where it isn't known.
        date: The day, the days or the month in words.
        time: From when to when by the clocks of the zone; empty where it isn't known.
        zone: The zone's name in words, `Central European Summer Time`.
        zone_id: Its name in the IANA database.
        offset: How far it is ahead of UTC on that day: `UTC+02:00`.
    """

    iso_start: str
    iso_end: str
    date: str
    time: str
    zone: str
    zone_id: str
    offset: str


@dataclass(frozen=True)
class NamedView:
    """An organiser, or something elsewhere on the web; without address the URL is empty."""

    id: str
    name: str
    url: str
    same_as: tuple[str, ...] = ()


@dataclass(frozen=True)
class SpeakerView:
    """Someone who speaks, in the role of that day."""

    id: str
    name: str
    role: str
    affiliation: str
    is_organisation: bool
    same_as: tuple[str, ...] = ()


@dataclass(frozen=True)
class ProgrammeItemView:
    """A part of an event; `by` are names of speakers and organisers."""

    id: str
    title: str
    minutes: int | None
    by: tuple[str, ...]


@dataclass(frozen=True)
class ParticipantView:
    """An entry of the list of participants, in the reader's language.

    Attributes:
        name: Its city, or its cities joined.
        countries: Names of their countries.
        places: For how many places it stands.
        cases: Case studies of these cities.
    """

    name: str
    countries: tuple[str, ...]
    places: int
    cases: tuple[Link, ...]


@dataclass(frozen=True)
class EventView:
    """An event, for its page and for lists.

    Attributes:
        source_url: Site-relative URL of the source-language page, which is the event's identity.
        state: `announced`, `held`, `postponed` or `cancelled`.
        outcome: What readers are told of it: its state, or `unconfirmed` where all that is known of
            an event whose day is past is that it was announced.
        spoken: Tag and name of each language spoken, the name in the reader's language.
        attendance: `online`, `on-site`, `mixed` or empty.
        minutes: What the programme's items add up to; nothing where one's length isn't known.
        places: For how many places the participants stand.
        maps: The participants on maps of the parts of the world that they are in.
        calendar_url: Site-relative URL of its iCalendar file, in the text's language; empty where
            no day is known.
        language: The language of what was written about it.
    """

    link: Link
    source_url: str
    slug: str
    title: str
    summary: str
    when: WhenView
    state: str
    outcome: str
    spoken: tuple[tuple[str, str], ...]
    attendance: str
    place: str
    organisers: tuple[NamedView, ...]
    speakers: tuple[SpeakerView, ...]
    programme: tuple[ProgrammeItemView, ...]
    minutes: int | None
    participants: tuple[ParticipantView, ...]
    places: int
    maps: tuple[PlateView, ...]
    links: tuple[NamedView, ...]
    papers: tuple[Link, ...]
    news: tuple[Link, ...]
    based_on: str
    corrections: tuple[CorrectionView, ...]
    calendar_url: str
    language: str
    direction: str
