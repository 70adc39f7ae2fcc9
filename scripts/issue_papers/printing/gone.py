"""Text that goes from a place, with the space that stood before it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from issue_papers.articles.nodes import Inline, Node, Text, holding

GONE = Text("", role="gone")
"""Stands in the place of what goes, until what holds it is `closed`."""
_STOPS = re.compile(r"[.,;:!?…]+(?=\s|$)")


def closed(node: Node, *, is_last: bool = False) -> Node:
    """Take what is gone out of a node, and the space that stood before it.

    Args:
        node: The node.
        is_last: Whether what follows in its place changes places with a full stop behind it.
    """
    for name in holding(node):
        value = getattr(node, name)
        if isinstance(value, tuple) and any(item is GONE for item in value):
            kept = _without_gone([*value], is_last=is_last)
            changes: dict[str, Any] = {name: tuple(kept)}
            return replace(node, **changes)
    return node


def _without_gone(nodes: list[Inline], *, is_last: bool) -> list[Inline]:
    kept: list[Inline] = []
    for index, node in enumerate(nodes):
        if node is not GONE:
            kept.append(node)
            continue
        before = kept[-1] if kept else None
        if not isinstance(before, Text):
            continue
        kept[-1] = before = replace(before, text=before.text.rstrip())
        after = nodes[index + 2] if index + 2 < len(nodes) else None
        if is_last and isinstance(after, Text) and (stops := _STOPS.match(after.text)):
            kept[-1] = replace(before, text=before.text + stops[0])
            nodes[index + 2] = replace(after, text=after.text[stops.end() :])
    return kept
