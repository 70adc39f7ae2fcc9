"""What a Markdown body holds, with lines: headings, ids, links, images and blocks.

Read from the source, so that problems can name the line, with the CommonMark parser markdown-it-py
(code, escapes and reference links are its business) and a scan for the `///` lines of PyMdown
blocks, which CommonMark takes for text.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass

import yaml
from markdown_it.token import Token

from issue_papers.content.commonmark import code_lines, parser, unfold, without_code

OWN_BLOCKS: Mapping[str, bool] = {
    "case-study": True,
    "recommendation": True,
    "key-message": True,
    "figure": True,
    "bibliography": False,
}
"""Our blocks, and whether each must name something after `|`."""

OTHER_BLOCKS: Mapping[str, str] = {
    "admonition": "admonition",
    **dict.fromkeys(("note", "attention", "caution", "danger", "error", "tip"), "admonition"),
    **dict.fromkeys(("hint", "warning", "important"), "admonition"),
    "details": "details",
    "tab": "tab",
    "html": "html",
    "define": "definition",
    **dict.fromkeys(("caption", "figure-caption", "table-caption"), "caption"),
}
"""PyMdown's own blocks, which a plain page may use, and which of its extensions has each."""

_ANCHORS = {
    "case-study": "case",
    "key-message": "message",
    "figure": "figure",
    "recommendation": "recommendation",
}
"""What the ids of our blocks begin with."""

FOREIGN_MARKS: Mapping[str, str] = {
    "!!!": "admonition",
    "???": "pymdownx.details",
    "===": "pymdownx.tabbed",
}
"""Marks that a plain page may use, and the extension of Markdown that has each."""

_FENCE = re.compile(
    r"(?P<slashes>/{3,})(?:[ ]*(?P<name>[\w-]+)[ ]*(?:\|[ ]*(?P<argument>.*?))?)?\s*"
)
_LIKE_FENCE = re.compile(
    r"(?P<before>(?:[\s>\u200b\u2060\ufeff]|[-*+:](?=\s)|\d+[.)](?=\s))*)(?P<rest>[/\uff0f]{3,}.*)"
)
_LIKE_OPENING = re.compile(r"/{3,}\W*(?P<name>\w[\w-]*)(?:\W+(?P<argument>\w[\w-]*))?\W*")
_LOOKALIKES = str.maketrans({"\uff0f": "/", "\xa0": " ", "\u202f": " ", "\uff5c": "|"})
_NOTE = re.compile(r"^[ ]{0,3}\[\^(?P<name>[^\]\s]+)\]:", re.MULTILINE)
_NOTE_REFERENCE = re.compile(r"(?<!\\)\[\^(?P<name>[^\]\s]+)\]")
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
        fault: The first line as it is written, where that isn't as a block's line must be.
        is_misplaced: Whether only its place is wrong: indented, in a list or in a quotation.
    """

    name: str
    argument: str
    options: tuple[tuple[str, object], ...]
    body: str
    line: int
    end_line: int
    is_closed: bool
    fault: str = ""
    is_misplaced: bool = False

    @property
    def anchor(self) -> str:
        """The id that the block has on its page; empty where it has none."""
        return f"{_ANCHORS[self.name]}-{self.argument}" if self.name in _ANCHORS else ""


@dataclass(frozen=True)
class Fence:
    """Fenced code.

    Attributes:
        mark: The marks that open it: three or more of ` or ~.
        info: What follows them, such as a language.
        line: Line of the marks.
        is_closed: Whether the same marks close it.
    """

    mark: str
    info: str
    line: int
    is_closed: bool


@dataclass(frozen=True)
class Outline:
    """Everything the checks and views want to know of a body; lines are lines of the file.

    Attributes:
        headings: Its headings.
        links: Its links and images.
        blocks: Its blocks, and the lines that look like a block's and are none.
        html_ids: Ids in HTML.
        words: How many words it has.
        notes: Names of the footnotes that have a text.
        note_references: Names of footnotes where they are referred to.
        fences: Its fenced code.
        foreign_marks: Marks that open an admonition, details or a tab: `!!!`, `???`, `===`.
    """

    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    blocks: tuple[SourceBlock, ...]
    html_ids: tuple[tuple[str, int], ...]
    words: int
    notes: tuple[tuple[str, int], ...] = ()
    note_references: tuple[tuple[str, int], ...] = ()
    fences: tuple[Fence, ...] = ()
    foreign_marks: tuple[tuple[str, int], ...] = ()


def read(body: str, first_line: int = 1) -> Outline:
    r"""Read a body's outline.

    Args:
        body: Markdown with `\\n` line endings, without front matter.
        first_line: Line of the file on which the body starts.
    """
    body, marks = unfold(body)
    tokens = parser().parse(body)
    lines = body.split("\n")
    code = code_lines(tokens)
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
    notes, references = _footnotes(body, code, first_line)
    return Outline(
        headings=tuple(headings),
        links=tuple(links),
        blocks=tuple(_blocks(lines, code, first_line)),
        html_ids=tuple(ids),
        words=words,
        notes=notes,
        note_references=references,
        fences=tuple(_fences(tokens, lines, first_line)),
        foreign_marks=tuple((mark, first_line + number) for mark, number in marks),
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


def _fences(tokens: list[Token], lines: list[str], first_line: int) -> Iterator[Fence]:
    for token in tokens:
        if token.type == "fence" and token.map:
            start, end = token.map
            last = lines[end - 1].lstrip(" >").rstrip()
            is_closed = end - start > 1 and last.startswith(token.markup)
            yield Fence(token.markup, token.info, first_line + start, is_closed)


_Places = tuple[tuple[str, int], ...]


def _footnotes(body: str, code: Container[int], first_line: int) -> tuple[_Places, _Places]:
    """Return the footnotes that have a text, and where footnotes are referred to, with lines."""
    if "[^" not in body:
        return (), ()
    text = without_code(body, code)
    notes = {match.start("name"): match["name"] for match in _NOTE.finditer(text)}
    references = {
        match.start("name"): match["name"]
        for match in _NOTE_REFERENCE.finditer(text)
        if match.start("name") not in notes
    }
    return tuple(
        tuple((name, first_line + text.count("\n", 0, at)) for at, name in found.items())
        for found in (notes, references)
    )  # type: ignore[return-value]  # there are two


@dataclass(frozen=True)
class _Line:
    """A line that opens or closes a block, or looks as if it did.

    Attributes:
        number: Its number in the body, from 0.
        length: How many slashes it has.
        name: The block's name; empty where it closes one.
        argument: What follows the `|`.
        fault: The line as it is written, if it isn't as it must be.
        is_misplaced: Whether only something before the slashes is wrong.
    """

    number: int
    length: int
    name: str
    argument: str
    fault: str = ""
    is_misplaced: bool = False


def _read_line(number: int, line: str) -> _Line | None:
    like = _LIKE_FENCE.fullmatch(line)
    if like is None:
        return None
    written = like["rest"].translate(_LOOKALIKES).rstrip()
    length = len(written) - len(written.lstrip("/"))
    match = _FENCE.fullmatch(written)
    is_right = match is not None and written == like["rest"].rstrip(" \t")
    fault = "" if is_right and not like["before"] else " ".join(line.split()).replace("`", "'")
    match = match or _LIKE_OPENING.match(written)
    name, argument = (match["name"], match["argument"]) if match else ("", "")
    return _Line(number, length, name or "", (argument or "").strip(), fault, is_right)


