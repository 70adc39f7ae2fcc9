"""What must be right about charts: their files, their columns, and what is said of them.

Everything is told at once, each fault where it can be mended: in the front matter what it asks for,
in the CSV file what is in there.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from issue_papers.articles.slugs import right_id
from issue_papers.blocks.chart import drawing, own
from issue_papers.blocks.chart.claims import unfounded
from issue_papers.blocks.chart.ground import WIDE
from issue_papers.blocks.chart.plan import (
    MOST_CATEGORIES,
    MOST_PANELS,
    MOST_SERIES,
    Plan,
    plan,
)
from issue_papers.blocks.chart.sheet import Sheet, number, read
from issue_papers.content import charted, meant
from issue_papers.content.charted import Chart
from issue_papers.content.library import Document, Entry, Library
from issue_papers.maps.regions import regions
from issue_papers.printing.declaration import CheckContext, PageContext
from issue_papers.reporting.messages import Message, joined, say
from issue_papers.reporting.problems import Problem, Severity, closest

_MOST_TOLD = 8
"""So many faults of one kind in one file are told at once."""
_MOST_SLOPES = 12

_NEEDED = {"map": ("place", "y"), "vega-lite": ("spec",)}
_ROLES = ("x", "y", "series", "panels", "place")
_STACKING = frozenset({"bar", "column"})
_NOT_IN_PANELS = frozenset({"slope", "map", "vega-lite"})


def check(context: CheckContext) -> Iterator[Problem]:
    """The page declares the chart, and the block is empty."""
    identifier, source = context.directive.argument, context.entry.source
    if not source.is_sound:
        return  # its `charts:` may well have it
    ids = [chart.id for chart in source.meta.charts]
    if identifier not in ids:
        message = say(
            "`charts:` in {path} has no `{argument}`", path=source.path, argument=identifier
        )
        hint = closest(identifier, ids)
        if not ids:
            right = right_id(identifier) or identifier
            hint = say(
                "add `charts: [{{id: {right}, type: …, data: …, title: …}}]` to its front matter",
                right=right,
            )
            if right != identifier:
                hint = joined("; ", [say("write `{value}`", value=f"/// chart | {right}"), hint])
        yield context.problem(message, hint)
    if context.directive.content:
        message = say("found a text in the block, expected none: `charts:` says all of it")
        yield context.problem(message, say("put the text before or after the block"))


def check_page(context: PageContext) -> Iterator[Problem]:
    """What a page declares of its charts is right, and so are their files."""
    source = context.entry.source
    if not source.is_sound or not context.document.is_sound:
        return
    yield from _card(context)
    for index, chart in enumerate(source.meta.charts):
        rules = _Rules(context.library, context.entry, context.document, chart, index)
        if context.document is source:
            yield from rules.facts()
        yield from rules.claims()


def _card(context: PageContext) -> Iterator[Problem]:
    """A page's card shows a chart of the page."""
    source = context.entry.source
    ids, card = [chart.id for chart in source.meta.charts], source.meta.card
    if card is None or card in ids or context.document is not source:
        return
    message = say("`charts:` in {path} has no `{argument}`", path=source.path, argument=card)
    hint = (
        closest(card, ids) if ids else say("leave out `card:`, or declare the chart in `charts:`")
    )
    yield Problem(source.path, source.yaml.line(("card",)), "card", message, hint)


