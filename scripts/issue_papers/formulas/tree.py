"""A formula as a tree: the elements of MathML Core, in a closed set.

Pages and EPUBs write it as it is, PDFs have Typst set it, and what is said or written in one line
is made of it, too: so no two formats can show two formulas.

Source: MathML Core, W3C Candidate Recommendation Snapshot of 24 June 2025, section 3.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from issue_papers.slotted import Slotted

LEAVES = frozenset({"mi", "mn", "mo", "mtext", "mspace"})
"""Elements that hold a text, or nothing."""

ELEMENTS: Mapping[str, int] = {
    **dict.fromkeys(LEAVES, 0),
    **dict.fromkeys(("mrow", "mphantom", "mtable", "mtr", "mtd"), -1),
    **dict.fromkeys(("msqrt", "menclose", "mstyle"), 1),
    **dict.fromkeys(("mfrac", "mroot", "msub", "msup", "munder", "mover"), 2),
    **dict.fromkeys(("msubsup", "munderover"), 3),
}
"""The elements, and how many others each holds; -1 is any number.

`menclose` isn't in Core; style sheets draw it."""

ATTRIBUTES = frozenset(
    {"accent", "accentunder", "displaystyle", "form", "linethickness", "lspace", "mathvariant"}
    | {"maxsize", "minsize", "movablelimits", "notation", "rspace", "stretchy"}
    | {"width", "data-align"}
)
"""What an element may say of itself; `data-align` is a cell's side, `left` or `right`."""

APPLIED = "\u2061"
"""Stands between a function and what it is applied to; nobody sees it."""

UNSEEN = frozenset({APPLIED, "\u2062", "\u2063", "\u2064", ""})
"""Signs that nobody sees."""


@dataclass(frozen=True, slots=True)
class Part(Slotted):
    """An element of a formula.

    Attributes:
        tag: Its name in MathML.
        text: What a leaf says.
        parts: What it holds.
        attributes: What it says of itself, by name.
    """

    tag: str
    text: str = ""
    parts: tuple[Part, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()

    def get(self, name: str) -> str:
        """Return an attribute; empty where it isn't given."""
        return dict(self.attributes).get(name, "")

    def walk(self) -> Iterator[Part]:
        """Yield the element and all that it holds, each before what it holds."""
        stack = [self]
        while stack:
            part = stack.pop()
            yield part
            stack += reversed(part.parts)
