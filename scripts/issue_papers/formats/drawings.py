"""What is drawn for a text, such as charts, in the colours of a format that has no style sheet."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from issue_papers.layers import Layers

_TOKEN = re.compile(r"var\(--ip-([a-z-]+)\)")
SCREEN, PRINT = "screen", "print"
"""What the colours are for: `editions/drawings/<name>.css` has them."""

_VALUE = re.compile(r"--ip-([a-z-]+): ([^;]+);")
_SVG = "{http://www.w3.org/2000/svg}"


def coloured(
    drawings: Mapping[str, str],
    theme: Layers,
    scheme: str = SCREEN,
    *,
    family: str = "sans-serif",
    ground: str = "",
) -> Mapping[str, str]:
    """Return drawings whose colours are those of a scheme, by their names.

    Args:
        drawings: SVG documents, whose colours are tokens: see `articles.nodes.Drawing`.
        theme: What has the tokens.
        scheme: `screen` or `print`.
        family: The typefaces of their words, as SVG lists them.
        ground: The token of what is behind them; nothing is, if it is empty.
    """
    if not drawings:
        return {}
    sheet = theme.path(f"editions/drawings/{scheme}.css").read_text(encoding="utf-8")
    known = dict(_VALUE.findall(sheet))

    def colour(match: re.Match[str]) -> str:
        return str(known[match[1]])

    return {
        name: _TOKEN.sub(colour, _dressed(drawn, family, ground))
        for name, drawn in sorted(drawings.items())
    }


def _dressed(drawn: str, family: str, ground: str) -> str:
    root = etree.fromstring(drawn.encode())
    root.set("font-family", family)
    for mark in root.iter():
        if mark.get("data-row"):
            del mark.attrib["data-row"]
    if ground:
        box = etree.Element(f"{_SVG}rect", width="100%", height="100%", fill=f"var(--ip-{ground})")
        root.insert(0, box)
    return etree.tostring(root, encoding="unicode")


def words(drawn: str) -> str:
    """Return the words of a drawing."""
    return " ".join(map(str, etree.fromstring(drawn.encode()).itertext()))


def strong_words(drawn: str) -> str:
    """Return those that are set in a strong weight."""
    found = etree.fromstring(drawn.encode()).iterfind(".//*[@font-weight]")
    return " ".join(str(word) for each in found for word in each.itertext())
