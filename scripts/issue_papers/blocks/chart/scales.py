"""Scales: from where to where an axis runs, and where it bears numbers.

Steps are 1, 2, 2.5 or 5 times a power of ten (Heckbert, "Nice Numbers for Graph Labels", 1990, with
2.5 added).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_NEAR = 0.5
"""A scale begins at zero where its smallest number is less than this part of the largest."""


@dataclass(frozen=True)
class Scale:
    """An axis.

    Attributes:
        low: Where it begins.
        high: Where it ends.
        ticks: Where it bears numbers.
    """

    low: float
    high: float
    ticks: tuple[float, ...]

    def share(self, value: float) -> float:
        """Return how far along it a value is, from 0 to 1."""
        return (value - self.low) / (self.high - self.low)


def scale(low: float, high: float, count: int, *, from_zero: bool) -> Scale:
    """Return the scale of numbers.

    Args:
        low: The smallest.
        high: The largest.
        count: About how many ticks there is room for, at least 2.
        from_zero: Whether lengths are compared: then zero must be on it.
    """
    if from_zero or (low >= 0 and low < high * _NEAR) or (high <= 0 and high > low * _NEAR):
        low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        low, high = (low - 1, high + 1) if low and not from_zero else (0.0, high or 1.0)
    step = _step((high - low) / max(count - 1, 1))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    ticks = tuple(_clean(index * step) for index in range(first, last + 1))
    return Scale(ticks[0], ticks[-1], ticks)


def years(low: float, high: float, count: int) -> tuple[float, ...]:
    """Return the whole years within a span that an axis with room for so many bears."""
    step = 1
    for step in (1, 2, 5, 10, 20, 25, 50, 100, 200, 500):
        if (high - low) / step <= count - 1:
            break
    first = math.ceil(low / step - 1e-9) * step
    return tuple(float(year) for year in range(first, math.floor(high + 1e-9) + 1, step))


def _step(rough: float) -> float:
    power = 10.0 ** math.floor(math.log10(rough))
    return next(_clean(step * power) for step in _STEPS if step * power >= rough * (1 - 1e-9))


def _clean(value: float) -> float:
    """Take off what binary fractions add: 0.30000000000000004."""
    return float(f"{value:.12g}")


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Move places along a line apart, as little as need be.

    Args:
        wanted: Where each would be.
        gap: The least distance between two.
        low: Where the line begins.
        high: Where it ends; if it is too short, distances are smaller.
    """
    count = len(wanted)
    if count > 1:
        gap = min(gap, (high - low) / (count - 1))
    order = sorted(range(count), key=lambda index: (wanted[index], index))
    groups: list[tuple[list[int], float]] = []
    for index in order:
        members, middle = [index], wanted[index]
        while groups and middle - gap * (len(members) - 1) / 2 < (
            groups[-1][1] + gap * (len(groups[-1][0]) - 1) / 2 + gap
        ):
            before, centre = groups.pop()
            total = len(before) + len(members)
            middle = (centre * len(before) + middle * len(members)) / total
            members = [*before, *members]
        half = gap * (len(members) - 1) / 2
        groups.append((members, min(max(middle, low + half), high - half)))
    found = [0.0] * count
    for members, middle in groups:
        for place, index in enumerate(members):
            found[index] = middle + gap * (place - (len(members) - 1) / 2)
    return found
