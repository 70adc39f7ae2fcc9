"""From Vega's SVG to ours: colours by name, no style, no role, rounded, hatched.

Vega writes what only its own scripts need, and every number to fifteen digits. What is left here
are shapes and words with presentation attributes, as a strict Content Security Policy wants them; a
mark that shows a row says which, `data-row`, counted from 0.

Colours are `var(--ip-NAME)`, which browsers take from the page's style sheet and other formats
replace; series are hatched or dashed, so that they can be told apart without colour.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lxml import etree

from issue_papers.blocks.chart.ground import (
    DASHES,
    PAD,
    SERIES,
    TOKEN_OF,
    Ground,
    Key,
    Sketch,
)

_SVG = "{http://www.w3.org/2000/svg}"
_KEPT = frozenset(
    {
        *("d", "transform", "x", "y", "x1", "x2", "y1", "y2", "width", "height", "dx", "dy"),
        *("fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "opacity"),
        *("fill-opacity", "stroke-opacity", "font-size", "font-weight", "text-anchor"),
        *("fill-rule", "stroke-linejoin", "stroke-miterlimit", "clip-path", "id"),
    }
)
_USUAL = frozenset({("opacity", "1"), ("font-weight", "normal")})
_NUMBERS = re.compile(r"-?\d+\.\d+(?:e-?\d+)?|-?\d+e-?\d+")
_ROW = re.compile(r"row:(\d+)")
_EMPTY = frozenset({"", "M0,0h0v0h0Z"})
_COLOURS = ("fill", "stroke")
_HATCHED = ("mark-rect", "mark-area")
_NOT_DRAWN = frozenset({"script", "style", "a", "image", "foreignObject", "use", "iframe"})
_TILE = 6


@dataclass(frozen=True)
class Drawn:
    """A chart as it is drawn.

    Attributes:
        width: In pixels, as its words are measured.
        height: The same.
        content: What is in its `svg` element, well-formed XML.
    """

    width: int
    height: int
    content: str


def finished(
    svg: str,
    ground: Ground,
    sketch: Sketch,
    prefix: str,
) -> Drawn:
    """Return a drawing of ours, made of one of Vega's.

    Args:
        svg: What Vega has drawn.
        ground: What it is drawn on.
        sketch: What was to be drawn.
        prefix: What the ids in it begin with.
    """
    keys, head, left = sketch.keys, sketch.head, sketch.left
    root = etree.fromstring(svg.encode())
    box = [float(part) for part in root.get("viewBox", "0 0 0 0").split()]
    inner = root.find(f"{_SVG}g")
    drawn = etree.Element("g")
    if inner is not None:
        _Finishing(prefix).copy(inner, drawn, "")
    whole = etree.Element("svg")
    width = ground.size.width
    beside = _shift(inner, left, box[2], width)
    hatches = _hatches(prefix)
    height = _header(whole, ground, keys, head, prefix, width)
    drawn.set("transform", f"translate({_number(beside)},{_number(height)})")
    whole.append(drawn)
    used = etree.tostring(whole, encoding="unicode")
    parts = [each for each in hatches if f"#{each.get('id')}" in used]
    if parts:
        defs = etree.Element("defs")
        defs.extend(parts)
        whole.insert(0, defs)
    content = "".join(etree.tostring(child, encoding="unicode") for child in whole)
    return Drawn(width, round(height + box[3]), content)


_OWN_ROOM = 0.4
"""The site's letters are wider than those that Vega measures a drawing of an editor's own in."""


def _shift(inner: etree._Element | None, left: float | None, drawn: float, width: float) -> float:
    """Return how far a drawing is moved so that its words have the room that was reckoned.

    Args:
        inner: What Vega has drawn, moved by the room that it has reckoned itself.
        left: The room left of what is between the axes; nothing where Vega knows.
        drawn: How wide Vega takes its drawing to be.
        width: How wide it is to be.
    """
    moved = re.match(r"translate\(([\d.-]+),", "" if inner is None else inner.get("transform", ""))
    origin = float(moved[1]) if moved else 0.0
    if left is None:
        return min(origin * _OWN_ROOM, max(width - drawn, 0.0))
    return left - origin


class _Finishing:
    """Takes a drawing over.

    Args:
        prefix: What the ids in it begin with.
    """

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix

    def copy(self, element: etree._Element, into: etree._Element, marks: str) -> None:
        """Copy what is drawn of an element.

        Args:
            element: Vega's.
            into: What it becomes part of.
            marks: The class of Vega's that it stands in.
        """
        if not isinstance(element.tag, str):
            return
        name = etree.QName(element).localname
        if name in _NOT_DRAWN or element.get("display") == "none":
            return
        if name == "path" and element.get("d", "") in _EMPTY:
            return
        told = element.get("class", "")
        if "mark-" in told:
            marks = told
        made = etree.SubElement(into, name)
        for key, value in element.attrib.items():
            if key in _KEPT and (key, value) not in _USUAL:
                made.set(key, self._value(key, value, marks))
        if match := _ROW.fullmatch(element.get("aria-label") or ""):
            made.set("data-row", match[1])
        made.text = element.text
        for child in element:
            self.copy(child, made, marks)
        is_bare = name == "g" and not made.attrib
        if name == "g" and not len(made):
            into.remove(made)
        elif is_bare:
            place = into.index(made)
            into[place : place + 1] = list(made)

    def _value(self, key: str, value: str, marks: str) -> str:
        if key in _COLOURS:
            token = TOKEN_OF.get(_hex(value))
            if token is None:
                return value
            is_filled = key == "fill" and any(each in marks for each in _HATCHED)
            return fill(token, self._prefix) if is_filled else f"var(--ip-{token})"
        if key == "id":
            return f"{self._prefix}-{value}"
        if key == "clip-path":
            return value.replace("url(#", f"url(#{self._prefix}-")
        if key == "font-size":
            return value.removesuffix("px")
        return _NUMBERS.sub(lambda found: _number(float(found[0])), value)


def _hex(value: str) -> str:
    """Return a colour as `#rrggbb`, of which Vega makes `rgb(…)` at times."""
    if match := re.fullmatch(r"rgb\((\d+), (\d+), (\d+)\)", value):
        return "#{:02x}{:02x}{:02x}".format(*map(int, match.groups()))
    return value.lower()


def _number(value: float) -> str:
    """Write a number to a tenth of a pixel."""
    return f"{round(value, 1) + 0.0:g}" if abs(value) < 1e5 else str(round(value))  # noqa: PLR2004


# Hatches


def fill(token: str, prefix: str) -> str:
    """Return the fill of an area: the first series is plain, all others are hatched."""
    if token not in SERIES or token == SERIES[0]:
        return f"var(--ip-{token})"
    return f"url(#{prefix}-{token})"


def _hatches(prefix: str) -> list[etree._Element]:
    """Return the hatches of all series but the first."""
    diagonal, back = "M-1,1l2,-2M0,6l6,-6M5,7l2,-2", "M-1,5l2,2M0,0l6,6M5,-1l2,2"
    strokes = (diagonal, "", "M0,3h6", back, diagonal + back)
    found = []
    for token, stroke in zip(SERIES[1:], strokes, strict=True):
        pattern = etree.Element("pattern", id=f"{prefix}-{token}", patternUnits="userSpaceOnUse")
        pattern.set("width", str(_TILE))
        pattern.set("height", str(_TILE))
        etree.SubElement(
            pattern, "rect", width=str(_TILE), height=str(_TILE), fill=f"var(--ip-{token})"
        )
        if stroke:
            line = etree.SubElement(pattern, "path", d=stroke, fill="none")
            line.set("stroke", "var(--ip-paper)")
            line.set("stroke-width", "1.3")
        else:
            etree.SubElement(pattern, "circle", cx="3", cy="3", r="1.3", fill="var(--ip-paper)")
        found.append(pattern)
    return found


# What is told above


_SIGN, _GAP = 16.0, 18.0


def _header(
    whole: etree._Element,
    ground: Ground,
    keys: Sequence[Key],
    head: str,
    prefix: str,
    width: float,
) -> float:
    """Write what numbers count, and what series are; return how high that is."""
    y, lines = 0.0, ground.lines(head, width) if head else ()
    for line in lines:
        y += ground.line
        _words(whole, ground, line, 0, y - 4, "ink-soft", width)
    x = 0.0
    if keys:
        y += ground.line + (2 if lines else 0)
    for key in keys:
        wide = _SIGN + 6 + ground.width(key.words)
        if x and x + wide > width:
            x, y = 0.0, y + ground.line + 3
        _sign(whole, key, ground, x, y - 4, prefix, width)
        _words(whole, ground, key.words, x + _SIGN + 6, y - 4, "ink", width)
        x += wide + _GAP
    return y + PAD / 2 if y else 0.0


def _words(
    whole: etree._Element, ground: Ground, words: str, x: float, y: float, token: str, width: float
) -> None:
    element = etree.SubElement(whole, "text", x=_number(ground.place(x, width)), y=_number(y))
    element.set("fill", f"var(--ip-{token})")
    element.set("font-size", str(ground.size.letters))
    if ground.is_mirrored:
        element.set("text-anchor", "end")
    element.text = words


def _sign(
    whole: etree._Element, key: Key, ground: Ground, x: float, y: float, prefix: str, width: float
) -> None:
    """Draw what a series looks like."""
    middle, height = y - ground.size.letters * 0.34, ground.size.letters * 0.8
    left = ground.place(x, width) - (_SIGN if ground.is_mirrored else 0)
    solid = f"var(--ip-{key.token})"
    if key.sign in {"area", "shade"}:
        box = etree.SubElement(whole, "rect", x=_number(left), y=_number(middle - height / 2))
        box.set("width", _number(_SIGN))
        box.set("height", _number(height))
        box.set("fill", fill(key.token, prefix))
        return
    if key.sign == "line":
        line = etree.SubElement(whole, "path", d=f"M{_number(left)},{_number(middle)}h{_SIGN:g}")
        line.set("fill", "none")
        line.set("stroke", solid)
        line.set("stroke-width", "2.2")
        dash = DASHES[key.series % len(DASHES)]
        line.set("stroke-dasharray", ",".join(f"{part:g}" for part in dash))
    point = etree.SubElement(whole, "path", d=_SHAPES[key.series % len(_SHAPES)], fill=solid)
    point.set("transform", f"translate({_number(left + _SIGN / 2)},{_number(middle)})")


_SHAPES: Sequence[str] = (
    "M4,0A4,4,0,1,1,-4,0A4,4,0,1,1,4,0",
    "M-3.5,-3.5h7v7h-7Z",
    "M0,-4L4.5,3.5H-4.5Z",
    "M0,-4.6L3.6,0L0,4.6L-3.6,0Z",
    "M-1.5,-4.5h3v3h3v3h-3v3h-3v-3h-3v-3h3Z",
    "M0,4L4.5,-3.5H-4.5Z",
)
"""The shapes that points have, as `ground.SHAPES` names them for Vega."""


def texts(content: Iterable[str]) -> str:
    """Return all words of drawings."""
    found = []
    for each in content:
        root = etree.fromstring(f"<g>{each}</g>")
        found += [text for text in root.itertext() if text.strip()]
    return " ".join(found)
