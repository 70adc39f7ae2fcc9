"""What is said above a drawing: what its numbers count, and what each series looks like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from issue_papers.blocks.chart.ground import DASHES, PAD, SERIES, Ground, Key

_TILE = 6
_SIGN, _GAP = 16.0, 18.0
_SHAPES: Sequence[str] = (
    "M4,0A4,4,0,1,1,-4,0A4,4,0,1,1,4,0",
    "M-3.5,-3.5h7v7h-7Z",
    "M0,-4L4.5,3.5H-4.5Z",
    "M0,-4.6L3.6,0L0,4.6L-3.6,0Z",
    "M-1.5,-4.5h3v3h3v3h-3v3h-3v-3h-3v-3h3Z",
    "M0,4L4.5,-3.5H-4.5Z",
)
"""The shapes that points have, as `ground.SHAPES` names them for Vega."""


def number(value: float) -> str:
    """Write a number to a tenth of a pixel."""
    return f"{round(value, 1) + 0.0:.10g}"


def fill(token: str, prefix: str) -> str:
    """Return the fill of an area: the first series is plain, all others are hatched."""
    if token not in SERIES or token == SERIES[0]:
        return f"var(--ip-{token})"
    return f"url(#{prefix}-{token})"


def hatches(prefix: str) -> list[etree._Element]:
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


@dataclass(frozen=True)
class Legend:
    """What is said above a drawing.

    Attributes:
        whole: The drawing.
        ground: What it is drawn on.
        prefix: What the ids in it begin with.
    """

    whole: etree._Element
    ground: Ground
    prefix: str

    def write(self, keys: Sequence[Key], head: str) -> float:
        """Write it, and return how high it is.

        Args:
            keys: What is told of series.
            head: What is said above that.
        """
        ground, width = self.ground, self.ground.size.width
        y, lines = 0.0, ground.lines(head, width) if head else ()
        for line in lines:
            y += ground.line
            self._words(line, 0, y - 4, "ink-soft")
        if keys:
            y += ground.line + (2 if lines else 0)
        x = 0.0
        for key in keys:
            wide = _SIGN + 6 + ground.width(key.words)
            if x and x + wide > width:
                x, y = 0.0, y + ground.line + 3
            self._sign(key, x, y - 4)
            self._words(key.words, x + _SIGN + 6, y - 4, "ink")
            x += wide + _GAP
        return y + PAD / 2 if y else 0.0

    def _place(self, x: float) -> float:
        return self.ground.place(x, self.ground.size.width)

    def _words(self, words: str, x: float, y: float, token: str) -> None:
        element = etree.SubElement(self.whole, "text", x=number(self._place(x)), y=number(y))
        element.set("fill", f"var(--ip-{token})")
        element.set("font-size", str(self.ground.size.letters))
        if self.ground.is_mirrored:
            element.set("text-anchor", "end")
        element.text = words

    def _sign(self, key: Key, x: float, y: float) -> None:
        """Draw what a series looks like."""
        letters = self.ground.size.letters
        middle, height = y - letters * 0.34, letters * 0.8
        left = self._place(x) - (_SIGN if self.ground.is_mirrored else 0)
        solid = f"var(--ip-{key.token})"
        if key.sign in {"area", "shade", "land"}:
            box = etree.SubElement(
                self.whole, "rect", x=number(left), y=number(middle - height / 2)
            )
            box.set("width", number(_SIGN))
            box.set("height", number(height))
            box.set("fill", fill(key.token, self.prefix))
            if key.sign == "land":
                box.set("stroke", "var(--ip-rule-strong)")
                box.set("stroke-width", "0.8")
            return
        if key.sign == "line":
            start = f"M{number(left)},{number(middle)}"
            line = etree.SubElement(self.whole, "path", d=f"{start}h{_SIGN:g}", fill="none")
            line.set("stroke", solid)
            line.set("stroke-width", "2.2")
            dash = DASHES[key.series % len(DASHES)]
            line.set("stroke-dasharray", ",".join(f"{part:g}" for part in dash))
        shape = _SHAPES[key.series % len(_SHAPES)]
        point = etree.SubElement(self.whole, "path", d=shape, fill=solid)
        point.set("transform", f"translate({number(left + _SIGN / 2)},{number(middle)})")
