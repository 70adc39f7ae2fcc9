"""What the generator needs to know of sections."""

from __future__ import annotations

from collections.abc import Iterator

from issue_papers.content.library import Entry, Library
from issue_papers.content.model import Correction
from issue_papers.kinds.declaration import Kind
from issue_papers.kinds.feature_pages import Feature
from issue_papers.kinds.paper.kind import card, downloads_of, earlier_of, view, whole
from issue_papers.kinds.paper.model import PAPER
from issue_papers.kinds.paper.shapes import SectionView
from issue_papers.kinds.section import rules
from issue_papers.kinds.section.data import DATASET
from issue_papers.kinds.section.linked_data import list_node, recommendation_nodes
from issue_papers.kinds.section.model import SECTION, recommendations
from issue_papers.kinds.section.recommendations import CHECKLIST, RecommendationViews
from issue_papers.kinds.section.scaffold import SCAFFOLD
from issue_papers.kinds.section.shapes import ChecklistView, RecommendationView
from issue_papers.views.declaration import Part, Showing, Work
from issue_papers.views.readership import Readership


def _section(readers: Readership, entry: Entry) -> SectionView | None:
    paper = view(readers, entry)
    sections = paper.sections if paper else ()
    return next((section for section in sections if section.link.key == entry.key), None)


def supported_by(readers: Readership, entry: Entry) -> tuple[RecommendationView, ...]:
    """Return the recommendations that a page bears on."""
    return readers.part(RecommendationViews).supported_by(entry.key)


def _checklist(readers: Readership) -> ChecklistView:
    return readers.part(RecommendationViews).checklist


def _recommending(library: Library) -> Iterator[Entry]:
    """Yield the pages that recommend something: the list of all shows what it says there."""
    for paper in library.of(PAPER):
        yield from (home for home, _ in recommendations(library, paper).values())


def _position(readers: Readership, entry: Entry, paper: Entry) -> int:
    return readers.library.parts(paper).index(entry) + 1


def _is_corrected(correction: Correction, entry: Entry) -> bool:
    return correction.section == entry.slug


def _has_advice(library: Library) -> bool:
    return any(recommendations(library, paper) for paper in library.of(PAPER))


KIND = Kind(
    type=SECTION,
    showing=Showing(
        menu={CHECKLIST.removesuffix(".html"): 20},
        parts=(Part("paper", view), Part("section", _section)),
        shown=(
            Part("supported_by", supported_by),
            Part("downloads", downloads_of),
            Part("earlier", earlier_of),
        ),
        pages={
            CHECKLIST.removesuffix(".html"): (
                Part("checklist", lambda readers, _: _checklist(readers), reads=_recommending),
            )
        },
        held={CHECKLIST.removesuffix(".html"): list_node},
        told=recommendation_nodes,
        work=Work(
            schema_type="Chapter",
            whole=whole,
            position=_position,
            topics=lambda _, __: (),
            cited=lambda readers, entry: readers.citations.cited_ids(entry),
            is_corrected=_is_corrected,
            trail=lambda entry: (entry.beside("index.md"),),
            card=card,
        ),
    ),
    rules=(rules.homes, rules.recommendations),
    datasets=(DATASET,),
    scaffold=SCAFFOLD,
    features=(Feature("recommendations", "recommendations.md", _has_advice, "header", CHECKLIST),),
)
