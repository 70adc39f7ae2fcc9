"""Draws the charts of one language, and keeps what is drawn.

A drawing is kept by all that decides it: the chart in the language, its files, the typefaces, the
generator and Vega-Lite. So a build that has drawn a chart draws it never again, and a title that
was mended draws nothing anew: it isn't in the drawing.
"""

from __future__ import annotations

import json
from functools import cached_property, partial
from typing import Any

from issue_papers.blocks.chart import bars, drawing, lines, maps, own, panels, points
from issue_papers.blocks.chart.finishing import NOTHING, Drawn, finished
from issue_papers.blocks.chart.ground import NARROW, WIDE, Ground, Size, Sketch, whole
from issue_papers.blocks.chart.plan import Plan, plan
from issue_papers.blocks.chart.shapes import ChartView, TableView
from issue_papers.blocks.chart.sheet import Sheet, number, read
from issue_papers.blocks.chart.wording import Wording
from issue_papers.content import charted
from issue_papers.content.charted import Chart
from issue_papers.content.library import Entry
from issue_papers.content_cache import Journal, digest, generator
from issue_papers.fonts.letters import MEASURING, Letters, letters, measuring
from issue_papers.installed import version
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem, ProblemsError
from issue_papers.views.formats import size as in_words
from issue_papers.views.numbers import numbers
from issue_papers.views.readership import Readership

_MOST_BYTES = 400_000
"""A drawing that is larger would be a page's burden."""


class Charts:
    """The charts of a site in one language.

    Args:
        readers: Its readers.
    """

    def __init__(self, readers: Readership) -> None:
        self._readers = readers
        self._library = readers.library
        self._language = readers.language

    @cached_property
    def _journal(self) -> Journal:
        """What was drawn before, in this language or another."""
        made_with = (generator(), version("vl-convert-python"))
        return Journal(self._readers.cache, f"charts-{digest(made_with)[:32]}")

    @cached_property
    def _no_data(self) -> str:
        """What is said of a country without a number."""
        return self._readers.t("chart.no_data")

    def view(self, entry: Entry, identifier: str, anchor: str, file: str) -> ChartView:
        """Return one of a page's charts.

        Args:
            entry: The page.
            identifier: The chart's id.
            anchor: Its place on the page.
            file: Where its CSV is.
        """
        declared = self._readers.links.meta(entry).charts
        position, chart = next(each for each in enumerate(declared, 1) if each[1].id == identifier)
        counted = numbers(self._library).get(entry.key, {}).get(f"chart-{identifier}")
        sheet = self.sheet(entry, chart)
        wide, narrow = self._drawn(entry, chart, sheet)
        data = self._bytes(entry, chart.data)
        said = self._library.settings.site.map_disclaimer
        return ChartView(
            id=anchor,
            position=counted.number if counted else position,
            title=chart.title,
            subtitle=chart.subtitle or "",
            description=chart.description,
            note=chart.note or "",
            source=chart.source,
            disclaimer=said.get(self._language.tag, "") if chart.type == "map" else "",
            wide=wide,
            narrow=narrow,
            table=self._table(chart, sheet),
            file=file,
            size=in_words(len(data), self._language),
        )

    def sheet(self, entry: Entry, chart: Chart) -> Sheet:
        """Return a chart's file."""
        key = charted.within(str(entry.folder), chart.data)
        return read(key, self._bytes(entry, chart.data))

    def _bytes(self, entry: Entry, name: str) -> bytes:
        key = charted.within(str(entry.folder), name)
        return self._library.charted.get(key, b"")

    def _table(self, chart: Chart, sheet: Sheet) -> TableView:
        words = Wording(chart, sheet, self._library, self._language)
        columns = range(len(sheet.columns))
        numeric = [
            all(number(row.cells[n]) is not None or not row.cells[n] for row in sheet.rows)
            for n in columns
        ]
        return TableView(
            headings=tuple((words.heading(n), numeric[n]) for n in columns),
            rows=tuple(tuple(words.cell(n, row.cells[n]) for n in columns) for row in sheet.rows),
        )

    def _drawn(self, entry: Entry, chart: Chart, sheet: Sheet) -> tuple[Drawn, Drawn]:
        spec = self._bytes(entry, chart.spec) if chart.spec else b""
        said = chart.model_copy(
            update={"title": "", "subtitle": None, "description": "", "note": None, "source": ""}
        )
        cities = {row for each in sheet.rows for row in each.cells if row in self._library.cities}
        places = [repr(self._library.cities[name]) for name in sorted(cities)]
        chosen = repr(self._library.settings.look.typefaces)
        # Ids are the same in all languages, and no other chart's of the same paper.
        name = digest([entry.key, chart.id])[:8]
        told = (repr(said), repr(sheet), self._no_data)
        key = digest([name, *told, spec, self._language.tag, chosen, *places])
        try:
            return self._journal.get(key, lambda: self._draw(said, sheet, spec, name))
        except drawing.DrawingError as error:
            source = entry.source
            message = say("Vega-Lite can't draw this: {message}", message=str(error))
            line = source.yaml.line(("charts",))
            raise ProblemsError(Problem(source.path, line, "charts", message)) from error

    def _draw(self, chart: Chart, sheet: Sheet, spec: bytes, name: str) -> tuple[Drawn, Drawn]:
        """Draw a chart in both sizes."""
        words = Wording(chart, sheet, self._library, self._language)
        shown = plan(chart, sheet)
        own_typefaces = self._library.settings.look.typefaces
        said = repr((chart.unit, [words.heading(n) for n in range(len(sheet.columns))]))
        said += repr(self._table(chart, sheet).rows) + self._no_data
        known = letters(self._language.tag, said, own_typefaces)
        ground = partial(self._ground, words, known)
        wide, narrow = (
            self._one(shown, spec, ground(size), f"c{name}{letter}")
            for size, letter in ((WIDE, "w"), (NARROW, "n"))
        )
        return wide, narrow

    def _ground(self, words: Wording, known: Letters, size: Size) -> Ground:
        return Ground(size, self._language.direction == "rtl", words, known)

    def _one(self, shown: Plan, spec: bytes, ground: Ground, prefix: str) -> Drawn:
        if not (shown.points or spec):  # which is told; a preview shows what there is
            return Drawn(ground.size.width, 1, NOTHING)
        sketch = self._sketch(shown, spec, ground)
        if spec:
            numbers = own.number_locale(self._language)
            drawn = drawing.svg(whole(sketch.view, ground, MEASURING), measuring(), numbers)
        else:
            drawn = drawing.svg(whole(sketch.view, ground))
        made = finished(drawn, ground, sketch, prefix)
        if len(made.content) > _MOST_BYTES:
            raise drawing.DrawingError(f"{len(made.content)} bytes")
        return made

    def _sketch(self, shown: Plan, spec: bytes, ground: Ground) -> Sketch:
        """Return what is to be drawn."""
        if spec:
            view: dict[str, Any] = json.loads(spec)
            return own.sketch(view, shown, ground)
        if shown.panels:
            return panels.sketch(shown, ground)
        match shown.chart.type:
            case "bar" | "column":
                return bars.sketch(shown, ground)
            case "line" | "area" | "slope":
                return lines.sketch(shown, ground)
            case "map":
                cities = self._library.cities
                return maps.sketch(shown, ground, cities, self._no_data)
            case _:
                return points.sketch(shown, ground)
