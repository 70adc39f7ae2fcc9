"""Marks the first use of each term in a text, so that readers can open its definition.

What is no running text stays as it is, and so does text in another language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from issue_papers.articles.nodes import Block, Inline, Node, Term, Text
from issue_papers.articles.rewriting import rewrite
from issue_papers.content.term_uses import is_no_running_text
from issue_papers.content.termbase import Lexicon


def marked(
    flow: tuple[Block, ...],
    lexicon: Lexicon,
    target: Callable[[str], str],
    has_terms: Callable[[str], bool],
) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """Mark terms.

    Args:
        flow: The text and its notes.
        lexicon: The forms of its language.
        target: Where a concept's definition is.
        has_terms: Whether terms are marked in blocks of a name.

    Returns:
        The text, and the concepts in the order of their first use.
    """
    seen: dict[str, None] = {}

    def skip(node: Node) -> bool:
        return is_no_running_text(node, has_terms)

    def change(node: Text) -> tuple[Node, ...]:
        return (node,) if node.is_set else tuple(_split(node, lexicon, seen, target))

    return rewrite(flow, change, skip, of=Text), tuple(seen)


def _split(
    node: Text, lexicon: Lexicon, seen: dict[str, None], target: Callable[[str], str]
) -> Iterator[Inline]:
    """Take a text apart at the first uses in it."""
    until = 0
    for found in lexicon.find(node.text):
        if found.is_forbidden or found.concept in seen:
            continue
        seen[found.concept] = None
        if until < found.start:
            yield replace(node, text=node.text[until : found.start])
        words = Text(node.text[found.start : found.end], line=node.line)
        yield Term((words,), found.concept, target(found.concept), line=node.line)
        until = found.end
    if not until:
        yield node
    elif until < len(node.text):
        yield replace(node, text=node.text[until:])
