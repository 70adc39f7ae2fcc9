"""Ids of headings: the source's are made of its words, and are the same in every language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from issue_papers.articles.article import Article
from issue_papers.articles.nodes import Heading, text_of
from issue_papers.articles.slugs import slugify
from issue_papers.content.library import Document
from issue_papers.content.passages import FOOTNOTE, LEAD
from issue_papers.fixes.sheet import Sheet
from issue_papers.reporting.edits import Edit

_LEVELS = (2, 3)
"""The levels of headings that have ids."""

_ATX = re.compile(r"(?P<words>[> ]*#{2,3}[ \t]+\S.*?)(?:[ \t]+#+)?[ \t]*")
_UNREAD = re.compile(
    r"(?P<words>[> ]*#{2,3}[ \t]+\S.*?)[ \t]*"
    r"\{:?[ \t]*[#\uff03][ \t]*(?P<id>[A-Za-z0-9_-]+)[ \t]*\}?[ \t]*"
)


def fix(sheet: Sheet) -> Iterator[Edit]:
    """Yield the lines of headings with the ids that they lack."""
    page = sheet.page
    if not page.is_ours:
        return
    source = page.entry.source
    wanted = list(_ids(source))
    if page.document is not source:
        headings = page.article.headings
        if [h.level for h in headings] != [h.level for h in source.article.headings]:
            return  # nobody knows which is which
    for heading, identifier in zip(page.article.headings, wanted, strict=True):
        if identifier and not heading.own_id and heading.level in _LEVELS:
            yield from _written(sheet, heading, identifier)


def _written(sheet: Sheet, heading: Heading, identifier: str) -> Iterator[Edit]:
    line = sheet.line(heading.line)
    if match := _UNREAD.fullmatch(line) or _ATX.fullmatch(line):
        new = f"{match['words']} {{ #{identifier} }}"
        if new != line:
            yield sheet.edit(heading.line, new)


def _ids(document: Document) -> Iterator[str]:
    """Yield the id of each heading of a source: its own, or the one that it is to have."""
    taken = _taken(document)
    for number, heading in enumerate(document.article.headings, 1):
        identifier = heading.own_id
        if not identifier and heading.level in _LEVELS:
            identifier = _unique(_name(document, heading, number), taken)
            taken.add(identifier)
        yield identifier


def _name(document: Document, heading: Heading, number: int) -> str:
    """Return what an id is made of: what was typed for one, or the heading's words."""
    index = heading.line - document.body_line
    lines = document.body.split("\n")
    typed = _UNREAD.fullmatch(lines[index]) if 0 <= index < len(lines) else None
    words = typed["id"].replace("_", "-") if typed else text_of(heading.content)
    return slugify(words, "-").replace("_", "-").strip("-") or f"section-{number}"


def _unique(name: str, taken: set[str]) -> str:
    candidates = (name, *(f"{name}-{number}" for number in range(2, len(taken) + 3)))
    return next(each for each in candidates if each not in taken and not each.startswith(FOOTNOTE))


def _taken(document: Document) -> set[str]:
    """Return the ids that a page has already, and those that other texts of it are called by."""
    article = document.article
    return {
        LEAD,
        *_written_ids(article),
        *(directive.anchor for directive in article.directives if directive.anchor),
        *(passage.id for passage in document.passages if passage.is_meta),
    }


def _written_ids(article: Article) -> Iterator[str]:
    for node in article.nodes:
        identifier = node.own_id if isinstance(node, Heading) else node.id
        if identifier:
            yield identifier
