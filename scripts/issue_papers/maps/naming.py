"""Where the names of marks go on a map: none over another, over a mark, or out of the map.

Each name may stand at eight places around its mark, and farther away with a line that leads there.
The mark that has the fewest free places chooses first, so that a name in the open sea takes no room
from one in a crowd; among equals the one that was given first does. A name that finds no room is
left out: its mark gets a number, and the name stands in a list below the map.

Names aren't mirrored with the direction of a script: a map isn't, either. A name beside its mark is
held at the edge that is next to it, so that one that comes out narrower than it was measured stays
there.

The problem is that of point-feature label placement: Christensen, Marks & Shieber (1995), "An
empirical study of algorithms for point-feature label placement", ACM Transactions on Graphics 14
(3), 203-232, https://doi.org/10.1145/212332.212334; what is done here is their greedy method.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from issue_papers.maps.clipping import Box, Point, clip_line

_LEADING = 1.15
"""Height of a line of a name, in its letters' sizes."""

_ASCENT = 0.82
"""How far below a line's top its letters stand, in their sizes."""

_NEAR = ((1, 0), (-1, 0), (0.8, -0.8), (-0.8, -0.8), (0.8, 0.8), (-0.8, 0.8), (0, -1), (0, 1))
"""Where a name may stand by its mark, the best first: y grows downwards."""

_FAR = tuple(
    (math.cos(turn * math.tau / 16), -math.sin(turn * math.tau / 16))
    for turn in (0, 8, 1, 7, 15, 9, 2, 6, 14, 10, 3, 5, 13, 11, 4, 12)
)
_REACHES = (12.0, 24.0, 40.0)
"""How long a line to a name may be, in user units."""


@dataclass(frozen=True)
class Lettering:
    """How names are set.

    Attributes:
        size: Of the letters, in user units.
        radius: Of the marks that they are names of.
        lines: Breaks a name into lines, and measures them: the lines, and the width of the widest
            in user units.
        gap: Between a mark and its name, in user units.
    """

    size: float
    radius: float
    lines: Callable[[str], tuple[tuple[str, ...], float]]
    gap: float = 3.0


@dataclass(frozen=True)
class Name:
    """A name on a map, in user units.

    Attributes:
        x: Where its lines are held.
        anchor: By what: SVG's `start` (the left edge), `middle` or `end` (the right one).
        lines: Baseline and words of each.
        box: What it covers; `bottom` is its upper edge, as y grows downwards.
        leader: The ends of the line from its mark; none where it stands beside it.
    """

    x: float
    anchor: str
    lines: tuple[tuple[float, str], ...]
    box: Box
    leader: tuple[Point, Point] | None = None


@dataclass(frozen=True)
class _Place:
    box: Box
    side: float
    leader: tuple[Point, Point] | None = None


def named(
    marks: Mapping[str, Point],
    names: Mapping[str, str],
    *,
    box: Box,
    lettering: Lettering,
    taken: Iterable[tuple[Point, Point]] = (),
) -> dict[str, Name]:
    """Place the names of marks.

    Args:
        marks: The middle of each mark by its id, in user units, in the order of importance.
        names: The name of each, by the same ids.
        box: What names are kept in.
        lettering: How they are set.
        taken: Lines that no name may cover.

    Returns:
        The names that have room, by id. The same input gives the same output.
    """
    free = _Free(marks, lettering.radius, box, list(taken))
    set_ = {mark: lettering.lines(names[mark]) for mark in marks}
    places = {
        mark: [
            place for place in _places(marks[mark], set_[mark], lettering) if free.has(place, mark)
        ]
        for mark in marks
    }
    order = sorted(marks, key=lambda mark: len(places[mark]))  # stable: importance decides
    found: dict[str, Name] = {}
    for mark in order:
        place = next((place for place in places[mark] if free.has(place, mark)), None)
        if place:
            free.take(place)
            found[mark] = _name(place, set_[mark][0], lettering)
    return {mark: found[mark] for mark in marks if mark in found}


