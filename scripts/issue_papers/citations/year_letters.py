"""The letters that tell works apart which the text cites alike, as in 2007a.

Which letter a work has depends on the other works, and how it is written doesn't depend on the
letter. So a work is written once with a sign in the letter's place, whatever letter it is given.

Where a style has no place for the letter it stands behind the first year (CSL 1.0.2, `citation`,
`disambiguate-add-year-suffix`): each year is written with a mark, and the first mark stays.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from string import ascii_lowercase
from typing import Any

from issue_papers.citations.forms import CitedForm, Run
from issue_papers.citations.written import Year
from issue_papers.content.csl_item import Item
from issue_papers.content.csl_model import Date, Name
from issue_papers.content.model import Reference
from issue_papers.content.names import of_csl

_SIGN = "\ua727"
"""A letter that no style and hardly any title has (heng): a style gives it capitals as any other,
and what sets a text reads it as one."""

BEHIND_YEAR = "\ue034"
"""Stands behind each year of which the first has the letter."""
_ROLES = tuple(
    name for name, field in Item.model_fields.items() if field.annotation == tuple[Name, ...]
)
_FEW = ("title", "title_short")
_MORE = ("container_title", "container_title_short", "publisher", "authority")
_BEHIND_AUTHORS = frozenset(
    ["editor", "translator", "editor_translator", "collection_editor", "container_author"]
)


def letter(number: int) -> str:
    """Return the letter of a work among those that are cited alike: a to z, then aa and so on."""
    more, one = divmod(number, len(ascii_lowercase))
    return (letter(more - 1) if more else "") + ascii_lowercase[one]


def maybe_alike(references: Mapping[str, Reference]) -> list[str]:
    """Return the ids of works that a text might cite alike, without writing any of them.

    All that are cited alike are among them: works are cited by who comes first and by a year, and
    styles differ in who that is.
    """
    same: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key, reference in references.items():
        year = _first_year(reference.issued)
        for name in {*_cited_by(reference)}:
            same[name, year].append(key)
    found = {key for keys in same.values() if len(keys) > 1 for key in keys}
    return [key for key in references if key in found]


def _cited_by(reference: Reference) -> Iterator[str]:
    for role in _ROLES:
        names: tuple[Name, ...] = getattr(reference, role)
        if names and not (reference.author and role in _BEHIND_AUTHORS):
            yield _plain(of_csl(names[0].model_dump()).sorted_by)
    for field in _FEW if reference.author else (*_FEW, *_MORE):
        if text := getattr(reference, field, ""):
            yield _plain(text)


def _plain(text: str) -> str:
    return "".join(text.split()).casefold()


def _first_year(date: Date | None) -> str:
    if date is None:
        return ""
    if date.date_parts:
        return str(date.date_parts[0][0])
    found = re.search(r"\d{4}", f"{date.literal} {date.raw}")
    return found[0] if found else ""


def mark(dates: Mapping[str, Any]) -> None:
    """Put marks behind the years of a work's dates, as citeproc-py has them, by variable.

    When somebody read a work tells it from no other.
    """
    for name, date in dates.items():
        if name != "accessed" and (number := date.get("year")):
            words = str(number) if isinstance(number, Year) else str(abs(number))
            date["year"] = year = Year(int(number))
            year.words = words + BEHIND_YEAR


def behind_first_year(text: str, letter: str) -> str:
    """Put a work's letter where the first mark is, and take the others away."""
    return text.replace(BEHIND_YEAR, letter, 1).replace(BEHIND_YEAR, "")


def written_as(reference: Reference, letter: str) -> str:
    """Return what a work is written with: the sign for its letter, unless its own words have it."""
    facts = reference.facts
    return _SIGN if letter and _SIGN not in facts and _SIGN.upper() not in facts else letter


def in_entry(runs: tuple[Run, ...], sign: str, letter: str) -> tuple[Run, ...]:
    """Put a work's letter where its entry in a bibliography was written with a sign."""
    if sign == letter:
        return runs
    return tuple(replace(run, text=_filled(run.text, letter)) for run in runs)


def in_citation(form: CitedForm, sign: str, letter: str) -> CitedForm:
    """Put a work's letter where texts cite it with a sign."""
    if sign == letter:
        return form
    return CitedForm(*(_filled(text, letter) for text in (form.author, form.rest, form.whole)))


def _filled(text: str, letter: str) -> str:
    return text.replace(_SIGN, letter).replace(_SIGN.upper(), letter.upper())
