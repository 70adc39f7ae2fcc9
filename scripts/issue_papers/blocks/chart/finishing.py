"""From Vega's SVG to ours: colours by name, no style, no role, rounded, hatched.

Vega writes what only its own scripts need, and every number to fifteen digits. What is left here
are shapes and words with presentation attributes, as a strict Content Security Policy wants them; a
mark that shows a row says which, `data-row`, counted from 0.

Colours are `var(--ip-NAME)`, which browsers take from the page's style sheet and other formats
replace; series are hatched or dashed, so that they can be told apart without colour.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from issue_papers.blocks.chart.ground import (
    LINE_HEIGHT,
    PAD,
    TOKEN_OF,
    Backdrop,
    Ground,
    Panel,
    Sketch,
)
from issue_papers.blocks.chart.legend import Legend, fill, hatches, number
from issue_papers.maps.clipping import path_data

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
_MOVED = re.compile(r"translate\(([\d.-]+),([\d.-]+)\)")
_ROW = re.compile(r"(row|of):(\d+)")
_POINT = re.compile(r"([\d.-]+),([\d.-]+)")
_RINGS = re.compile(r"(?:M[\d.,-]+(?:L[\d.,-]+)*Z)+")
_LONG = 200
_EMPTY = frozenset({"", "M0,0h0v0h0Z"})
_ROW_OF = {"row": "data-row", "of": "of"}
"""Where a mark says which row it shows, or belongs to; the latter doesn't stay."""
_COLOURS = ("fill", "stroke")
_HATCHED = ("mark-rect", "mark-area")
_NOT_DRAWN = frozenset({"script", "style", "a", "image", "foreignObject", "use", "iframe"})


NOTHING = etree.tostring(etree.Element("g"), encoding="unicode")
"""The content of a drawing of nothing."""


@dataclass(frozen=True)
class Drawn:
    """A chart as it is drawn.

    Attributes:
        width: In pixels, as its words are measured.
        height: The same.
        content: What is in its `svg` element: a group, as XML.
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
    root = etree.fromstring(svg.encode())
    box = [float(part) for part in root.get("viewBox", "0 0 0 0").split()]
    whole = etree.Element("g")
    width = ground.size.width
    height = Legend(whole, ground, prefix).write(sketch.keys, sketch.head)
    drawn = etree.SubElement(whole, "g", fill="none")
    if (inner := root.find(f"{_SVG}g")) is not None:
        origin, top = _origin(inner)
        left = _left(origin, box[2], width) if sketch.left is None else sketch.left
        drawn.set("transform", f"translate({number(left)},{number(height + top)})")
        drawn.extend(map(_backdrop, sketch.below))
        for part in inner:
            _Finishing(prefix).copy(part, drawn, "")
        drawn.extend(map(_backdrop, sketch.above))
        if sketch.panels:
            height += _part(drawn, sketch.panels, ground, box[3])
        for belonging in drawn.iterfind(".//*[@of]"):
            belonging.attrib.pop("of")
    tiles = hatches(prefix)
    used = etree.tostring(whole, encoding="unicode")
    parts = [each for each in tiles if f"#{each.get('id')}" in used]
    if parts:
        defs = etree.Element("defs")
        defs.extend(parts)
        whole.insert(0, defs)
    return Drawn(width, round(height + box[3]), etree.tostring(whole, encoding="unicode"))


_BETWEEN_LINES = 16.0
"""From a line of panels to the next, in pixels."""


def _part(drawn: etree._Element, panels: Sequence[Panel], ground: Ground, each: float) -> float:
    """Part a drawing of several panels on each other.

    Args:
        drawn: The drawing, which becomes that of all of them.
        panels: What each shows, and where it is.
        ground: What they are drawn on.
        each: How high one is.

    Returns:
        How much higher the drawing is now.
    """
    title = max(len(panel.title) for panel in panels) * ground.line + PAD / 2
    step = title + each + _BETWEEN_LINES
    one = list(drawn)
    for panel in panels:
        place = f"translate({number(panel.x)},{number(panel.line * step + title)})"
        made = etree.SubElement(drawn, "g", transform=place)
        _entitle(made, panel, ground)
        made.extend(deepcopy(part) for part in one)
        for name in _ROW_OF.values():
            for mark in made.findall(f".//*[@{name}]"):
                if int(mark.get(name, "")) not in panel.rows:
                    _remove(mark)
        for group in list(made.iter("g")):
            if not len(group):
                _remove(group)
    for part in one:
        drawn.remove(part)
    return panels[-1].line * step + title


def _remove(element: etree._Element) -> None:
    """Remove an element from what it is in."""
    if (parent := element.getparent()) is not None:
        parent.remove(element)


def _entitle(made: etree._Element, panel: Panel, ground: Ground) -> None:
    """Say above a panel what it is of."""
    size, count = ground.size.letters, len(panel.title)
    anchor = {"text-anchor": "end"} if ground.is_mirrored else {}
    for line, words in enumerate(panel.title):
        y = number(-PAD - (count - 1 - line) * ground.line)
        title = etree.SubElement(made, "text", anchor, x=number(panel.title_at), y=y)
        title.set("fill", "var(--ip-ink)")
        title.set("font-size", str(size))
        title.set("font-weight", "600")
        title.text = words


_OWN_ROOM = 0.4
"""The site's letters are wider than those that Vega measures a drawing of an editor's own in."""


def _origin(inner: etree._Element) -> tuple[float, float]:
    """Return where Vega begins what is between the axes, by the room that it has reckoned."""
    moved = _MOVED.match(inner.get("transform", ""))
    return (float(moved[1]), float(moved[2])) if moved else (0.0, 0.0)


def _left(origin: float, drawn: float, width: float) -> float:
    """Return where a drawing of an editor's own begins: its words are wider than Vega knows.

    Args:
        origin: Where Vega begins it.
        drawn: How wide Vega takes it to be.
        width: How wide it is to be.
    """
    return origin + min(origin * _OWN_ROOM, max(width - drawn, 0.0))


def _backdrop(ready: Backdrop) -> etree._Element:
    """Return what Vega hasn't drawn."""
    made = etree.Element("path", d=ready.path)
    if ready.fill:
        made.set("fill", f"var(--ip-{ready.fill})")
        made.set("fill-rule", "evenodd")
    if ready.stroke:
        made.set("stroke", f"var(--ip-{ready.stroke})")
        made.set("stroke-width", str(ready.edge))
    if ready.row is not None:
        made.set("data-row", str(ready.row))
    return made


