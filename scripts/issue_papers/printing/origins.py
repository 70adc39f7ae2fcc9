"""Tells readers whose words a text is: at what is the edition's own, and in a line below it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from issue_papers.articles.nodes import (
    Block,
    Directive,
    Heading,
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


def label(view: OriginsView, addresses: Addresses) -> Paragraph:
    """Return what stands at that which is the edition's own; it leads to what is said of that."""
    return Paragraph((_leading(view.label, view, addresses),), role=LABEL)


def _leading(words: str, view: OriginsView, addresses: Addresses) -> Inline:
    text = Text(words, is_set=True)
    return Link((text,), addresses.page(view.key, view.anchor)) if view.key else text


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

    def change(node: Node) -> tuple[Node, ...]:
        said = node.anchor if isinstance(node, Directive) else node.id
        if not said or said not in view.told or isinstance(node, Note):
            return (node,)
        match node:
            case Heading():
                return node, label(view, addresses)
            case Directive(content=content):
                if not content:
                    return (node,)
                return (replace(node, content=(*content, label(view, addresses))),)
            case Item(content=content):
                return (replace(node, content=(*content, label(view, addresses))),)
            case Block():
                return node, label(view, addresses)
            case _:
                return (node,)

    marked = rewrite(flow, change) if view.told else flow
    line = tuple(_line(view, stop, addresses))
    return (*marked, Paragraph(line, role=LINE)) if line else marked


def _line(view: OriginsView, stop: str, addresses: Addresses) -> Iterator[Inline]:
    if view.after:
        yield Text(f"{view.after}{stop}", is_set=True)
    if view.own:
        if view.after:
            yield Text(" ", is_set=True)
        yield _leading(f"{view.own}{stop}", view, addresses)
