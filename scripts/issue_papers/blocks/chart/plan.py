"""What a chart shows: the rows of its file by the roles of their columns, in no language.

Numbers are floats in the file's own units; times are years, with months and days as fractions.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from issue_papers.blocks.chart.sheet import Sheet, number
from issue_papers.content.charted import Chart

MOST_SERIES = 6
"""As many can be told apart without colour: by dashes, shapes and hatches."""
MOST_PANELS = 12
MOST_CATEGORIES = 40

_TIME = re.compile(r"[12]\d{3}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_MONTHS, _DAYS = 12, 365.2425


@dataclass(frozen=True)
class Point:
    """One row as a chart shows it.

    Attributes:
        row: Its number among the file's rows, from 0.
        x: What is compared, as the file has it.
        at: The same as a number or a time; 0 where it is neither.
        y: The number.
        series: Number of its series, from 0.
        panel: What its panel is of; empty where there are none.
    """

    row: int
    x: str
    at: float
    y: float
    series: int = 0
    panel: str = ""


@dataclass(frozen=True)
class Plan:
    """What a chart shows.

    Attributes:
        chart: The chart.
        sheet: Its file.
        points: The rows that have numbers, in their order.
        series: What its series are of, in the order of the file; none where there is one alone.
        panels: What its panels are of, likewise.
    """

    chart: Chart
    sheet: Sheet
    points: tuple[Point, ...]
    series: tuple[str, ...] = ()
    panels: tuple[str, ...] = ()

    @cached_property
    def has_times(self) -> bool:
        """Whether what is compared are times."""
        return bool(self.points) and all(is_time(point.x) for point in self.points)

    @cached_property
    def categories(self) -> tuple[str, ...]:
        """What is compared, in the order in which it is shown."""
        names = tuple(dict.fromkeys(point.x for point in self.points))
        if not self.chart.sort:  # times of one panel may be between those of another
            return tuple(sorted(names)) if self.panels and self.has_times else names
        totals = {name: sum(p.y for p in self.points if p.x == name) for name in names}
        is_down = self.chart.sort == "descending"
        return tuple(sorted(names, key=lambda name: -totals[name] if is_down else totals[name]))

    @cached_property
    def span(self) -> tuple[float, float]:
        """The smallest and the largest number that is drawn, parts of a bar summed up."""
        if not self.is_stacked:
            numbers = [point.y for point in self.points]
            return min(numbers), max(numbers)
        sums: dict[tuple[str, str], float] = {}
        for point in self.points:
            key = point.panel, point.x
            sums[key] = sums.get(key, 0.0) + point.y
        return 0.0, max(sums.values())

    @property
    def is_stacked(self) -> bool:
        """Whether series stand on each other."""
        return bool(self.series) and (self.chart.stacked or self.chart.type == "area")

    @property
    def fullest(self) -> int:
        """How many rows the panel shows that shows most."""
        return max(Counter(point.panel for point in self.points).values(), default=0)

    @cached_property
    def runs(self) -> tuple[tuple[Point, ...], ...]:
        """The points of each series in each panel, in their order; some may have none."""
        numbers = range(max(len(self.series), 1))
        return tuple(
            tuple(p for p in ordered(self.points) if (p.panel, p.series) == (panel, number))
            for panel in self.panels or ("",)
            for number in numbers
        )


def is_time(cell: str) -> bool:
    """Whether a cell has a year, a month or a day: `2020`, `2020-04`, `2020-04-03`."""
    return _TIME.fullmatch(cell) is not None


def moment(cell: str) -> float:
    """Return a time in years."""
    parts = [int(part) for part in cell.split("-")]
    if len(parts) < 3:  # noqa: PLR2004 - year, month and day
        return parts[0] + (parts[1] - 1) / _MONTHS if len(parts) > 1 else float(parts[0])
    day = dt.date(*parts)
    return parts[0] + (day - dt.date(parts[0], 1, 1)).days / _DAYS


def plan(chart: Chart, sheet: Sheet) -> Plan:
    """Return what a chart shows of its file; rows without a number are left out."""
    x, y, series, panels = (
        sheet.column(name) if name else None
        for name in (chart.place or chart.x, chart.y, chart.series, chart.panels)
    )
    if x is None or y is None:
        return Plan(chart, sheet, ())
    names = _words(sheet, series)
    points: list[Point] = []
    cells = [row.cells[x] for row in sheet.rows]
    are_times = bool(cells) and all(map(is_time, cells))
    places = {name: float(place) for place, name in enumerate(dict.fromkeys(cells))}
    for index, row in enumerate(sheet.rows):
        value, name = number(row.cells[y]), row.cells[x]
        if value is None:
            continue
        if chart.type == "scatter":
            across = number(name)
            if across is None:
                continue
        else:
            across = moment(name) if are_times else places[name]
        points.append(
            Point(
                row=index,
                x=name,
                at=across,
                y=value,
                series=names.index(row.cells[series]) if series is not None else 0,
                panel=row.cells[panels] if panels is not None else "",
            )
        )
    return Plan(chart, sheet, tuple(points), names, _words(sheet, panels))


def _words(sheet: Sheet, column: int | None) -> tuple[str, ...]:
    """Return the different words of a column, in their order."""
    return () if column is None else tuple(dict.fromkeys(row.cells[column] for row in sheet.rows))


def ordered(points: Iterable[Point]) -> Sequence[Point]:
    """Return points by what they stand at."""
    return sorted(points, key=lambda point: point.at)
