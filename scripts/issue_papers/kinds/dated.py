"""What events and news share: days and moments, and pages that name others by their ids."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema

from issue_papers.content.dates import DATE_SCHEMA, PartialDate
from issue_papers.content.library import Entry, Library
from issue_papers.content.meant import date_hint
from issue_papers.content.records import IF_DIFFERENT, TRANSLATED, Id, Line, OneOrMore
from issue_papers.content.time_zones import zone
from issue_papers.kinds.paper.model import PAPER, Paper
from issue_papers.kinds.scaffolding import NONE, Answers, UnusableAnswerError
from issue_papers.kinds.telling import unknown
from issue_papers.reporting.messages import Message, say
from issue_papers.reporting.problems import Problem
from issue_papers.views.readership import Readership
from issue_papers.views.shapes import Link

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


_DAY_PATTERN = r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
_TIME_SCHEMA = {
    "type": "string",
    "pattern": rf"^{_DAY_PATTERN}T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$",
}
"""A day with a time. YAML 1.1 takes a moment with seconds for one; all others don't."""
Moment = Annotated[
    str,
    BeforeValidator(_moment),
    AfterValidator(_check_moment),
    WithJsonSchema({"anyOf": [*DATE_SCHEMA["anyOf"], _TIME_SCHEMA]}),
]
"""A time by the clocks at a place, `2020-04-03T16:30`, or a date as precise as it is known."""
Day = Annotated[
    PartialDate,
    AfterValidator(_check_day),
    WithJsonSchema({"type": "string", "pattern": f"^{_DAY_PATTERN}$"}),
]
"""A date that names a day: `2020-04-11` (ISO 8601)."""
Zone = Annotated[str, AfterValidator(zone)]
"""A name of the IANA time zone database, such as `Europe/Madrid`."""
Ids = Annotated[tuple[Id, ...], OneOrMore()]
"""One id or several."""
NameIfDifferent = Annotated[Line | None, TRANSLATED, IF_DIFFERENT]
"""A name that may be left out, and that a translation repeats only where it reads differently."""


def papers(library: Library, slugs: Iterable[str]) -> tuple[Entry[Paper], ...]:
    """Return the papers that a page is about."""
    return tuple(paper for slug in slugs if (paper := library.find(PAPER, slug)))


def discussed_in(library: Library, entry: Entry) -> Entry | None:
    """Return the paper that a page is about: of several, the first made after another work."""
    found = papers(library, getattr(entry.source.meta, "paper", ()))
    return next((paper for paper in found if paper.source.meta.based_on), next(iter(found), None))


def paper_links(readers: Readership, slugs: Iterable[str]) -> tuple[Link, ...]:
    """Return links to the papers that a page is about."""
    return tuple(readers.links.link(paper) for paper in papers(readers.library, slugs))


def unknown_papers(library: Library, entry: Entry, slugs: Iterable[str]) -> Iterator[Problem]:
    """Yield each paper that a page is about and that isn't there."""

    def said(slug: str) -> Message:
        if library.is_hidden(PAPER.key(slug)):
            return say("the paper `{id}` is a draft, which isn't published", id=slug)
        return say("there is no paper `{id}`", id=slug)

    return unknown(entry, ("paper",), slugs, library.slugs(PAPER), said)


def newest_paper(library: Library, _: Answers) -> str:
    """Propose the paper that a new page is about: a draft isn't published, and may not be named."""
    there = (paper.slug for paper in library.of(PAPER) if paper.key not in library.drafts)
    return next(there, NONE)


def asked_moment(text: str, name: str) -> dt.datetime:
    """Read a day or a moment that was answered.

    Raises:
        UnusableAnswerError: It is none.
    """
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError as error:
        message = say(
            "--{name}: found `{text}`, expected a day as 2020-04-03 or a moment as "
            "2020-04-03T16:30",
            name=name,
            text=text,
        )
        raise UnusableAnswerError(message) from error
