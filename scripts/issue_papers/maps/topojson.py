"""Natural Earth outlines, read from the vendored TopoJSON files of the npm package world-atlas.

TopoJSON stores every line once, as an arc, and a ring as a list of arc numbers. That is what makes
borders easy: an arc that two countries use is a border, an arc that one uses is a coast.

Rings may cross the antimeridian (Russia, Fiji) or go round a pole (Antarctica). `unwrap` turns both
into rings on a plane whose longitudes run on past 180 degrees.

Format: https://github.com/topojson/topojson-specification
"""

from __future__ import annotations

import functools
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from itertools import accumulate, pairwise
from typing import Any, TypeAlias

from issue_papers.maps.clipping import Box, bounds

Position: TypeAlias = tuple[float, float]
"""Longitude, latitude in degrees, in GeoJSON's order."""

Line: TypeAlias = tuple[Position, ...]

FULL_TURN = 360.0
HALF_TURN = 180.0


@dataclass(frozen=True)
class Outline:
    """One territory, or all land.

    Attributes:
        id: ISO 3166-1 numeric code such as `"410"`; empty where Natural Earth gives none.
        name: Natural Earth's English name; empty for land.
        rings: Rings as arc numbers, `~n` standing for arc n reversed. Outer rings and holes
            together: fill them with the even-odd rule.
    """

    id: str
    name: str
    rings: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Topology:
    """Arcs, and the outlines that are made of them.

    Attributes:
        arcs: Lines of positions in degrees.
        objects: Outlines by object name: `land`, and in the countries file `countries`.
    """

    arcs: tuple[Line, ...]
    objects: Mapping[str, tuple[Outline, ...]]

    @functools.cached_property
    def extents(self) -> tuple[Box, ...]:
        """The bounds of each arc, in degrees."""
        return tuple(bounds(arc) for arc in self.arcs)

    def shared_arcs(self, name: str) -> tuple[int, ...]:
        """Return the numbers of the arcs that two or more outlines of an object use."""
        users = Counter(
            number
            for outline in self.objects[name]
            for number in {arc if arc >= 0 else ~arc for ring in outline.rings for arc in ring}
        )
        return tuple(sorted(number for number, count in users.items() if count > 1))


@functools.cache
def topology(name: str) -> Topology:
    """Load a vendored file, once a process.

    Args:
        name: File name without its ending: `countries-50m` or `land-110m`.

    Raises:
        FileNotFoundError: If no such file is vendored.
    """
    path = resources.files("issue_papers") / "data" / f"{name}.json"
    return decode(json.loads(path.read_text(encoding="utf-8")))


def decode(document: Mapping[str, Any]) -> Topology:
    """Decode a quantised TopoJSON document.

    Args:
        document: The parsed JSON. Its objects are GeometryCollections of Polygons and
            MultiPolygons, as in world-atlas; other geometry is ignored.
    """
    (scale_x, scale_y), (left, bottom) = (
        document["transform"]["scale"],
        document["transform"]["translate"],
    )

    def positions(deltas: Sequence[Sequence[int]]) -> Iterator[Position]:
        for x, y in zip(*(accumulate(axis) for axis in zip(*deltas, strict=True)), strict=True):
            yield x * scale_x + left, y * scale_y + bottom

    return Topology(
        arcs=tuple(tuple(positions(arc)) for arc in document["arcs"]),
        objects={
            name: tuple(_outline(geometry) for geometry in collection["geometries"])
            for name, collection in document["objects"].items()
        },
    )


def _outline(geometry: Mapping[str, Any]) -> Outline:
    polygons: list[list[list[int]]] = []
    if geometry["type"] == "Polygon":
        polygons = [geometry["arcs"]]
    elif geometry["type"] == "MultiPolygon":
        polygons = geometry["arcs"]
    return Outline(
        id=geometry.get("id", ""),
        name=geometry.get("properties", {}).get("name", ""),
        rings=tuple(tuple(ring) for polygon in polygons for ring in polygon),
    )


def stitch(ring: Iterable[int], arc: Callable[[int], Line]) -> list[Position]:
    """Join a ring's arcs into one list of positions, the last equal to the first.

    Args:
        ring: Arc numbers, `~n` for arc n reversed.
        arc: Returns an arc's positions; where lines are simplified, this is the place.
    """
    joined: list[Position] = []
    for number in ring:
        line = arc(number) if number >= 0 else arc(~number)[::-1]
        joined.extend(line[1:] if joined else line)
    return joined


def unwrap(line: Sequence[Position]) -> list[Position]:
    """Make longitudes continuous, so that no step is longer than half a turn.

    A ring that goes round a pole ends a full turn from where it began; it is closed along that
    pole, and so covers it.

    Args:
        line: Positions with longitudes from -180 to 180; a ring repeats its first position.

    Returns:
        Positions whose longitudes may lie beyond 180 degrees.
    """
    if not line:
        return []
    longitude, latitude = line[0]
    unwrapped = [(longitude, latitude)]
    for (before, _), (after, latitude) in pairwise(line):
        longitude += (after - before + HALF_TURN) % FULL_TURN - HALF_TURN
        unwrapped.append((longitude, latitude))
    first = unwrapped[0]
    if line[0] == line[-1] and abs(longitude - first[0]) > HALF_TURN:
        pole = 90.0 if sum(latitude for _, latitude in line) > 0 else -90.0
        unwrapped += [(longitude, pole), (first[0], pole), first]
    return unwrapped
