"""Lines, areas and slopes: numbers that change."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from issue_papers.blocks.chart.axes import Frame, at_values, grid, number_axis, numbers_of
from issue_papers.blocks.chart.ground import (
    DASHES,
    OF,
    PAD,
    ROW,
    SHAPES,
    Ground,
    Key,
    Sketch,
    Spec,
    by_series,
    colour,
    keys,
    left_of,
    of,
    row,
    side_of,
)
from issue_papers.blocks.chart.plan import Plan, Point, ordered
from issue_papers.blocks.chart.scales import spread, years

_MOST_MARKS = 16
"""A line with more points bears no marks: they would hide it."""
_MOST_AT_ENDS = 0.34
"""The part of the width that the names of lines may take at their ends."""
_EDGE = 5.0
_BOLD = 1.05
"""How much wider bold words are."""
_ONE_LINE: Spec = {"detail": {"field": "p", "type": "nominal"}, **OF}
"""What is a line by itself, or an area, besides a series: a panel's."""


def sketch(plan: Plan, ground: Ground) -> Sketch:
    """Sketch lines, areas or slopes."""
    frame = Frame(ground.size.width, ground.size.height, numbers_of(plan, ground.ticks))
    unit = plan.chart.unit or ""
    if plan.chart.type == "slope":
        return Sketch(slopes(plan, ground, frame), head=unit, left=0)
    is_area = plan.chart.type == "area"
    told = keys(plan, ground, "area" if is_area else "line")
    at_ends = _at_ends(plan, ground, told, frame)
    drawn = view(plan, ground, frame, told if at_ends else ())
    above = tuple(reversed(told)) if is_area else told
    return Sketch(drawn, () if at_ends else above, unit, left_of(drawn))


def _at_ends(plan: Plan, ground: Ground, told: Sequence[Key], frame: Frame) -> bool:
    """Whether names stand at the ends of lines or areas; they go on top if there is no room."""
    ends = {point.at for series in plan.runs for point in series[-1:]}
    room = frame.width * _MOST_AT_ENDS
    if plan.chart.type == "area":  # a name beside another's area would be taken for that one's
        heights = [abs(series[-1].y) for series in plan.runs if series]
        if min(heights) / (frame.numbers.high - frame.numbers.low) * frame.height < ground.line:
            return False
    return len(ends) == 1 and ground.widest([key.words for key in told]) <= room


def view(plan: Plan, ground: Ground, frame: Frame, named: Sequence[Key]) -> Spec:
    """Return lines or areas in a frame.

    Args:
        plan: What is shown.
        ground: What it is drawn on.
        frame: Where.
        named: The series whose names stand at the ends of their lines.
    """
    ticks = [ground.words.tick(tick) for tick in frame.numbers.ticks]
    side = ground.widest(ticks) + PAD
    width = frame.width - side
    moments = sorted({point.at for point in plan.points})
    low, high = moments[0], moments[-1]
    if low == high:
        low, high = low - 1, high + 1
    room = ground.widest([key.words for key in named]) * _BOLD + PAD if named else _EDGE
    times = _times(plan, ground, width - room, low, high)
    room = max(room, ground.width(times.get(high, "")) / 2)
    across = {
        "field": "at",
        "type": "quantitative",
        "scale": ground.across(low, high, _EDGE, width - room, width),
        "axis": {
            **at_values(times),
            "domain": True,
            "ticks": True,
            "tickSize": 5,
        },
    }
    numbers = frame.numbers
    up = {
        "type": "quantitative",
        "scale": {
            "domain": [numbers.low, numbers.high],
            "range": [frame.height, 0],
            "nice": False,
            "zero": False,
        },
        "axis": number_axis(frame, ground, is_upright=True),
    }
    is_area = plan.chart.type == "area"
    layers = (_areas if is_area else _lines)(plan, up)
    if named:
        inner = Frame(width, frame.height, numbers)
        layers.append(_names(plan, ground, inner, named, width - room + PAD))
    drawn = (0.0, width - room if named else width)  # a line through a name is hard to read
    return {
        "width": width,
        "height": frame.height,
        "layer": [
            grid(frame, numbers.low, numbers.high, *sorted(ground.place(x, width) for x in drawn)),
            {"encoding": {"x": across}, "layer": layers},
        ],
        **side_of(side, ground),
    }


