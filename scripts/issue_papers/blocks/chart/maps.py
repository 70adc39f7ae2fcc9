"""Maps: countries filled by a number, or cities with circles as large as theirs.

A map is never mirrored. Countries are in up to five shades from light to dark, which can be told
apart without colour; what has no number is land like all other. A country too small to be seen is a
circle in its shade, with an edge, as on printed maps.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TypeAlias

from issue_papers.blocks.chart.ground import (
    FINE,
    NARROW,
    ROW,
    SERIES,
    SHADES,
    Backdrop,
    Ground,
    Key,
    Sketch,
    Spec,
    colour,
    row,
)
from issue_papers.blocks.chart.names import Spot, beside
from issue_papers.blocks.chart.plan import Plan, Point
from issue_papers.blocks.chart.scales import scale
from issue_papers.content.model import City
from issue_papers.maps.clipping import Box
from issue_papers.maps.regions import Regions, regions
from issue_papers.maps.spreading import spread

_LARGEST = 15.0
"""The radius of the largest circle, in pixels."""
_SMALL = 2.5
"""A country that covers fewer square pixels can't be seen, and gets a circle."""
_DOT, _DOT_ON_PHONE = 3.2, 2.8
"""The radius of that, in pixels."""
_DOT_EDGE = 0.8

Class: TypeAlias = tuple[float, float, str]
"""Numbers that have a shade in common: from where to where, and in words."""


def sketch(plan: Plan, ground: Ground, cities: Mapping[str, City], no_data: str) -> Sketch:
    """Sketch a map of countries or of cities.

    Args:
        plan: What it shows.
        ground: What it is drawn on.
        cities: Those that the site knows.
        no_data: What is said of countries without a number.
    """
    world = regions(ground.size.width)
    are_cities = bool(plan.points) and all(point.x in cities for point in plan.points)
    unit = plan.chart.unit or ""
    whole = {"width": world.width, "height": world.height}
    if are_cities:
        layers = _circles(plan, ground, world, cities)
        land = (Backdrop(world.land, "map-land"),)
        return Sketch({**whole, "layer": layers}, head=unit, left=0, below=land)
    classes = _classes(plan, ground)
    tokens = _tokens(len(classes))
    keys = tuple(
        Key(number, "shade", words, token)
        for number, ((_, _, words), token) in enumerate(zip(classes, tokens, strict=True))
    )
    small = [point for point in plan.points if world.area(point.x) < _SMALL]
    large = [point for point in plan.points if point not in small]
    if any(code not in {point.x for point in plan.points} for code in world.steps):
        keys += (Key(len(keys), "land", no_data, "surface"),)
    return Sketch(
        {**whole, **_countries(large, world, classes, tokens)},
        keys,
        unit,
        left=0,
        # As light as can be: the lightest shade is to be told from it.
        below=(Backdrop(world.land, "surface", "rule-strong"),),
        above=(
            Backdrop(world.borders, stroke="rule-strong"),
            *_dots(small, ground, world, classes, tokens),
        ),
    )


def _tokens(count: int) -> list[str]:
    """Return the shades of so many classes, the lightest first."""
    if count == 1:
        return [SHADES[3]]
    shades = SHADES if count > 2 else (SHADES[1], SHADES[4])  # noqa: PLR2004 - far apart
    return [shades[round(n * (len(shades) - 1) / (count - 1))] for n in range(count)]


def _dots(
    points: Sequence[Point],
    ground: Ground,
    world: Regions,
    classes: Sequence[Class],
    tokens: Sequence[str],
) -> Iterator[Backdrop]:
    """Yield circles for countries that are too small to be seen, none on another."""
    radius = _DOT if ground.size.width > NARROW.width else _DOT_ON_PHONE
    middles = {str(point.row): world.middle(point.x) for point in points}
    box = Box(radius, radius, world.width - radius, world.height - radius)
    placed = spread({row: at for row, at in middles.items() if at}, 2 * radius, box)
    for point in points:
        if at := placed.get(str(point.row)):
            x, y = at[0] - radius, at[1]
            half = f"a{radius},{radius},0,1,1"
            path = f"M{x:.1f},{y:.1f}{half},{2 * radius},0{half},{-2 * radius},0Z"
            fill = tokens[_class(point, classes)]
            yield Backdrop(path, fill, "ink-soft", _DOT_EDGE, point.row)