class _Free:
    """What of a map is free."""

    def __init__(
        self,
        marks: Mapping[str, Point],
        radius: float,
        box: Box,
        lines: list[tuple[Point, Point]],
    ) -> None:
        self._marks = marks
        self._radius = radius
        self._box = box
        self._lines = lines
        self._boxes: list[Box] = []

    def has(self, place: _Place, own: str) -> bool:
        """Whether a name may stand at a place."""
        box, leader = place.box, place.leader
        if not self._box.holds(box):
            return False
        if any(box.overlaps(other) for other in self._boxes):
            return False
        for mark, (x, y) in self._marks.items():
            if mark != own and _distance_to_box((x, y), box) < self._radius:
                return False
            if mark != own and leader and _distance((x, y), *leader) < self._radius:
                return False
        if any(_crosses(box, *line) for line in self._lines):
            return False
        return not leader or (
            not any(_crosses(other, *leader) for other in self._boxes)
            and not any(_meet(leader, line) for line in self._lines)
        )

    def take(self, place: _Place) -> None:
        """Take a place."""
        self._boxes.append(place.box)
        if place.leader:
            self._lines.append(place.leader)


def _places(
    mark: Point, lines: tuple[tuple[str, ...], float], lettering: Lettering
) -> Iterable[_Place]:
    """Yield where a mark's name may stand, the best first."""
    width, height = lines[1], len(lines[0]) * lettering.size * _LEADING
    radius = lettering.radius
    away = radius + lettering.gap
    for dx, dy in _NEAR:
        yield _Place(_beside(mark, (dx, dy), away, width, height), _side(dx))
    for reach in _REACHES:
        for dx, dy in _FAR:
            start = (mark[0] + dx * radius, mark[1] + dy * radius)
            end = (mark[0] + dx * (radius + reach), mark[1] + dy * (radius + reach))
            box = _beside(mark, (dx, dy), radius + reach + 2, width, height)
            yield _Place(box, _side(dx), (_tenths(start), _tenths(end)))


def _beside(mark: Point, to: Point, away: float, width: float, height: float) -> Box:
    """Return the box of a name that begins so far away from a mark, in a direction."""
    dx, dy = to
    x, y = mark[0] + dx * away, mark[1] + dy * away
    # The nearest point of the box to the mark is on the line between them.
    left = x - width / 2 * (1 - _side(dx))
    top = y - height / 2 * (1 - _side(dy))
    return Box(left, top, left + width, top + height)


def _side(part: float) -> float:
    """Return 1 where a name stands wholly on one side, -1 on the other, and 0 between."""
    return max(-1.0, min(1.0, part * 1.6))


def _name(place: _Place, lines: Sequence[str], lettering: Lettering) -> Name:
    step = lettering.size * _LEADING
    first = place.box.bottom + lettering.size * _ASCENT
    x, anchor = (place.box.left + place.box.right) / 2, "middle"
    if place.side == 1:
        x, anchor = place.box.left, "start"
    elif place.side == -1:
        x, anchor = place.box.right, "end"
    return Name(
        x=round(x, 1),
        anchor=anchor,
        lines=tuple((round(first + n * step, 1), line) for n, line in enumerate(lines)),
        box=place.box,
        leader=place.leader,
    )


def _distance_to_box(point: Point, box: Box) -> float:
    dx = max(box.left - point[0], 0.0, point[0] - box.right)
    dy = max(box.bottom - point[1], 0.0, point[1] - box.top)
    return math.hypot(dx, dy)


def _distance(point: Point, start: Point, end: Point) -> float:
    """Return how far a point is from a line between two."""
    along = (end[0] - start[0], end[1] - start[1])
    length = along[0] ** 2 + along[1] ** 2
    fraction = 0.0
    if length:
        dot = (point[0] - start[0]) * along[0] + (point[1] - start[1]) * along[1]
        fraction = max(0.0, min(1.0, dot / length))
    return math.dist(point, (start[0] + fraction * along[0], start[1] + fraction * along[1]))


def _crosses(box: Box, start: Point, end: Point) -> bool:
    """Whether a line goes through a box."""
    return bool(clip_line((start, end), box))


def _meet(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    """Whether two lines cross."""

    def side(line: tuple[Point, Point], point: Point) -> float:
        (x1, y1), (x2, y2) = line
        return (x2 - x1) * (point[1] - y1) - (y2 - y1) * (point[0] - x1)

    return (
        side(one, other[0]) * side(one, other[1]) < 0
        and side(other, one[0]) * side(other, one[1]) < 0
    )


def _tenths(point: Point) -> Point:
    return round(point[0], 1), round(point[1], 1)