def _times(plan: Plan, ground: Ground, width: float, low: float, high: float) -> dict[float, str]:
    """Return what stands below lines: some of the times, or what is compared."""
    names = {point.at: point.x for point in ordered(plan.points)}
    if all(len(name) == len("2020") for name in names.values()) and plan.has_times:
        widest = ground.width(ground.words.year(high))
        count = max(int(width / (widest + 2.5 * PAD)), 2)
        if len(names) <= count and len({round(b - a) for a, b in pairwise(names)}) == 1:
            return {at: ground.words.year(at) for at in names}
        shown = years(low, high, count)
        if len(shown) == 1:  # one year alone says nothing of the others
            shown = tuple(dict.fromkeys((min(names), max(names))))
        return {year: ground.words.year(year) for year in shown}
    told = {at: ground.words.word(name) for at, name in names.items()}
    every = 1
    while ground.widest(list(told.values())) + 2 * PAD > width / max(len(told) - 1, 1) * every:
        every += 1
    return dict(list(told.items())[::every])


def _lines(plan: Plan, up: Spec) -> list[Spec]:
    """Return lines with their points."""
    values = [
        {"i": row(point.row), "o": of(point.row), "at": point.at, "v": point.y}
        | {"s": point.series, "p": point.panel}
        for run in plan.runs
        for point in run
    ]
    count = max(len(plan.series), 1)
    domain = list(range(count))
    most = max(map(len, plan.runs))
    height = {"y": {"field": "v", **up}}
    dash = {"field": "s", "type": "nominal", "legend": None}
    shape = {**dash, "scale": {"domain": domain, "range": [SHAPES[n % 6] for n in domain]}}
    shown = {"opacity": 1} if most <= _MOST_MARKS else {"opacity": 0}
    return [
        {
            "data": {"values": values},
            "mark": {"type": "line", "strokeWidth": 2.2, "strokeCap": "butt"},
            "encoding": {
                **height,
                **by_series(count, "stroke"),
                **_ONE_LINE,
                "strokeDash": {
                    **dash,
                    "scale": {"domain": domain, "range": [DASHES[n % 6] for n in domain]},
                },
            },
        },
        {
            "data": {"values": values},
            "mark": {"type": "point", "filled": True, "size": 46, **shown},
            "encoding": {**height, **by_series(count, "fill"), "shape": shape, **ROW},
        },
    ]


def _areas(plan: Plan, up: Spec) -> list[Spec]:
    """Return areas, on each other if there are several, with points that only a script finds."""
    above: dict[tuple[str, float], float] = {}
    values: list[Spec] = []
    for run in plan.runs:
        for point in run:
            begin = above.get((point.panel, point.at), 0.0)
            above[point.panel, point.at] = begin + point.y
            values.append(
                {"i": row(point.row), "o": of(point.row), "at": point.at, "a": begin}
                | {"b": begin + point.y, "s": point.series, "p": point.panel}
            )
    count = max(len(plan.series), 1)
    edge = {"stroke": colour("paper"), "strokeWidth": 1}
    return [
        {
            "data": {"values": values},
            "mark": {"type": "area", "line": False, **edge},
            "encoding": {
                "y": {"field": "b", **up, "stack": None},
                "y2": {"field": "a"},
                **by_series(count),
                **_ONE_LINE,
            },
        },
        {
            "data": {"values": values},
            "mark": {"type": "point", "filled": True, "size": 46, "opacity": 0},
            "encoding": {"y": {"field": "b", **up, "stack": None}, **by_series(count), **ROW},
        },
    ]


def _names(plan: Plan, ground: Ground, frame: Frame, named: Sequence[Key], x: float) -> Spec:
    """Return the names at the ends of lines, or of areas, none on another."""
    last = [series[-1].y if series else 0.0 for series in plan.runs]
    if plan.chart.type == "area":
        last = [sum(last[:n]) + value / 2 for n, value in enumerate(last)]
    wanted = [(1 - frame.numbers.share(value)) * frame.height for value in last]
    placed = spread(wanted, ground.line, ground.line / 2, frame.height - ground.line / 2)
    values = [
        {
            "px": ground.place(x, frame.width),
            "py": placed[key.series],
            "t": key.words,
            "s": key.series,
        }
        for key in named
    ]
    return written(values, ground, align=ground.start, coloured=len(plan.series))


