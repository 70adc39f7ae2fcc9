"""Maps as numbers: where places are, and the outlines around them as SVG path data.

Templates draw the SVG. The world map uses the Equal Earth projection, a locator map a plain one
around its places. The same input always gives the same output, and nothing here depends on the
language, so a map can be made once and drawn in every language.

Outlines are Natural Earth's. Its boundaries show who is in control, not who is in the right, and
imply no position of ours.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TypeAlias

from babel import Locale
from babel.core import get_global

from issue_papers.maps.clipping import Box, Point, bounds, clip_line, clip_ring, path_data, simplify
from issue_papers.maps.projection import EqualEarth, Equirectangular, wrap
from issue_papers.maps.spreading import rounded, spread
from issue_papers.maps.topojson import (
    FULL_TURN,
    HALF_TURN,
    Line,
    Outline,
    Position,
    Topology,
    stitch,
    topology,
    unwrap,
)

Coordinates: TypeAlias = tuple[float, float]
"""Latitude, longitude in degrees (WGS 84), in the order of `cities.yml`."""

ViewBox: TypeAlias = tuple[int, int, int, int]
"""Left, top, width, height in user units: SVG's viewBox."""

WORLD_WIDTH = 960
WORLD_CENTRE = 11.0  # the map's edge then runs through Bering Strait and cuts no continent
WORLD_NORTH = 84.0
WORLD_SOUTH = -57.0  # south of Cape Horn; Antarctica is left out
GRATICULE_STEP = 30
WORLD_TOLERANCE = 0.6
WORLD_SMALLEST_ISLAND = 2.0
TARGET_SIZE = 24.0  # WCAG 2.2, 2.5.8 Target Size (Minimum), at one CSS pixel a unit

LOCATOR_SPAN = 24.0
LOCATOR_MARGIN = 0.12
LOCATOR_TOLERANCE = 1.0  # looks the same as 0.6, and makes a map a third smaller
LOCATOR_SMALLEST_ISLAND = 3.0
BLEED = 8.0  # outlines go on this far outside the view, so that no clipped edge shows


