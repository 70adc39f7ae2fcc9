"""Where marks stand that are put into a text, such as a note's, and what goes from its place."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from issue_papers.articles.nodes import Inline, Node, Text, holding

GONE = Text("", role="gone")
"""Stands in the place of what goes, or before a mark, until what holds it is `closed`: the space
that stood before it goes, too."""
APART = Text(" ", role="apart")
"""The space before a mark that stands by itself."""
_STOPS = re.compile(r"[.,;:!?…]+(?=$|[\s)\]”’»\"'])")
_ENDING = re.compile(r"['’][^\W\d_]+(?!\w)")
"""What belongs to the name before it: `Sow's`."""


def closed(node: Node, *, is_last: bool = False) -> Node:
    """Take what is gone out of a node, and put what is behind marks in its place.

    Args:
        node: The node.
        is_last: Whether a mark stands behind a full stop.
    """
    for name in holding(node):
        value = getattr(node, name)
        if isinstance(value, tuple) and any(item is GONE or item is APART for item in value):
            kept = _closed([*value], is_last=is_last)
            changes: dict[str, Any] = {name: tuple(kept)}
            return replace(node, **changes)
    return node


def _closed(nodes: list[Inline], *, is_last: bool) -> list[Inline]:
    kept: list[Inline] = []
    for index, node in enumerate(nodes):
        before = kept[-1] if kept else None
        if not isinstance(before, Text) or not (node is GONE or node is APART):
            kept += [] if node is GONE else [node]
            continue
        after = nodes[index + 2] if index + 2 < len(nodes) else None
        patterns = (_ENDING, _STOPS) if is_last and node is GONE else (_ENDING,)
        said = before.text.rstrip() if node is GONE else before.text
        for pattern in patterns:
            if isinstance(after, Text) and (found := pattern.match(after.text)):
                said += found[0].replace("'", "’")  # a name is set already
                after = nodes[index + 2] = replace(after, text=after.text[found.end() :])
        kept[-1] = replace(before, text=said)
        kept += [] if node is GONE else [node]
    return kept
