"""A paper: its landing page, which says what it consists of, who wrote it and what has changed."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StrictInt

from issue_papers.content.dates import PartialDate
from issue_papers.content.identifiers import Doi, Isbn
from issue_papers.content.model import Correction, PageMeta, Person
from issue_papers.content.page_type import PageType
from issue_papers.content.records import Id, Line, Record, Text


class Publisher(Record):
    """Who published the original."""

    name: Line
    unit: Text | None = None


class Change(Record):
    """What a new edition of a paper changed.

    Attributes:
        edition: The number of the edition that brought the change.
        date: When it was published.
        what: What is different now.
        why: The reason.
        tag: Git tag of the edition, from which it can be built again.
    """

    id: Id
    edition: Annotated[StrictInt, Field(ge=1)]
    date: PartialDate
    what: Text
    why: Text | None = None
    tag: Line | None = None


class Paper(PageMeta):
    """A paper's landing page: `docs/papers/<paper>/index.md`."""

    number: Annotated[StrictInt, Field(ge=1)]
    subtitle: Text | None = None
    authors: Annotated[tuple[Person, ...], Field(min_length=1)]
    foreword: Person | None = None
    publisher: Publisher
    issued: PartialDate
    based_on: Text | None = None
    doi: Doi | None = None
    isbn: Isbn | None = None
    licence: Line
    sections: Annotated[tuple[Id, ...], Field(min_length=1)]
    corrections: tuple[Correction, ...] = ()
    edition: Annotated[StrictInt, Field(ge=1)] = 1
    changes: tuple[Change, ...] = ()


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
    position=10,
    parts=_sections,
    edition=_edition,
    order=_newest_first,
    is_in_editions=True,
)
