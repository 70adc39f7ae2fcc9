"""What a passage holds besides its words, so that two languages can be compared.

Blocks are taken out first, as in `outline`: CommonMark would take their lines for text. The rest is
parsed once; everything is counted, since a translation may change the order within a sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import unquote, urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

from issue_papers.content.commonmark import COMMENT
from issue_papers.content.passages import FOOTNOTE, Passage

_FENCE = re.compile(r"/{3,}(?:[ ]*(?P<name>[\w-]+)[ ]*(?:\|[ ]*(?P<argument>.*?))?)?\s*")
_CODE = re.compile(r"\s*(?:`{3,}|~{3,})")
STRETCH = "\x1f"
"""What parts two stretches of text: no space, so that nothing is read across it."""

_DEFINITION = re.compile(r"\[\^[^\]]+\]:\s*")
_DESCRIPTION = re.compile(r"^[ ]{0,3}:[ ]{1,3}", re.MULTILINE)
_FOOTNOTE = re.compile(r"\[\^(?P<name>[^\]]+)\]")
_CITATION = re.compile(r"(?<![\w@./:+-])-?@\{?(?P<key>\w(?:[\w:.#$%&+?~/-]*\w)?)")
_ATTRIBUTES = re.compile(r"\{:?[ ]*(?P<list>[#.\w-][^{}]*)\}")
_ID = re.compile(r"(?:^|\s)(?:#|id=[\"']?)(?P<id>[\w:.-]+)")
_TAG = re.compile(r"<[^<>]*>")
_TAG_ID = re.compile(r"\sid=[\"']?(?P<id>[\w:.-]+)")
_TAG_LINK = re.compile(r"\shref=[\"']?(?P<target>[^\"'\s>]+)")
_TAG_IMAGE = re.compile(r"\ssrc=[\"']?(?P<target>[^\"'\s>]+)")


@dataclass
class Shape:
    """A passage's parts, counted. Filled by `read` alone.

    Attributes:
        blocks: Blocks in their order, with the id of those that have one: `case-study | seoul`.
        headings: Headings inside, which are no passages of their own: level and line of the text.
        ids: Ids that are given to parts of the text.
        links: Targets within the site.
        outward: How many links lead out of it.
        images: Files.
        footnotes: Names of the footnotes referred to.
        citations: Keys of the references cited.
        tables: Rows, the head's among them, and columns of each table.
        items: List items and descriptions.
        paragraphs: Paragraphs outside lists and tables.
        stretches: The plain text, for its numbers: the words of each paragraph, heading, list item
            or cell, with the line of the passage on which they start, from 0.
    """

    blocks: list[str] = field(default_factory=list)
    headings: list[tuple[str, int]] = field(default_factory=list)
    ids: Counter[str] = field(default_factory=Counter)
    links: Counter[str] = field(default_factory=Counter)
    outward: int = 0
    images: Counter[str] = field(default_factory=Counter)
    footnotes: Counter[str] = field(default_factory=Counter)
    citations: Counter[str] = field(default_factory=Counter)
    tables: list[tuple[int, int]] = field(default_factory=list)
    items: int = 0
    paragraphs: int = 0
    stretches: list[tuple[int, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All stretches; a number never goes on from one to the next."""
        return STRETCH.join(text for _, text in self.stretches)

    def line_of(self, position: int) -> int:
        """Return the passage's line, from 0, of a place in the text."""
        end = 0
        for line, text in self.stretches:
            start, end = end, end + len(text) + len(STRETCH)
            if position < end:
                return line + text.count("\n", 0, position - start)
        return 0


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table")


def read(passage: Passage, named_blocks: frozenset[str]) -> Shape:
    """Take a passage's shape.

    Args:
        passage: The passage; of metadata only the text is read.
        named_blocks: Blocks whose argument is an id; that of others is a text.
    """
    if passage.is_meta:
        return Shape(stretches=[(0, passage.text)])
    shape = Shape()
    text = COMMENT.sub(lambda match: "\n" * match[0].count("\n"), passage.text)
    if passage.id.startswith(FOOTNOTE):
        text = _DEFINITION.sub("", text, count=1)
    text = "\n".join(_without_blocks(text.split("\n"), shape, named_blocks))
    shape.items += len(_DESCRIPTION.findall(text))
    tokens = _parser().parse(text)
    _count(tokens, shape)
    shape.stretches += _stretches(tokens, shape)
    return shape


