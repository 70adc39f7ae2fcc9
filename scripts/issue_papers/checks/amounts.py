"""How much a text has of something: headings, table cells, links. More would take minutes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from issue_papers.articles.nodes import Table
from issue_papers.checks.page import Page
from issue_papers.content.limits import raised
from issue_papers.reporting.messages import Message, joined, say
from issue_papers.reporting.problems import Problem


def check(page: Page) -> Iterator[Problem]:
    """Yield what a text has more of than it may, at the first that is too much."""
    article, limits = page.article, page.library.settings.limits
    headings = [heading.line for heading in article.headings]
    yield from _too_many(page, "headings", say("headings"), headings, limits.headings)
    cells = [
        row.line or node.line
        for node in article.nodes
        if isinstance(node, Table)
        for row in (*node.head, *node.body, *node.foot)
        for _ in row.cells
    ]
    yield from _too_many(page, "cells", say("table cells"), cells, limits.cells)
    links = sorted(each.line for each in (*article.links, *article.pictures))
    yield from _too_many(page, "links", say("links and pictures"), links, limits.links)


def _too_many(
    page: Page, name: str, what: Message, lines: Iterable[int], most: int
) -> Iterator[Problem]:
    found = [*lines]
    for line in islice(found, most, most + 1):
        message = say(
            "the text has {found} {what}, expected at most {most}",
            found=len(found),
            what=what,
            most=most,
        )
        hint = joined(", ", [say("make several texts of it"), raised(name, len(found))])
        yield page.error(line, "limits", message, hint)
