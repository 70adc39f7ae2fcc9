"""Bars: lying or standing, beside each other or on each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from issue_papers.blocks.chart.axes import Frame, grid, number_axis, numbers_of
from issue_papers.blocks.chart.ground import (
    OF,
    PAD,
    ROW,
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
from issue_papers.blocks.chart.plan import Plan
from issue_papers.blocks.chart.scales import years

_MOST_NUMBERS = 36
"""So many bars bear their numbers; more have an axis instead."""
_BAND = 30.0
_WITHIN = 0.26
"""The part of a category's room that stays empty."""


def sketch(plan: Plan, ground: Ground) -> Sketch:
    """Sketch bars."""
    size = ground.size
    frame = Frame(size.width, size.height, numbers_of(plan, ground.ticks))
    drawn = view(plan, ground, frame)
    left = left_of(drawn)
    return Sketch(drawn, keys(plan, ground, "area"), plan.chart.unit or "", left)


def view(plan: Plan, ground: Ground, frame: Frame) -> Spec:
    """Return bars in a frame."""
    standing = plan.chart.type == "column" and _columns(plan, ground, frame)
    return standing or _lying(plan, ground, frame)


def _values(plan: Plan, ground: Ground) -> list[Spec]:
    """Return what bars are drawn from: where each begins and ends, and what is written at it."""
    above: dict[tuple[str, str, bool], float] = {}
    found: list[Spec] = []
    for point in plan.points:
        begin = 0.0
        if plan.is_stacked:
            key = point.panel, point.x, point.y < 0
            begin = above.get(key, 0.0)
            above[key] = begin + point.y
        words = ground.words.number(point.y, is_shown=True)
        found.append(
            {"i": row(point.row), "o": of(point.row), "c": point.x, "s": point.series}
            | {"a": begin, "b": begin + point.y, "t": words}
        )
    return found


def _layers(plan: Plan, category: Spec, bar: Spec, numbers: Spec | None) -> Spec:
    """Return bars, with what is written at them.

    Args:
        plan: What is shown.
        category: Where each bar is.
        bar: From where to where it reaches.
        numbers: What is written at its end.
    """
    edge = {"stroke": colour("paper"), "strokeWidth": 1} if plan.is_stacked else {}
    drawn = {**bar, **by_series(len(plan.series)), **ROW}
    layers: list[Spec] = [{"mark": {"type": "bar", **edge}, "encoding": drawn}]
    return {"encoding": category, "layer": layers + ([numbers] if numbers else [])}


def _bears_numbers(plan: Plan) -> bool:
    return not plan.is_stacked and plan.fullest <= _MOST_NUMBERS


def _lying(plan: Plan, ground: Ground, frame: Frame) -> Spec:
    """Return lying bars: words at their side, numbers at their ends."""
    most = frame.width * 0.36
    names = {name: ground.lines(ground.words.word(name), most) for name in plan.categories}
    side = ground.widest([line for lines in names.values() for line in lines]) + PAD
    beside = len(plan.series) if plan.series and not plan.is_stacked else 1
    tallest = max((len(lines) for lines in names.values()), default=1)
    band = max(_BAND, tallest * ground.line + 8, beside * (ground.line + 2) / (1 - _WITHIN))
    width = frame.width - side
    writes = _bears_numbers(plan)
    at_ends = [ground.words.number(p.y, is_shown=True) for p in plan.points] if writes else []
    last = ground.width(ground.words.tick(frame.numbers.ticks[-1]))
    room = ground.widest(at_ends) + PAD if writes else max(last / 2, 4)
    low, high = frame.numbers.low, frame.numbers.high
    if writes:  # without an axis, the scale ends where the longest bar does
        low, high = min(0.0, plan.span[0]), max(0.0, plan.span[1])
        high = high if high > low else low + 1
    before = room if low < 0 and writes else 0
    axis = None if writes else number_axis(frame, ground, is_upright=False)
    length = {
        "x": {
            "field": "a",
            "type": "quantitative",
            "scale": ground.across(low, high, before, width - room, width),
            "axis": axis,
        },
        "x2": {"field": "b"},
    }
    category: Spec = {
        "y": {
            "field": "c",
            "type": "ordinal",
            "scale": {"domain": list(plan.categories), "padding": _WITHIN / 2},
            "sort": None,
            "axis": {
                "title": None,
                "orient": ground.start,
                "labelExpr": labelled(names),
                "labelColor": colour("ink"),
            },
        }
    }
    if beside > 1:
        category["yOffset"] = {"field": "s", "type": "nominal", "sort": None}
    made = _layers(plan, category, length, _numbers_lying(ground) if writes else None)
    data = {"values": _values(plan, ground)}
    room_beside = side_of(side, ground)
    height = band * len(plan.categories)
    return {"width": width, "height": height, "data": data, **made, **room_beside}


