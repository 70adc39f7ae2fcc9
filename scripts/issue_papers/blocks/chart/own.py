"""An editor's own Vega-Lite file, which is a drawing and nothing else.

Contributors aren't trusted. A file names no data, no address and no program: its data is the
chart's, and what Vega would reckon by expressions or ask for at addresses is refused where it
stands. What is left is a description of marks.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from issue_papers.blocks.chart import drawing
from issue_papers.blocks.chart.ground import Ground, Sketch
from issue_papers.blocks.chart.plan import Plan
from issue_papers.blocks.chart.sheet import Sheet, number
from issue_papers.content.locales import Language

MOST_BYTES, _MOST_DEPTH = 60_000, 24
_BESIDE = 110
"""Room for the words at the sides of a drawing, in pixels."""

_REFUSED = frozenset(
    {
        *("url", "href", "loader", "usermeta", "signal", "signals", "params", "expr", "calculate"),
        *("labelExpr", "tooltip", "sequence", "sphere", "graticule", "data", "datasets", "lookup"),
        *("density", "flatten", "impute", "sample", "bind", "events", "on", "scales", "format"),
        *("timeUnit", "formatType", "config", "autosize", "padding", "background", "test"),
    }
)
"""Keys of what would fetch, run or reckon, or undo what all charts have in common."""


def faults(spec: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str, str]]:
    """Yield what a drawing mustn't have: the place, and what stands there."""
    if len(path) > _MOST_DEPTH:
        yield _told(path), "…"
    elif isinstance(spec, dict):
        for key, value in spec.items():
            here = (*path, str(key))
            is_expression = key == "filter" and isinstance(value, str)
            if key in _REFUSED or is_expression or (key, value) in _MARKS:
                yield _told(here), json.dumps(value, ensure_ascii=False)[:60]
            else:
                yield from faults(value, here)
    elif isinstance(spec, list):
        for index, value in enumerate(spec):
            yield from faults(value, (*path, index))


_MARKS = (("mark", "image"), ("type", "image"))


def _told(path: tuple[str | int, ...]) -> str:
    return ".".join(map(str, path))


def sketch(spec: dict[str, Any], plan: Plan, ground: Ground) -> Sketch:
    """Return the drawing with the chart's data; its size is the page's."""
    view = {key: value for key, value in spec.items() if key != "$schema"}
    most = ground.size.width - _BESIDE
    width = view.get("width", most)
    view["width"] = min(width, most) if isinstance(width, (int, float)) else most
    view.setdefault("height", ground.size.height)
    view["data"] = {"values": _values(plan.sheet, ground)}
    return Sketch(view, head=plan.chart.unit or "")


def tried(spec: dict[str, Any], sheet: Sheet) -> None:
    """Have a drawing drawn, to see whether it can be.

    Raises:
        DrawingError: It can't.
    """
    values = _values(sheet)
    drawing.svg({**spec, "width": 200, "height": 200, "data": {"values": values}})


def _values(sheet: Sheet, ground: Ground | None = None) -> list[dict[str, Any]]:
    """Return the rows of a file as Vega has them, their words as readers get them."""
    return [
        {
            name: (_word(cell, ground) if (value := number(cell)) is None else value)
            for name, cell in zip(sheet.columns, row.cells, strict=True)
        }
        for row in sheet.rows
    ]


def _word(cell: str, ground: Ground | None) -> str:
    return ground.words.word(cell) if ground else cell


def number_locale(language: Language) -> dict[str, Any]:
    """Return how a language writes numbers, as d3-format wants to be told."""
    symbols = language.cldr.number_symbols
    found = symbols.get(language.cldr.default_numbering_system) or symbols.get("latn") or {}
    return {
        "decimal": str(found.get("decimal", ".")),
        "thousands": str(found.get("group", ",")),
        "grouping": [3],
        "currency": ["", ""],
        "minus": str(found.get("minusSign", "-")),
        "percent": str(found.get("percentSign", "%")),
    }
