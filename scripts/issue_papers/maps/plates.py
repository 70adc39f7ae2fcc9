"""The map of a part of the world, as large as a phone shows it, with room for each mark.

A plate is drawn 320 units wide, and shown at about a pixel a unit: its marks are then targets of
the size that WCAG 2.2 asks for (2.5.8), and its names can be read, on a phone as beside others on a
desk.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from issue_papers.maps.clipping import Box
from issue_papers.maps.outlines import (
    Coordinates,
    MapPoint,
    ViewBox,
    locator,
)
from issue_papers.maps.spreading import spread

WIDTH = 320
_HEIGHT = 260
_SPACING = 27.0
"""Least distance of two marks: 24 pixels where a plate is shown at nine tenths of its size."""

_MOST_FILLED = 0.4
"""How much of a plate marks may fill, each with its spacing; with more, a plate is higher."""


@dataclass(frozen=True)
class Plate:
    """A part of the world, with places.

    Attributes:
        view_box: Left, top, width, height.
        land: Path data of all land; fill with `evenodd`.
        country: Path data of the countries that the places are in; fill with `evenodd`.
        borders: Path data of the lines between countries; stroke only.
        points: The places, in the order they were given.
    """

    view_box: ViewBox
    land: str
    country: str
    borders: str
    points: tuple[MapPoint, ...]


def plate(points: Mapping[str, Coordinates], countries: tuple[str, ...]) -> Plate:
    """Draw the part of the world around some places.

    Args:
        points: Latitude and longitude by id; at least one.
        countries: ISO 3166-1 alpha-2 codes of the countries to highlight.
    """
    needed = len(points) * _SPACING**2 / _MOST_FILLED / WIDTH
    height = max(_HEIGHT, math.ceil(needed))
    drawn = locator(list(points.values()), countries, width=WIDTH, height=height)
    true = dict(zip(points, drawn.points, strict=True))
    margin = _SPACING / 2
    placed = spread(true, _SPACING, Box(margin, margin, WIDTH - margin, height - margin))
    return Plate(
        view_box=drawn.view_box,
        land=drawn.land,
        country=drawn.country,
        borders=drawn.borders,
        points=tuple(MapPoint(name, *placed[name], *true[name]) for name in points),
    )