def _shorter(path: str) -> str:
    """Return a long path of nothing but rings by its steps, which take half the room."""
    if len(path) < _LONG or not _RINGS.fullmatch(path):
        return path
    rings = [
        [(float(x), float(y)) for x, y in _POINT.findall(ring)] for ring in path.split("Z") if ring
    ]
    return path_data(rings, closed=True)


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
        name = etree.QName(element).localname
        if name in _NOT_DRAWN or element.get("display") == "none":
            return
        if name == "path" and _is_unseen(element):
            return
        told = element.get("class", "")
        if "mark-" in told:
            marks = told
        made = etree.SubElement(into, name, self._kept(element, marks))
        if match := _ROW.fullmatch(element.get("aria-label") or ""):
            made.set(_ROW_OF[match[1]], match[2])
        if "role-axis-label" in marks:
            _centre(made, len(element))
        made.text = element.text
        for child in element:
            self.copy(child, made, marks)
        is_bare = name == "g" and not made.attrib
        if name == "g" and not len(made):
            into.remove(made)
        elif is_bare:
            place = into.index(made)
            into[place : place + 1] = list(made)

    def _kept(self, element: etree._Element, marks: str) -> dict[str, str]:
        """Return the attributes that stay."""
        given = ((str(key), str(value)) for key, value in element.attrib.items())
        kept = ((key, value) for key, value in given if key in _KEPT and (key, value) not in _USUAL)
        return {key: self._value(key, value, marks) for key, value in kept}

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
        value = _NUMBERS.sub(lambda found: number(float(found[0])), value)
        return _shorter(value) if key == "d" else value


def _is_unseen(path: etree._Element) -> bool:
    """Whether a path is nothing, or the ground of a group that has none."""
    is_ground = path.get("class") == "background" and not (path.get("fill") or path.get("stroke"))
    return is_ground or path.get("d", "") in _EMPTY


def _centre(label: etree._Element, lines: int) -> None:
    """Centre the lines of what stands beside an axis on its place, where Vega puts the first."""
    match = _MOVED.match(label.get("transform", ""))
    if match and lines > 1 and label.get("text-anchor") in {"start", "end"}:
        up = (lines - 1) * float(label.get("font-size", 0)) * LINE_HEIGHT / 2
        label.set("transform", f"translate({match[1]},{number(float(match[2]) - up)})")


def _hex(value: str) -> str:
    """Return a colour as `#rrggbb`, of which Vega makes another form at times."""
    if match := re.fullmatch(r"rgb[(](\d+), (\d+), (\d+)[)]", value):
        return "#{:02x}{:02x}{:02x}".format(*map(int, match.groups()))
    return value.lower()
