"""Marks of a map moved apart, so that each can be seen and touched."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from issue_papers.maps.clipping import Box, Point


def spread(points: Mapping[str, Point], spacing: float, box: Box) -> dict[str, Point]:
    """Move points that are too close together apart, and leave the others where they are.

    Pairs that are too close push each other away, a little at a time, until all have room. Ids
    decide who goes where, so that the order of the input makes no difference.

    Args:
        points: Points by id, in user units; some may coincide.
        spacing: Least distance between two points.
        box: What all points are kept in.

    Returns:
        Points by id; moved ones rounded to one decimal. In a box too full some stay too close.
    """
    names = sorted(points)
    directions = dict(zip(names, _sunflower(len(names)), strict=True))
    placed = {name: _within(box, points[name]) for name in names}
    moved = {name for name in names if placed[name] != points[name]}
    wanted = spacing + 0.2  # the rounding of two points takes away at most 0.15
    for _ in range(1000):
        crowded = _crowded(names, placed, wanted - 0.01)
        if not crowded:
            break
        for one, other in crowded:
            (x1, y1), (x2, y2) = placed[one], placed[other]
            dx, dy = x2 - x1, y2 - y1
            short = wanted - math.hypot(dx, dy)
            if not (dx or dy):
                dx, dy = (b - a for a, b in zip(directions[one], directions[other], strict=True))
            push = max(short, 0.0) / 4 / math.hypot(dx, dy)
            placed[one] = _within(box, (x1 - dx * push, y1 - dy * push))
            placed[other] = _within(box, (x2 + dx * push, y2 + dy * push))
        moved.update(name for pair in crowded for name in pair)
    return {name: rounded(placed[name]) if name in moved else points[name] for name in points}


def _sunflower(count: int) -> Iterator[Point]:
    """Yield points around the origin, all different and evenly spread in direction."""
    golden_angle = math.pi * (3 - math.sqrt(5))
    for index in range(count):
        radius = math.sqrt(index + 1)
        yield radius * math.cos(index * golden_angle), radius * math.sin(index * golden_angle)


def _crowded(
    names: Sequence[str], placed: Mapping[str, Point], distance: float
) -> list[tuple[str, str]]:
    """Return the pairs that are closer than that, in the order of their names.

    Only points in the same square of a grid of that width, or in one beside it, can be.
    """
    squares: dict[tuple[int, int], list[int]] = defaultdict(list)
    for index, name in enumerate(names):
        x, y = placed[name]
        squares[math.floor(x / distance), math.floor(y / distance)].append(index)
    found = [
        (one, other)
        for (column, row), own in squares.items()
        for right, down in product((-1, 0, 1), repeat=2)
        for other in squares.get((column + right, row + down), ())
        for one in own
        if one < other and math.dist(placed[names[one]], placed[names[other]]) < distance
    ]
    return [(names[one], names[other]) for one, other in sorted(found)]


def _within(box: Box, point: Point) -> Point:
    return (
        min(max(point[0], box.left), box.right),
        min(max(point[1], box.bottom), box.top),
    )


def rounded(point: Point) -> Point:
    """Return a point with one decimal."""
    return round(point[0], 1), round(point[1], 1)
