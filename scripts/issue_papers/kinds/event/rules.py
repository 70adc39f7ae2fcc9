"""Rules for events: who and what they name is there, and their addresses are free."""

from __future__ import annotations

from collections.abc import Iterator

from issue_papers.content.library import Entry, Library
from issue_papers.kinds.dated import unknown_papers
from issue_papers.kinds.event.model import EVENT, Event
from issue_papers.kinds.telling import misplaced, unknown
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem

CALENDAR = "calendar"
"""What the file that holds all events is called, so that no event can be."""


def check(library: Library) -> Iterator[Problem]:
    """Yield what is wrong with the ids in events, and with where they stand."""
    for entry in library.partly_of(EVENT):
        yield from _event(library, entry)
    yield from misplaced(library, EVENT, "start")


def _event(library: Library, entry: Entry[Event]) -> Iterator[Problem]:
    event = entry.source.meta
    if entry.slug == CALENDAR:
        message = say("no event can be called `calendar`: that is the file with all of them")
        yield Problem(entry.source.path, 1, "slug", message, say("rename it"))
    people = [*(s.id for s in event.speakers), *(o.id for o in event.organisers)]
    is_known = bool(people) and not any(
        entry.source.is_at_fault(key) for key in ("speakers", "organisers")
    )
    programme = event.programme if entry.source.is_sound or is_known else ()
    for index, item in enumerate(programme):
        yield from unknown(
            entry,
            ("programme", index, "by"),
            item.by,
            people,
            lambda i: say("`{id}` is none of the event's speakers or organisers", id=i),
        )
    participants = () if library.has_broken_cities else event.participants
    for index, participant in enumerate(participants):
        yield from unknown(
            entry,
            ("participants", index),
            participant,
            list(library.city_lines),
            lambda i: say("the city `{city}` isn't in cities.yml", city=i),
        )
    yield from unknown_papers(library, entry, event.paper)
