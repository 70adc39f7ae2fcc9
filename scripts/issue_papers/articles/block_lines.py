"""What the rules for blocks share: a line's text, and what is told of it."""

from __future__ import annotations

from markdown_it.rules_block import StateBlock

FAULTS = "faults"
"""In the environment of a parse: the list of (kind, line from 0, found, detail)."""

INDENT = 4
"""Spaces that make code of a line, and that what belongs to a mark is indented by."""


def line_of(state: StateBlock, number: int) -> str:
    """Return a line's text, without the indentation and the marks of what is around it."""
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def is_code(state: StateBlock, line: int) -> bool:
    """Whether a line is indented so far that it is code."""
    return state.sCount[line] - state.blkIndent >= INDENT


def tell(state: StateBlock, kind: str, line: int, detail: str = "", found: str = "") -> None:
    """Tell of a fault in a line, or in a part of it."""
    shown = found or " ".join(line_of(state, line).split())
    state.env.setdefault(FAULTS, []).append((kind, line, shown.replace("`", "'"), detail))
