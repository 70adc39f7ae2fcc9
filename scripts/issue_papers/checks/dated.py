"""Rules for events and news: what they name is there, and their addresses are free."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import PurePosixPath
from typing import cast

from issue_papers.content.dated_model import Event, NewsItem
from issue_papers.content.library import Entry, Kind, Library
from issue_papers.content.loader import kind_of
from issue_papers.reporting.messages import Message, say
from issue_papers.reporting.problems import Problem, closest

CALENDAR = "calendar"
"""What the file that holds all events is called, so that no event can be."""


def check(library: Library) -> Iterator[Problem]:
    """Yield what is wrong with the ids in events and news."""
    for entry in library.events.values():
        yield from _event(library, entry)
    for entry in library.news.values():
        yield from _news(library, entry)


def _event(library: Library, entry: Entry) -> Iterator[Problem]:
    event = cast("Event", entry.source.meta)
    if entry.slug == CALENDAR:
        message = say("no event can be called `calendar`: that is the file with all of them")
        yield Problem(entry.source.path, 1, "slug", message, say("rename it"))
    people = [*(s.id for s in event.speakers), *(o.id for o in event.organisers)]
    for index, item in enumerate(event.programme):
        yield from _unknown(
            entry,
            ("programme", index, "by"),
            item.by,
            people,
            lambda i: say("`{id}` is none of the event's speakers or organisers", id=i),
        )
    for index, participant in enumerate(event.participants):
        yield from _unknown(
            entry,
            ("participants", index),
            participant,
            list(library.city_lines),
            lambda i: say("the city `{city}` isn't in cities.yml", city=i),
        )
    yield from _papers(library, entry, event.paper)


def _news(library: Library, entry: Entry) -> Iterator[Problem]:
    news = cast("NewsItem", entry.source.meta)
    # An event too broken to be read is there all the same.
    slugs = [PurePosixPath(key).stem for key in library.known if kind_of(key) is Kind.EVENT]
    yield from _unknown(
        entry, ("event",), news.event, slugs, lambda i: say("there is no event `{id}`", id=i)
    )
    yield from _papers(library, entry, news.paper)


def _papers(library: Library, entry: Entry, ids: Iterable[str]) -> Iterator[Problem]:
    slugs = [PurePosixPath(key).parent.name for key in library.known if kind_of(key) is Kind.PAPER]
    yield from _unknown(
        entry, ("paper",), ids, slugs, lambda i: say("there is no paper `{id}`", id=i)
    )


def _unknown(
    entry: Entry,
    at: tuple[str | int, ...],
    ids: Iterable[str],
    known: Collection[str],
    told: Callable[[str], Message],
) -> Iterator[Problem]:
    """Yield each id that isn't known, at its own line or that of the key that holds it."""
    names = sorted(known)
    lines = entry.source.yaml
    for index, identifier in enumerate(ids):
        if identifier not in names:
            where = (*at, index) if (*at, index) in lines.lines else at
            yield Problem(
                entry.source.path,
                lines.line(where),
                ".".join(map(str, where)),
                told(identifier),
                closest(identifier, names),
            )
