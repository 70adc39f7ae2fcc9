"""Running text in a row, as readers see it: of a paragraph, a heading, a cell, a title.

Rules that look for marks and signs read a row from left to right, whatever it is set in. What is
no text (code, a picture, a citation) and what was typed so that it can't be a mark (an entity)
stands there as one sign that no rule looks for.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from issue_papers.articles.nodes import (
    Block,
    Break,
    Citation,
    Inline,
    Link,
    Node,
    NoteReference,
    Text,
    children,
    text_of,
)
from issue_papers.slotted import names_of

OBJECT = "\ufffc"
"""Stands for what is no text."""


@dataclass(frozen=True)
class Run:
    r"""Running text.

    Attributes:
        block: What it stands in.
        text: Its words; `\n` is a line's end in the file, and `OBJECT` what is no text.
        places: Where each of its pieces begins in the text, and on which line of the file.
        objects: What is typed where there is an `OBJECT`, by its place: of addresses, notes' marks
            and citations.
    """

    block: Block
    text: str
    places: tuple[tuple[int, int], ...]
    objects: Mapping[int, str] = field(default_factory=dict)

    def typed(self, start: int, end: int) -> str:
        """Return a stretch with what is typed in it, as far as that is known."""
        return "".join(self.objects.get(at, self.text[at]) for at in range(start, end))

    def line_of(self, offset: int) -> int:
        """Return the line of the file that a place of the text stands on."""
        index = bisect_right(self.places, (offset, 1 << 60)) - 1
        if index < 0:
            return self.block.line
        start, line = self.places[index]
        return line + self.text.count("\n", start, offset)

    def lines(self) -> Iterator[tuple[int, str]]:
        """Yield its lines, each with its number in the file."""
        offset = 0
        for line in self.text.split("\n"):
            yield self.line_of(offset), line
            offset += len(line) + 1


def runs(nodes: Iterable[Node]) -> Iterator[Run]:
    """Yield the running text of those of some nodes that have any, as of `Article.nodes`."""
    for node in nodes:
        if isinstance(node, Block):
            for content in _contents(node):
                yield run(node, content)


def run(block: Block, content: tuple[Inline, ...]) -> Run:
    """Put a block's running text in a row."""
    parts: list[str] = []
    places: list[tuple[int, int]] = []
    objects: dict[int, str] = {}
    length = 0
    for text, node in _pieces(content):
        places.append((length, node.line or block.line))
        if text == OBJECT and (typed := _typed(node)):
            objects[length] = typed
        parts.append(text)
        length += len(text)
    return Run(block, "".join(parts), tuple(places), objects)


def _contents(block: Block) -> Iterator[tuple[Inline, ...]]:
    for name in names_of(block):
        value = getattr(block, name)
        if isinstance(value, tuple) and value and isinstance(value[0], Inline):
            yield value


def _typed(node: Inline) -> str:
    match node:
        case Citation(source=source):
            return source
        case NoteReference(name=name):
            return f"[^{name}]"
        case Link(is_bare=True):
            return text_of(node)
        case _:
            return ""


def _pieces(content: tuple[Inline, ...]) -> Iterator[tuple[str, Inline]]:
    for node in content:
        inside = tuple(child for child in children(node) if isinstance(child, Inline))
        match node:
            case Text(text=text, is_set=True):
                yield "".join(c if _is_plain(c) else OBJECT for c in text), node
            case Text(text=text):
                yield text, node
            case Break():
                yield "\n", node
            case Link(is_bare=True):
                yield OBJECT, node
            case _ if inside:
                yield from _pieces(inside)
            case _:
                yield OBJECT, node


def _is_plain(char: str) -> bool:
    r"""Whether a character is no mark, even typed as one: in `\c` the backslash escapes nothing."""
    return char.isalnum() or char.isspace() or char == "\\"
