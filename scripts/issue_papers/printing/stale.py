"""Tells readers at the very passage that its source has changed since it was translated."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from issue_papers.articles.nodes import Block, Directive, Heading, Item, Node, Note, Paragraph
from issue_papers.articles.rewriting import rewrite


def noticed(
    flow: tuple[Block, ...],
    stale: Collection[str],
    notice: Callable[[str], Paragraph],
) -> tuple[Block, ...]:
    """Return a text with a notice after each stale passage, and after the heading of a section.

    Args:
        flow: The text and its notes.
        stale: Ids of the stale passages.
        notice: Makes the notice for a passage. A block that is a passage brings its own heading:
            there it is the first thing inside; in an item of a list it is the last.
    """
    if not stale:
        return flow

    def change(node: Node) -> tuple[Node, ...]:
        match node:
            case Heading(id=identifier) if identifier in stale:
                return node, notice(identifier)
            case Directive(content=content, anchor=anchor) if anchor and anchor in stale:
                if not content:
                    return node, notice(anchor)
                return (replace(node, content=(notice(anchor), *content)),)
            case Item(id=identifier) if identifier in stale:
                return (replace(node, content=(*node.content, notice(identifier))),)
            case Block(id=identifier) if identifier in stale and not isinstance(node, Note):
                return node, notice(identifier)
            case _:
                return (node,)

    return rewrite(flow, change)
