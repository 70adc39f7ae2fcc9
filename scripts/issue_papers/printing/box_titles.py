"""Gives boxes that have no title the name of their kind, “Warning”, in the language of the text."""

from __future__ import annotations

from dataclasses import replace

from issue_papers.articles.nodes import Block, Box, Node, Text
from issue_papers.articles.rewriting import rewrite
from issue_papers.views.catalogue import Catalogue

UNTITLED = "no-title"
"""The class of a box that is to have no title: `!!! note ""`."""
_NOT_NAMED = frozenset({"", "aside"})


def titled(flow: tuple[Block, ...], t: Catalogue) -> tuple[Block, ...]:
    """Return a text in which boxes have titles.

    Args:
        flow: The text and its notes.
        t: The interface's strings in its language.
    """
    names = t.section("box")

    def change(node: Box) -> tuple[Node, ...]:
        if node.title or node.role in _NOT_NAMED:
            return (node,)
        if UNTITLED in node.classes:
            return (replace(node, classes=tuple(c for c in node.classes if c != UNTITLED)),)
        name = str(names.get(node.role) or node.role.replace("-", " ").capitalize())
        return (replace(node, title=(Text(name, is_set=True),)),)

    return rewrite(flow, change, of=Box)
