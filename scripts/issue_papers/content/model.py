"""What the front matter of several kinds of pages is made of, and the records of the data files.

Each type is validated by pydantic and frozen. `records` says what they are made of; the front
matter of a kind of page itself stands in `kinds/<kind>/model.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Literal

from pydantic import (
    BeforeValidator,
    Field,
    StrictFloat,
    StrictInt,
    StringConstraints,
    model_validator,
)

from issue_papers.content.csl_model import Item, ItemType
from issue_papers.content.dates import PartialDate
from issue_papers.content.identifiers import Country, LanguageTag, Orcid
from issue_papers.content.records import Id, Line, Quoted, Record, Text
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


class Image(Record):
    """A picture or a captioned table that `/// figure | id` puts into the text.

    `file` is relative to the page's folder. Without one the block's body is the figure.
    """

    id: Id
    caption: Text
    file: Line | None = None
    alt: Text | None = None
    credit: Line | None = None


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


class PageMeta(Record):
    """What every page of ours has."""

    title: Text
    summary: Text
    images: tuple[Image, ...] = ()


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

    @cached_property
    def facts(self) -> str:
        """All that it says, as one text: what is made of it is kept by that."""
        return repr(self.model_dump())
