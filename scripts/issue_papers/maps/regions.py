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

    def place(self, coordinates: Coordinates) -> Point:
        """Return where a place is, by its latitude and longitude."""
        latitude, longitude = coordinates
        projection = EqualEarth(self.width, WORLD_CENTRE, WORLD_NORTH)
        return projection((wrap(longitude, WORLD_CENTRE), latitude))


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
