"""A section of a paper, with what it recommends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated

from pydantic import Field

from issue_papers.content.library import Entry, Library, typed
from issue_papers.content.origins import Originated
from issue_papers.content.page_type import PageType
from issue_papers.content.records import Id, Record, Text, closed, explained
from issue_papers.kinds.case_study.model import cases
from issue_papers.kinds.paper.model import PAPER, Paper
from issue_papers.reporting.messages import say


class Recommendation(Record):
    """A recommendation's metadata; its text is the body of its block.

    `audience` says who is to act on it: ids of the site's `audiences`.
    """

    id: Annotated[Id, explained("What the block `recommendation` names.", "reduce-reactive")]
    title: Annotated[
        Text,
        explained(
            "An imperative, at most twelve words.",
            "Move from reactive to planned internationalisation",
        ),
    ]
    audience: Annotated[
        tuple[Id, ...],
        Field(json_schema_extra=closed("audiences")),
        explained("Who is to act on it, of the audiences in `mkdocs.yml`.", "[political-leaders]"),
    ] = ()
    cases: Annotated[tuple[Id, ...], explained("Cases that bear on it.", "[montreal]")] = ()
    sections: Annotated[
        tuple[Id, ...], explained("Sections of this paper that bear on it.", "[public-policy]")
    ] = ()


class Section(Originated):
    """A section of a paper: any sibling of its `index.md`."""

    recommendations: Annotated[
        tuple[Recommendation, ...],
        explained("What this section recommends; the order gives the numbers."),
    ] = ()


SECTION = PageType(
    name="section",
    model=Section,
    files="docs/papers/*/*.md",
    title=say("Section"),
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
) -> Mapping[str, tuple[Entry[Section], Recommendation]]:
    """Return a paper's recommendations by id, in order, with the section that holds each."""
    return library.index(_recommendations)[paper.key]


def _recommendations(
    library: Library,
) -> Mapping[str, Mapping[str, tuple[Entry[Section], Recommendation]]]:
    return {
        paper.key: {
            recommendation.id: (entry, recommendation)
            for entry in sections(library, paper)
            for recommendation in entry.source.meta.recommendations
        }
        for paper in library.of(PAPER)
    }


def resting_on(library: Library, page: str) -> Sequence[tuple[Entry[Paper], str]]:
    """Return the recommendations that name a section of their paper or a case, in order.

    Args:
        library: All content.
        page: The key of the section or of the case.

    Returns:
        The paper and the id of each.
    """
    return library.index(_resting).get(page, ())


def _resting(library: Library) -> Mapping[str, Sequence[tuple[Entry[Paper], str]]]:
    found: dict[str, list[tuple[Entry[Paper], str]]] = {}
    for paper in library.of(PAPER):
        for identifier, (_, advice) in recommendations(library, paper).items():
            named: list[Entry | None] = [section(library, paper, s) for s in advice.sections]
            named += [cases(library).get(slug) for slug in advice.cases]
            for key in dict.fromkeys(page.key for page in named if page):
                found.setdefault(key, []).append((paper, identifier))
    return found
