"""The CommonMark parser that bodies are read with, told what Python-Markdown's footnotes are.

To CommonMark `[^a]: Ibid.` is a link's definition, and it takes the note's text away; here it is
the paragraph that Python-Markdown makes of it.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, reference
from markdown_it.token import Token

COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
"""A comment in a text, which readers never see."""

_CODE_SPAN = re.compile(
    r"(?<![`\\])(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`)", re.DOTALL
)
_OPENS = re.compile(
    r"^(?:(?P<mark>!!!(?=[ ]*[\w\"])|\?{3}(?=\+?[ ]*[\w\"])|={3}(?=[!+]*[ ]+\"))|\[\^[^\]\s]+\]:)",
    re.MULTILINE,
)
_FENCE = re.compile(r"[ ]{0,3}(?P<mark>`{3,}|~{3,})(?P<info>.*)")
_INDENT = 4


@cache
def parser() -> MarkdownIt:
    """Return the parser for all that a body may hold; it keeps nothing from text to text."""
    found = MarkdownIt("commonmark").enable("table")
    found.block.ruler.at("reference", _reference)
    return found


def _reference(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - its caller's order
    """Read a link's definition, unless it is a footnote's."""
    begin = state.bMarks[start] + state.tShift[start]
    return not state.src.startswith("[^", begin) and reference(state, start, end, silent)


def unfold(body: str) -> tuple[str, tuple[tuple[str, int], ...]]:
    """Take back the indentation of what Python-Markdown's extensions take for text.

    CommonMark would read as code what belongs to an admonition, to details, to a tab or to a
    footnote.

    Returns:
        The body, with every line on its line; those that open such a thing are empty, footnotes
        aside. And the marks with which they were opened, with the lines' numbers from 0.
    """
    if not _OPENS.search(body):
        return body, ()
    marks: list[tuple[str, int]] = []
    lines: list[str] = []
    depth, fence = 0, ""
    for number, line in enumerate(body.split("\n")):
        inside = min(depth, (len(line) - len(line.lstrip(" "))) // _INDENT)
        if line.strip() and not fence:
            depth = inside
        rest = line[inside * _INDENT :]
        mark = _FENCE.match(rest)
        if mark and not fence:
            fence = mark["mark"]
        elif mark and mark["mark"].startswith(fence) and not mark["info"].strip():
            fence = ""
        opening = None if fence else _OPENS.match(rest)
        depth += opening is not None
        if opening and opening["mark"]:
            marks.append((opening["mark"], number))
            rest = ""
        lines.append(rest)
    return "\n".join(lines), tuple(marks)


def code_lines(tokens: Iterable[Token]) -> frozenset[int]:
    """Return the numbers, from 0, of the lines inside fenced code."""
    return frozenset(
        number
        for token in tokens
        if token.type == "fence" and token.map
        for number in range(*token.map)
    )


def without_code(body: str, code: Container[int]) -> str:
    """Return a body as long as it was, with spaces in the place of code and comments.

    Args:
        body: Markdown.
        code: What `code_lines` found in it.
    """
    lines = body.split("\n")
    kept = "\n".join(
        " " * len(line) if number in code else line for number, line in enumerate(lines)
    )
    return _CODE_SPAN.sub(blank, COMMENT.sub(blank, kept))


def blank(match: re.Match[str]) -> str:
    """Return spaces in the place of what was found, its lines aside."""
    return re.sub(r"[^\n]", " ", match[0])