def _countries(
    points: Sequence[Point], world: Regions, classes: Sequence[Class], tokens: Sequence[str]
) -> Spec:
    """Return countries by the shades of their numbers."""
    values = [
        {
            "type": "Feature",
            "properties": {"i": row(point.row), "s": _class(point, classes)},
            "geometry": {
                "type": "MultiPolygon",
                "coordinates": [[[*ring, ring[0]]] for ring in world.country(point.x)],
            },
        }
        for point in points
    ]
    fill = {
        "field": "properties.s",
        "type": "nominal",
        "legend": None,
        "scale": {
            "domain": list(range(len(classes))),
            "range": [colour(token) for token in tokens],
        },
    }
    return {
        "data": {"values": values},
        "projection": {"type": "identity", "scale": 1, "translate": [0, 0]},
        "mark": {
            "type": "geoshape",
            "filled": True,
            "stroke": colour("rule-strong"),
            "strokeWidth": FINE,
        },
        "encoding": {
            "fill": fill,
            "description": {"field": "properties.i", "type": "nominal"},
        },
    }


def _classes(plan: Plan, ground: Ground) -> list[Class]:
    """Return the classes of numbers: from where to where, and in words."""
    values = sorted({point.y for point in plan.points})
    if len(values) <= len(SHADES):
        return [(value, value, ground.words.number(value, is_shown=True)) for value in values]
    along = scale(values[0], values[-1], len(SHADES) + 1, from_zero=False)
    step = 1
    while len(along.ticks) - 1 > len(SHADES) * step:
        step += 1
    edges = [*along.ticks[::step]]
    if edges[-1] < along.high:
        edges.append(edges[-1] + (edges[1] - edges[0]))
    said = [ground.words.number(edge, is_shown=True) for edge in edges]
    return [
        (low, high, f"{said[n]}\u2013{said[n + 1]}")
        for n, (low, high) in enumerate(pairwise(edges))
    ]


def _class(point: Point, classes: Sequence[Class]) -> int:
    """Return which class a number is in; one at an edge is in the upper one."""
    for number, (low, high, _) in enumerate(classes):
        if low <= point.y < high or (low == high == point.y):
            return number
    return len(classes) - 1


def _circles(plan: Plan, ground: Ground, world: Regions, cities: Mapping[str, City]) -> list[Spec]:
    """Return circles whose areas are as numbers are, and the names of some."""
    largest = max((abs(point.y) for point in plan.points), default=0) or 1
    most = _LARGEST if ground.size.width > NARROW.width else _LARGEST * 0.7
    placed = [
        (point, world.place(cities[point.x].coordinates), most * math.sqrt(abs(point.y) / largest))
        for point in sorted(plan.points, key=lambda point: (-abs(point.y), point.row))
    ]
    values = [
        {"i": row(point.row), "px": x, "py": y, "z": math.pi * max(radius, 2) ** 2}
        for point, (x, y), radius in placed
    ]
    channels: Spec = {
        "x": {"field": "px", "type": "quantitative", "scale": None, "axis": None},
        "y": {"field": "py", "type": "quantitative", "scale": None, "axis": None},
        "size": {"field": "z", "type": "quantitative", "scale": None, "legend": None},
        **ROW,
    }
    mark = {
        "type": "point",
        "shape": "circle",
        "filled": True,
        "fill": colour(SERIES[0]),
        "opacity": 1,
        "stroke": colour("paper"),
        "strokeWidth": 0.8,
    }
    circles = {"data": {"values": values}, "mark": mark, "encoding": channels}
    spots = [
        Spot(f"{ground.words.word(p.x)} {ground.words.number(p.y, is_shown=True)}", x, y, radius)
        for p, (x, y), radius in placed
    ]
    return [circles, *beside(spots, ground, world.width, world.height)]
