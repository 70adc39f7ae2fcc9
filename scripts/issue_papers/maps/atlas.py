"""The maps of a library's cases, drawn once for all languages and kept from build to build."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TypeVar, cast

from issue_papers.content.library import Library
from issue_papers.content.model import CaseStudy
from issue_papers.content_cache import ContentCache, digest, tree_digest
from issue_papers.maps import outlines

_Map = TypeVar("_Map", outlines.LocatorMap, outlines.WorldMap)


class Atlas:
    """The world map of all cases, and each case's locator map.

    Args:
        library: The cases and their cities.
        cache: Where maps that were drawn before are kept.
    """

    def __init__(self, library: Library, cache: ContentCache | None = None) -> None:
        self._library = library
        self._cache = cache
        self._locators: dict[str, outlines.LocatorMap] = {}

    @cached_property
    def world(self) -> outlines.WorldMap:
        """The world with a point for each case and city; a point's id is `<case>/<city>`."""
        points = {
            f"{slug}/{city}": self._library.cities[city].coordinates
            for slug, case in self._library.cases.items()
            for city in cast("CaseStudy", case.source.meta).city
        }
        return self._kept(repr(points), lambda: outlines.world(points))

    def locator(self, slug: str) -> outlines.LocatorMap:
        """Return the map of the region around a case's cities."""
        if slug not in self._locators:
            case = cast("CaseStudy", self._library.cases[slug].source.meta)
            cities = [self._library.cities[city] for city in case.city]
            points = [city.coordinates for city in cities]
            countries = tuple(dict.fromkeys(city.country for city in cities))
            self._locators[slug] = self._kept(
                repr((points, countries)), lambda: outlines.locator(points, countries)
            )
        return self._locators[slug]

    def _kept(self, about: str, draw: Callable[[], _Map]) -> _Map:
        if self._cache is None:
            return draw()
        key = digest([self._made_with, about])
        return self._cache.value(key, ".map", draw)

    @cached_property
    def _made_with(self) -> str:
        """Digest of what decides, besides the places, how a map comes out."""
        package = Path(__file__).parent
        return tree_digest(package, package.parent / "data", suffixes=frozenset({".py", ".json"}))
