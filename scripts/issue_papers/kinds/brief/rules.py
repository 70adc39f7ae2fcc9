"""Rules for briefs: their numbers are their own, and what they name is there."""

from __future__ import annotations

from collections.abc import Iterator

from issue_papers.content.library import Library
from issue_papers.kinds.brief.model import BRIEF
from issue_papers.kinds.telling import (
    doubtful_names,
    misplaced,
    taken_numbers,
    twice,
    unknown_references,
    unknown_topics,
)
from issue_papers.reporting.problems import Problem


def check(library: Library) -> Iterator[Problem]:
    """Yield what is wrong with briefs, and with where they stand."""
    briefs = library.of(BRIEF)
    for entry in library.partly_of(BRIEF):
        document = entry.source
        topics, references = document.meta.topics, document.meta.references
        yield from doubtful_names(document, document.meta.authors)
        yield from twice(document, "topics", topics)
        yield from twice(document, "references", references)
        yield from unknown_topics(library, document, topics)
        yield from unknown_references(library, document, references)
    earliest_first = ((entry, entry.source.meta.number) for entry in reversed(briefs))
    yield from taken_numbers((entry, number) for entry, number in earliest_first if number)
    yield from misplaced(library, BRIEF, "authors")
