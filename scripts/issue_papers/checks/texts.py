"""Rules for the text itself, read once: everything that a reader would see of it, or not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from issue_papers.checks import (
    amounts,
    anchors,
    bracketed,
    characters,
    code,
    directives,
    elements,
    faults,
    fillers,
    foreign_marks,
    headings,
    links,
    lists,
    marks,
    miscited,
    notes,
    pictures,
    quotation,
    raised,
    references,
    residues,
    tables,
)
from issue_papers.checks.anchors import AnchorIndex
from issue_papers.checks.page import Page
from issue_papers.checks.targets import Targets
from issue_papers.checks.world import world_of
from issue_papers.content.keeping import NOTHING_KEPT, Finding, Keeping
from issue_papers.content.library import Document, Entry, Library
from issue_papers.content_cache import digest
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem, Severity
from issue_papers.views.around import Around

_OF_A_TEXT: tuple[Callable[[Page], Iterator[Problem]], ...] = (
    faults.check,
    characters.check,
    elements.check,
    headings.check,
    anchors.check,
    marks.check,
    foreign_marks.check,
    lists.check,
    tables.check,
    bracketed.check,
    miscited.check,
    notes.check,
    code.check,
    fillers.check,
    residues.check,
    quotation.check,
    amounts.check,
    raised.check,
)
"""What reads a text alone, and which references there are."""


def check(library: Library, keeping: Keeping = NOTHING_KEPT) -> Iterator[Problem]:
    """Yield what is wrong in the pages' texts, in every language."""
    index = AnchorIndex(library)
    targets: dict[str, Targets] = {}
    for entry, document in library.texts():
        page = Page(library, entry, document)
        known = targets.setdefault(entry.key, Targets(library, entry))
        for finding in _findings(page):
            yield from keeping.of(finding)
        yield from links.check(page, index, known)
        yield from references.check(page, index)
        yield from pictures.check(page, known)


def findings(library: Library, entry: Entry) -> Iterator[Finding[Problem]]:
    """Yield what is to be found in a page's texts."""
    for document in entry.documents():
        yield from _findings(Page(library, entry, document))


def _findings(page: Page) -> Iterator[Finding[Problem]]:
    library, kind = page.library, str(page.entry.kind)
    around = library.index(Around).ids(page.entry).digest
    also = (kind, library.index(_references), library.index(_read_how), around)
    yield Finding("texts", (page.document,), partial(_text, page), also)
    source, world = page.entry.source, library.index(world_of)
    documents = (source,) if page.document is source else (source, page.document)
    yield Finding("blocks", documents, partial(directives.check, page), (kind, world))


def _references(library: Library) -> str:
    """Return a digest of which references there are."""
    return digest(sorted(library.references))


def _read_how(library: Library) -> str:
    """Return a digest of how mkdocs.yml has texts read."""
    settings = library.settings
    parts = settings.has_others, settings.limits
    return digest([settings.markdown.digest(), repr(parts)])


def _text(page: Page) -> Iterator[Problem]:
    for rule in _OF_A_TEXT:
        yield from rule(page)
    yield from _comments(page.document)


def _comments(document: Document) -> Iterator[Problem]:
    """A text in the front matter isn't cut off by a comment."""
    cut = {document.yaml.line(path): comment for path, comment in document.yaml.comments.items()}
    if not cut:
        return
    for passage in document.passages:
        if passage.is_meta and passage.line in cut:
            comment = cut[passage.line]
            message = say(
                "`{comment}` isn't published: YAML takes it for a comment", comment=comment
            )
            hint = say("put the whole text in quotation marks if it belongs to it")
            yield Problem(document.path, passage.line, passage.id, message, hint, Severity.WARNING)
