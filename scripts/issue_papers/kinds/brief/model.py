"""A brief: a short paper of one page, which lists what it rests on itself."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StrictInt

from issue_papers.content.agents import Agent
from issue_papers.content.dates import PartialDate
from issue_papers.content.model import PageMeta
from issue_papers.content.page_type import Listing, PageType
from issue_papers.content.records import Id, Line, closed, explained
from issue_papers.reporting.messages import say


class Brief(PageMeta):
    """A brief: `docs/briefs/<brief>.md`."""

    number: Annotated[
        Annotated[StrictInt, Field(ge=1)] | None,
        explained("Its number among the briefs; no two have the same.", "3"),
    ] = None
    authors: Annotated[
        tuple[Agent, ...],
        Field(min_length=1),
        explained("Who wrote it, in the order in which they are named; at least one."),
    ]
    date: Annotated[PartialDate, explained("When it was published.", "2026-11-21")]
    topics: Annotated[
        tuple[Id, ...],
        Field(json_schema_extra=closed("topics")),
        explained("Some of the topics in `mkdocs.yml`.", "[cooperation]"),
    ] = ()
    references: Annotated[
        tuple[Line, ...],
        explained(
            "Ids from any `references.yml` that it rests on without citing them.",
            "[metropolisobservatory2019]",
        ),
    ] = ()


def _date(meta: Brief) -> str:
    return meta.date


def _references(meta: Brief) -> tuple[str, ...]:
    return meta.references


BRIEF = PageType(
    name="brief",
    model=Brief,
    files="docs/briefs/*.md",
    title=say("Brief"),
    position=25,
    order=_date,
    is_latest_first=True,
    listing=Listing("briefs/index.md", "briefs"),
    references=_references,
    has_terms=True,
)
