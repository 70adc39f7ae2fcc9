"""A chart's words and numbers as the readers of one language get them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from babel.numbers import format_compact_decimal, format_percent

from issue_papers.blocks.chart.plan import is_time
from issue_papers.blocks.chart.sheet import Sheet, key_of, number
from issue_papers.content.charted import Chart
from issue_papers.content.library import Library
from issue_papers.content.locales import Language
from issue_papers.views import formats
from issue_papers.views.numerals import DEFAULT, decimal, in_digits

_COMPACT_FROM = 100_000
_MOST_DIGITS = 9


@dataclass(frozen=True)
class Wording:
    """Says what is in a chart.

    Attributes:
        chart: The chart, its texts set in the language.
        sheet: Its file.
        library: What has the names of cities.
        language: The language.
    """

    chart: Chart
    sheet: Sheet
    library: Library
    language: Language

    @cached_property
    def _labels(self) -> dict[str, str]:
        return {label.id: label.label for label in self.chart.labels}

    def heading(self, column: int) -> str:
        """Return what a column is called."""
        written = self.sheet.columns[column]
        return self._labels.get(key_of(written), written)

    def cell(self, column: int, written: str) -> str:
        """Return what a cell says: a number, a time, a place, or a word."""
        value = number(written)
        if value is not None and not self._has_times(column):
            return self.number(value, is_shown=column == self._shown)
        return self.word(written, is_country=column == self._place)

    def word(self, written: str, *, is_country: bool = False) -> str:
        """Return what a word that isn't a number is called."""
        if label := self._labels.get(key_of(written)):
            return label
        if is_time(written):
            return formats.partial_date(written, self.language)
        if is_country and written in self.language.cldr.territories:
            return str(self.language.cldr.territories[written])
        if city := self.library.cities.get(written):
            source = self.library.locales.source
            return formats.city_name(city, written, self.language, source)
        value = number(written)
        return written if value is None else self.number(value)

    def number(self, value: float, *, is_shown: bool = False) -> str:
        """Write a number, to the last digit that it has."""
        if is_shown and self.chart.years:
            return self.year(value)
        locale = self.language.cldr
        if is_shown and self.chart.percent:
            text = format_percent(
                round(value, _MOST_DIGITS) / 100,
                locale=locale,
                decimal_quantization=False,
                numbering_system=DEFAULT,
            )
        else:
            text = decimal(round(value, _MOST_DIGITS), locale)
        return in_digits(text, self.language)

    def tick(self, value: float) -> str:
        """Write a number at an axis: large ones are short there, `2.5M`."""
        if abs(value) < _COMPACT_FROM or self.chart.percent or self.chart.years:
            return self.number(value, is_shown=True)
        text = format_compact_decimal(
            value,
            format_type="short",
            locale=self.language.cldr,
            fraction_digits=2,
            numbering_system=DEFAULT,
        )
        return in_digits(text, self.language)

    def year(self, value: float) -> str:
        """Write a year at an axis."""
        is_possible = dt.MINYEAR <= value <= dt.MAXYEAR
        written = f"{int(value):04}"
        return formats.partial_date(written, self.language) if is_possible else written

    def _has_times(self, column: int) -> bool:
        is_named = self.sheet.columns[column] in {self.chart.x, self.chart.series}
        is_year = is_named or key_of(self.sheet.columns[column]) == "year"
        return is_year and all(is_time(row.cells[column]) for row in self.sheet.rows)

    @property
    def _shown(self) -> int | None:
        return self.sheet.column(self.chart.y) if self.chart.y else None

    @property
    def _place(self) -> int | None:
        return self.sheet.column(self.chart.place) if self.chart.place else None