def _stretches(tokens: list[Token], shape: Shape) -> Iterator[tuple[int, str]]:
    """Yield the text, and note what stands within it."""
    line = 0
    for index, token in enumerate(tokens):
        line = token.map[0] if token.map else line
        if token.type == "inline":
            is_title = index == 1 and tokens[0].type == "heading_open"
            yield line, "".join(_inline(token, shape, is_title=is_title))
        elif token.type in {"fence", "code_block"}:
            yield line, token.content
        elif token.type == "html_block":
            yield line, _html(token.content, shape)


def _count(tokens: list[Token], shape: Shape) -> None:
    """Count headings, list items, paragraphs, and the rows and columns of tables."""
    inside = 0
    for index, token in enumerate(tokens):
        match token.type:
            case "heading_open" if index:
                shape.headings.append((token.tag, token.map[0] if token.map else 0))
            case "list_item_open":
                inside += 1
                shape.items += 1
            case "list_item_close":
                inside -= 1
            case "paragraph_open" if not inside:
                shape.paragraphs += 1
            case "table_open":
                shape.tables.append((0, 0))
            case "tr_open":
                shape.tables[-1] = shape.tables[-1][0] + 1, shape.tables[-1][1]
            case "th_open":
                shape.tables[-1] = shape.tables[-1][0], shape.tables[-1][1] + 1


def _without_blocks(lines: list[str], shape: Shape, named_blocks: frozenset[str]) -> Iterator[str]:
    """Yield the lines with those that open or close a block made empty; note the blocks."""
    in_code = False
    for line in lines:
        in_code ^= bool(_CODE.match(line))
        match = None if in_code else _FENCE.fullmatch(line)
        if match is None:
            yield line
            continue
        yield ""
        if name := match["name"]:
            has_id = name in named_blocks and match["argument"]
            shape.blocks.append(f"{name} | {match['argument']}" if has_id else name)


def _inline(token: Token, shape: Shape, *, is_title: bool) -> Iterator[str]:
    """Yield an inline token's text, without attribute lists and references to footnotes."""
    for child in token.children or ():
        if child.type in {"softbreak", "hardbreak"}:
            yield "\n"
        elif child.type == "code_inline":
            yield child.content
        elif child.type == "link_open":
            _link(str(child.attrGet("href") or ""), shape)
        elif child.type == "image":
            shape.images[unquote(str(child.attrGet("src") or ""))] += 1
            yield child.content
        elif child.type == "html_inline":
            _html(child.content, shape)
        elif child.type == "text":
            yield _text(child.content, shape, is_title=is_title)


def _text(text: str, shape: Shape, *, is_title: bool) -> str:
    if "{" in text:
        if not is_title:  # a heading's own id is its passage's
            lists = [match["list"] for match in _ATTRIBUTES.finditer(text)]
            shape.ids.update(found["id"] for part in lists for found in _ID.finditer(part))
        text = _ATTRIBUTES.sub("", text)
    if "[^" in text:
        shape.footnotes.update(match["name"] for match in _FOOTNOTE.finditer(text))
        text = _FOOTNOTE.sub("", text)
    if "@" in text:
        shape.citations.update(match["key"] for match in _CITATION.finditer(text))
        text = _CITATION.sub("", text)
    return text


def _html(text: str, shape: Shape) -> str:
    for tag in _TAG.findall(text):
        shape.ids.update(match["id"] for match in _TAG_ID.finditer(tag))
        shape.images.update(unquote(match["target"]) for match in _TAG_IMAGE.finditer(tag))
        for match in _TAG_LINK.finditer(tag):
            _link(match["target"], shape)
    return _TAG.sub(" ", text)


def _link(target: str, shape: Shape) -> None:
    parts = urlsplit(target)
    if parts.scheme or parts.netloc:
        shape.outward += 1
    else:
        shape.links[unquote(target)] += 1
