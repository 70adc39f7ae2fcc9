"""Names beside what they name: as many as have room, none over another or over what is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from issue_papers.blocks.chart.ground import PAD, Ground, Spec
from issue_papers.blocks.chart.lines import written
from issue_papers.maps.clipping import Box

MOST_NAMES = 14
_NEAR = 3


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
    def box(self) -> Box:
        """What it covers; `bottom` is its upper edge, as y grows downwards."""
        x, y, radius = self.x, self.y, self.radius
        return Box(x - radius, y - radius, x + radius, y + radius)


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
            is_across = box.left > PAD / 2 and box.right < width
            is_inside = is_across and box.bottom >= 0 and box.top <= height
            if is_inside and not any(box.overlaps(other) for other in others):
                taken.append(box)
                middle = (box.bottom + box.top) / 2
                found.append({"px": box.left, "py": middle, "t": spot.words})
                break
    return [written(found, ground, align="left")] if found else []


def _places(spot: Spot, ground: Ground) -> list[Box]:
    """Return where a name may stand: beside, then above and below."""
    width, line = ground.width(spot.words), ground.line
    right, left = spot.x + spot.radius + _NEAR, spot.x - spot.radius - _NEAR - width
    sides = [(x, spot.y - line / 2) for x in (right, left)]
    middle = spot.x - width / 2
    ends = [(middle, spot.y - spot.radius - line), (middle, spot.y + spot.radius)]
    return [Box(x, y, x + width, y + line) for x, y in (*sides, *ends)]
