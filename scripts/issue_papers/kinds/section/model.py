"""A section of a paper, with what it recommends."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from issue_papers.content.library import Entry, Library, typed
from issue_papers.content.model import PageMeta
from issue_papers.content.page_type import PageType
from issue_papers.content.records import Id, Record, Text, closed
from issue_papers.kinds.paper.model import PAPER, Paper


class Recommendation(Record):
    """A recommendation's metadata; its text is the body of its block.

    `audience` says who is to act on it: ids of the site's `audiences`.
    """

    id: Id
    title: Text
    audience: Annotated[tuple[Id, ...], Field(json_schema_extra=closed("audiences"))] = ()
    cases: tuple[Id, ...] = ()
    sections: tuple[Id, ...] = ()


class Section(PageMeta):
    """A section of a paper: any sibling of its `index.md`."""

    recommendations: tuple[Recommendation, ...] = ()


SECTION = PageType(
    name="section",
    model=Section,
    files="docs/papers/*/*.md",
    position=20,
    whole=PAPER,
    is_in_editions=True,
    has_terms=True,
    adds_places=False,
)


def paper_of(library: Library, entry: Entry) -> Entry[Paper] | None:
    """Return the paper that a paper's page or a section belongs to."""
    return typed(library.whole(entry), PAPER)


def section(library: Library, paper: Entry[Paper], slug: str) -> Entry[Section] | None:
    """Return a paper's section by its slug."""
    return typed(library.part(paper, slug), SECTION)


def sections(library: Library, paper: Entry[Paper]) -> tuple[Entry[Section], ...]:
    """Return a paper's sections in the paper's order."""
    return tuple(s for part in library.parts(paper) if (s := typed(part, SECTION)))


def recommendations(
    library: Library, paper: Entry[Paper]
) -> dict[str, tuple[Entry[Section], Recommendation]]:
    """Return a paper's recommendations by id, in order, with the section that holds each."""
    return {
        recommendation.id: (entry, recommendation)
        for entry in sections(library, paper)
        for recommendation in entry.source.meta.recommendations
    }