class UnknownTerritoryError(ValueError):
    """A country code that ISO 3166-1 doesn't have."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(
            f"found the country code “{code}”, expected one of two capital letters "
            "from ISO 3166-1, such as KR for South Korea"
        )


@dataclass(frozen=True)
class MapPoint:
    """A place on the world map, in user units.

    Attributes:
        id: The key it was given under.
        x: Where its mark goes, to the right.
        y: Where its mark goes, downwards.
        true_x: Where the place is; differs from x where the mark was moved to make room.
        true_y: Where the place is.
    """

    id: str
    x: float
    y: float
    true_x: float
    true_y: float

    @property
    def nudged(self) -> bool:
        """Whether the mark was moved, and so wants a leader line."""
        return (self.x, self.y) != (self.true_x, self.true_y)


@dataclass(frozen=True)
class WorldMap:
    """The world, with places.

    Attributes:
        view_box: Left, top, width, height; 960 units wide.
        land: Path data of all land but Antarctica and small islands; fill with `evenodd`.
        graticule: Path data of meridians and parallels every 30 degrees, and of the map's edge.
        points: The places, in the order they were given.
    """

    view_box: ViewBox
    land: str
    graticule: str
    points: tuple[MapPoint, ...]


@dataclass(frozen=True)
class LocatorMap:
    """A region around one place or a few.

    The paths go on a little outside the view box.

    Attributes:
        view_box: Left, top, width, height.
        land: Path data of all land; fill with `evenodd`.
        country: Path data of the countries to highlight, along the same lines as the land; fill
            with `evenodd`. Empty where Natural Earth draws none.
        borders: Path data of the lines between countries, without coasts; stroke only.
        points: x, y of the places, in the order they were given.
    """

    view_box: ViewBox
    land: str
    country: str
    borders: str
    points: tuple[Point, ...]


def world(points: Mapping[str, Coordinates]) -> WorldMap:
    """Draw the world on the Equal Earth projection.

    Marks closer than 24 units are moved apart, so that at 960 CSS pixels or more each is a target
    of the size that WCAG 2.2 asks for (2.5.8). A narrower map has no room for that: there the
    template keeps the marks as a picture and leaves the links to the list beside it, or scrolls.

    Args:
        points: Latitude and longitude by id; two places may be the same.
    """
    projection = EqualEarth(WORLD_WIDTH, WORLD_CENTRE, WORLD_NORTH)
    height = math.ceil(projection((WORLD_CENTRE, WORLD_SOUTH))[1])
    true = {
        name: rounded(projection((wrap(longitude, WORLD_CENTRE), latitude)))
        for name, (latitude, longitude) in points.items()
    }
    margin = TARGET_SIZE / 2
    placed = spread(true, TARGET_SIZE, Box(margin, margin, WORLD_WIDTH - margin, height - margin))
    return WorldMap(
        view_box=(0, 0, WORLD_WIDTH, height),
        land=_world_land(projection),
        graticule=_graticule(projection),
        points=tuple(MapPoint(name, *placed[name], *true[name]) for name in points),
    )


def locator(
    points: Sequence[Coordinates],
    country: str | Sequence[str],
    *,
    width: int = 480,
    height: int = 320,
) -> LocatorMap:
    """Draw the region around one place or a few.

    The map shows 24 degrees from south to north, or as much more as the places need.

    Args:
        points: Latitude and longitude of each place; at least one.
        country: ISO 3166-1 alpha-2 code of the country to highlight, or several.
        width: In user units.
        height: In user units.

    Raises:
        UnknownTerritoryError: If a code isn't one of ISO 3166-1.
    """
    outlines = topology("countries-50m")
    codes = (country,) if isinstance(country, str) else tuple(country)
    chosen = [shape for code in codes for shape in territory(outlines, code)]
    projection = Equirectangular.around(
        [(longitude, latitude) for latitude, longitude in points],
        width=width,
        height=height,
        span=LOCATOR_SPAN,
        margin=LOCATOR_MARGIN,
    )
    sheet = Sheet(outlines, projection, projection.window(BLEED), LOCATOR_TOLERANCE)
    middle = projection.centre[0]
    return LocatorMap(
        view_box=(0, 0, width, height),
        land=path_data(sheet.rings(outlines.objects["land"], LOCATOR_SMALLEST_ISLAND), closed=True),
        country=path_data(sheet.rings(chosen), closed=True),
        borders=path_data(sheet.lines(outlines.shared_arcs("countries")), closed=False),
        points=tuple(
            rounded(projection((wrap(longitude, middle), latitude)))
            for latitude, longitude in points
        ),
    )


def territory(outlines: Topology, code: str) -> tuple[Outline, ...]:
    """Find the outlines of a country.

    Natural Earth goes by numeric codes, which CLDR knows as aliases of the letters. What has no
    number there (Kosovo) is found by CLDR's English name.

    Args:
        outlines: A topology with the object `countries`.
        code: ISO 3166-1 alpha-2.

    Returns:
        Its outlines; none for a territory too small for Natural Earth, or drawn as a part of
        another one.

    Raises:
        UnknownTerritoryError: If there is no such code.
    """
    names = Locale("en").territories
    if len(code) != 2 or code not in names:  # noqa: PLR2004 - two letters, as the standard says
        raise UnknownTerritoryError(code)
    aliases = get_global("territory_aliases")
    return tuple(
        outline
        for outline in outlines.objects["countries"]
        if (code in aliases.get(outline.id, ()) if outline.id else outline.name == names[code])
    )


@dataclass(frozen=True)
class Sheet:
    """A topology seen through a window.

    Attributes:
        outlines: What is drawn.
        project: From longitude, latitude in the window to user units.
        window: Longitudes and latitudes to keep, in degrees; may run past 180.
        tolerance: How far a simplified line may stray, in user units.
    """

    outlines: Topology
    project: Callable[[Position], Point]
    window: Box
    tolerance: float

    def rings(self, shapes: Iterable[Outline], smallest: float = 0.0) -> Iterator[list[Point]]:
        """Project what the window shows of some outlines' rings.

        Args:
            shapes: Outlines of this topology.
            smallest: Rings less wide and high than this many user units are left out.
        """
        for shape in shapes:
            for ring in shape.rings:
                line = unwrap(stitch(ring, self._arc))
                for shift in self._shifts(bounds(line)):
                    moved = [(longitude + shift, latitude) for longitude, latitude in line]
                    points = [self.project(position) for position in clip_ring(moved, self.window)]
                    if points and _size(points) >= smallest:
                        yield points

    def lines(self, numbers: Iterable[int]) -> Iterator[list[Point]]:
        """Project what the window shows of some arcs."""
        for number in numbers:
            line = unwrap(self._arc(number))
            for shift in self._shifts(bounds(line)):
                moved = [(longitude + shift, latitude) for longitude, latitude in line]
                for piece in clip_line(moved, self.window):
                    yield [self.project(position) for position in piece]

    @cached_property
    def _arc(self) -> Callable[[int], Line]:
        """An arc as it is drawn, worked out once: rings and borders share them."""
        return cache(self._simplified)

    def _simplified(self, number: int) -> Line:
        """Return an arc in no more detail than can be seen.

        Arcs, not rings, are simplified: neighbours share them and stay together. An arc that the
        window doesn't meet is cut to its ends: within its own bounds, so nothing shown changes.
        """
        arc = self.outlines.arcs[number]
        extent = self.outlines.extents[number]
        if extent.right - extent.left < HALF_TURN and not self._shifts(extent):
            return (arc[0], arc[-1])
        centre = (self.window.left + self.window.right) / 2
        points = [self.project((wrap(longitude, centre), latitude)) for longitude, latitude in arc]
        return tuple(arc[index] for index in simplify(points, self.tolerance))

    def _shifts(self, extent: Box) -> list[float]:
        """Return the full turns, in degrees, that bring something of this extent into view."""
        turns = [turn * FULL_TURN for turn in (-2, -1, 0, 1, 2)]
        return [turn for turn in turns if self.window.meets(extent, turn)]


@cache
def _world_land(projection: EqualEarth) -> str:
    """Return the land of the world as path data, once a process."""
    outlines = topology("land-110m")
    sheet = Sheet(outlines, projection, projection.window, WORLD_TOLERANCE)
    shown = [
        ring
        for ring in sheet.rings(outlines.objects["land"], WORLD_SMALLEST_ISLAND)
        if min(y for _, y in ring) < projection((WORLD_CENTRE, WORLD_SOUTH))[1]
    ]
    return path_data(shown, closed=True)


def _graticule(projection: EqualEarth) -> str:
    west, east = projection.window.left, projection.window.right
    latitudes = [WORLD_SOUTH + (WORLD_NORTH - WORLD_SOUTH) * step / 24 for step in range(25)]
    meridians = {
        west,
        east,
        *(turn for turn in range(-180, 360, GRATICULE_STEP) if west < turn < east),
    }
    parallels = {
        WORLD_SOUTH,
        WORLD_NORTH,
        *range(-GRATICULE_STEP, int(WORLD_NORTH), GRATICULE_STEP),
    }
    lines = [[(turn, latitude) for latitude in latitudes] for turn in sorted(meridians)]
    lines += [[(west, latitude), (east, latitude)] for latitude in sorted(parallels)]
    return path_data(([projection(position) for position in line] for line in lines), closed=False)


def _size(points: Sequence[Point]) -> float:
    box = bounds(points)
    return max(box.right - box.left, box.top - box.bottom)
