"""Case studies and their places as JSON-LD in the vocabulary of schema.org."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from issue_papers.content.library import Entry, typed
from issue_papers.content.model import City
from issue_papers.kinds.case_study.model import CASE_STUDY
from issue_papers.views import formats
from issue_papers.views.linked_nodes import Node, Things, in_languages, of_type
from issue_papers.views.readership import Readership

_TYPE = "CaseStudy"
"""What kind of article it is, whatever the language: schema.org has no type of its own for it."""


def case_node(readers: Readership, entry: Entry) -> Node:
    """Return what is said of a case study besides what is said of any work: where and when."""
    case = typed(entry, CASE_STUDY)
    if case is None:
        return {}
    meta, library, things = case.source.meta, readers.library, Things(readers.links)
    source = library.locales.source
    ends = (meta.period.start, meta.period.end) if meta.period else (None, None)
    return {
        "additionalType": _TYPE,
        "genre": readers.t("case.label"),
        "contentLocation": [
            {
                **of_type("City", things.place(slug)),
                "name": formats.city_name(city, slug, readers.language, source),
                **_where(city),
            }
            for slug, city in ((slug, library.cities[slug]) for slug in meta.city)
        ],
        "temporalCoverage": "/".join(end or ".." for end in ends) if any(ends) else None,
    }


def place_nodes(readers: Mapping[str, Readership]) -> Iterator[Node]:
    """Yield the places of `cities.yml`, each by its names in all languages."""
    links = next(iter(readers.values())).links
    for slug, city in sorted(links.library.cities.items()):
        yield {
            **of_type("City", Things(links).place(slug)),
            "name": in_languages({tag: n for tag, n in city.names.items() if tag in readers}),
            **_where(city),
        }


def _where(city: City) -> Node:
    latitude, longitude = city.coordinates
    return {
        "address": {"@type": "PostalAddress", "addressCountry": city.country},
        "geo": {"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude},
        "sameAs": [*city.same_as],
    }
