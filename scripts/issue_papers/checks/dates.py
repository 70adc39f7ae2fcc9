"""Rules for dates in front matter: none is of a time that nobody who writes now will see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from issue_papers.content.frontmatter import KeyPath
from issue_papers.content.library import Document, Library
from issue_papers.kinds.telling import doubt
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem

_KEYS = frozenset({"date", "issued", "updated", "start", "end"})
_LAST = 2100
"""A fixed year, so that what is found depends on the text alone."""


def check(library: Library) -> Iterator[Problem]:
    """Yield each date of a far future, which is a slip of the hand: `2202`."""
    for entry, document in library.texts():
        if entry.kind.is_ours:
            yield from _in(document, document.yaml.value, ())


def _in(document: Document, value: object, at: KeyPath) -> Iterator[Problem]:
    items: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        items = [(str(key), item) for key, item in value.items()]
    elif isinstance(value, list):
        items = [*enumerate(value)]
    for key, item in items:
        here = (*at, key)
        if isinstance(item, dict | list):
            yield from _in(document, item, here)
        elif key in _KEYS and (year := _year(item)) > _LAST:
            message = say("found {value}, which is far in the future", value=str(item))
            hint = say("correct the year: {year}", year=year)
            yield doubt(document, *here, message=message, hint=hint)


def _year(value: object) -> int:
    """Return the year of a date; 0 of what is none."""
    if isinstance(value, dt.date):
        return value.year
    text = str(value) if isinstance(value, int | str) else ""
    return int(text[:4]) if text[:4].isdecimal() and text[4:5] in {"", "-"} else 0
