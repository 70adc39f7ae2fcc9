"""Sets a text as its language's printers do: words alone, each in its own language.

A run is what no block's border and no line's end parts; a rule sees the whole of it. Left as they
are: code and what else is typed for machines, addresses, and what is marked as set.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from issue_papers.articles.nodes import (
    Block,
    Break,
    Citation,
    Code,
    CodeBlock,
    Inline,
    Link,
    Node,
    Style,
    Styled,
    Text,
    text_of,
)
from issue_papers.articles.rewriting import rewrite, visit
from issue_papers.typography.rules import Piece, typeset_run

_TYPED = frozenset({Style.KEYBOARD, Style.SAMPLE, Style.VARIABLE})


@dataclass
class _Runs:
    """The runs of a text, in its order; `texts` says of each piece whether it is a text node's."""

    pieces: list[Piece] = field(default_factory=list)
    texts: list[bool] = field(default_factory=list)
    done: list[str] = field(default_factory=list)

    def add(self, text: str, language: str, *, is_text: bool) -> None:
        self.pieces.append(Piece(text, language))
        self.texts.append(is_text)

    def part(self) -> None:
        texts = typeset_run(self.pieces)
        self.done += (text for text, is_own in zip(texts, self.texts, strict=True) if is_own)
        self.pieces, self.texts = [], []


def typeset(flow: tuple[Block, ...], language: str) -> tuple[Block, ...]:
    """Return a text that is set.

    Args:
        flow: The text and its notes.
        language: BCP 47 tag of its language, where a node names no other.
    """
    texts = iter(_set(flow, language))

    def change(node: Text) -> tuple[Node, ...]:
        text = next(texts)
        return (node,) if text == node.text else (replace(node, text=text),)

    return rewrite(flow, change, of=Text)


def _set(flow: tuple[Block, ...], language: str) -> list[str]:
    """Return the words of each text node, set, in their order."""
    runs = _Runs()
    languages = [language]
    for node, begins in visit(flow):
        if not isinstance(node, Inline) or isinstance(node, Break):
            runs.part()
        if not begins:
            languages.pop()
            continue
        languages.append(_language(node, languages[-1]))
        match node:
            case Text(text=text, is_set=is_set):
                runs.add(text, "" if is_set else languages[-1], is_text=True)
            case Code(text=text):
                runs.add(text, "", is_text=False)
            case Citation():
                runs.add(text_of(node), "", is_text=False)
            case _:
                pass
    runs.part()
    return runs.done


def _language(node: Node, around: str) -> str:
    """Return the language in which a node's words are set; none where they are as typed."""
    is_typed = (
        isinstance(node, Code | CodeBlock)
        or (isinstance(node, Styled) and node.style in _TYPED)
        or (isinstance(node, Link) and node.is_bare)
    )
    if is_typed or not around:
        return ""
    return node.lang or around
