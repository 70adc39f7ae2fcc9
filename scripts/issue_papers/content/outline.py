"""What a Markdown body holds, with lines: headings, ids, links, images and blocks.

Read from the source, so that problems can name the line, with the CommonMark parser markdown-it-py
(code, escapes and reference links are its business) and a scan for the `///` lines of PyMdown
blocks, which CommonMark takes for text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

OWN_BLOCKS: Mapping[str, bool] = {
    "case-study": True,
    "recommendation": True,
    "key-message": True,
    "figure": True,
    "bibliography": False,
}
"""Our blocks, and whether each must name something after `|`."""

_FENCE = re.compile(
    r"(?P<slashes>/{3,})(?:[ ]*(?P<name>[\w-]+)[ ]*(?:\|[ ]*(?P<argument>.*?))?)?\s*"
)
_ATTRIBUTES = re.compile(r"\s*\{:?\s*(?P<list>[^{}]*)\}\s*$")
_ID = re.compile(r"(?:^|\s)#(?P<id>[\w:.-]+)|(?:^|\s)id=[\"']?(?P<named>[\w:.-]+)")
_HTML_ID = re.compile(r"<[a-zA-Z][^<>]*?\sid=[\"']?(?P<id>[\w:.-]+)")


@dataclass(frozen=True)
class Heading:
    """A heading; `id` is empty where none is written."""

    level: int
    text: str
    id: str
    line: int


@dataclass(frozen=True)
class Link:
    """A link or an image, with the target as it is written."""

    target: str
    line: int
    is_image: bool = False
    description: str = ""


@dataclass(frozen=True)
class SourceBlock:
    """A PyMdown block.

    Attributes:
        name: `case-study`, `recommendation` …
        argument: What follows the `|`; empty where nothing does.
        options: The YAML options below the opening line, by key.
        body: The Markdown inside.
        line: Line of the opening `///`.
        end_line: Line of the closing one; the body's last line where it is missing.
        is_closed: Whether a closing line was found.
    """

    name: str
    argument: str
    options: tuple[tuple[str, object], ...]
    body: str
    line: int
    end_line: int
    is_closed: bool


@dataclass(frozen=True)
class Outline:
    """Everything the checks and views want to know of a body; lines are lines of the file."""

    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    blocks: tuple[SourceBlock, ...]
    html_ids: tuple[tuple[str, int], ...]
    words: int


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table")


def read(body: str, first_line: int = 1) -> Outline:
    r"""Read a body's outline.

    Args:
        body: Markdown with `\\n` line endings, without front matter.
        first_line: Line of the file on which the body starts.
    """
    tokens = _parser().parse(body)
    lines = body.split("\n")
    code = _code_lines(tokens)
    headings: list[Heading] = []
    links: list[Link] = []
    ids: list[tuple[str, int]] = []
    words = 0
    for index, token in enumerate(tokens):
        line = first_line + (token.map[0] if token.map else 0)
        if token.type == "inline":
            links += _links(token, line)
            words += len(_prose(token).split())
        if token.type == "heading_open":
            headings.append(_heading(token, tokens[index + 1], line))
        elif token.type in {"html_block", "inline"} and "<" in token.content:
            ids += [
                (match["id"], line + token.content[: match.start()].count("\n"))
                for match in _HTML_ID.finditer(token.content)
            ]
    return Outline(
        headings=tuple(headings),
        links=tuple(links),
        blocks=tuple(_blocks(lines, code, first_line)),
        html_ids=tuple(ids),
        words=words,
    )


def _heading(opening: Token, inline: Token, line: int) -> Heading:
    text, identifier = inline.content, ""
    if match := _ATTRIBUTES.search(text):
        text = text[: match.start()].rstrip()
        if found := _ID.search(match["list"]):
            identifier = found["id"] or found["named"]
    return Heading(int(opening.tag[1]), text, identifier, line)


def _links(inline: Token, line: int) -> Iterator[Link]:
    """Yield an inline token's links and images; each soft break is a line further down."""
    for child in inline.children or ():
        if child.type in {"softbreak", "hardbreak"}:
            line += 1
        elif child.type == "link_open":
            yield Link(str(child.attrGet("href") or ""), line)
        elif child.type == "image":
            yield Link(
                str(child.attrGet("src") or ""),
                line,
                is_image=True,
                description=child.content.strip(),
            )


def _prose(inline: Token) -> str:
    return " ".join(
        child.content
        for child in inline.children or ()
        if child.type in {"text", "code_inline"} and not child.content.startswith("///")
    )


def _code_lines(tokens: list[Token]) -> set[int]:
    """Return the numbers, from 0, of the lines inside fenced code."""
    return {
        number
        for token in tokens
        if token.type == "fence" and token.map
        for number in range(*token.map)
    }


def _blocks(lines: list[str], code: set[int], first_line: int) -> Iterator[SourceBlock]:
    """Yield the body's blocks in the order of their opening lines.

    A block is closed by a line of as many slashes as opened it; blocks nest by using more.
    """
    open_blocks: list[tuple[int, int, str, str]] = []
    found: list[tuple[int, int, str, str, bool]] = []
    for number, line in enumerate(lines):
        match = _FENCE.fullmatch(line) if number not in code else None
        if not match:
            continue
        length = len(match["slashes"])
        if match["name"]:
            open_blocks.append((number, length, match["name"], (match["argument"] or "").strip()))
            continue
        depth = next((d for d, b in reversed([*enumerate(open_blocks)]) if b[1] == length), None)
        if depth is None:
            found.append((number, number, "", "", False))
            continue
        for start, _, name, argument in open_blocks[depth + 1 :]:
            found.append((start, number, name, argument, False))
        start, _, name, argument = open_blocks[depth]
        del open_blocks[depth:]
        found.append((start, number, name, argument, True))
    found += [(start, len(lines), name, arg, False) for start, _, name, arg in open_blocks]
    for start, end, name, argument, closed in sorted(found):
        options, body = _options(lines[start + 1 : end])
        yield SourceBlock(
            name, argument, options, body, first_line + start, first_line + end, closed
        )


def _options(lines: list[str]) -> tuple[tuple[tuple[str, object], ...], str]:
    """Split what follows an opening line into indented YAML options and body."""
    count = 0
    while count < len(lines) and lines[count].startswith("    ") and lines[count].strip():
        count += 1
    body = "\n".join(lines[count:]).strip("\n")
    if not count:
        return (), body
    try:
        value = yaml.safe_load("\n".join(lines[:count]))
    except yaml.YAMLError:
        return (("", "\n".join(lines[:count])),), body
    if not isinstance(value, dict):
        return (("", value),), body
    return tuple((str(key), option) for key, option in value.items()), body
