"""What all drawings of a chart have in common: sizes, colours by name, and Vega-Lite's words.

All places are reckoned here in pixels and not left to Vega, so that they are the same wherever a
chart is drawn, and mirrored where the language runs from right to left: axes, bars, lines and times
begin at the right then, as in print in Arabic, Persian and Hebrew.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from issue_papers.blocks.chart.plan import MOST_SERIES, Plan
from issue_papers.blocks.chart.wording import Wording
from issue_papers.fonts.letters import Letters

Spec: TypeAlias = dict[str, Any]
"""A piece of Vega-Lite, as JSON has it."""

SERIES = tuple(f"chart-{letter}" for letter in "abcdef"[:MOST_SERIES])
SHADES = tuple(f"chart-shade-{letter}" for letter in "abcde")
_TOKENS = (
    "paper",
    "surface",
    "ink",
    "ink-soft",
    "rule",
    "rule-strong",
    "map-sea",
    "map-land",
    "map-border",
)
_FIRST = 0xFE0000
TOKENS = (*_TOKENS, *SERIES, *SHADES)
"""The colours that charts ask for, by their names in tokens.yml."""

_STANDING_FOR = {token: f"#{_FIRST + number:06x}" for number, token in enumerate(TOKENS)}
TOKEN_OF: Mapping[str, str] = {colour: token for token, colour in _STANDING_FOR.items()}
"""Vega knows no tokens: colours that nobody would choose stand for them while it draws. They follow
each other, so that what Vega mixes of two shades is one of those between them."""

DASHES: Sequence[Sequence[float]] = ((1, 0), (7, 4), (2, 3), (9, 3, 2, 3), (14, 4), (4, 2))
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down")
UNMEASURED = "none"
"""A typeface that there isn't: Vega looks at no letter then, which took as long as all else that it
does. Nothing that is kept of what it draws depends on how wide it takes words to be."""
LINE_HEIGHT = 1.2
FINE = 0.4
"""How wide the lines around countries are."""
_ALLOWANCE = 1.05
PAD = 8


def colour(token: str) -> str:
    """Return what stands for a colour while Vega draws."""
    return _STANDING_FOR[token]


@dataclass(frozen=True)
class Size:
    """How large a chart is drawn.

    Attributes:
        width: In pixels of the drawing.
        height: Of what is between the axes, where the chart doesn't need more or less.
        letters: The size of its words.
    """

    width: int
    height: int
    letters: int = 13


WIDE, NARROW = Size(560, 300), Size(340, 240)
"""Beside a text as wide as it is meant to be, and on a phone, where words must not shrink."""


@dataclass(frozen=True)
class Ground:
    """What a chart is drawn on.

    Attributes:
        size: How large.
        is_mirrored: Whether it begins at the right.
        words: Says what is in it.
        letters: How wide words are.
    """

    size: Size
    is_mirrored: bool
    words: Wording
    letters: Letters

    @property
    def start(self) -> str:
        """The side that texts begin at, as Vega calls it."""
        return "right" if self.is_mirrored else "left"

    @property
    def end(self) -> str:
        """The other side."""
        return "left" if self.is_mirrored else "right"

    @property
    def toward_end(self) -> int:
        """1 where x grows in the direction of reading, else -1."""
        return -1 if self.is_mirrored else 1

    @property
    def ticks(self) -> int:
        """About how many numbers an axis has room for."""
        return 5 if self.size.width > NARROW.width else 4

    @property
    def line(self) -> float:
        """From one line of words to the next."""
        return self.size.letters * LINE_HEIGHT

    def width(self, words: str) -> float:
        """Return how wide words are at most: figures are all as wide as the widest on pages."""
        return self.letters.width(words, self.size.letters) * _ALLOWANCE

    def widest(self, many: Sequence[str]) -> float:
        """Return how wide the widest words are."""
        return max(map(self.width, many), default=0.0)

    def lines(self, words: str, most: float) -> tuple[str, ...]:
        """Break words into lines."""
        return self.letters.lines(words, self.size.letters, most)

    def across(self, low: float, high: float, begin: float, end: float, whole: float) -> Spec:
        """Return a scale from a place to another, counted in the direction of reading.

        Args:
            low: The value at the first place.
            high: The value at the second.
            begin: The first place.
            end: The second.
            whole: How wide what is drawn is.
        """
        places = (whole - begin, whole - end) if self.is_mirrored else (begin, end)
        return {"domain": [low, high], "range": list(places), "nice": False, "zero": False}

    def place(self, x: float, whole: float) -> float:
        """Return where a place is that is counted in the direction of reading."""
        return whole - x if self.is_mirrored else x

    def text(self, **more: Any) -> Spec:
        """Return the mark of words."""
        return {
            "type": "text",
            "fontSize": self.size.letters,
            "lineHeight": self.line,
            "fill": colour("ink"),
            **more,
        }


@dataclass(frozen=True)
class Key:
    """What is told of a series above the chart: its sign, and what it is.

    Attributes:
        series: Its number.
        sign: `area`, `line`, `point`, `shade` (of a map), or `land` (without any).
        words: What it is.
        token: Its colour.
    """

    series: int
    sign: str
    words: str
    token: str


@dataclass(frozen=True)
class Backdrop:
    """Something that Vega needn't draw, such as land.

    Attributes:
        path: SVG path data, in pixels from where what is between the axes begins.
        fill: A token; empty where it isn't filled.
        stroke: The token of its line; empty where it has none.
        edge: How wide that is, in pixels.
        row: The row that it shows, if it shows one.
    """

    path: str
    fill: str = ""
    stroke: str = ""
    edge: float = FINE
    row: int | None = None


@dataclass(frozen=True)
class Panel:
    """One of several small charts that are drawn as one.

    Attributes:
        rows: The rows that it shows.
        title: What it is of, in lines.
        title_at: Where these begin, in pixels from the left of what is between its axes.
        x: Where it is, in pixels from the panel at the left.
        line: Which line of panels it is in, from 0.
    """

    rows: frozenset[int]
    title: tuple[str, ...]
    title_at: float
    x: float
    line: int


@dataclass(frozen=True)
class Sketch:
    """A chart as it is to be drawn.

    Attributes:
        view: What Vega-Lite draws, without what all drawings have.
        keys: What is told of series above it.
        head: What is said above that: what the numbers count.
        left: How much room there is left of what is between the axes; nothing where Vega knows.
        below: What lies below what Vega draws.
        above: What lies above it.
        panels: The small charts that what Vega draws is to be parted into; none for one chart.
    """

    view: Spec
    keys: tuple[Key, ...] = ()
    head: str = ""
    left: float | None = None
    below: tuple[Backdrop, ...] = ()
    above: tuple[Backdrop, ...] = ()
    panels: tuple[Panel, ...] = ()


def labelled(words: Mapping[Any, str | Sequence[str]]) -> str:
    """Return the expression that gives an axis its words.

    Args:
        words: What to write, or the lines of it, by the value at the axis.
    """
    table = {js(value): said for value, said in words.items()}
    return f"({json.dumps(table, ensure_ascii=True)})[datum.value]"


def js(value: float | str) -> str:
    """Return a value as JavaScript writes it where it is a name."""
    if isinstance(value, str):
        return value
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def row(index: int) -> str:
    """Return what a mark says of itself while Vega draws: which row it shows."""
    return f"row:{index}"


def of(index: int) -> str:
    """Return what a mark says that belongs to one that shows a row, and is in its panel."""
    return f"of:{index}"


def by_series(count: int, channel: str = "fill") -> Spec:
    """Return the colours of series."""
    scale = {
        "domain": list(range(max(count, 1))),
        "range": [colour(SERIES[n % len(SERIES)]) for n in range(max(count, 1))],
    }
    return {channel: {"field": "s", "type": "nominal", "scale": scale, "legend": None}}


def keys(plan: Plan, ground: Ground, sign: str) -> tuple[Key, ...]:
    """Return what is told of the series of a chart; nothing where there is one alone."""
    return tuple(
        Key(number, sign, ground.words.word(name), SERIES[number % len(SERIES)])
        for number, name in enumerate(plan.series)
        if len(plan.series) > 1
    )


ROW: Spec = {"description": {"field": "i", "type": "nominal"}}
"""The channel in which a mark says which row it shows."""

OF: Spec = {"description": {"field": "o", "type": "nominal"}}
"""The same of what belongs to such a mark."""


def side_of(room: float, ground: Ground) -> Spec:
    """Return a note for `left_of`: the room that words take at the side where reading begins."""
    return {"usermeta": {"left": 0 if ground.is_mirrored else room}}


def left_of(view: Spec) -> float:
    """Take a note of `side_of` out of a view and return the room to the left."""
    return float(view.pop("usermeta", {}).get("left", 0))


def whole(view: Spec, ground: Ground, font: str = UNMEASURED) -> Spec:
    """Return a whole specification: a view with what all drawings have.

    Args:
        view: The view.
        ground: What it is drawn on.
        font: What Vega measures its words in, where places depend on that.
    """
    words = {"fontSize": ground.size.letters, "color": colour("ink-soft"), "fontWeight": "normal"}
    label = {f"label{name[0].upper()}{name[1:]}": value for name, value in words.items()}
    title = {f"title{name[0].upper()}{name[1:]}": value for name, value in words.items()}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "autosize": {"type": "pad"},
        "padding": {"left": 0, "right": 0, "top": 6, "bottom": 2},
        "config": {
            "font": font,
            "view": {"stroke": None},
            "axis": {
                **label,
                **title,
                "domain": False,
                "ticks": False,
                "grid": False,
                "labelPadding": PAD,
                "labelLimit": 0,
                "labelOverlap": False,
                "labelFlush": False,
                "labelLineHeight": ground.line,
                "gridColor": colour("rule"),
                "domainColor": colour("rule-strong"),
                "tickColor": colour("rule-strong"),
            },
            "title": {
                "fontSize": ground.size.letters,
                "fontWeight": 600,
                "color": colour("ink"),
                "anchor": "start",
                "frame": "group",
            },
            "legend": {**label, **title},
            "range": {
                "category": [colour(token) for token in SERIES],
                "ordinal": [colour(token) for token in SHADES],
                "ramp": [colour(token) for token in SHADES],
                "heatmap": [colour(token) for token in SHADES],
            },
            "mark": {"color": colour(SERIES[0])},
            "text": {"color": colour("ink"), "fontSize": ground.size.letters},
        },
        **view,
    }
