"""Tells readers whose words a text is: at what is the edition's own, and in a line below it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from issue_papers.articles.nodes import (
    Block,
    Directive,
    Inline,
    Item,
    Link,
    Node,
    Note,
    Paragraph,
    Text,
)
from issue_papers.articles.rewriting import rewrite
from issue_papers.printing.links import Addresses
from issue_papers.views.origins import OriginsView

LABEL, LINE = "own", "origin"
"""The roles of the paragraphs that say it: at a passage, and below the text."""


def label(words: str, target: str) -> Paragraph:
    """Return what stands at that which is the edition's own.

    Args:
        words: What it says.
        target: Where that is explained, as of a resolved link; empty if nowhere.
    """
    return Paragraph((_leading(words, target),), role=LABEL)


def _leading(words: str, target: str) -> Inline:
    text = Text(words, is_set=True)
    return Link((text,), target) if target else text


def told(
    flow: tuple[Block, ...], view: OriginsView | None, stop: str, addresses: Addresses
) -> tuple[Block, ...]:
    """Return a text that says where it comes from.

    Args:
        flow: The text and its notes.
        view: Where it comes from; nothing where nothing says it.
        stop: What ends a sentence.
        addresses: Where links of the page lead.
    """
    if view is None:
        return flow

    target = addresses.page(view.key, view.anchor) if view.key else ""
    said = label(view.label, target)

    def change(node: Node) -> tuple[Node, ...]:
        place = node.anchor if isinstance(node, Directive) else node.id
        if not place or place not in view.told or isinstance(node, Note):
            return (node,)
        if isinstance(node, Item):
            return (replace(node, content=(*node.content, said)),)
        if isinstance(node, Directive):  # one that is empty says by its words what it is
            return (replace(node, content=node.content and (*node.content, said)),)
        return (node, said) if isinstance(node, Block) else (node,)

    marked = rewrite(flow, change) if view.told else flow
    line = tuple(_line(view, stop, target))
    return (*marked, Paragraph(line, role=LINE)) if line else marked


def unlinked(flow: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return a text whose labels lead nowhere: on paper, each would print the address again."""

    def change(node: Paragraph) -> tuple[Node, ...]:
        if node.role != LABEL:
            return (node,)
        words = (
            n
            for each in node.content
            for n in (each.content if isinstance(each, Link) else (each,))
        )
        return (replace(node, content=tuple(words)),)

    return rewrite(flow, change, of=Paragraph)


def _line(view: OriginsView, stop: str, target: str) -> Iterator[Inline]:
    if view.after:
        yield Text(f"{view.after}{stop}", is_set=True)
    if view.own:
        if view.after:
            yield Text(" ", is_set=True)
        yield _leading(f"{view.own}{stop}", target)
