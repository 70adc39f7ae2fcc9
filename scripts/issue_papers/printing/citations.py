"""Says how citations are printed, and gives each place where a work is cited its id."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import cast

from issue_papers.articles.citation_syntax import Cluster
from issue_papers.articles.nodes import (
    Block,
    Citation,
    CitedWork,
    Inline,
    Node,
    Style,
    Styled,
    Text,
)
from issue_papers.articles.rewriting import rewrite
from issue_papers.content.citation_index import anchor
from issue_papers.printing.gone import GONE, closed
from issue_papers.printing.links import Addresses
from issue_papers.views.site import Views


def cited(flow: tuple[Block, ...], views: Views, addresses: Addresses) -> tuple[Block, ...]:
    """Return a text with its citations as they are printed; what leads nowhere is text.

    Args:
        flow: The text and its notes.
        views: Those of the language of the text.
        addresses: Where the page's links lead.
    """
    count: Counter[str] = Counter()

    def change(node: Citation) -> tuple[Node, ...]:
        view = views.readers.citations.cluster(addresses.entry, cast("Cluster", node.cluster))
        if view is None:
            return (Text(node.source, line=node.line),)
        works = []
        for work in view.works:
            count[work.reference] += 1
            works.append(
                CitedWork(
                    text=work.text,
                    reference=work.reference,
                    target=addresses.page(work.key, work.anchor),
                    place=anchor(work.reference, count[work.reference]),
                    before=work.before,
                    after=work.after,
                )
            )
        cluster = cast("Cluster", node.cluster)
        if view.author:  # it is no part of the citation, which is a number
            cluster = replace(cluster, is_narrative=False)
        done: Inline = Citation(
            cluster, node.source, tuple(works), view.opening, view.closing, line=node.line
        )
        if view.is_raised:
            done = Styled(Style.SUPERSCRIPT, (done,), line=node.line)
        if not view.author:
            is_near = view.is_raised and not view.works[0].before
            return (GONE, done) if is_near else (done,)
        author = view.author if view.is_raised else f"{view.author} "
        return (Text(author, line=node.line, is_set=True), done)

    printed = rewrite(flow, change, of=Citation)
    if not views.readers.citations.are_raised:
        return printed
    return rewrite(printed, lambda node: (closed(node),))
