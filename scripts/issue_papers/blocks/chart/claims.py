"""Whether the numbers in what is said of a chart are in its data, or follow from it.

A number follows from data if it is one of its numbers or times, or a sum, a mean, a difference, a
ratio, a share or a count of them, rounded as it is written. What follows from data in another way
is not found: so it is told as a warning.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from issue_papers.blocks.chart.plan import Plan, is_time
from issue_papers.blocks.chart.sheet import number
from issue_papers.translation.quantities import Weight, quantities

_MOST_COMPARED = 160
"""So many numbers are compared with each other; of more, the first and the last are."""
_FACTORS = (1.0, 1e3, 1e6, 1e9)
"""What a unit may count, such as millions of people."""


def unfounded(text: str, language: str, shown: Plan) -> Iterator[str]:
    """Yield the numbers of a text that don't follow from a chart's data, as they are written.

    Args:
        text: What is said, plain.
        language: Its BCP 47 tag.
        shown: The chart.
    """
    figures = [q for q in quantities(text, language).items if q.weight is Weight.FIGURE]
    if not figures:
        return
    known = sorted(set(_derived(shown)))
    for figure in figures:
        readings = list(_readings(figure.readings))
        if readings and not any(_is_known(value, unit, known) for value, unit in readings):
            yield figure.readings[0]


def _readings(readings: Iterable[str]) -> Iterator[tuple[float, float]]:
    """Yield what a number may be, and the unit of its last digit."""
    for reading in readings:
        written = reading.removesuffix("%").lstrip("0") or "0"
        value = number(written if not written.startswith(".") else f"0{written}")
        if value is None:
            for part in reading.split("-") if is_time(reading) else ():
                yield float(part), 1.0
            continue
        _, point, decimals = written.partition(".")
        zeros = len(written) - len(written.rstrip("0")) if not point else 0
        yield value, 10.0 ** (zeros - len(decimals))


def _is_known(value: float, unit: float, known: list[float]) -> bool:
    tolerance = unit / 2 * (1 + 1e-9)
    return any(
        abs(abs(each) * factor - abs(value)) <= tolerance for each in known for factor in _FACTORS
    )


def _derived(shown: Plan) -> Iterator[float]:
    """Yield what follows from a chart's data."""
    rows = shown.sheet.rows
    columns = [[row.cells[n] for row in rows] for n in range(len(shown.sheet.columns))]
    for cells in columns:
        yield float(len(set(cells)))
        yield from (value for cell in cells if (value := number(cell)) is not None)
        yield from (float(part) for cell in set(cells) if is_time(cell) for part in cell.split("-"))
        times = sorted({int(cell[:4]) for cell in cells if is_time(cell)})
        yield from (float(b - a) for a, b in combinations(times[:_MOST_COMPARED], 2))
    yield float(len(rows))
    values = [point.y for point in shown.points]
    yield from _of(values)
    for group in _groups(shown).values():
        yield from _of(group)
        yield sum(group)
    total = sum(values)
    sums = [sum(group) for group in _groups(shown).values()]
    yield from _compared(sums[:_MOST_COMPARED])
    if total:
        yield from (100 * part / total for part in (*values, *sums))
    for (across, _), group in _groups(shown).items():
        if across == "x" and (whole := sum(group)):
            yield from (100 * part / whole for part in group)
    few = values if len(values) <= _MOST_COMPARED else [*values[:80], *values[-80:]]
    yield from _compared(few)


def _groups(shown: Plan) -> Mapping[tuple[str, str], list[float]]:
    """Return the numbers that have what is compared, a series or a panel in common."""
    found: dict[tuple[str, str], list[float]] = {}
    for point in shown.points:
        keys = [("x", point.x), ("panel", point.panel)]
        keys += [("series", shown.series[point.series])] if shown.series else []
        keys += [("x panel", f"{point.x} {point.panel}")]
        for key in keys:
            found.setdefault(key, []).append(point.y)
    return found


def _of(values: list[float]) -> Iterator[float]:
    """Yield sum, mean and count of numbers, how many are as large as each, and their span."""
    if values:
        yield from (sum(values), sum(values) / len(values), float(len(values)))
        yield sorted(values)[len(values) // 2]
        yield max(values) - min(values)
        for value in set(values):
            yield float(values.count(value))


def _compared(values: list[float]) -> Iterator[float]:
    """Yield differences and ratios of numbers, the latter also as percentages."""
    for one, other in combinations(values, 2):
        yield other - one
        yield one + other
        for low, high in ((one, other), (other, one)):
            if low and math.isfinite(high / low):
                ratio = high / low
                yield from (ratio, 100 * ratio, 100 * (ratio - 1))
