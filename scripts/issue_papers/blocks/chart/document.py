"""A chart as an SVG document of its own, for formats that aren't pages."""

from __future__ import annotations

from lxml import etree

from issue_papers.blocks.chart.finishing import Drawn

_SVG = "http://www.w3.org/2000/svg"


def document(drawn: Drawn, direction: str) -> str:
    """Return a drawing as a document; its colours are still tokens.

    Args:
        drawn: The drawing.
        direction: In which the language runs. The document itself runs from left to right: Vega
            and we reckon so, and readers of SVG differ in what they make of another.
    """
    root = etree.Element("svg", xmlns=_SVG)
    root.append(etree.fromstring(drawn.content))
    root.set("viewBox", f"0 0 {drawn.width} {drawn.height}")
    root.set("width", str(drawn.width))
    root.set("height", str(drawn.height))
    if direction == "rtl":
        root.set("direction", "ltr")
    return etree.tostring(root, encoding="unicode")
