"""The world with countries to be filled, as rings of points on the Equal Earth projection.

A chart fills each by a number. Outlines are Natural Earth's, as on all other maps here.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from babel import Locale

from issue_papers.maps.clipping import Point
from issue_papers.maps.outlines import (
    WORLD_CENTRE,
    WORLD_NORTH,
    WORLD_SOUTH,
    Coordinates,
    Sheet,
    territory,
)
from issue_papers.maps.projection import EqualEarth, wrap
from issue_papers.maps.topojson import Outline, topology

_TOLERANCE = 0.5
_SMALLEST = 1.6
_LETTERS = 2

Rings = tuple[tuple[Point, ...], ...]
"""Closed lines; what is within one that is within another is outside."""


@dataclass(frozen=True)
class Regions:
    """The world.

    Attributes:
        width: In user units.
        height: The same.
        land: All land but Antarctica and small islands.
        countries: The countries that Natural Earth draws, by their ISO 3166-1 alpha-2 codes.
        borders: Lines between countries.
    """

    width: int
    height: int
    land: Rings
    countries: Mapping[str, Rings]
    borders: Rings

    def place(self, coordinates: Coordinates) -> Point:
        """Return where a place is, by its latitude and longitude."""
        latitude, longitude = coordinates
        projection = EqualEarth(self.width, WORLD_CENTRE, WORLD_NORTH)
        return projection((wrap(longitude, WORLD_CENTRE), latitude))


def regions(width: int) -> Regions:
    """Draw the world, so many user units wide."""
    outlines = topology("countries-50m")
    projection = EqualEarth(width, WORLD_CENTRE, WORLD_NORTH)
    south = projection((WORLD_CENTRE, WORLD_SOUTH))[1]
    sheet = Sheet(outlines, projection, projection.window, _TOLERANCE)

    def rings(found: Iterable[Outline], smallest: float = 0.0) -> Rings:
        shapes = sheet.rings(found, smallest)
        return tuple(tuple(ring) for ring in shapes if min(y for _, y in ring) < south)

    names = map(str, Locale("en").territories)
    codes = [code for code in names if len(code) == _LETTERS and code.isalpha()]
    countries = {code: rings(territory(outlines, code)) for code in sorted(codes)}
    return Regions(
        width=width,
        height=math.ceil(south),
        land=rings(outlines.objects["land"], _SMALLEST),
        countries={code: found for code, found in countries.items() if found},
        borders=tuple(
            tuple(line)
            for line in sheet.lines(outlines.shared_arcs("countries"))
            if min(y for _, y in line) < south
        ),
    )
