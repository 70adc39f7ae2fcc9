"""The places on a page that links lead to, and no two of which share an id."""

from __future__ import annotations

from collections.abc import Iterator

from issue_papers.articles.slugs import Slugs
from issue_papers.checks.page import Page
from issue_papers.content import citation_index
from issue_papers.content.library import Document, Entry, Library
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem
from issue_papers.views.around import Around


class AnchorIndex:
    """The ids of each page and language, worked out at most once."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._anchors: dict[tuple[str, str], frozenset[str]] = {}

    def of(self, entry: Entry, language: str) -> frozenset[str]:
        """Return the ids that a reader of a language finds on a page."""
        document = entry.document(language)
        key = entry.key, document.language
        if key not in self._anchors:
            self._anchors[key] = anchors(self._library, entry, document)
        return self._anchors[key]


def passages(entry: Entry, document: Document) -> frozenset[str]:
    """Return the ids that the generator gives a page's passages, and those that are gone."""
    there = (each.id for each in entry.named(document.language) if each.piece.at >= 0)
    return frozenset((*there, *(line.id for _, line in entry.names.gone)))


def anchors(library: Library, entry: Entry, document: Document) -> frozenset[str]:
    """Return the ids that a page has in one language, those of its passages aside."""
    outline = document.outline
    ids = set(outline.ids)
    slugs = Slugs(ids, library.index(Around).ids(entry).has)
    for heading in outline.headings:
        if not heading.has_id:
            ids.add(slugs.made(heading.text))
    ids |= {block.anchor for block in outline.blocks if block.anchor}
    paper = library.whole(entry)
    if paper and outline.lists_works:
        ids |= {f"ref-{key}" for key in citation_index.bibliography_keys(library, paper)}
    return frozenset(ids)


def check(page: Page) -> Iterator[Problem]:
    """Yield ids that stand twice on a page."""
    article = page.article
    made = {heading.id for heading in article.headings if not heading.has_own_id}
    named = [(identifier, line) for identifier, line in article.ids if identifier not in made]
    faulty = {fault.line for fault in article.faults if fault.kind == "block-line"}
    named += [
        (directive.anchor, directive.line)
        for directive in article.directives
        if directive.line not in faulty and directive.anchor
    ]
    first: dict[str, int] = {}
    for identifier, line in sorted(named, key=lambda item: item[1]):
        if identifier in first:
            message = say(
                "the id `{identifier}` stands twice: first on line {first}",
                identifier=identifier,
                first=first[identifier],
            )
            yield page.error(line, "id", message, say("give each place its own id"))
        first.setdefault(identifier, line)
    own = page.library.index(Around).ids(page.entry)
    for identifier, line in named:
        if own.has(identifier):
            message = say("the page itself has the id `{identifier}`", identifier=identifier)
            yield page.error(line, "id", message, say("give the place another id"))
