"""The world with countries to be filled, on the Equal Earth projection.

A chart fills each by a number. Outlines are Natural Earth's, as on all other maps here; those of
the widths that charts have are ready in a file, which `tests/tools/regions.py` writes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import accumulate
from typing import Any

from issue_papers.maps.clipping import Point
from issue_papers.maps.outlines import WORLD_CENTRE, WORLD_NORTH, Coordinates
from issue_papers.maps.projection import EqualEarth, wrap

FILE = "regions"
_TENTHS = 10
_NEAR = 100
"""The part of the world's width by which a place may be off its country's outline."""

WITHOUT_OUTLINE: Mapping[str, Coordinates] = {
    "BQ": (12.18, -68.26),
    "BV": (-54.42, 3.36),
    "CC": (-12.17, 96.84),
    "CX": (-10.49, 105.63),
    "GF": (4.0, -53.1),
    "GI": (36.14, -5.35),
    "GP": (16.2, -61.5),
    "MQ": (14.64, -61.02),
    "RE": (-21.13, 55.53),
    "SJ": (78.6, 16.0),
    "TK": (-9.2, -171.85),
    "TV": (-8.52, 179.2),
    "UM": (19.3, 166.63),
    "YT": (-12.83, 45.17),
}
"""Latitude and longitude of what has a code of ISO 3166-1 and in Natural Earth no outline of its
own: it is too small there, or a part of another."""

Ring = tuple[Point, ...]
"""A closed line, its last point another than its first; what is within one that is within another
is outside."""


@dataclass(frozen=True)
class Regions:
    """The world.

    Attributes:
        width: In user units.
        height: The same.
        land: Path data of all land but Antarctica and small islands; fill with `evenodd`.
        borders: Path data of the lines between countries.
        steps: The rings of the countries that Natural Earth draws, by their ISO 3166-1 alpha-2
            codes; in tenths, where each begins and its steps from there.
    """

    width: int
    height: int
    land: str
    borders: str
    steps: Mapping[str, tuple[tuple[int, ...], ...]]

    def country(self, code: str) -> tuple[Ring, ...]:
        """Return the rings of a country, in user units; none where Natural Earth has none."""
        return tuple(
            tuple(
                zip(
                    (x / _TENTHS for x in accumulate(ring[::2])),
                    (y / _TENTHS for y in accumulate(ring[1::2])),
                    strict=True,
                )
            )
            for ring in self.steps.get(code, ())
        )

    def area(self, code: str) -> float:
        """Return how many square units a country covers; none where it has no outline."""
        rings = self.country(code)
        return abs(sum(_area(ring) for ring in rings))

    def middle(self, code: str) -> Point | None:
        """Return the middle of a country's largest part; nothing where nobody knows its place."""
        rings = self.country(code)
        if not rings:
            return self.place(WITHOUT_OUTLINE[code]) if code in WITHOUT_OUTLINE else None
        largest = max(rings, key=lambda ring: (abs(_area(ring)), len(ring)))
        xs, ys = zip(*largest, strict=True)
        return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2

    def holds(self, code: str, coordinates: Coordinates) -> bool | None:
        """Whether a place is about where a country is; nothing where that has no outline."""
        rings = self.country(code)
        if not rings:
            return None
        xs, ys = zip(*(point for ring in rings for point in ring), strict=True)
        x, y = self.place(coordinates)
        near = self.width / _NEAR
        return bool(min(xs) - near <= x <= max(xs) + near and min(ys) - near <= y <= max(ys) + near)

    def place(self, coordinates: Coordinates) -> Point:
        """Return where a place is, by its latitude and longitude."""
        latitude, longitude = coordinates
        projection = EqualEarth(self.width, WORLD_CENTRE, WORLD_NORTH)
        return projection((wrap(longitude, WORLD_CENTRE), latitude))


def _area(ring: Ring) -> float:
    """Return the area within a ring, negative where it runs the other way round (shoelace)."""
    pairs = zip(ring, (*ring[1:], ring[0]), strict=True)
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairs) / 2


@cache
def regions(width: int) -> Regions:
    """Return the world, so many user units wide: as wide as a chart is.

    Raises:
        KeyError: No chart is.
    """
    file = resources.files("issue_papers") / "data" / f"{FILE}.json"
    world: Mapping[str, Any] = json.loads(file.read_text(encoding="utf-8"))[str(width)]
    steps = {
        code: tuple(tuple(ring) for ring in rings) for code, rings in world["countries"].items()
    }
    return Regions(width, world["height"], world["land"], world["borders"], steps)
