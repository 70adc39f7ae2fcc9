"""Points: scattered by two numbers, or along a line for each of what is compared."""

from __future__ import annotations

import math

from issue_papers.blocks.chart.axes import Frame, at_values, grid, number_axis, numbers_of
from issue_papers.blocks.chart.ground import (
    OF,
    PAD,
    ROW,
    SHAPES,
    Ground,
    Sketch,
    Spec,
    by_series,
    colour,
    keys,
    labelled,
    left_of,
    of,
    row,
    side_of,
)
from issue_papers.blocks.chart.names import MOST_NAMES, Spot, beside
from issue_papers.blocks.chart.plan import Plan
from issue_papers.blocks.chart.scales import Scale, scale

_SIZE = 70
_BAND = 28.0


def sketch(plan: Plan, ground: Ground) -> Sketch:
    """Sketch points."""
    frame = Frame(ground.size.width, ground.size.height, numbers_of(plan, ground.ticks))
    told = keys(plan, ground, "point")
    if plan.chart.type == "dot":
        drawn = dots(plan, ground, frame)
        return Sketch(drawn, told, plan.chart.unit or "", left_of(drawn))
    column = plan.sheet.column(plan.chart.y or "")
    head = plan.chart.unit or (ground.words.heading(column) if column is not None else "")
    drawn = scatter(plan, ground, frame)
    return Sketch(drawn, told, head, left_of(drawn))


def _marks(plan: Plan) -> Spec:
    """Return how points of each series look."""
    domain = list(range(max(len(plan.series), 1)))
    shapes = [SHAPES[number % len(SHAPES)] for number in domain]
    return {
        **by_series(len(plan.series)),
        "shape": {
            "field": "s",
            "type": "nominal",
            "legend": None,
            "scale": {"domain": domain, "range": shapes},
        },
        **ROW,
    }


def scatter(plan: Plan, ground: Ground, frame: Frame) -> Spec:
    """Return points by two numbers."""
    numbers = frame.numbers
    side = ground.widest([ground.words.tick(tick) for tick in numbers.ticks]) + PAD
    width = frame.width - side
    places = [point.at for point in plan.points]
    along = scale(min(places), max(places), ground.ticks + 1, from_zero=False)
    column = plan.sheet.column(plan.chart.x or "")
    ticks = {tick: ground.words.number(tick) for tick in along.ticks}
    room = max(ground.width(ticks[along.ticks[-1]]) / 2, PAD)
    values = [{"i": row(p.row), "at": p.at, "v": p.y, "s": p.series} for p in plan.points]
    points = {
        "data": {"values": values},
        "mark": {
            "type": "point",
            "filled": True,
            "size": _SIZE,
            "opacity": 1,
            "stroke": colour("paper"),
            "strokeWidth": 0.8,
        },
        "encoding": {
            "x": {
                "field": "at",
                "type": "quantitative",
                "scale": ground.across(along.low, along.high, PAD, width - room, width),
                "axis": {
                    **at_values(ticks),
                    "title": "" if column is None else ground.words.heading(column),
                    "titleAnchor": "middle",
                    "titlePadding": PAD,
                    "grid": True,
                },
            },
            "y": {
                "field": "v",
                "type": "quantitative",
                "scale": {
                    "domain": [numbers.low, numbers.high],
                    "range": [frame.height, 0],
                    "nice": False,
                    "zero": False,
                },
                "axis": number_axis(frame, ground, is_upright=True),
            },
            **_marks(plan),
        },
    }
    return {
        "width": width,
        "height": frame.height,
        "layer": [
            grid(frame, numbers.low, numbers.high, 0, width),
            points,
            *beside(
                _spots(plan, ground, Frame(width, frame.height, numbers), along, room),
                ground,
                width,
                frame.height,
            ),
        ],
        **side_of(side, ground),
    }


def _spots(plan: Plan, ground: Ground, frame: Frame, along: Scale, room: float) -> list[Spot]:
    """Return points with their names, the highest first; none where the file doesn't name them.

    Names are in the one column that nothing else is made of, and that differs in each row.
    """
    chart, sheet = plan.chart, plan.sheet
    used = {sheet.column(name) for name in (chart.x, chart.y, chart.series, chart.panels) if name}
    others = [n for n in range(len(sheet.columns)) if n not in used]
    if len(others) != 1 or len(plan.points) > MOST_NAMES or chart.panels:
        return []
    names = [sheet.rows[point.row].cells[others[0]] for point in plan.points]
    if len(set(names)) < len(names) or not all(names):
        return []
    across = frame.width - room - PAD
    return [
        Spot(
            ground.words.word(name),
            ground.place(PAD + along.share(point.at) * across, frame.width),
            (1 - frame.numbers.share(point.y)) * frame.height,
            math.sqrt(_SIZE / math.pi),
        )
        for name, point in sorted(zip(names, plan.points, strict=True), key=lambda each: -each[1].y)
    ]


def dots(plan: Plan, ground: Ground, frame: Frame) -> Spec:
    """Return points along a line for each of what is compared, and how far apart they are."""
    most = frame.width * 0.36
    names = {name: ground.lines(ground.words.word(name), most) for name in plan.categories}
    side = ground.widest([line for lines in names.values() for line in lines]) + PAD
    tallest = max((len(lines) for lines in names.values()), default=1)
    band = max(_BAND, tallest * ground.line + 8)
    width = frame.width - side
    numbers = frame.numbers
    room = ground.width(ground.words.tick(numbers.ticks[-1])) / 2
    values = [{"i": row(p.row), "c": p.x, "v": p.y, "s": p.series} for p in plan.points]
    spans = []
    for name in plan.categories:
        for panel in plan.panels or ("",):
            found = [p for p in plan.points if (p.x, p.panel) == (name, panel)]
            if found:
                low, high = min(p.y for p in found), max(p.y for p in found)
                spans.append({"o": of(found[0].row), "c": name, "v": low, "w": high})
    along = {
        "type": "quantitative",
        "scale": ground.across(numbers.low, numbers.high, PAD, width - room, width),
        "axis": number_axis(frame, ground, is_upright=False),
    }
    return {
        "width": width,
        "height": band * len(plan.categories),
        "encoding": {
            "y": {
                "field": "c",
                "type": "ordinal",
                "sort": None,
                "scale": {"domain": list(plan.categories)},
                "axis": {
                    "title": None,
                    "orient": ground.start,
                    "labelExpr": labelled(names),
                    "labelColor": colour("ink"),
                    "grid": True,
                },
            }
        },
        "layer": [
            {
                "data": {"values": spans},
                "mark": {"type": "rule", "stroke": colour("rule-strong"), "strokeWidth": 2},
                "encoding": {"x": {"field": "v", **along}, "x2": {"field": "w"}, **OF},
            },
            {
                "data": {"values": values},
                "mark": {"type": "point", "filled": True, "size": 90, "opacity": 1},
                "encoding": {"x": {"field": "v", **along}, **_marks(plan)},
            },
        ],
        **side_of(side, ground),
    }
