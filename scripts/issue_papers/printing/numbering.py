"""Numbers footnotes and tables, as the page counts them.

Footnotes have the numbers in which the text first calls them. A note may call notes: theirs follow
the text's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace

from issue_papers.articles.nodes import Block, Directive, Node, Note, NoteReference, Table, Text
from issue_papers.articles.rewriting import rewrite


def footnotes(blocks: tuple[Block, ...], notes: Mapping[str, Note]) -> tuple[Block, ...]:
    """Return a text with numbered footnotes, the notes that are called behind it, in their order.

    A mark that has no note is text: it stands as it was typed.

    Args:
        blocks: The text.
        notes: All notes by name.
    """
    numbers: dict[str, int] = {}
    counts: Counter[str] = Counter()

    def number(node: NoteReference) -> tuple[Node, ...]:
        if node.name not in notes:
            return (Text(f"[^{node.name}]", line=node.line),)
        counts[node.name] += 1
        place = numbers.setdefault(node.name, len(numbers) + 1)
        return (replace(node, number=place, occurrence=counts[node.name]),)

    done = rewrite(blocks, number, of=NoteReference)
    called: list[Note] = []
    while len(called) < len(numbers):
        name = [*numbers][len(called)]
        called += rewrite((notes[name],), number, of=NoteReference)
    return (*done, *called)


def tables(flow: tuple[Block, ...], is_captioned: Callable[[str], bool]) -> tuple[Block, ...]:
    """Return a text with its tables numbered, but those that have a caption of another kind.

    Args:
        flow: The text and its notes.
        is_captioned: Whether the block of a name says by itself what a table in it is.
    """
    count = 0

    def find(node: Table | Directive) -> tuple[Node, ...]:
        if isinstance(node, Table):
            return (replace(node, number=_UNKNOWN),)
        if is_captioned(node.name):
            content = (replace(b, number=0) if isinstance(b, Table) else b for b in node.content)
            return (replace(node, content=tuple(content)),)
        return (node,)

    def number(node: Table) -> tuple[Node, ...]:
        nonlocal count
        if node.number != _UNKNOWN:
            return (node,)
        count += 1
        return (replace(node, number=count),)

    return rewrite(rewrite(flow, find, of=(Table, Directive)), number, of=Table)


_UNKNOWN = -1
