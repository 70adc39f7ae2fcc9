"""Map projections: degrees on the globe → points on a plane, with y growing downwards as in SVG."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from issue_papers.maps.clipping import Box, Point
from issue_papers.maps.topojson import FULL_TURN, HALF_TURN, Position

EQUAL_EARTH = (1.340264, -0.081106, 0.000893, 0.003796)
EQUAL_EARTH_WIDTH = 2 * 2 * math.sqrt(3) * math.pi / (3 * EQUAL_EARTH[0])
"""Length of the equator on a globe of radius 1."""

NARROWEST_PARALLEL = 0.1
"""Smallest cosine of latitude used as a scale: beyond 84 degrees a map would tear."""


def equal_earth(longitude: float, latitude: float) -> Point:
    """Project onto the Equal Earth map of a globe of radius 1, y growing northwards.

    Areas are true to each other. After Šavrič, B., Patterson, T. & Jenny, B. (2018), "The Equal
    Earth map projection", International Journal of Geographical Information Science 33 (3),
    454-465, https://doi.org/10.1080/13658816.2018.1504949

    Args:
        longitude: Degrees east of the map's central meridian, from -180 to 180.
        latitude: Degrees north, from -90 to 90.
    """
    a1, a2, a3, a4 = EQUAL_EARTH
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    t2 = theta * theta
    t6 = t2**3
    slope = a1 + 3 * a2 * t2 + t6 * (7 * a3 + 9 * a4 * t2)
    x = 2 * math.sqrt(3) * math.radians(longitude) * math.cos(theta) / (3 * slope)
    y = theta * (a1 + a2 * t2 + t6 * (a3 + a4 * t2))
    return x, y


@dataclass(frozen=True)
class EqualEarth:
    """The world on the Equal Earth projection, scaled to a width.

    Attributes:
        width: Width of the whole equator, in user units.
        centre: Longitude of the central meridian, in degrees east.
        north: Latitude at y = 0, in degrees.
    """

    width: float
    centre: float
    north: float

    @property
    def window(self) -> Box:
        """Longitudes and latitudes that the map can show."""
        return Box(self.centre - HALF_TURN, -90.0, self.centre + HALF_TURN, 90.0)

    def __call__(self, position: Position) -> Point:
        """Project a longitude (within half a turn of the centre) and latitude to user units."""
        scale = self.width / EQUAL_EARTH_WIDTH
        x, y = equal_earth(position[0] - self.centre, position[1])
        return self.width / 2 + scale * x, scale * (equal_earth(0.0, self.north)[1] - y)


@dataclass(frozen=True)
class Equirectangular:
    """A region on the equirectangular projection, true to scale at its centre.

    Longitudes are shortened by the cosine of the centre's latitude, so that shapes there are right.
    The projection is affine: what is straight in degrees is straight on the map.

    Attributes:
        centre: Longitude and latitude of the middle of the map, in degrees.
        span: Degrees of latitude from the bottom of the map to its top.
        width: In user units.
        height: In user units.
    """

    centre: Position
    span: float
    width: float
    height: float

    @classmethod
    def around(
        cls,
        positions: Sequence[Position],
        *,
        width: float,
        height: float,
        span: float,
        margin: float,
    ) -> Equirectangular:
        """Frame positions: centred on the smallest box that holds them, across the antimeridian.

        Args:
            positions: At least one longitude and latitude, in degrees.
            width: In user units.
            height: In user units.
            span: Smallest span of latitude, in degrees.
            margin: Least distance of each position from the map's edges, as a fraction of the
                width and height; less than one half.
        """
        latitudes = [latitude for _, latitude in positions]
        middle = (min(latitudes) + max(latitudes)) / 2
        west, extent = shortest_arc([longitude for longitude, _ in positions])
        room = 1 - 2 * margin
        across = extent * _parallel(middle) * height / width
        return cls(
            centre=(west + extent / 2, middle),
            span=max(span, (max(latitudes) - min(latitudes)) / room, across / room),
            width=width,
            height=height,
        )

    @cached_property
    def scale(self) -> tuple[float, float]:
        """User units a degree of longitude, and of latitude."""
        unit = self.height / self.span
        return unit * _parallel(self.centre[1]), unit

    def window(self, bleed: float) -> Box:
        """Return the longitudes and latitudes shown, and `bleed` user units more on each side."""
        (x, y), (longitude, latitude) = self.scale, self.centre
        half_width, half_height = (self.width / 2 + bleed) / x, (self.height / 2 + bleed) / y
        return Box(
            longitude - half_width,
            latitude - half_height,
            longitude + half_width,
            latitude + half_height,
        )

    def __call__(self, position: Position) -> Point:
        """Project a longitude (on the centre's side of the antimeridian) and latitude."""
        x, y = self.scale
        return (
            self.width / 2 + (position[0] - self.centre[0]) * x,
            self.height / 2 - (position[1] - self.centre[1]) * y,
        )


def _parallel(latitude: float) -> float:
    """Return how much shorter than the equator the circle at a latitude is."""
    return max(math.cos(math.radians(latitude)), NARROWEST_PARALLEL)


def shortest_arc(longitudes: Sequence[float]) -> tuple[float, float]:
    """Find the shortest part of the equator that has all longitudes on it.

    Args:
        longitudes: At least one, in degrees.

    Returns:
        Where it begins, from -180 up to 180, and how far east it goes, in degrees.
    """
    ordered = sorted({wrap(longitude) for longitude in longitudes})
    following = [*ordered[1:], ordered[0] + FULL_TURN]
    gap, west = max(
        (after - before, wrap(after)) for before, after in zip(ordered, following, strict=True)
    )
    return west, FULL_TURN - gap


def wrap(longitude: float, centre: float = 0.0) -> float:
    """Return the same longitude from half a turn west of a centre up to half a turn east of it."""
    return (longitude - centre + HALF_TURN) % FULL_TURN - HALF_TURN + centre
