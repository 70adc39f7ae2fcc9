"""What the generator needs to know of case studies."""

from __future__ import annotations

from collections.abc import Sequence

from issue_papers.content.library import Entry, typed
from issue_papers.content.model import Correction
from issue_papers.kinds.case_study import rules
from issue_papers.kinds.case_study.data import DATASET
from issue_papers.kinds.case_study.model import CASE_STUDY
from issue_papers.kinds.case_study.scaffold import SCAFFOLD
from issue_papers.kinds.case_study.shapes import CaseView, GalleryView
from issue_papers.kinds.case_study.views import CaseViews
from issue_papers.kinds.declaration import Kind
from issue_papers.kinds.feature_pages import listing
from issue_papers.kinds.section.kind import supported_by
from issue_papers.views import formats
from issue_papers.views.declaration import Node, Part, Showing, Work
from issue_papers.views.readership import Readership

_GALLERY = CASE_STUDY.listing.key if CASE_STUDY.listing else ""


def _view(readers: Readership, entry: Entry) -> CaseView:
    return readers.part(CaseViews).case(entry.slug)


def _gallery(readers: Readership) -> GalleryView:
    return readers.part(CaseViews).gallery


def _in_order(readers: Readership, _: Entry) -> Sequence[Entry]:
    return readers.part(CaseViews).in_order


def _whole(readers: Readership, entry: Entry) -> Entry | None:
    return readers.library.publication(entry)


def _linked_data(readers: Readership, entry: Entry) -> Node:
    case = typed(entry, CASE_STUDY)
    if case is None:
        return {}
    meta, library = case.source.meta, readers.library
    cities = [(slug, library.cities[slug]) for slug in meta.city]
    ends = (meta.period.start, meta.period.end) if meta.period else (None, None)
    return {
        "contentLocation": [
            {
                "@type": "City",
                "name": formats.city_name(city, slug, readers.language, library.locales.source),
                "address": {"@type": "PostalAddress", "addressCountry": city.country},
                "geo": {
                    "@type": "GeoCoordinates",
                    "latitude": city.coordinates[0],
                    "longitude": city.coordinates[1],
                },
            }
            for slug, city in cities
        ],
        "temporalCoverage": "/".join(end or ".." for end in ends) if any(ends) else None,
    }


def _topics(_: Readership, entry: Entry) -> tuple[str, ...]:
    case = typed(entry, CASE_STUDY)
    return case.source.meta.topics if case else ()


def _cited(readers: Readership, entry: Entry) -> list[str]:
    return [reference.id for reference in readers.citations.own_references(entry)]


def _is_corrected(correction: Correction, entry: Entry) -> bool:
    return correction.case == entry.slug


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
        work=Work(
            schema_type="Article",
            whole=_whole,
            linked_data=_linked_data,
            topics=_topics,
            cited=_cited,
            is_corrected=_is_corrected,
            trail=lambda _: (_GALLERY,),
            card=_card,
        ),
    ),
    rules=(rules.cities, rules.ids, rules.places),
    datasets=(DATASET,),
    scaffold=SCAFFOLD,
    features=(listing(CASE_STUDY),),
)
