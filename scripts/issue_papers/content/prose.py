"""The words of a text, stretch by stretch, with their lines.

A stretch is what one paragraph, heading, list item, table cell or title says. Code, the targets of
links and the marks of footnotes are no part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from issue_papers.articles.article import Article
from issue_papers.articles.nodes import (
    Block,
    Break,
    Citation,
    Code,
    Embed,
    Formula,
    Inline,
    Link,
    Picture,
    Text,
    children,
    runs,
)

_QUOTED = re.compile(
    r"“[^“”]*”|«[^«»]*»|„[^„“”]*[“”]|\"[^\"]*\"|‹[^‹›]*›"  # noqa: RUF001 - quotation marks
    r"|‘[^‘]*?’(?!\w)|‚[^‚‘]*‘|(?<!\w)'[^']*'(?!\w)"  # noqa: RUF001 - the same
)
_ADDRESS = re.compile(r"(?:\bhttps?://|\bwww\.)[^\s<>]+|(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+")

_OPENING = re.compile("[“«„\"‹‘‚']")  # noqa: RUF001 - quotation marks
_OF_ADDRESSES = ("://", "www.", "@")
"""What there is in any quotation, and in any address: most texts have neither."""


@dataclass(frozen=True)
class Stretch:
    r"""Some words of a text.

    Attributes:
        text: All of them; a line break is `\n`.
        native: The same without what is in another language or an address: as long as `text`, with
            spaces in its place.
        own: `native` without what is quoted.
        line: Line of the file on which it starts.
    """

    text: str
    native: str
    own: str
    line: int

    def line_of(self, position: int) -> int:
        """Return the line of a place in the text."""
        return self.line + self.text.count("\n", 0, position)


def stretch(text: str, line: int, foreign: Sequence[tuple[int, int]] = ()) -> Stretch:
    """Return words as a stretch.

    Args:
        text: The words, without any markup.
        line: Line of the file on which they start.
        foreign: From where to where they are in another language.
    """
    has_address = any(sign in text for sign in _OF_ADDRESSES)
    plain = _same_length(_ADDRESS, text) if has_address else text
    own = _same_length(_QUOTED, plain) if _OPENING.search(plain) else plain
    for start, end in foreign:
        plain = plain[:start] + _spaces(plain[start:end]) + plain[end:]
        own = own[:start] + plain[start:end] + own[end:]
    return Stretch(text, plain, own, line)


def stretches(article: Article) -> tuple[Stretch, ...]:
    """Return a text's stretches, footnotes' among them, in the order of their lines."""
    blocks = (*article.blocks, *article.notes.values())
    return tuple(sorted(_stretches(blocks), key=lambda found: found.line))


def _stretches(blocks: Sequence[Block]) -> Iterator[Stretch]:
    stack = [(block, False) for block in reversed(blocks)]
    while stack:
        block, is_foreign = stack.pop()
        is_foreign = is_foreign or bool(block.lang)
        for run in runs(block):
            text, foreign = _read(run)
            line = next((node.line for node in run if node.line), block.line)
            yield stretch(text, line, [(0, len(text))] if is_foreign else foreign)
        inside = [node for node in children(block) if isinstance(node, Block)]
        stack += [(node, is_foreign) for node in reversed(inside)]


def _read(run: Sequence[Inline]) -> tuple[str, list[tuple[int, int]]]:
    """Join the text of some nodes, and say where it is in another language or an address."""
    text = ""
    blanked: list[tuple[int, int]] = []
    stack: list[object] = [*reversed(run)]  # nodes, and where those that are to be blanked begin
    while stack:
        node = stack.pop()
        match node:
            case int(start):
                blanked.append((start, len(text)))
            case Text(text=words):
                text += words
            case Break():
                text += "\n"
            case Code() | Picture() | Embed() | Formula():
                text += " "
            case Citation(source=source):
                text += source
            case Inline():
                if node.lang or (isinstance(node, Link) and node.is_bare):
                    stack.append(len(text))
                stack += reversed(children(node))
    return text, blanked


def _same_length(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda match: _spaces(match.group()), text)


def _spaces(text: str) -> str:
    """Return as many spaces as there are characters, with the line breaks where they were."""
    return re.sub(r"[^\n]", " ", text)
