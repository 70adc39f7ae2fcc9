"""A brief: a short paper of one page, which lists what it rests on itself."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StrictInt

from issue_papers.content.dates import PartialDate
from issue_papers.content.model import PageMeta, Person
from issue_papers.content.page_type import Listing, PageType
from issue_papers.content.records import Id, Line, closed


class Brief(PageMeta):
    """A brief: `docs/briefs/<brief>.md`."""

    number: Annotated[StrictInt, Field(ge=1)] | None = None
    authors: Annotated[tuple[Person, ...], Field(min_length=1)]
    date: PartialDate
    topics: Annotated[tuple[Id, ...], Field(json_schema_extra=closed("topics"))] = ()
    references: tuple[Line, ...] = ()


def _date(meta: Brief) -> str:
    return meta.date


def _references(meta: Brief) -> tuple[str, ...]:
    return meta.references


BRIEF = PageType(
    name="brief",
    model=Brief,
    files="docs/briefs/*.md",
    position=25,
    order=_date,
    is_latest_first=True,
    listing=Listing("briefs/index.md", "briefs"),
    references=_references,
    has_terms=True,
)
