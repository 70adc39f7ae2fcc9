"""The maps of a library's cases, drawn once for all languages."""

from __future__ import annotations

from functools import cached_property
from typing import cast

from issue_papers.content.library import Library
from issue_papers.content.model import CaseStudy
from issue_papers.maps import outlines


class Atlas:
    """The world map of all cases, and each case's locator map."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._locators: dict[str, outlines.LocatorMap] = {}

    @cached_property
    def world(self) -> outlines.WorldMap:
        """The world with a point for each case and city; a point's id is `<case>/<city>`."""
        return outlines.world(
            {
                f"{slug}/{city}": self._library.cities[city].coordinates
                for slug, case in self._library.cases.items()
                for city in cast("CaseStudy", case.source.meta).city
            }
        )

    def locator(self, slug: str) -> outlines.LocatorMap:
        """Return the map of the region around a case's cities."""
        if slug not in self._locators:
            case = cast("CaseStudy", self._library.cases[slug].source.meta)
            cities = [self._library.cities[city] for city in case.city]
            self._locators[slug] = outlines.locator(
                [city.coordinates for city in cities],
                tuple(dict.fromkeys(city.country for city in cities)),
            )
        return self._locators[slug]
