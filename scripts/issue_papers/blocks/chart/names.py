"""Names beside what they name: as many as have room, none over another or over what is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from issue_papers.blocks.chart.ground import PAD, Ground, Spec
from issue_papers.blocks.chart.lines import written

MOST_NAMES = 14
_NEAR = 3
_Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Spot:
    """Something round that may bear a name.

    Attributes:
        words: The name.
        x: Its middle, in pixels.
        y: The same.
        radius: The same.
    """

    words: str
    x: float
    y: float
    radius: float

    @property
    def box(self) -> _Box:
        """What it covers: left, top, right, bottom."""
        return (
            *(self.x - self.radius, self.y - self.radius),
            *(self.x + self.radius, self.y + self.radius),
        )


def beside(spots: Sequence[Spot], ground: Ground, width: float, height: float) -> list[Spec]:
    """Return the names that have room beside their spots, at the side where reading goes on first.

    Args:
        spots: What is drawn; the first ones are named first.
        ground: What it is drawn on.
        width: How wide that is.
        height: The same.
    """
    taken = [spot.box for spot in spots]
    found: list[Spec] = []
    for index, spot in enumerate(spots[:MOST_NAMES]):
        others = [box for n, box in enumerate(taken) if n != index]
        for box in _places(spot, ground):
            is_inside = box[0] > PAD / 2 and box[2] < width and box[1] >= 0 and box[3] <= height
            if is_inside and not any(_meet(box, other) for other in others):
                taken.append(box)
                found.append({"px": box[0], "py": (box[1] + box[3]) / 2, "t": spot.words})
                break
    return [written(found, ground, align="left")] if found else []


def _places(spot: Spot, ground: Ground) -> list[_Box]:
    """Return where a name may stand: beside, then above and below."""
    width, line = ground.width(spot.words), ground.line
    right, left = spot.x + spot.radius + _NEAR, spot.x - spot.radius - _NEAR - width
    sides = [(x, spot.y - line / 2) for x in (right, left)]
    middle = spot.x - width / 2
    ends = [(middle, spot.y - spot.radius - line), (middle, spot.y + spot.radius)]
    return [(x, y, x + width, y + line) for x, y in (*sides, *ends)]


def _meet(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