@dataclass(frozen=True)
class _Rules:
    """The rules for one chart.

    Attributes:
        library: All content.
        entry: The page.
        document: The file in the language that is looked at.
        chart: The chart, as the source has it.
        index: Its place in the list.
    """

    library: Library
    entry: Entry
    document: Document
    chart: Chart
    index: int

    def _at(
        self, key: str, message: Message, hint: Message | str = "", *, is_doubt: bool = False
    ) -> Problem:
        """Return a problem at a key of the chart's."""
        place: tuple[str | int, ...] = ("charts", self.index, key)
        yaml = self.entry.source.yaml
        line = yaml.line(place if place in yaml.lines else place[:2])
        severity = Severity.WARNING if is_doubt else Severity.ERROR
        name = f"charts.{self.index}.{key}"
        return Problem(self.entry.source.path, line, name, message, hint, severity)

    def _path(self, name: str) -> str:
        """Return the path of a file beside the page, as problems name it."""
        folder = posixpath.dirname(self.entry.source.path)
        return posixpath.normpath(posixpath.join(folder, name))

    def _file(self, key: str, name: str) -> tuple[bytes | None, list[Problem]]:
        """Return what is in a file beside the page, and why there is nothing."""
        where = charted.within(str(self.entry.folder), name)
        data = self.library.charted.get(where)
        if data is not None:
            return data, []
        if where in self.library.known:
            message = say("the file `{file}` is too large for a chart", file=name)
            hint = say("put what the chart shows into a file of at most 400 kB")
            return None, [self._at(key, message, hint)]
        message = say("the file `{file}` isn't there", file=name)
        prefix = f"{self.entry.folder}/"
        beside = [
            each.removeprefix(prefix)
            for each in self.library.known
            if each.startswith(prefix) and each.endswith((".csv", ".json"))
        ]
        hint = closest(name, beside) if beside else say("put it into the page's folder")
        return None, [self._at(key, message, hint)]

    @property
    def _sheet(self) -> Sheet | None:
        data, _ = self._file("data", self.chart.data)
        return None if data is None else read(self._path(self.chart.data), data)

    def facts(self) -> Iterator[Problem]:
        """Yield what is wrong with the chart and its files."""
        _, faults = self._file("data", self.chart.data)
        yield from faults
        yield from self._roles()
        sheet = self._sheet
        if sheet is None:
            return
        yield from sheet.problems
        if self.chart.type == "vega-lite":
            yield from self._own(sheet)
            return
        if len(sheet.columns) == 1 and sheet.problems:
            return  # they are read as one
        missing = list(self._columns(sheet))
        yield from missing
        if missing or not sheet.rows:
            return
        shown = plan(self.chart, sheet)
        yield from self._cells(sheet)
        if shown.points:
            yield from self._twice(shown)
            yield from self._limits(shown)
            yield from self._kind(shown)

    def _roles(self) -> Iterator[Problem]:
        """A chart names the columns that its type needs, and no options of others."""
        chart = self.chart
        needed = _NEEDED.get(chart.type, ("x", "y"))
        for key in needed:
            if getattr(chart, key) is None:
                message = say("a chart of type `{type}` needs `{key}:`", type=chart.type, key=key)
                yield self._at("type", message, say("name a column of the file"))
        if chart.spec and chart.type != "vega-lite":
            message = say("`spec:` is for charts of type `vega-lite`")
            yield self._at("spec", message, say("leave it out, or write `type: vega-lite`"))
        if chart.stacked and (chart.type not in _STACKING or not chart.series):
            message = say("`stacked:` is for bars and columns with `series:`")
            yield self._at("stacked", message, say("leave it out, or name a column in `series:`"))
        if chart.panels and chart.type in _NOT_IN_PANELS:
            message = say("a chart of type `{type}` has no panels", type=chart.type)
            yield self._at("panels", message, say("leave out `panels:`"))

    def _columns(self, sheet: Sheet) -> Iterator[Problem]:
        """The columns that a chart names are in its file."""
        for role in _ROLES:
            name = getattr(self.chart, role)
            if name and sheet.columns and sheet.column(name) is None:
                message = say("{path} has no column `{name}`", path=sheet.path, name=name)
                yield self._at(role, message, closest(name, sheet.columns))

    def _cells(self, sheet: Sheet) -> Iterator[Problem]:
        """Numbers are numbers, places are places, and nothing that is compared is missing."""
        chart, told = self.chart, 0
        typed = sheet.column(chart.y) if chart.y else None
        cells = [] if typed is None else [row.cells[typed] for row in sheet.rows]
        if typed is not None and not any(any(map(str.isdigit, cell)) for cell in cells):
            message = say("the column `{name}` has no number", name=str(chart.y))
            yield self._at("y", message, say("name the column of the numbers"))
            return
        numbers = {chart.y, chart.x if chart.type == "scatter" else None} - {None}
        for role in _ROLES:
            name = getattr(chart, role)
            column = sheet.column(name) if name else None
            if column is None:
                continue
            for row in sheet.rows:
                fault = self._cell(role, row.cells[column], is_number=name in numbers)
                if fault and told < _MOST_TOLD:
                    told += 1
                    yield Problem(sheet.path, row.line, str(name), *fault)

    def _cell(self, role: str, cell: str, *, is_number: bool) -> tuple[Message, Message] | None:
        """Say what is wrong with a cell."""
        if is_number:
            if number(cell) is not None or (not cell and role == "y"):
                return None
            message = say("found `{found}`, expected a number", found=cell)
            if len(likely := meant.numbers(cell)) == 1:
                return message, say("write `{value}`", value=likely[0])
            return message, say("write it with a decimal point and nothing else: `1234.5`")
        if not cell:
            return say("the cell is empty"), say("say what the number is of, or leave out the row")
        if role == "place" and not self._is_place(cell):
            message = say("found `{found}`, expected a country or a city", found=cell)
            hint = say("countries have two letters, as KR; cities are ids of cities.yml")
            return message, hint
        return None

    def _is_place(self, cell: str) -> bool:
        settings = self.library.settings.locales
        territories = settings[settings.source].cldr.territories
        is_country = len(cell) == len("KR") and cell in territories
        return is_country or cell in self.library.cities

    def _twice(self, shown: Plan) -> Iterator[Problem]:
        """Each number has a place of its own; scattered points may lie on each other."""
        if shown.chart.type == "scatter":
            return
        first: dict[tuple[str, int, str], int] = {}
        for point in shown.points:
            key = point.x, point.series, point.panel
            line = shown.sheet.rows[point.row].line
            if key in first:
                message = say(
                    "`{name}` has a number already, on line {first}", name=point.x, first=first[key]
                )
                hint = say("keep one, or tell them apart by `series:`")
                yield Problem(shown.sheet.path, line, "data", message, hint)
            first.setdefault(key, line)

    def _limits(self, shown: Plan) -> Iterator[Problem]:
        """There isn't more in a chart than can be told apart."""
        most_series = _MOST_SLOPES if shown.chart.type == "slope" else MOST_SERIES
        is_wide = shown.chart.type in {"bar", "column", "dot"}
        for key, count, most in (
            ("series", len(shown.series), most_series),
            ("panels", len(shown.panels), MOST_PANELS),
            ("x", len(shown.categories) if is_wide else 0, MOST_CATEGORIES),
        ):
            if count > most:
                message = say(
                    "found {found} different ones, expected {most} at most", found=count, most=most
                )
                yield self._at(key, message, say("put the others together, or make two charts"))

    def _kind(self, shown: Plan) -> Iterator[Problem]:
        """What a type of chart says is true of its numbers."""
        chart, times = shown.chart, {point.x for point in shown.points}
        if chart.type == "slope" and len(times) != 2:  # noqa: PLR2004 - from one to another
            message = say("a slope goes from one time to another: found {found}", found=len(times))
            yield self._at("x", message, say("keep two, or write `type: line`"))
        if chart.type == "slope" and not chart.series:
            message = say("a chart of type `{type}` needs `{key}:`", type="slope", key="series")
            yield self._at("type", message, say("name a column of the file"))
        if shown.is_stacked and any(point.y < 0 for point in shown.points):
            message = say("found a negative number among parts that stand on each other")
            yield self._at("y", message, say("leave out `stacked:`, or write `type: line`"))
        kinds = {point.x in self.library.cities for point in shown.points}
        if chart.type == "map" and len(kinds) > 1:
            message = say("found countries and cities in one column")
            yield self._at("place", message, say("make a map of either"))
        elif chart.type == "map" and kinds == {False}:
            yield from self._off_the_map(shown)

    def _off_the_map(self, shown: Plan) -> Iterator[Problem]:
        """The map shows each country that has a number."""
        world = regions(WIDE.width)
        for point in shown.points:
            if world.middle(point.x) is None:
                line = shown.sheet.rows[point.row].line
                message = say("the map doesn't show `{name}`", name=point.x)
                hint = say("leave out the row, or say the number in `note:`")
                yield Problem(shown.sheet.path, line, "place", message, hint)

    def _own(self, sheet: Sheet) -> Iterator[Problem]:
        """An editor's own drawing is sound, and nothing but a drawing."""
        if not self.chart.spec:
            return
        data, faults = self._file("spec", self.chart.spec)
        yield from faults
        if data is None:
            return
        path = self._path(self.chart.spec)
        if len(data) > own.MOST_BYTES:
            message = say("the file is too large for a drawing: {found} bytes", found=len(data))
            yield Problem(path, 1, "spec", message, say("leave the data out: `data:` has it"))
            return
        try:
            spec = json.loads(data.decode("utf-8-sig"))
        except (ValueError, RecursionError) as error:
            line = getattr(error, "lineno", 1)
            message = say("this isn't JSON")
            yield Problem(path, line, "spec", message, say("see https://vega.github.io/vega-lite/"))
            return
        if not isinstance(spec, dict):
            message = say("found no object, expected a Vega-Lite specification")
            yield Problem(path, 1, "spec", message, say("begin with `{{`"))
            return
        found = list(own.faults(spec))
        for place, what in found[:_MOST_TOLD]:
            message = say("`{place}` isn't allowed in a drawing: {found}", place=place, found=what)
            hint = say("a drawing names no data, address or expression; leave it out")
            yield Problem(path, _line_of(data, place), "spec", message, hint)
        if not found and not sheet.problems:
            try:
                own.tried(spec, sheet)
            except drawing.DrawingError as error:
                message = say("Vega-Lite can't draw this: {message}", message=str(error))
                yield Problem(path, 1, "spec", message, say("mend the file"))

    def claims(self) -> Iterator[Problem]:
        """Numbers in what is said of a chart are in its data."""
        sheet = self._sheet
        if sheet is None or sheet.problems or self.chart.type == "vega-lite":
            return
        texts, place = self._texts()
        shown = plan(self.chart, sheet)
        for key in ("title", "subtitle", "description"):
            for found in unfounded(texts.get(key) or "", self.document.language, shown):
                message = say("the number {found} doesn't follow from the data", found=found)
                hint = say(
                    "correct it; sums, differences, means, shares and counts of the data are known"
                )
                name = ".".join(map(str, (*place, key)))
                line = self.document.yaml.line((*place, key))
                path = self.document.path
                yield Problem(path, line, name, message, hint, Severity.WARNING)

    def _texts(self) -> tuple[dict[str, str | None], tuple[str | int, ...]]:
        """Return what the file says of the chart, and where."""
        keys = ("title", "subtitle", "description")
        if self.document is self.entry.source:
            texts: object = self.chart
            place: tuple[str | int, ...] = ("charts", self.index)
        else:
            by_id = getattr(self.document.meta, "charts", None) or {}
            texts, place = by_id.get(self.chart.id), ("charts", self.chart.id)
        return {key: getattr(texts, key, None) for key in keys}, place


def _line_of(data: bytes, place: str) -> int:
    """Return the line of a key in a JSON file, the first of that name."""
    key = f'"{place.rpartition(".")[2]}"'.encode()
    return data.count(b"\n", 0, max(data.find(key), 0)) + 1
