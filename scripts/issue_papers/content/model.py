"""What the front matter of several kinds of pages is made of, and the records of the data files.

Each type is validated by pydantic and frozen. `records` says what they are made of; the front
matter of a kind of page itself stands in `kinds/<kind>/model.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import (
    BeforeValidator,
    Field,
    StrictFloat,
    StrictInt,
    StringConstraints,
    model_validator,
)

from issue_papers.content.charted import Chart
from issue_papers.content.csl_item import Item, ItemType
from issue_papers.content.dates import PartialDate
from issue_papers.content.described import told_in
from issue_papers.content.identifiers import Country, LanguageTag
from issue_papers.content.records import (
    Id,
    Line,
    ProseText,
    Quoted,
    QuotedProse,
    Record,
    Text,
    explained,
)
from issue_papers.content.same_as import SameAs
from issue_papers.look.focal import point
from issue_papers.reporting.messages import say, say_count

Percentage: TypeAlias = Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)]


class Correction(Record):
    """One entry of the ledger: where this edition departs from a source, and why.

    In a translation only what reads differently there is given; `source_says` stays as it is where
    it quotes.
    """

    id: Annotated[Id, explained("The entry's id, also in its address.", "c40-emissions")]
    source: Annotated[Quoted, explained("The document at fault.", "Issue Paper 09")]
    source_says: Annotated[
        QuotedProse,
        explained(
            "What stands there; left out in a translation if the quotation stays as it is.",
            '"222%"',
        ),
    ]
    printed: Annotated[QuotedProse, explained("What stands here instead.", "22%")]
    reason: Annotated[
        ProseText,
        explained("Why, in one or two sentences.", "Emissions cannot fall by more than 100%."),
    ]
    date: Annotated[
        PartialDate | None,
        explained("When the entry was made: the ledger has its entries by date.", "2026-11-21"),
    ] = None
    section: Annotated[Id | None, explained("The section where it shows.", "means")] = None
    case: Annotated[Id | None, explained("The case where it shows.", "c40")] = None


def _point(value: object) -> object:
    """Refuse texts, and lists that aren't of two percentages; all else is told as no list."""
    return point(value) if isinstance(value, str | list | tuple) else value


class Image(Record):
    """A picture or a captioned table that `/// figure | id` puts into the text.

    `file` is relative to the page's folder. Without one the block's body is the figure.
    """

    id: Annotated[Id, explained("What the block `figure` names.", "levels")]
    caption: Annotated[Text, explained("The line below the figure.", "The levels of government")]
    file: Annotated[
        Line | None,
        explained(
            "The picture, relative to the page's folder; without it, the block's text is the "
            "figure.",
            "tram.jpg",
        ),
    ] = None
    alt: Annotated[
        ProseText | None,
        explained(
            "What a reader who can't see the picture should know; a picture must have it.",
            "A tram crosses the old bridge.",
        ),
    ] = None
    credit: Annotated[Line | None, explained("Whose picture or data it is.", "City archive")] = None
    licence: Annotated[
        Line | None,
        explained(
            "The picture's own licence, by its SPDX name, beside its credit.", "CC-BY-SA-4.0"
        ),
    ] = None
    focal: Annotated[
        tuple[Percentage, Percentage] | None,
        BeforeValidator(_point),
        explained(
            "The point that stays in sight where the picture is cropped: how far it is from the "
            "left and from the top, in per cent, in any language.",
            "[60, 30]",
        ),
    ] = None


class KeyFigure(Record):
    """A number worth showing, with what it counts."""

    id: Annotated[Id, explained("Names the figure in translations.", "budget")]
    value: Annotated[
        StrictInt | Annotated[StrictFloat, Field(allow_inf_nan=False)],
        explained("The number, in units of one and without separators.", "10000000"),
    ]
    label: Annotated[Text, explained("What it counts.", "employees")]
    currency: Annotated[
        Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] | None,
        explained("Three letters (ISO 4217), if it is money.", "USD"),
    ] = None
    unit: Annotated[
        Literal["percent", "year"] | None, explained("`percent`, or `year` for a year.", "percent")
    ] = None