def _numbers_lying(ground: Ground) -> Spec:
    """Return the numbers at the ends of lying bars."""
    way = 5 * ground.toward_end
    sides = (("gte", ground.start, way), ("lt", ground.end, -way))
    return {
        "encoding": {
            "x": {"field": "b", "type": "quantitative", "axis": None},
            "text": {"field": "t"},
            **OF,
        },
        "layer": [
            {
                "transform": [{"filter": {"field": "b", which: 0}}],
                "mark": ground.text(baseline="middle", align=side, dx=dx),
            }
            for which, side, dx in sides
        ],
    }


def _columns(plan: Plan, ground: Ground, frame: Frame) -> Spec | None:
    """Return standing bars; nothing where their words have no room below them."""
    ticks = {tick: ground.words.tick(tick) for tick in frame.numbers.ticks}
    bars = len(plan.categories) * (len(plan.series) if plan.series and not plan.is_stacked else 1)
    texts = [ground.words.number(point.y, is_shown=True) for point in plan.points]
    bare = frame.width / max(bars, 1) * (1 - _WITHIN)
    writes = _bears_numbers(plan) and ground.widest(texts) <= bare
    side = 0.0 if writes else ground.widest(list(ticks.values())) + PAD
    width = frame.width - side
    names = below(plan, ground, width)
    if names is None:
        return None
    top = frame.numbers.high
    low = frame.numbers.low
    if writes:
        low, top = min(0.0, plan.span[0]), max(0.0, plan.span[1]) or 1.0
    category: Spec = {
        "x": {
            "field": "c",
            "type": "ordinal",
            "sort": None,
            "scale": {
                "domain": list(plan.categories),
                "padding": _WITHIN / 2,
                "reverse": ground.is_mirrored,
            },
            "axis": {
                "title": None,
                "labelAngle": 0,
                "labelExpr": labelled(names),
                "labelColor": colour("ink"),
                "domain": True,
            },
        }
    }
    length = {
        "y": {
            "field": "a",
            "type": "quantitative",
            "scale": {
                "domain": [low, top],
                "range": [frame.height, ground.line if writes else 0],
                "nice": False,
                "zero": False,
            },
            "axis": None if writes else number_axis(frame, ground, is_upright=True),
        },
        "y2": {"field": "b"},
    }
    if plan.series and not plan.is_stacked:
        offset = {"field": "s", "type": "nominal", "sort": None}
        category["xOffset"] = {**offset, "scale": {"reverse": ground.is_mirrored}}
    numbers = {
        "mark": ground.text(baseline="bottom", dy=-3),
        "encoding": {
            "y": {"field": "b", "type": "quantitative", "axis": None},
            "text": {"field": "t"},
            **OF,
        },
    }
    made = _layers(plan, category, length, numbers if writes else None)
    if not writes:
        made["layer"].insert(0, _lines(frame, width))
    data = {"values": _values(plan, ground)}
    room_beside = side_of(side, ground)
    return {"width": width, "height": frame.height, "data": data, **made, **room_beside}


def _lines(frame: Frame, width: float) -> Spec:
    """Return the lines behind standing bars, which stand at none of their places."""
    lines = grid(frame, frame.numbers.low, frame.numbers.high, 0, width)
    lines["encoding"] |= {"xOffset": None}
    return lines


def below(plan: Plan, ground: Ground, width: float) -> Mapping[str, Sequence[str]] | None:
    """Return what stands below standing bars; nothing where it has no room.

    Of years some are enough.
    """
    room = width / max(len(plan.categories), 1)
    told = {name: ground.words.word(name) for name in plan.categories}
    if plan.has_times:
        every = 1
        while ground.widest(list(told.values())) + PAD > room * every:
            every += 1
        moments = sorted(plan.categories)
        shown = set(moments[::every])
        if every > 1 and all(len(name) == len("2020") for name in moments):
            count = max(int(width / (ground.widest(list(told.values())) + 2 * PAD)), 2)
            round_years = {str(int(y)) for y in years(float(moments[0]), float(moments[-1]), count)}
            shown = round_years & set(moments) or shown
        return {name: (words if name in shown else "",) for name, words in told.items()}
    lines = {name: ground.lines(words, room - 4) for name, words in told.items()}
    if ground.widest([line for each in lines.values() for line in each]) > room - 2:
        return None
    return lines
