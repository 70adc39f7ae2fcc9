"""Gives each passage of a text the id that it has in every language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from issue_papers.articles.nodes import Block, Heading, Node
from issue_papers.articles.rewriting import rewrite
from issue_papers.content.naming import Named


def identified(blocks: tuple[Block, ...], named: Iterable[Named]) -> tuple[Block, ...]:
    """Return a text whose passages have their ids.

    Headings keep what they have: an id of their own, or the one that is made from their words.

    Args:
        blocks: The text as it was read, without footnotes.
        named: Its passages.
    """
    ids = {each.piece.at: each.id for each in named if not each.piece.given}
    number = -1

    def change(node: Node) -> tuple[Node, ...]:
        nonlocal number
        number += 1
        if number not in ids or isinstance(node, Heading):
            return (node,)
        return (replace(node, id=ids[number]),)

    return rewrite(blocks, change)