class Period(Record):
    """When something ran; only the ends that are known."""

    start: Annotated[
        PartialDate | None, Field(alias="from"), explained("Its beginning.", "2016")
    ] = None
    end: Annotated[PartialDate | None, Field(alias="to"), explained("Its end.", "2019")] = None

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

    title: Annotated[Text, explained("The page's title; optional on a plain page.", "Means")]
    summary: Annotated[
        ProseText,
        explained(
            "One or two sentences without Markdown, for lists, boxes and search engines. Without "
            "it, they show the first paragraph of the text.",
            "How a metropolis acts abroad.",
        ),
    ] = ""
    images: Annotated[
        tuple[Image, ...],
        explained(
            "Captioned tables and pictures for the block `figure`; on the home page and on a case, "
            "the first picture that the text doesn't show stands below the title."
        ),
    ] = ()
    charts: Annotated[
        tuple[Chart, ...],
        explained("Charts for the block `chart`, drawn from CSV files beside the page."),
    ] = ()
    card: Annotated[
        Id | None,
        explained(
            "The id of the chart that the page's card shows, the picture for where links to it are "
            "shared; without it, that has the page's title, and its picture if it has one.",
            "growth-of-cities",
        ),
    ] = None


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
    """An entry of `cities.yml`."""

    country: Annotated[Country, explained("Two letters (ISO 3166-1).", "AR")]
    coordinates: Annotated[
        tuple[Annotated[float, Field(ge=-90, le=90)], Annotated[float, Field(ge=-180, le=180)]],
        BeforeValidator(_two_numbers),
        explained(
            "Latitude (north is positive), longitude (east is positive), in degrees.",
            "[-31.4201, -64.1888]",
        ),
    ]
    names: Annotated[
        Mapping[str, Line],
        Field(min_length=1),
        explained(
            "Its name in each language, all in this file; the source language's is required.",
            "{en: Seoul, es: Seúl, fr: Séoul}",
        ),
    ]
    same_as: Annotated[
        SameAs,
        explained(
            "What registers call it: `geonames:` or `wikidata:` with an id, or an address.",
            "[geonames:1835848, wikidata:Q8684]",
        ),
    ] = ()


class Reference(Item):
    """A bibliography entry in CSL-YAML (Citation Style Language, input data schema 1.0.2).

    `language` must be set: without it CSL gives a title English capitals. What describes the work
    may be given by language (see `described`).
    """

    id: Annotated[
        str,
        StringConstraints(pattern=r"^[A-Za-z0-9][\w:.+-]*$"),
        explained(
            "What `references` and links name; no two on the site are the same.", "garzon2014"
        ),
    ]
    type: Annotated[
        ItemType,
        explained(
            "`book`, `chapter`, `report`, `article-journal`, `webpage` or another type of CSL.",
            "book",
        ),
    ]
    title: Annotated[
        Line,
        explained(
            "In the work's own language, not translated.",
            "Dialogar para internacionalizar la ciudad",
        ),
    ]
    language: Annotated[LanguageTag, explained("The language in which the work is written.", "es")]

    @cached_property
    def record(self) -> Mapping[str, Any]:
        """All that it says, as plain CSL-JSON, which nobody changes."""
        return self.model_dump()

    @cached_property
    def facts(self) -> str:
        """The same as one text, but for its id: what is made of it is kept by that."""
        return repr({**self.record, "id": ""})

    @property
    def by_language(self) -> Mapping[str, Mapping[str, str]]:
        """The descriptions that are given by language: CSL's name of the field → tag → text."""
        fields = type(self).model_fields
        return {
            fields[name].serialization_alias or name: getattr(self, name)
            for name in self._described
        }

    def told_in(self, tag: str, source: str) -> Reference:
        """Return it as plain CSL, described to the readers of a language.

        Args:
            tag: Their language.
            source: The site's source language, in which they are told what theirs lacks.
        """
        if not self._described:
            return self
        told = {name: told_in(getattr(self, name), tag, source) for name in self._described}
        made = self.model_copy(update=told)
        for name in vars(made).keys() - type(self).model_fields.keys():
            del vars(made)[name]  # it was worked out of what this says
        return made

    @cached_property
    def _described(self) -> tuple[str, ...]:
        """The fields that are given by language."""
        names = (name for name in type(self).model_fields if name != "custom")
        return tuple(name for name in names if isinstance(getattr(self, name), Mapping))
