"""Changes trees of nodes, however deep they are: nothing here is recursive.

Of a block of ours, what it becomes is looked at (`Directive.plain`), not what is written in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from itertools import chain
from typing import Any, TypeVar, cast

from issue_papers.articles.nodes import (
    Block,
    Cell,
    Citation,
    Code,
    CodeBlock,
    Definition,
    Directive,
    Group,
    Heading,
    Inline,
    Item,
    Node,
    Paragraph,
    Row,
    Tab,
    Text,
    children,
    text_of,
    walk,
)

DEEPEST = 40
"""Nodes within nodes. A table is up to five elements of HTML, and what most programs parse that
with gives up at 256; what writes nodes is recursive, too."""

_STRUCTURE = (Definition, Item, Row, Cell, Tab)
"""What is a node of its own only because what holds it has several: no level by itself."""

AnyNode = TypeVar("AnyNode", bound=Node)


def rewritten(
    nodes: tuple[AnyNode, ...], change: Callable[[Node], tuple[Node, ...]]
) -> tuple[AnyNode, ...]:
    """Return nodes with all that they hold changed, from the last to the first.

    Args:
        nodes: What to change.
        change: Returns what stands for a node; what is in it has been changed already.
    """
    done: dict[int, tuple[Node, ...]] = {}
    for node in reversed([*walk_plain(nodes)]):
        done[id(node)] = change(_with(node, done))
    return cast("tuple[AnyNode, ...]", tuple(chain.from_iterable(done[id(n)] for n in nodes)))


def walk_plain(nodes: Sequence[Node]) -> Iterator[Node]:
    """Yield nodes and all that they hold, each before what it holds."""
    return (node for node, _ in _walk_levels(nodes))


def _walk_levels(nodes: Sequence[Node], deepest: int | None = None) -> Iterator[tuple[Node, int]]:
    """Yield nodes with how deep they are, from 0; none that is deeper than that."""
    stack = [(node, 0) for node in reversed(nodes)]
    while stack:
        node, depth = stack.pop()
        yield node, depth
        if depth != deepest:
            held = node.plain if isinstance(node, Directive) else tuple(children(node))
            stack += [(c, depth + (not isinstance(c, _STRUCTURE))) for c in reversed(held)]


def _with(node: Node, done: Mapping[int, tuple[Node, ...]]) -> Node:
    """Return a node with what has been made of its children."""
    changed: dict[str, Any] = {}
    for field in fields(node):
        value = getattr(node, field.name)
        if isinstance(value, tuple) and any(id(item) in done for item in value):
            changed[field.name] = tuple(
                chain.from_iterable(done.get(id(item), (item,)) for item in value)
            )
    return replace(node, **changed) if changed else node


def shallow(nodes: tuple[AnyNode, ...], deepest: int = DEEPEST) -> tuple[AnyNode, ...]:
    """Return nodes that are nested no deeper than that: below, only their words are left."""
    reached = [*_walk_levels(nodes, deepest)]
    if all(depth < deepest for _, depth in reached):
        return nodes
    done: dict[int, tuple[Node, ...]] = {}
    for node, depth in reversed(reached):
        done[id(node)] = (_flat(node) if depth == deepest else _with(node, done),)
    return cast("tuple[AnyNode, ...]", tuple(chain.from_iterable(done[id(n)] for n in nodes)))


def _flat(node: Node) -> Node:
    """Return a node that holds words alone, and may stand where this one did."""
    match node:
        case Inline():
            return Text(text_of(node), line=node.line)
        case Paragraph() | Heading():
            return replace(node, content=(Text(text_of(node)),))
        case Group():
            return replace(node, content=(_words(node),))
        case _:
            return _words(node)


def _words(node: Node) -> Paragraph:
    parts = []
    for inner in walk(node):
        if isinstance(inner, Block):
            parts.append(" ")
        if isinstance(inner, (Text, Code, CodeBlock, Citation)):
            parts.append(text_of(inner))
    return Paragraph((Text(" ".join("".join(parts).split())),), line=node.line)
