"""The maps of a site, each drawn once for all languages and kept from build to build."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from issue_papers.content_cache import ContentCache, digest, tree_digest
from issue_papers.maps import naming, outlines, plates

Position = tuple[float, float]
"""Latitude and longitude in degrees (WGS 84)."""


class Atlas:
    """Draws maps, and keeps them.

    Args:
        cache: Where maps that were drawn before are kept.
    """

    def __init__(self, cache: ContentCache | None = None) -> None:
        self._cache = cache
        self._drawn: dict[str, Any] = {}

    def world(self, points: Mapping[str, Position]) -> outlines.WorldMap:
        """Return the world with points, by their ids."""
        drawn: outlines.WorldMap = self._kept(repr(points), lambda: outlines.world(points))
        return drawn

    def locator(
        self, points: Sequence[Position], countries: tuple[str, ...]
    ) -> outlines.LocatorMap:
        """Return the map of the region around some points.

        Args:
            points: The points.
            countries: ISO 3166-1 alpha-2 codes of the countries that they are in.
        """
        about = repr((points, countries))
        drawn: outlines.LocatorMap = self._kept(about, lambda: outlines.locator(points, countries))
        return drawn

    def plate(self, points: Mapping[str, Position], countries: tuple[str, ...]) -> plates.Plate:
        """Return the part of the world around some points, with room for each.

        Args:
            points: The points, by their ids.
            countries: ISO 3166-1 alpha-2 codes of the countries that they are in.
        """
        about = f"plate {points!r} {countries!r}"
        drawn: plates.Plate = self._kept(about, lambda: plates.plate(points, countries))
        return drawn

    def names(self, about: str, place: Callable[[], Mapping[str, naming.Name]]) -> Any:
        """Return where the names of a map go, as far as that is known.

        Args:
            about: All that decides it: marks, names, typefaces.
            place: Places them.
        """
        return self._kept(f"names {about}", place)

    def _kept(self, about: str, draw: Callable[[], object]) -> Any:
        if about not in self._drawn:
            self._drawn[about] = self._cached(about, draw)
        return self._drawn[about]

    def _cached(self, about: str, draw: Callable[[], object]) -> object:
        if self._cache is None:
            return draw()
        key = digest([self._made_with, about])
        return self._cache.value(key, ".map", draw)

    @cached_property
    def _made_with(self) -> str:
        """Digest of what decides, besides the places, how a map comes out."""
        package = Path(__file__).parent
        return tree_digest(package, package.parent / "data", suffixes=frozenset({".py", ".json"}))
