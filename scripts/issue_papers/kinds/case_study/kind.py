"""What the generator needs to know of case studies."""

from __future__ import annotations

from collections.abc import Sequence

from issue_papers.content.library import Entry, typed
from issue_papers.content.model import Correction
from issue_papers.kinds.case_study import rules
from issue_papers.kinds.case_study.data import DATASET
from issue_papers.kinds.case_study.linked_data import case_node, place_nodes
from issue_papers.kinds.case_study.model import CASE_STUDY
from issue_papers.kinds.case_study.scaffold import SCAFFOLD
from issue_papers.kinds.case_study.shapes import CaseView, GalleryView
from issue_papers.kinds.case_study.views import CaseViews
from issue_papers.kinds.declaration import Kind
from issue_papers.kinds.feature_pages import listing
from issue_papers.kinds.section.kind import supported_by
from issue_papers.views.declaration import Part, Showing, Work
from issue_papers.views.figures import lead
from issue_papers.views.readership import Readership
from issue_papers.views.shapes import ImageView

_GALLERY = CASE_STUDY.listing.key if CASE_STUDY.listing else ""


def _view(readers: Readership, entry: Entry) -> CaseView:
    return readers.part(CaseViews).case(entry.slug)


def _gallery(readers: Readership) -> GalleryView:
    return readers.part(CaseViews).gallery


def _in_order(readers: Readership, _: Entry) -> Sequence[Entry]:
    return readers.part(CaseViews).in_order


def _whole(readers: Readership, entry: Entry) -> Entry | None:
    return readers.library.publication(entry)


def _topics(_: Readership, entry: Entry) -> tuple[str, ...]:
    case = typed(entry, CASE_STUDY)
    return case.source.meta.topics if case else ()


def _cited(readers: Readership, entry: Entry) -> list[str]:
    return readers.citations.own_ids(entry)


def _is_corrected(correction: Correction, entry: Entry) -> bool:
    return correction.case == entry.slug


def _picture(readers: Readership, entry: Entry) -> ImageView | None:
    """Return the picture below a case's title."""
    return lead(readers.links.meta(entry).images, entry)


def _card(readers: Readership, entry: Entry) -> tuple[str, str, str]:
    return readers.t("case.label"), _view(readers, entry).place, ""


KIND = Kind(
    type=CASE_STUDY,
    showing=Showing(
        menu={"gallery": 10},
        parts=(Part("case", _view),),
        shown=(Part("supported_by", supported_by),),
        pages={
            name: (Part("gallery", lambda readers, _: _gallery(readers)),)
            for name in ("home", "gallery")
        },
        around=_in_order,
        told=place_nodes,
        work=Work(
            schema_type="Article",
            whole=_whole,
            linked_data=case_node,
            topics=_topics,
            cited=_cited,
            is_corrected=_is_corrected,
            trail=lambda _: (_GALLERY,),
            card=_card,
            picture=_picture,
        ),
    ),
    rules=(rules.cities, rules.ids, rules.places),
    datasets=(DATASET,),
    scaffold=SCAFFOLD,
    features=(listing(CASE_STUDY),),
)
