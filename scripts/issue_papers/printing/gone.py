"""Text that goes from a place, with the space that stood before it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from issue_papers.articles.nodes import Inline, Node, Text, holding

GONE = Text("", role="gone")
"""Stands in the place of what goes, until what holds it is `closed`."""


def closed(node: Node) -> Node:
    """Take what is gone out of a node, and the space that stood before it."""
    for name in holding(node):
        value = getattr(node, name)
        if isinstance(value, tuple) and any(item is GONE for item in value):
            changes: dict[str, Any] = {name: tuple(_without_gone(value))}
            return replace(node, **changes)
    return node


def _without_gone(nodes: tuple[Inline, ...]) -> list[Inline]:
    kept: list[Inline] = []
    for node in nodes:
        if node is not GONE:
            kept.append(node)
        elif kept and isinstance(kept[-1], Text):
            kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip())
    return kept
