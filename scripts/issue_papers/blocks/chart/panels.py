"""Small charts of one kind beside each other, which have their axes in common."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from issue_papers.blocks.chart import bars, lines, points
from issue_papers.blocks.chart.axes import Frame, numbers_of
from issue_papers.blocks.chart.ground import PAD, Ground, Key, Sketch, Spec, keys, left_of
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
    draw = _drawer(plan)
    small = replace(ground, size=replace(size, width=int(width), height=int(frame.height)))
    views, left = [], 0.0
    for name in plan.panels:
        drawn = draw(plan.of(name), small, frame)
        left = left_of(drawn)
        title = list(small.lines(ground.words.word(name), width - PAD))
        anchor = "end" if ground.is_mirrored else "start"
        views.append({**drawn, "title": {"text": title, "anchor": anchor, "offset": PAD}})
    rows = [views[first : first + beside] for first in range(0, len(views), beside)]
    if ground.is_mirrored:
        room = {"width": views[0]["width"], "height": views[0]["height"]}
        mark = {"type": "point", "opacity": 0, "size": 0}
        empty: Spec = {**room, "data": {"values": [{}]}, "mark": mark}
        rows = [[*[empty] * (beside - len(each)), *reversed(each)] for each in rows]
        views = [view for each in rows for view in each]
    # Reckoned without the words at their sides: what Vega measures depends on its typeface.
    gap = _GAP + width - float(views[-1]["width"])
    apart = {"row": _GAP + 3 * ground.line, "column": gap}
    spec: Spec = {"concat": views, "columns": beside, "spacing": apart, "bounds": "flush"}
    told = keys(plan, ground, _SIGNS.get(plan.chart.type, "area"))
    return Sketch(spec, told, plan.chart.unit or "", left)


def _drawer(plan: Plan) -> Callable[[Plan, Ground, Frame], Spec]:
    """Return what draws one of them."""
    none: tuple[Key, ...] = ()
    match plan.chart.type:
        case "line" | "area":
            return lambda each, ground, frame: lines.view(each, ground, frame, none)
        case "scatter":
            return points.scatter
        case "dot":
            return points.dots
        case _:
            return bars.view