def written(values: Sequence[Spec], ground: Ground, *, align: str, coloured: int = 0) -> Spec:
    """Return words at places in pixels.

    Args:
        values: Words `t` at `px` and `py`, and the series `s` that they are coloured as.
        ground: What they are drawn on.
        align: The side that they begin at.
        coloured: How many series there are; 0 for words in ink.
    """
    channels: Spec = {
        "x": {"field": "px", "type": "quantitative", "scale": None, "axis": None},
        "y": {"field": "py", "type": "quantitative", "scale": None, "axis": None},
        "text": {"field": "t"},
    }
    if coloured:
        channels |= by_series(coloured)
    mark = ground.text(align=align, baseline="middle", **({"fontWeight": 600} if coloured else {}))
    return {"data": {"values": list(values)}, "mark": mark, "encoding": channels}


# Slopes


def slopes(plan: Plan, ground: Ground, frame: Frame) -> Spec:
    """Return lines from one time to another, each with its name and its numbers at its ends."""
    times = sorted({point.at: point.x for point in plan.points}.items())
    pairs = [series for series in plan.runs if len(series) > 1]
    text = {p.row: ground.words.number(p.y, is_shown=True) for p in plan.points}
    names = [ground.words.word(plan.series[s[0].series]) if plan.series else "" for s in pairs]
    ends = [f"{text[s[-1].row]}\u2002{name}".strip() for s, name in zip(pairs, names, strict=True)]
    most = frame.width * 0.46
    lines = [ground.lines(end, most) for end in ends]
    below = {at: ground.words.word(name) for at, name in times}
    half = ground.widest(list(below.values())) / 2
    before = max(ground.widest([text[s[0].row] for s in pairs]) + PAD, half)
    after = max(ground.widest([line for each in lines for line in each]) * _BOLD + PAD, half)
    tallest = max((len(each) for each in lines), default=1)
    gap = ground.line * tallest + 1
    height = max(frame.height, gap * len(pairs))
    width = frame.width

    def up(point: Point) -> float:
        return (1 - frame.numbers.share(point.y)) * height

    def at_side(which: int) -> list[float]:
        wanted = [up(series[which]) for series in pairs]
        return spread(wanted, gap, ground.line / 2, height - ground.line / 2)

    left, right = at_side(0), at_side(-1)
    begin, end = ground.place(before, width), ground.place(width - after, width)
    way = PAD * ground.toward_end
    scale = ground.across(times[0][0], times[-1][0], before, width - after, width)
    line_values = [
        {"i": row(p.row), "at": p.at, "v": up(p), "s": n} for n, s in enumerate(pairs) for p in s
    ]
    count = len(pairs)
    domain = list(range(count))
    nominal = {"field": "s", "type": "nominal", "legend": None}
    across = {
        "x": {
            "field": "at",
            "type": "quantitative",
            "scale": scale,
            "axis": {
                **at_values(below),
                "labelColor": colour("ink"),
                "grid": True,
                "orient": "top",
            },
        },
        "y": {"field": "v", "type": "quantitative", "scale": None, "axis": None},
    }
    dashes = [DASHES[n % len(DASHES)] for n in domain]
    return {
        "width": width,
        "height": height,
        "layer": [
            {
                "data": {"values": line_values},
                "mark": {"type": "line", "strokeWidth": 2.2},
                "encoding": {
                    **across,
                    **by_series(count, "stroke"),
                    "strokeDash": {**nominal, "scale": {"domain": domain, "range": dashes}},
                },
            },
            {
                "data": {"values": line_values},
                "mark": {"type": "point", "filled": True, "size": 50, "opacity": 1},
                "encoding": {**across, **by_series(count), **ROW},
            },
            written(
                [
                    {"px": begin - way, "py": place, "t": text[s[0].row]}
                    for place, s in zip(left, pairs, strict=True)
                ],
                ground,
                align=ground.end,
            ),
            written(
                [
                    {"px": end + way, "py": place - (len(each) - 1) * ground.line / 2}
                    | {"t": list(each), "s": n}
                    for n, (place, each) in enumerate(zip(right, lines, strict=True))
                ],
                ground,
                align=ground.start,
                coloured=count,
            ),
        ],
    }
