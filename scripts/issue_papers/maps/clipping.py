"""Lines and rings on a plane: cut to a box, simplified, and written as SVG path data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]

SMALLEST_RING = 3
SHORTEST_LINE = 2


@dataclass(frozen=True)
class Box:
    """A rectangle with sides parallel to the axes, in the unit of the points it is used with."""

    left: float
    bottom: float
    right: float
    top: float

    def meets(self, other: Box, shift: float = 0.0) -> bool:
        """Tell whether this box touches another one that is moved to the right by `shift`."""
        return (
            self.left <= other.right + shift
            and other.left + shift <= self.right
            and self.bottom <= other.top
            and other.bottom <= self.top
        )

    def overlaps(self, other: Box) -> bool:
        """Tell whether this box and another one cover some of the same; to touch isn't to cover."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.bottom < other.top
            and other.bottom < self.top
        )

    def holds(self, other: Box) -> bool:
        """Tell whether all of another box is in this one, be it at its edge."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.bottom <= other.bottom
            and other.top <= self.top
        )


def bounds(points: Iterable[Point]) -> Box:
    """Return the smallest box that holds all points (at least one)."""
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def clip_ring(ring: Sequence[Point], box: Box) -> list[Point]:
    """Cut a ring to a box, with the algorithm of Sutherland and Hodgman (1974).

    Where the ring leaves the box and comes back, the result runs along the box's edge: leave room
    between the box and what is shown.

    Args:
        ring: Points; whether the first is repeated at the end makes no difference to the shape.
        box: The part to keep.

    Returns:
        The points of the part inside; empty if there is none.
    """
    kept = list(ring)
    for axis, limit, sign in (
        (0, box.left, 1.0),
        (0, box.right, -1.0),
        (1, box.bottom, 1.0),
        (1, box.top, -1.0),
    ):
        kept = _clip_half_plane(kept, axis, limit, sign)
    return kept


def _clip_half_plane(ring: Sequence[Point], axis: int, limit: float, sign: float) -> list[Point]:
    kept: list[Point] = []
    for start, end in pairwise([*ring[-1:], *ring]):
        depth_start, depth_end = (sign * (point[axis] - limit) for point in (start, end))
        if (depth_start < 0) != (depth_end < 0):
            kept.append(_between(start, end, depth_start / (depth_start - depth_end)))
        if depth_end >= 0:
            kept.append(end)
    return kept


def clip_line(line: Sequence[Point], box: Box) -> list[list[Point]]:
    """Cut an open line to a box, segment by segment, as Liang and Barsky (1984) do.

    Args:
        line: Two or more points.
        box: The part to keep.

    Returns:
        The pieces inside, in order; nothing is drawn along the box's edge.
    """
    pieces: list[list[Point]] = []
    for start, end in pairwise(line):
        inside = _inside(start, end, box)
        if inside is None:
            continue
        enter, leave = _between(start, end, inside[0]), _between(start, end, inside[1])
        if pieces and pieces[-1][-1] == enter:
            pieces[-1].append(leave)
        else:
            pieces.append([enter, leave])
    return pieces


def _inside(start: Point, end: Point, box: Box) -> tuple[float, float] | None:
    """Return where a segment enters and leaves a box, as fractions of its length."""
    enter, leave = 0.0, 1.0
    for begin, finish, low, high in (
        (start[0], end[0], box.left, box.right),
        (start[1], end[1], box.bottom, box.top),
    ):
        run = finish - begin
        if run == 0:
            if not low <= begin <= high:
                return None
            continue
        near, far = sorted(((low - begin) / run, (high - begin) / run))
        enter, leave = max(enter, near), min(leave, far)
    return (enter, leave) if enter < leave else None


def _between(start: Point, end: Point, fraction: float) -> Point:
    if fraction in (0.0, 1.0):
        return end if fraction else start
    return (
        start[0] + fraction * (end[0] - start[0]),
        start[1] + fraction * (end[1] - start[1]),
    )


def simplify(points: Sequence[Point], tolerance: float) -> list[int]:
    """Choose the points to keep, with the algorithm of Douglas and Peucker (1973).

    Args:
        points: The line. Its two ends are always kept, so that lines that met still meet.
        tolerance: How far a point that is left out may lie from what is drawn, in the points' unit.

    Returns:
        Indices of the points to keep, in order.
    """
    kept = {0, len(points) - 1}
    open_spans = [(0, len(points) - 1)]
    while open_spans:
        first, last = open_spans.pop()
        if last - first < SHORTEST_LINE:
            continue
        farthest, middle = _farthest(points, first, last)
        if farthest > tolerance * tolerance:
            kept.add(middle)
            open_spans += [(first, middle), (middle, last)]
    return sorted(kept)


def _farthest(points: Sequence[Point], first: int, last: int) -> tuple[float, int]:
    """Return the square of the largest distance from a segment, and the index of that point.

    The inner loop of every map: written out, since a call a point would take most of the time.
    The segment may be of length zero.
    """
    start_x, start_y = points[first]
    along_x, along_y = points[last][0] - start_x, points[last][1] - start_y
    length = along_x * along_x + along_y * along_y
    farthest, middle = -1.0, first
    for index in range(first + 1, last):
        x, y = points[index]
        x -= start_x
        y -= start_y
        if length:
            fraction = (x * along_x + y * along_y) / length
            if fraction >= 1:
                x -= along_x
                y -= along_y
            elif fraction > 0:
                x -= fraction * along_x
                y -= fraction * along_y
        distance = x * x + y * y
        if distance >= farthest:
            farthest, middle = distance, index
    return farthest, middle


def path_data(lines: Iterable[Sequence[Point]], *, closed: bool) -> str:
    """Write lines as SVG path data, relative and rounded to one decimal.

    Each point is rounded by itself and the steps are taken between rounded points, so that errors
    don't add up and lines that share points stay together.

    Args:
        lines: Points in user units. What is too short to be seen after rounding is left out.
        closed: Whether the lines are rings, to be filled.
    """
    parts: list[str] = []
    shortest = SMALLEST_RING if closed else SHORTEST_LINE
    for line in lines:
        tenths = [(round(x * 10), round(y * 10)) for x, y in line]
        steps = [
            point for index, point in enumerate(tenths) if index == 0 or point != tenths[index - 1]
        ]
        if closed and len(steps) > 1 and steps[0] == steps[-1]:
            steps.pop()
        if len(steps) < shortest:
            continue
        moves = [(x - before_x, y - before_y) for (before_x, before_y), (x, y) in pairwise(steps)]
        parts.append(f"M{_numbers(steps[:1])}l{_numbers(moves)}{'z' if closed else ''}")
    return "".join(parts)


def _numbers(pairs: Iterable[tuple[int, int]]) -> str:
    """Write tenths as numbers, with a space only where the next one has no sign."""
    words = [_number(value) for pair in pairs for value in pair]
    return "".join(
        word if index == 0 or word.startswith("-") else f" {word}"
        for index, word in enumerate(words)
    )


def _number(tenths: int) -> str:
    whole, rest = divmod(abs(tenths), 10)
    sign = "-" if tenths < 0 else ""
    return f"{sign}{whole}" if not rest else f"{sign}{whole or ''}.{rest}"
