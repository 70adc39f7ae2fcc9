"""Small charts of one kind beside each other, which have their axes in common.

Vega draws them as one, on each other; `finishing` then gives each panel what is its own, and all of
them the axes. So scales can't differ, and many panels cost hardly more than one chart.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from issue_papers.blocks.chart import bars, lines, points
from issue_papers.blocks.chart.axes import Frame, numbers_of
from issue_papers.blocks.chart.ground import Ground, Panel, Sketch, Spec, keys, left_of
from issue_papers.blocks.chart.plan import Plan

_GAP = 22
_LEAST = 150
"""How wide a small chart is at least."""
_SIGNS = {"line": "line", "scatter": "point", "dot": "point"}


def sketch(plan: Plan, ground: Ground) -> Sketch:
    """Sketch a chart for each panel, in rows."""
    size = ground.size
    beside = max(1, min(3, len(plan.panels), int((size.width + _GAP) // (_LEAST + _GAP))))
    width = (size.width - _GAP * (beside - 1)) / beside
    frame = Frame(width, round(width * 0.62), numbers_of(plan, 4))
    small = replace(ground, size=replace(size, width=int(width), height=int(frame.height)))
    drawn = _drawer(plan)(plan, small, frame)
    left, across = left_of(drawn), float(drawn["width"])
    step = width + _GAP
    panels = tuple(
        Panel(
            rows=frozenset(point.row for point in plan.points if point.panel == name),
            title=tuple(small.lines(ground.words.word(name), across)),
            title_at=across if ground.is_mirrored else 0.0,
            x=ground.place(step * (number % beside), size.width - width),
            line=number // beside,
        )
        for number, name in enumerate(plan.panels)
    )
    told = keys(plan, ground, _SIGNS.get(plan.chart.type, "area"))
    return Sketch(drawn, told, plan.chart.unit or "", left, panels=panels)


def _drawer(plan: Plan) -> Callable[[Plan, Ground, Frame], Spec]:
    """Return what draws them."""
    match plan.chart.type:
        case "line" | "area":
            return lambda plan, ground, frame: lines.view(plan, ground, frame, ())
        case "scatter":
            return points.scatter
        case "dot":
            return points.dots
        case _:
            return bars.view
