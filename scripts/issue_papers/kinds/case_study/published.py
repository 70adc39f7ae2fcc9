"""What published data says of case studies: the records of their JSON and GeoJSON files."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypeAliasType

from issue_papers.kinds.paper.published import (
    Languages,
    Notice,
    PaperCited,
    Passages,
    SourceLanguage,
)
from issue_papers.views.published import DataDocument, Day, Id, Published, Texts, Url, Urls


class Country(Published):
    """A country."""

    code: Annotated[str, Field(description="ISO 3166-1 alpha-2.", pattern=r"^[A-Z]{2}$")]
    name: Texts


class City(Published):
    """A city, metropolitan area or region."""

    id: Id
    name: Texts
    country: Country
    latitude: Annotated[
        float, Field(description="Degrees (WGS 84), north is positive.", ge=-90, le=90)
    ]
    longitude: Annotated[
        float, Field(description="Degrees (WGS 84), east is positive.", ge=-180, le=180)
    ]


class Span(Published):
    """A span of time, as far as it is known."""

    start: Annotated[Day | None, Field(alias="from")]
    end: Annotated[Day | None, Field(alias="to")]


class Topic(Published):
    """A topic of the site."""

    id: str
    label: Texts


class Figure(Published):
    """A key figure."""

    id: Id
    value: Annotated[int | float, Field(description="The number, in units of one.")]
    unit: Literal["percent", "year"] | None
    currency: Annotated[
        Annotated[str, Field(pattern=r"^[A-Z]{3}$")] | None, Field(description="ISO 4217.")
    ]
    formatted: Annotated[Texts, Field(description="The number as each language writes it.")]
    label: Annotated[Texts, Field(description="What it counts.")]


class Source(Published):
    """A work that a case cites."""

    id: Annotated[str, Field(description="Its id as a CSL record.")]
    citation: Annotated[
        Texts, Field(description="The reference as each language's style writes it.")
    ]
    url: Url | None


class Update(Published):
    """Something that changed after the paper was written."""

    id: Id
    date: Day
    text: Texts


class Mention(Published):
    """Where a paper discusses a case."""

    paper: Id
    section: Annotated[str | None, Field(description="Nothing where it is the paper's own page.")]
    url: Urls


class CaseRecord(Published):
    """A case study."""

    id: Annotated[Id, Field(description="Stable: it is also the last part of the page's address.")]
    url: Urls
    title: Texts
    summary: Texts
    places: Annotated[
        tuple[City, ...],
        Field(description="Its cities, metropolitan areas or regions.", min_length=1),
    ]
    period: Annotated[Span | None, Field(description="When it ran, as far as that is known.")]
    topics: Annotated[tuple[Topic, ...], Field(min_length=1)]
    figures: Annotated[tuple[Figure, ...], Field(description="Its key figures.")]
    credited_sources: Annotated[
        tuple[str, ...], Field(description="Whom the paper credits for the case.")
    ]
    references: tuple[Source, ...]
    updates: Annotated[
        tuple[Update, ...], Field(description="What changed after the paper was written.")
    ]
    mentions: Annotated[tuple[Mention, ...], Field(description="Where the papers discuss it.")]
    recommendations: Annotated[
        tuple[Annotated[str, Field(pattern=r"^[a-z0-9-]+/[a-z0-9-]+$")], ...],
        Field(
            description=(
                "Recommendations that it bears on, as `<paper>/<id>`: ids in recommendations.json."
            )
        ),
    ]
    passages: Passages


class CasesAbout(DataDocument):
    """What the files of cases say of themselves."""

    source_language: SourceLanguage
    languages: Languages
    notice: Notice
    papers: Annotated[
        tuple[PaperCited, ...],
        Field(
            description=(
                "The papers that the cases are taken from: what to cite, and under which licence "
                "the texts may be used."
            )
        ),
    ]


class CasesDocument(CasesAbout, title="Case studies"):
    """All case studies of a site in all its languages.

    A mapping of texts by language tag holds the languages in which the text is really written.
    """

    cases: Annotated[tuple[CaseRecord, ...], Field(description="The cases, sorted by id.")]


Position = TypeAliasType(
    "Position",
    Annotated[
        tuple[float, float],
        Field(description="Longitude and latitude in degrees (WGS 84), in this order."),
    ],
)


class Point(Published):
    """Where a case in one city is."""

    type: Literal["Point"] = "Point"
    coordinates: Position


class MultiPoint(Published):
    """Where a case in several cities is."""

    type: Literal["MultiPoint"] = "MultiPoint"
    coordinates: tuple[Position, ...]


class CaseFeature(Published):
    """A case on the map."""

    type: Literal["Feature"] = "Feature"
    id: Id
    geometry: Point | MultiPoint
    properties: CaseRecord


class CasesCollection(CasesAbout, title="Case studies on the map"):
    """All case studies of a site as a feature collection (GeoJSON, RFC 7946).

    What isn't the format's own stands beside that, as its section 6.1 allows.
    """

    type: Literal["FeatureCollection"] = "FeatureCollection"
    features: Annotated[tuple[CaseFeature, ...], Field(description="The cases, sorted by id.")]
