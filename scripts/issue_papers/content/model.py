"""The nouns: papers, sections, case studies, pages, cities and what they are made of.

Each type is the front matter of one kind of file, validated by pydantic and frozen. `records` says
what they are made of.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import (
    BeforeValidator,
    ConfigDict,
    Field,
    StrictFloat,
    StrictInt,
    StringConstraints,
    model_validator,
)

from issue_papers.content.csl_model import Item, ItemType
from issue_papers.content.dates import PartialDate
from issue_papers.content.identifiers import Country, Doi, Isbn, LanguageTag, Orcid
from issue_papers.content.records import Id, Line, Quoted, Record, Text, one_or_more
from issue_papers.reporting.messages import say, say_count


class Person(Record):
    """Someone who wrote or signed a paper.

    Attributes:
        family: The part of the name that it is sorted by; its last word where not given.
    """

    id: Id
    name: Line
    family: Line | None = None
    orcid: Orcid | None = None
    role: Text | None = None
    affiliation: Line | None = None

    @model_validator(mode="after")
    def _is_in_name(self) -> Person:
        if self.family and self.family not in self.name:
            raise ValueError(
                say(
                    "found the family name “{family}”, expected a part of “{name}”",
                    family=self.family,
                    name=self.name,
                )
            )
        return self


class Publisher(Record):
    """Who published the original."""

    name: Line
    unit: Text | None = None


class Correction(Record):
    """One entry of the ledger: where this edition departs from a source, and why.

    In a translation only what reads differently there is given; `source_says` stays as it is where
    it quotes.
    """

    id: Id
    source: Quoted
    source_says: Quoted
    printed: Quoted
    reason: Text
    section: Id | None = None
    case: Id | None = None


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


class Image(Record):
    """A picture or a captioned table that `/// figure | id` puts into the text.

    `file` is relative to the page's folder. Without one the block's body is the figure.
    """

    id: Id
    caption: Text
    file: Line | None = None
    alt: Text | None = None
    credit: Line | None = None


class Recommendation(Record):
    """A recommendation's metadata; its text is the body of its block.

    `audience` says who is to act on it: ids of the site's `audiences`.
    """

    id: Id
    title: Text
    audience: tuple[Id, ...] = ()
    cases: tuple[Id, ...] = ()
    sections: tuple[Id, ...] = ()


class KeyFigure(Record):
    """A number worth showing, with what it counts.

    Attributes:
        value: The number, in units of one (ten million is 10000000).
        currency: ISO 4217 code where the number is an amount of money.
        unit: `percent` prints 22 as 22 %, `year` prints without digit grouping.
    """

    id: Id
    value: StrictInt | Annotated[StrictFloat, Field(allow_inf_nan=False)]
    label: Text
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] | None = None
    unit: Literal["percent", "year"] | None = None


class Period(Record):
    """When something ran; only the ends that are known."""

    start: Annotated[PartialDate | None, Field(alias="from")] = None
    end: Annotated[PartialDate | None, Field(alias="to")] = None

    @model_validator(mode="after")
    def _in_order(self) -> Period:
        if self.start and self.end and self.start[:4] > self.end[:4]:
            raise ValueError(
                say(
                    "found a period from {start} to {end}, expected `from` before `to`",
                    start=self.start,
                    end=self.end,
                )
            )
        return self


class Update(Record):
    """What changed after the paper was written."""

    id: Id
    date: PartialDate
    text: Text


class PageMeta(Record):
    """What every page of ours has."""

    title: Text
    summary: Text
    images: tuple[Image, ...] = ()


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


class Section(PageMeta):
    """A section of a paper: any sibling of its `index.md`."""

    recommendations: tuple[Recommendation, ...] = ()


class CaseStudy(PageMeta):
    """A case study: `case_studies/<case>/index.md`."""

    city: Annotated[tuple[Id, ...], BeforeValidator(one_or_more), Field(min_length=1)]
    period: Period | None = None
    topics: Annotated[tuple[Id, ...], Field(min_length=1)]
    figures: tuple[KeyFigure, ...] = ()
    sources: tuple[Line, ...] = ()
    references: tuple[Line, ...] = ()
    updates: tuple[Update, ...] = ()


class PlainPage(PageMeta):
    """Any other page; every existing MkDocs page is one, whatever keys it has."""

    model_config = ConfigDict(frozen=True, extra="allow")

    title: Text | None = None  # type: ignore[assignment]
    summary: Text | None = None  # type: ignore[assignment]
    template: Line | None = None
    menu: Literal["header", "footer"] | None = None


def _two_numbers(value: object) -> object:
    """Refuse a list that isn't of two; what isn't a list is told as such."""
    if isinstance(value, list) and len(value) != 2:  # noqa: PLR2004
        raise ValueError(
            say_count(
                len(value),
                one="found a list of one number, expected latitude and longitude, "
                "as [37.5665, 126.9780]",
                other="found a list of {count}, expected latitude and longitude, "
                "as [37.5665, 126.9780]",
            )
        )
    return value


class City(Record):
    """An entry of `cities.yml`.

    Attributes:
        country: ISO 3166-1 alpha-2 code.
        coordinates: Latitude and longitude in degrees (WGS 84).
        names: Its name by language tag.
    """

    country: Country
    coordinates: Annotated[
        tuple[Annotated[float, Field(ge=-90, le=90)], Annotated[float, Field(ge=-180, le=180)]],
        BeforeValidator(_two_numbers),
    ]
    names: Annotated[Mapping[str, Line], Field(min_length=1)]


class Reference(Item):
    """A bibliography entry in CSL-YAML (Citation Style Language, input data schema 1.0.2).

    `language` must be set: without it CSL gives a title English capitals.
    """

    id: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][\w:.+-]*$")]
    type: ItemType
    title: Line
    language: LanguageTag
