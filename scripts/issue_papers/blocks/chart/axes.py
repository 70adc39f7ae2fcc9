"""Axes of numbers and of times, as Vega-Lite has them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from issue_papers.blocks.chart.ground import Ground, Spec, colour, labelled
from issue_papers.blocks.chart.plan import Plan
from issue_papers.blocks.chart.scales import Scale, scale


@dataclass(frozen=True)
class Frame:
    """The room that a chart, or one of its panels, has.

    Attributes:
        width: All of it.
        height: Between the axes.
        numbers: The axis of numbers.
    """

    width: float
    height: float
    numbers: Scale


def numbers_of(plan: Plan, count: int) -> Scale:
    """Return the axis of a chart's numbers.

    Args:
        plan: What it shows.
        count: About how many ticks there is room for.
    """
    low, high = plan.span
    return scale(low, high, count, from_zero=plan.chart.type in {"bar", "column", "area"})


def grid(frame: Frame, low: float, high: float, begin: float, end: float) -> Spec:
    """Return the lines at the numbers of an upright axis; Vega's are wrong where it is mirrored.

    Args:
        frame: What they are in.
        low: The number at its bottom.
        high: The number at its top.
        begin: Where lines begin, in pixels.
        end: Where they end.
    """
    up = {"domain": [low, high], "range": [frame.height, 0], "nice": False, "zero": False}
    return {
        "data": {"values": [{"g": tick} for tick in frame.numbers.ticks]},
        "mark": {"type": "rule", "stroke": colour("rule"), "strokeWidth": 1},
        "encoding": {
            "x": {"value": begin},
            "x2": {"value": end},
            "y": {"field": "g", "type": "quantitative", "scale": up},
        },
    }


def at_values(words: Mapping[float, str]) -> Spec:
    """Return an axis that says something at some values, without a title.

    Vega drops all but the first and the last of more than it reckons there is room for, so it is
    told how many there are.

    Args:
        words: What it says at each.
    """
    count = max(len(words), 1)
    told = {"values": list(words), "tickCount": count, "labelExpr": labelled(words)}
    return {"title": None, **told}


def number_axis(frame: Frame, ground: Ground, *, is_upright: bool) -> Spec:
    """Return an axis of numbers.

    Args:
        frame: Where it is.
        ground: What it is drawn on.
        is_upright: Whether it stands at the side where reading begins.
    """
    ticks = {tick: ground.words.tick(tick) for tick in frame.numbers.ticks}
    return {
        **at_values(ticks),
        **({"orient": ground.start} if is_upright else {"grid": True}),
    }