def _blocks(lines: list[str], code: Container[int], first_line: int) -> Iterator[SourceBlock]:
    """Yield the body's blocks in the order of their opening lines.

    A block is closed by a line of as many slashes as opened it; blocks nest by using more. A faulty
    line counts for what it was meant to be, so that one mistake isn't told as two.
    """
    open_blocks: list[_Line] = []
    found: list[tuple[_Line, int, bool]] = []
    for number, text in enumerate(lines):
        line = _read_line(number, text) if number not in code else None
        if line is None:
            continue
        if line.name:
            is_known = line.name.lower() in {*OWN_BLOCKS, *OTHER_BLOCKS}
            if line.fault and not line.is_misplaced and not is_known:
                found.append((line, number, False))
            else:
                open_blocks.append(line)
            continue
        depths = (d for d, b in reversed([*enumerate(open_blocks)]) if b.length == line.length)
        depth = next(depths, None)
        if depth is None or (line.fault and not open_blocks[depth].fault):
            found.append((line, number, False))
        if depth is None:
            continue
        found += [(unclosed, number, False) for unclosed in open_blocks[depth + 1 :]]
        found.append((open_blocks[depth], number, True))
        del open_blocks[depth:]
    found += [(unclosed, len(lines), False) for unclosed in open_blocks]
    for line, end, is_closed in sorted(found, key=lambda item: item[0].number):
        options, body = _options(lines[line.number + 1 : end])
        yield SourceBlock(
            name=line.name,
            argument=line.argument,
            options=options,
            body=body,
            line=first_line + line.number,
            end_line=first_line + end,
            is_closed=is_closed,
            fault=line.fault,
            is_misplaced=line.is_misplaced,
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
