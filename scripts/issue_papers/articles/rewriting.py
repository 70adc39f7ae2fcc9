"""Walks trees of nodes, and makes new ones of them; however deep they are, nothing recurses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, TypeVar

from issue_papers.articles.nodes import Node, children, holding, walk

N = TypeVar("N", bound=Node)


def rewrite(
    nodes: tuple[N, ...],
    change: Callable[[Any], tuple[Node, ...]],
    skip: Callable[[Node], bool] | None = None,
    *,
    of: type[Node] | tuple[type[Node], ...] = Node,
) -> tuple[N, ...]:
    """Return nodes with a change made to each, what a node holds before the node itself.

    Leaves are met in the order in which they are read.

    Args:
        nodes: Blocks or running text; what takes their place must be the same.
        change: Says what takes a node's place; what the node holds has been changed already.
        skip: Whether a node stays as it is, with all that it holds.
        of: Which nodes are changed; the others stay as they are, but for what they hold.
    """
    if of is not Node and not any(isinstance(node, of) for node in walk(nodes)):
        return nodes
    done: list[tuple[Node, ...]] = []
    stack: list[tuple[Node, tuple[Node, ...]]] = [(node, ()) for node in reversed(nodes)]
    while stack:
        node, held = stack.pop()
        if not held:
            if skip is not None and skip(node):
                done.append((node,))
                continue
            inside = children(node)
            if inside:
                stack.append((node, inside))
                stack += [(child, ()) for child in reversed(inside)]
            else:
                done.append(change(node) if isinstance(node, of) else (node,))
            continue
        made = done[-len(held) :]
        del done[-len(held) :]
        if any(len(new) != 1 or new[0] is not old for new, old in zip(made, held, strict=True)):
            node = _holding(node, made)
        done.append(change(node) if isinstance(node, of) else (node,))
    return tuple(node for found in done for node in found)  # type: ignore[misc]


def _holding(node: Node, made: list[tuple[Node, ...]]) -> Node:
    """Return a node that holds others instead of its own, given in the order of `children`."""
    results = iter(made)
    changes: dict[str, Any] = {}
    for name in holding(node):
        value = getattr(node, name)
        if not isinstance(value, tuple) or not any(isinstance(item, Node) for item in value):
            continue
        held = tuple(
            new for item in value for new in (next(results) if isinstance(item, Node) else (item,))
        )
        if len(held) != len(value) or any(a is not b for a, b in zip(held, value, strict=True)):
            changes[name] = held
    return replace(node, **changes) if changes else node


def visit(nodes: tuple[Node, ...]) -> Iterator[tuple[Node, bool]]:
    """Yield nodes and all that they hold, each when it begins (true) and when it ends (false)."""
    stack: list[tuple[Node, bool]] = [(node, True) for node in reversed(nodes)]
    while stack:
        node, begins = stack.pop()
        yield node, begins
        if begins:
            stack.append((node, False))
            stack += [(child, True) for child in reversed(children(node))]
