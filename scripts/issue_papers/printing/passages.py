"""Gives each passage of a text the id that it has in every language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from issue_papers.articles.nodes import Block, Heading, Link, Node, Paragraph, Text, walk
from issue_papers.articles.rewriting import rewrite
from issue_papers.content.ledger import UNKNOWN_EDITION, Line
from issue_papers.content.naming import Named
from issue_papers.printing.links import Addresses
from issue_papers.views.site import Views


def identified(blocks: tuple[Block, ...], named: Iterable[Named]) -> tuple[Block, ...]:
    """Return a text whose passages have their ids.

    Headings keep what they have: an id of their own, or the one that is made from their words.

    Args:
        blocks: The text as it was read, without footnotes.
        named: Its passages.
    """
    ids = {each.piece.at: each.id for each in named if not each.piece.given}
    number = -1

    def change(node: Node) -> tuple[Node, ...]:
        nonlocal number
        number += 1
        if number not in ids or isinstance(node, Heading):
            return (node,)
        return (replace(node, id=ids[number]),)

    return rewrite(blocks, change)


def gone(
    lines: Iterable[tuple[str, Line]], views: Views, addresses: Addresses
) -> Iterator[tuple[str, Paragraph]]:
    """Yield what is told of the passages that a page had, each with what it stood after.

    Args:
        lines: What the ledger has and the text hasn't (`naming.Names.gone`).
        views: Those of the language of the text.
        addresses: Where the page's links lead.
    """
    for after, line in lines:
        key = addresses.entry.beside(line.moved)
        if line.moved and key in views.library.entries:
            words = Text(f"{views.t('passages.moved')} ", is_set=True)
            title = views.library.entries[key].meta(views.language.tag).title
            link = Link((Text(title, is_set=True),), addresses.page(key, line.id))
            yield after, Paragraph((words, link), id=line.id, role="gone")
            continue
        edition = line.gone if line.gone != UNKNOWN_EDITION else ""
        told = (
            views.t("passages.gone_since", edition=edition) if edition else views.t("passages.gone")
        )
        yield after, Paragraph((Text(told, is_set=True),), id=line.id, role="gone")


def with_gone(
    blocks: tuple[Block, ...], told: Iterable[tuple[str, Paragraph]]
) -> tuple[Block, ...]:
    """Return a text in which what is told of passages that are gone stands where they stood.

    Args:
        blocks: The text.
        told: What is told (`gone`); what stood in a list or a box is told after that.
    """
    waiting: dict[str, list[Block]] = {}
    for after, paragraph in told:
        waiting.setdefault(after, []).append(paragraph)
    if not waiting:
        return blocks
    found = waiting.pop("", [])
    for block in blocks:
        found.append(block)
        for node in walk(block):
            found += waiting.pop(node.id, []) if node.id in waiting and node.id else []
    return (*found, *(paragraph for held in waiting.values() for paragraph in held))
