"""A paper: its landing page, which says what it consists of, who wrote it and what has changed."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StrictInt

from issue_papers.content.agents import Agent
from issue_papers.content.dates import PartialDate
from issue_papers.content.identifiers import Doi, Isbn
from issue_papers.content.model import Correction
from issue_papers.content.origins import Originated
from issue_papers.content.page_type import PageType
from issue_papers.content.records import Id, Line, ProseText, Record, Text, explained
from issue_papers.content.works import Edition, EditionField, OriginalField, Publisher
from issue_papers.reporting.messages import say


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


class Paper(Originated):
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
        explained(
            "Who wrote the words of this edition, in the order in which they are named. Who wrote "
            "the original stands in `based_on`."
        ),
    ] = ()
    adapters: Annotated[
        tuple[Agent, ...], explained("Who told the original in other words for this edition.")
    ] = ()
    editors: Annotated[tuple[Agent, ...], explained("Who edited this edition.")] = ()
    translators: Annotated[
        tuple[Agent, ...],
        explained(
            "Who translated the original into the source language; who translated a page into "
            "another stands in its `translation`."
        ),
    ] = ()
    reviewers: Annotated[tuple[Agent, ...], explained("Who reviewed the text.")] = ()
    illustrators: Annotated[tuple[Agent, ...], explained("Who made its pictures.")] = ()
    funders: Annotated[tuple[Agent, ...], explained("Who paid for it.")] = ()
    foreword: Annotated[
        Agent | None, explained("Who signed this edition's foreword: one person.")
    ] = None
    publisher: Annotated[Publisher, explained("Who publishes this edition.")]
    issued: Annotated[
        PartialDate | None,
        explained(
            "When it was first published; with `based_on`, the date of `edition` says it.", "2020"
        ),
    ] = None
    based_on: Annotated[
        OriginalField | None,
        explained(
            "The work that this edition is made after, where others than its authors made it: its "
            "own record, or the id of an entry in a `references.yml`. Imprint, footer, citations "
            "and metadata then tell the two apart. It needs `adapters` or `editors`, and a date "
            "of `edition`.",
            "{title: The harbour, authors: [{id: duarte, name: Ines Duarte}], issued: 2020}",
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
        EditionField,
        explained(
            "The current edition: its number, or number and date; the first if nothing is said.",
            "{number: 2, date: 2026-11}",
        ),
    ] = Edition()
    changes: Annotated[tuple[Change, ...], explained("What each edition changed.")] = ()

    @property
    def edition_date(self) -> str:
        """When the current edition was published, as precisely as is known; empty if unknown."""
        number = self.edition.number
        changed = (change.date for change in self.changes if change.edition == number)
        return self.edition.date or max(changed, default="")

    @property
    def published(self) -> str:
        """When the words that stand here were published: what a citation says.

        An edition after another work, and each but the first, has a date of its own.
        """
        is_own = self.based_on is not None or self.edition.number > 1 or not self.issued
        return (self.edition_date if is_own else "") or self.issued or self.edition_date

    @property
    def creators(self) -> tuple[Agent, ...]:
        """Who answers for the words: the authors, else the adapters, else the editors."""
        return self.authors or self.adapters or self.editors


def _sections(meta: Paper) -> tuple[str, ...]:
    return meta.sections


def _edition(meta: Paper) -> int:
    return meta.edition.number


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
