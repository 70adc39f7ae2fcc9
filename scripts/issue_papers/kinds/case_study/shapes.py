"""The shapes of what templates see of case studies, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass

from issue_papers.maps import outlines
from issue_papers.maps.naming import Name
from issue_papers.views.citation_shapes import EntryView
from issue_papers.views.plates import PlateView
from issue_papers.views.shapes import Link


@dataclass(frozen=True)
class FigureView:
    """A key figure."""

    id: str
    value: str
    label: str


@dataclass(frozen=True)
class UpdateView:
    """What changed after a paper was written."""

    id: str
    date: str
    iso_date: str
    text: str


@dataclass(frozen=True)
class CaseView:
    """A case study, for its page, its box and its card.

    Attributes:
        place: Its cities with their countries, in the reader's language.
        cities: Names of its cities alone, in the reader's language, as the locator's points go.
        countries: ISO 3166-1 alpha-2 code and name of each country, in the reader's language.
        city_names: Where these stand on the locator, as its points go; none for one city alone, and
            where there is no room.
        period: Its two ends in the reader's language; what isn't known is empty.
        period_dates: The same as ISO 8601 dates, what isn't known left out.
        topics: Id and label of each topic, in the reader's language.
        references: As the reader's language writes them.
        language: The language of what was written about it: title, summary, figures, the texts of
            updates.
    """

    link: Link
    slug: str
    title: str
    summary: str
    place: str
    cities: tuple[str, ...]
    countries: tuple[tuple[str, str], ...]
    period: tuple[str, str]
    period_dates: tuple[str, ...]
    topics: tuple[tuple[str, str], ...]
    figures: tuple[FigureView, ...]
    sources: tuple[str, ...]
    references: tuple[EntryView, ...]
    updates: tuple[UpdateView, ...]
    mentions: tuple[Link, ...]
    locator: outlines.LocatorMap
    city_names: tuple[Name | None, ...]
    language: str
    direction: str


@dataclass(frozen=True)
class GalleryView:
    """All cases, with what they can be filtered by.

    Attributes:
        link: The gallery's page, if there is one.
        topics: Id, label and number of cases of each topic that has any.
        countries: ISO 3166-1 alpha-2 code, name and number of cases of each country that has any.
        world: Their cities on the map of the world; the subject of a mark is its case's slug.
        regions: The same by parts of the world, those that have any.
    """

    link: Link | None
    cases: tuple[CaseView, ...]
    topics: tuple[tuple[str, str, int], ...]
    countries: tuple[tuple[str, str, int], ...]
    world: PlateView
    regions: tuple[PlateView, ...]
