"""Writes the countries that charts fill, as small as charts draw them: `data/regions.json`.

Run by hand when the outlines, the projection or the widths of charts change; a test compares:

    python tests/tools/regions.py

To read, simplify and project the outlines takes over half a second for each width, which a chart
must not take.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from babel import Locale
from issue_papers.blocks.chart.ground import NARROW, WIDE
from issue_papers.maps import regions
from issue_papers.maps.clipping import SMALLEST_RING, Point, path_data
from issue_papers.maps.outlines import (
    WORLD_CENTRE,
    WORLD_NORTH,
    WORLD_SOUTH,
    Sheet,
    territory,
)
from issue_papers.maps.projection import EqualEarth
from issue_papers.maps.topojson import Outline, topology

FILE = Path(regions.__file__).parents[1] / "data" / f"{regions.FILE}.json"
_TOLERANCE = 0.5
_SMALLEST = 1.6
_LETTERS = 2
_TENTHS = 10

Rings = tuple[Sequence[Point], ...]


def drawn(width: int) -> dict[str, Any]:
    """Draw the world so many user units wide, as `regions.Regions` has it."""
    outlines = topology("countries-50m")
    projection = EqualEarth(width, WORLD_CENTRE, WORLD_NORTH)
    south = projection((WORLD_CENTRE, WORLD_SOUTH))[1]
    sheet = Sheet(outlines, projection, projection.window, _TOLERANCE)

    def rings(found: Iterable[Outline], smallest: float = 0.0) -> Rings:
        shapes = sheet.rings(found, smallest)
        return tuple(tuple(ring) for ring in shapes if min(y for _, y in ring) < south)

    names = map(str, Locale("en").territories)
    codes = [code for code in names if len(code) == _LETTERS and code.isalpha()]
    countries = {code: rings(territory(outlines, code)) for code in sorted(codes)}
    borders = tuple(
        tuple(line)
        for line in sheet.lines(outlines.shared_arcs("countries"))
        if min(y for _, y in line) < south
    )
    return {
        "height": math.ceil(south),
        "land": path_data(rings(outlines.objects["land"], _SMALLEST), closed=True),
        "borders": path_data(borders, closed=False),
        "countries": {
            code: _large(list(map(_steps, found))) for code, found in countries.items() if found
        },
    }


def _large(rings: list[list[int]]) -> list[list[int]]:
    """Return the rings that have an area; one of a country that has none."""
    return [ring for ring in rings if len(ring) >= 2 * SMALLEST_RING] or rings[:1]


def _steps(ring: Sequence[Point]) -> list[int]:
    """Return a ring in tenths: where it begins, and each step from there; x, y, x, y …"""
    tenths = [(round(x * _TENTHS), round(y * _TENTHS)) for x, y in ring]
    if tenths[0] == tenths[-1]:
        tenths.pop()
    moves = [
        (x - before_x, y - before_y)
        for (before_x, before_y), (x, y) in pairwise(tenths)
        if (x, y) != (before_x, before_y)
    ]
    return [part for pair in (tenths[0], *moves) for part in pair]


def written() -> str:
    """Return the file, a line a country."""
    found = {str(size.width): drawn(size.width) for size in (WIDE, NARROW)}
    parts = []
    for width, world in found.items():
        countries = ",\n".join(
            f"{json.dumps(code)}:{json.dumps(rings, separators=(',', ':'))}"
            for code, rings in world.pop("countries").items()
        )
        said = ",\n".join(f"{json.dumps(key)}:{json.dumps(value)}" for key, value in world.items())
        parts.append(f'{json.dumps(width)}:{{\n{said},\n"countries":{{\n{countries}\n}}}}')
    return "{" + ",\n".join(parts) + "}\n"


if __name__ == "__main__":
    FILE.write_text(written(), encoding="utf-8")
