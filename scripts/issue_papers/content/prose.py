"""The words of a Markdown body, stretch by stretch, with their lines.

A stretch is what one paragraph, heading, list item or table cell says. Code, the targets of links,
attributes and the `///` lines of blocks are no part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it.token import Token

from issue_papers.content.commonmark import parser

_ATTRIBUTES = re.compile(r"\{:?\s*[#.\w-][^{}]*\}")
_FOREIGN = re.compile(r"\s*\{[^{}]*\blang=")
_BLOCK_LINE = re.compile(r"^/{3,}.*$", re.MULTILINE)
_QUOTED = re.compile(
    r"“[^“”]*”|«[^«»]*»|„[^„“”]*[“”]|\"[^\"]*\"|‹[^‹›]*›"  # noqa: RUF001 - quotation marks
    r"|‘[^‘]*?’(?!\w)|‚[^‚‘]*‘|(?<!\w)'[^']*'(?!\w)"  # noqa: RUF001 - the same
)
_ADDRESS = re.compile(r"(?:\bhttps?://|\bwww\.)[^\s<>]+|[\w.+-]+@[\w-]+\.[\w.-]+")
_OPENS = frozenset({"em_open", "strong_open"})
_CLOSES = frozenset({"em_close", "strong_close"})


@dataclass(frozen=True)
class Stretch:
    r"""Some words of a body.

    Attributes:
        text: All of them; a line break is `\\n`.
        own: The same without what is quoted, in another language or an address: as long as `text`,
            with spaces in its place.
        line: Line of the file on which it starts.
    """

    text: str
    own: str
    line: int

    def line_of(self, position: int) -> int:
        """Return the line of a place in the text."""
        return self.line + self.text.count("\n", 0, position)


def stretches(body: str, first_line: int = 1) -> Iterator[Stretch]:
    """Yield a body's stretches in order.

    Args:
        body: Markdown, without front matter.
        first_line: Line of the file on which the body starts.
    """
    for token in parser().parse(body):
        if token.type == "inline":
            line = first_line + (token.map[0] if token.map else 0)
            text, foreign = _read(token)
            yield Stretch(text, _blank(text, foreign), line)


def own_words(text: str) -> str:
    """Blank what is quoted in a text without markup, and addresses."""
    return _blank(text, [])


def _read(inline: Token) -> tuple[str, list[tuple[int, int]]]:
    """Join the text of an inline token, and say where it is in another language."""
    text, starts, foreign = "", [], []
    children = inline.children or []
    for child, after in zip(children, [*children[1:], None], strict=True):
        if child.type in {"softbreak", "hardbreak"}:
            text += "\n"
        elif child.type == "text":
            text += _same_length(_ATTRIBUTES, child.content)
        elif child.type in _OPENS:
            starts.append(len(text))
        elif child.type in _CLOSES:
            start = starts.pop()
            if after is not None and after.type == "text" and _FOREIGN.match(after.content):
                foreign.append((start, len(text)))
        elif child.type in {"code_inline", "image"}:
            text += " "
    return _same_length(_BLOCK_LINE, text), foreign


def _blank(text: str, ranges: list[tuple[int, int]]) -> str:
    text = _same_length(_QUOTED, _same_length(_ADDRESS, text))
    for start, end in ranges:
        text = text[:start] + _spaces(text[start:end]) + text[end:]
    return text


def _same_length(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda match: _spaces(match.group()), text)


def _spaces(text: str) -> str:
    """Return as many spaces as there are characters, with the line breaks where they were."""
    return re.sub(r"[^\n]", " ", text)
