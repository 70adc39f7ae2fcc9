"""Style sheets that few pages need: of charts, formulas, what has a width, and focal points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from issue_papers.articles.nodes import Directive, Drawing, Formula, Node, Picture, Table, walk

_FIGURES = "assets/stylesheets/figures.css"
_CHART = "assets/stylesheets/chart.css"
_FORMULAS = "assets/stylesheets/formulas.css"
FOCAL = "assets/stylesheets/focal.css"
"""That of pictures of which a point stays in sight where they are cropped."""

_ORDER = (_FIGURES, _CHART, _FORMULAS, FOCAL)


def text_sheets(nodes: tuple[Node, ...]) -> tuple[str, ...]:
    """Return the sheets that a text needs besides those of every page, by path, in their order."""
    return in_order(_needed(nodes))


def in_order(sheets: Iterable[str]) -> tuple[str, ...]:
    """Return some of these sheets, each once, in the order in which a page names them."""
    found = set(sheets)
    return tuple(sheet for sheet in _ORDER if sheet in found)


def _needed(nodes: tuple[Node, ...]) -> Iterator[str]:
    for node in walk(nodes):
        match node:
            case Drawing():
                yield _CHART
            case Formula():
                yield _FORMULAS
            case Table():  # numbers stand at their decimal mark
                yield _FIGURES
            case Picture(width=width) if width:
                yield _FIGURES
            case Directive(plain=plain):
                yield from _needed(plain)
