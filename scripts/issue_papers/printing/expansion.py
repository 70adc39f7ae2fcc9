"""Says what `///` blocks become: their views for the web, their nodes for every other format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from issue_papers.articles.nodes import Block as BlockNode
from issue_papers.articles.nodes import Directive, Heading, Node
from issue_papers.articles.rewriting import rewrite
from issue_papers.content.locales import Language
from issue_papers.printing.declaration import Block, Context
from issue_papers.printing.links import Addresses
from issue_papers.views.site import Views

_SECTION = 2
"""The level of the headings that part a page; those of boxes are one below."""


def in_their_languages(flow: tuple[BlockNode, ...]) -> tuple[BlockNode, ...]:
    """Return a text in which each block that has `lang:` says so of its content."""

    def change(node: Directive) -> tuple[Node, ...]:
        language = str(dict(node.options).get("lang", ""))
        if not language:
            return (node,)
        return (replace(node, lang=language, dir=Language(language, "").direction),)

    return rewrite(flow, change, of=Directive)


def expanded(
    flow: tuple[BlockNode, ...],
    blocks: Mapping[str, Block[Any]],
    views: Views,
    addresses: Addresses,
) -> tuple[BlockNode, ...]:
    """Return a text in which every block has its view and its plain nodes.

    Args:
        flow: The text and its notes, with all else done.
        blocks: What is known of each block, by name.
        views: Those of the language of the text.
        addresses: Where the page's links lead.
    """
    level = _SECTION

    def change(node: Directive) -> tuple[Node, ...]:
        block = blocks.get(node.name)
        if block is None:
            return (replace(node, plain=node.content),)
        context = Context(views, addresses.entry, node, addresses, level)
        view = block.view(context)
        return (replace(node, view=view, plain=block.plain(view, node.content, context)),)

    done: list[BlockNode] = []
    for node in flow:
        if isinstance(node, Heading) and node.level == _SECTION:
            level = _SECTION + 1
        done += rewrite((node,), change, of=Directive)
    return tuple(done)
