"""A paper: its landing page, which says what it consists of, who wrote it and what has changed."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StrictInt

from issue_papers.content.agents import Agent
from issue_papers.content.dates import PartialDate
from issue_papers.content.identifiers import Doi, Isbn
from issue_papers.content.model import Correction, PageMeta
from issue_papers.content.page_type import PageType
from issue_papers.content.records import Id, Line, ProseText, Record, Text, explained
from issue_papers.reporting.messages import say


class Publisher(Record):
    """The organisation that has published the original, and its part that did."""

    name: Annotated[Line, explained("The organisation.", "Metropolis")]
    unit: Annotated[
        Text | None, explained("The part of it that published the paper.", "Metropolis Observatory")
    ] = None


class Change(Record):
    """What a new edition of a paper changed."""

    id: Annotated[Id, explained("Names the change in translations.", "web-edition")]
    edition: Annotated[StrictInt, Field(ge=1), explained("The edition that brought it.", "1")]
    date: Annotated[PartialDate, explained("When that edition was published.", "2026-11")]
    what: Annotated[
        ProseText,
        explained("What is different, in a sentence or two.", "The first edition on the web."),
    ]
    why: Annotated[ProseText | None, explained("The reason.", "Most figures had changed.")] = None
    tag: Annotated[
        Line | None,
        explained(
            "That edition's tag in git, from which it can be built again.", "internationalisation-1"
        ),
    ] = None


class Paper(PageMeta):
    """A paper's landing page: `docs/papers/<paper>/index.md`."""

    number: Annotated[
        StrictInt,
        Field(ge=1),
        explained("The paper's number in the series, which no other paper has.", "9"),
    ]
    subtitle: Annotated[
        Text | None, explained("The line below the title.", "Lessons from cities abroad")
    ] = None
    authors: Annotated[
        tuple[Agent, ...],
        Field(min_length=1),
        explained("Who wrote it, in the order in which they are named; at least one."),
    ]
    foreword: Annotated[Agent | None, explained("Who signed the foreword: one person.")] = None
    publisher: Annotated[Publisher, explained("Who published the original.")]
    issued: Annotated[PartialDate, explained("Date of publication.", "2020")]
    based_on: Annotated[
        Text | None,
        explained(
            "The publication that this edition is made from, where others than its publisher "
            "made it; the imprint, the footer and the citations then say that it is an "
            "independent edition.",
            "Issue Paper 09 of …",
        ),
    ] = None
    doi: Annotated[
        Doi | None, explained("Its DOI, without an address before it.", "10.5281/zenodo.1")
    ] = None
    isbn: Annotated[
        Isbn | None, explained("Its ISBN, with or without hyphens.", "978-0-306-40615-7")
    ] = None
    licence: Annotated[Line, explained("The licence's SPDX name.", "CC-BY-NC-SA-4.0")]
    sections: Annotated[
        tuple[Id, ...],
        Field(min_length=1),
        explained(
            "The section files without `.md`, in reading order; each must be listed.",
            "[introduction, means]",
        ),
    ]
    cover: Annotated[
        Id | None,
        explained(
            "The picture on its cover: the id of one of its `images:`. Without one, the cover has "
            "the site's.",
            "harbour",
        ),
    ] = None
    corrections: Annotated[
        tuple[Correction, ...], explained("Where this edition departs from a source.")
    ] = ()
    edition: Annotated[
        StrictInt,
        Field(ge=1),
        explained("The number of the current edition; 1 if nothing is said.", "2"),
    ] = 1
    changes: Annotated[tuple[Change, ...], explained("What each edition changed.")] = ()


def _sections(meta: Paper) -> tuple[str, ...]:
    return meta.sections


def _edition(meta: Paper) -> int:
    return meta.edition


def _newest_first(meta: Paper) -> int:
    return -meta.number


PAPER = PageType(
    name="paper",
    model=Paper,
    files="docs/papers/*/index.md",
    title=say("Paper"),
    position=10,
    parts=_sections,
    edition=_edition,
    order=_newest_first,
    is_in_editions=True,
)
