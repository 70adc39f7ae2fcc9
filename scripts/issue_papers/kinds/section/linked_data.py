"""Recommendations as JSON-LD in the vocabulary of schema.org: works within works."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from issue_papers.content.library import Entry
from issue_papers.kinds.case_study.model import CASE_STUDY
from issue_papers.kinds.paper.model import PAPER
from issue_papers.kinds.section.model import Section, recommendations
from issue_papers.kinds.section.recommendations import RecommendationViews
from issue_papers.kinds.section.shapes import RecommendationView
from issue_papers.views.linked_nodes import Node, Things, item_list, of_type
from issue_papers.views.readership import Readership
from issue_papers.views.shapes import Link

_TYPE = "Recommendation"
"""What such a work is, whatever the language; schema.org's own `Recommendation` is a review."""


def list_node(readers: Readership) -> Node:
    """Return all recommendations by their names, in their papers' order."""
    return item_list(
        {**_work(readers, home, view), "url": _place(readers, home, view)}
        for home, view in _all(readers)
    )


def recommendation_nodes(readers: Mapping[str, Readership]) -> Iterator[Node]:
    """Yield each recommendation in each language that it is written in, with what it rests on.

    Args:
        readers: The readers of each language, by its tag.
    """
    for tag, each in readers.items():
        for home, view in _all(each):
            if home.has(tag):
                yield {**_work(each, home, view), **_in_full(each, home, view)}


def _in_full(readers: Readership, home: Entry[Section], view: RecommendationView) -> Node:
    links, locales = readers.links, readers.library.locales
    cases = [_page(readers, link) for link in view.cases]
    sections = [_page(readers, link) for link in view.sections]
    source = Things(links).source(home.key, f"recommendation-{view.id}")
    is_source = readers.language.tag == locales.source
    return {
        "additionalType": _TYPE,
        "identifier": view.key,
        "url": _place(readers, home, view),
        "position": view.position,
        "inLanguage": readers.language.tag,
        "isPartOf": of_type("Chapter", links.address(home)),
        "audience": [{"@type": "Audience", "audienceType": label} for _, label in view.audience],
        "citation": [*cases, *sections],
        "translationOfWork": None if is_source else of_type("CreativeWork", source),
    }


def _work(readers: Readership, home: Entry[Section], view: RecommendationView) -> Node:
    advice = next(a for a in readers.links.plain_meta(home).recommendations if a.id == view.id)
    return {**of_type("CreativeWork", _place(readers, home, view)), "name": advice.title}


def _place(readers: Readership, home: Entry[Section], view: RecommendationView) -> str:
    return f"{readers.links.address(home)}#recommendation-{view.id}"


def _page(readers: Readership, link: Link) -> Node:
    entry = readers.library.entries[link.key]
    kind = "Article" if entry.kind == CASE_STUDY else "Chapter"
    return of_type(kind, readers.links.address(entry))


def _all(readers: Readership) -> Iterator[tuple[Entry[Section], RecommendationView]]:
    """Yield all recommendations, each with the section that it stands in."""
    advised = readers.part(RecommendationViews)
    for paper in readers.library.of(PAPER):
        for identifier, (home, *_) in recommendations(readers.library, paper).items():
            yield home, advised.recommendation(paper, identifier)
