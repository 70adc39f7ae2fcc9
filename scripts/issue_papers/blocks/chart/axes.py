"""Axes of numbers and of times, as Vega-Lite has them."""

from __future__ import annotations

from dataclasses import dataclass

from issue_papers.blocks.chart.ground import Ground, Spec, labelled
from issue_papers.blocks.chart.plan import Plan
from issue_papers.blocks.chart.scales import Scale, scale


@dataclass(frozen=True)
class Frame:
    """The room that a chart, or one of its panels, has.

    Attributes:
        width: All of it.
        height: Between the axes.
        numbers: The axis of numbers, which panels have in common.
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


def number_axis(frame: Frame, ground: Ground, *, is_upright: bool) -> Spec:
    """Return an axis of numbers.

    Args:
        frame: Where it is.
        ground: What it is drawn on.
        is_upright: Whether it stands at the side where reading begins.
    """
    ticks = {tick: ground.words.tick(tick) for tick in frame.numbers.ticks}
    return {
        "title": None,
        "values": list(ticks),
        "labelExpr": labelled(dict(ticks)),
        "grid": True,
        **({"orient": ground.start} if is_upright else {}),
    }
