"""Pages as linked data: JSON-LD in the vocabulary of schema.org.

A paper is a `Report`, a section a `Chapter` of it, a case study an `Article`. A page that isn't
translated describes the source, whose address it gives. Nothing is said that the metadata doesn't
say; `TERMS` holds all that may be used, with the types that schema.org knows for each.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, cast

from issue_papers.content.library import Entry, Kind
from issue_papers.content.model import CaseStudy, Correction, Paper, Person
from issue_papers.views import formats
from issue_papers.views.cite_this import CiteViews, Record, person
from issue_papers.views.downloads import DownloadViews
from issue_papers.views.papers import PaperViews

CONTEXT = "https://schema.org"
ORCID = "https://orcid.org/"
DOI = "https://doi.org/"

Node = dict[str, Any]

_WORK = (
    "abstract author citation contentLocation correction creativeWorkStatus datePublished "
    "encoding hasPart identifier inLanguage isAccessibleForFree isBasedOn isPartOf keywords "
    "license name position publisher temporalCoverage text translationOfWork translator url "
    "workTranslation"
)
TERMS: Mapping[str, frozenset[str]] = {
    kind: frozenset(terms.split())
    for kind, terms in {
        "Report": f"{_WORK} reportNumber",
        "Chapter": _WORK,
        "Article": _WORK,
        "CreativeWork": "name",
        "CreativeWorkSeries": "name url",
        "CorrectionComment": "text url about",
        "MediaObject": "contentUrl encodingFormat inLanguage",
        "Person": "name familyName givenName affiliation identifier sameAs",
        "Organization": "name department",
        "PropertyValue": "propertyID value",
        "City": "name address geo",
        "PostalAddress": "addressCountry",
        "GeoCoordinates": "latitude longitude",
        "BreadcrumbList": "itemListElement",
        "ListItem": "position name item",
    }.items()
}
"""The properties that are used, by the type of the thing that has them."""

_TYPES = {Kind.PAPER: "Report", Kind.SECTION: "Chapter", Kind.CASE_STUDY: "Article"}


class LinkedDataViews(CiteViews, PaperViews, DownloadViews):
    """Linked data in one language."""

    def linked_data(self, key: str) -> str:
        """Return a page's JSON-LD, safe inside a script element; empty for other pages."""
        entry = self.library.entries.get(key)
        record = self.record(entry) if entry else None
        if entry is None or record is None:
            return ""
        graph = [_dense(self._work_node(entry, record)), self._breadcrumb(entry)]
        text = json.dumps({"@context": CONTEXT, "@graph": graph}, ensure_ascii=False, indent=1)
        return text.replace("<", "\\u003c").replace("&", "\\u0026")

    def _work_node(self, entry: Entry, record: Record) -> Node:
        tag = str(record["language"])
        whole = self._whole(entry)
        meta = cast("Paper", self.plain_meta(whole)) if whole else None
        node: Node = {
            "@type": _TYPES[entry.kind],
            "@id": record["URL"],
            "url": record["URL"],
            "name": record["title"],
            "abstract": record.get("abstract"),
            "inLanguage": tag,
            "isAccessibleForFree": True,
            "creativeWorkStatus": record.get("status"),
            "translator": [
                {"@type": "Person", "name": _whole_name(name)}
                for name in record.get("translator", ())
            ],
            "keywords": list(self._keywords(entry, tag)),
            "correction": [self._correction(c) for c in self._corrections(entry, whole)],
            "citation": [self.references[key].text for key in self._cited(entry)],
            **self._other_languages(entry, tag),
        }
        if meta:
            node |= {
                "author": [_author(author) for author in meta.authors],
                "publisher": {
                    "@type": "Organization",
                    "name": meta.publisher.name,
                    "department": meta.publisher.unit
                    and {"@type": "Organization", "name": meta.publisher.unit},
                },
                "datePublished": meta.issued,
                "isBasedOn": meta.based_on and {"@type": "CreativeWork", "name": meta.based_on},
                "license": self.paper(cast("Entry", whole)).licence_url or None,
            }
        match entry.kind:
            case Kind.PAPER:
                node |= self._paper_parts(entry, cast("Paper", meta), tag)
            case Kind.SECTION:
                node |= {"position": record.get("chapter-number")}
            case _:
                node |= self._place_nodes(entry)
        if whole and whole is not entry:
            node["isPartOf"] = {"@type": "Report", "@id": self._address(whole)}
        return node

    def _address(self, entry: Entry) -> str:
        text = entry.document(self.language.tag).language
        return self.absolute(self.library.locales.url(entry.key, text))

    def _paper_parts(self, entry: Entry, meta: Paper, tag: str) -> Node:
        return {
            "reportNumber": str(meta.number),
            "identifier": [
                {"@type": "PropertyValue", "propertyID": name, "value": value}
                for name, value in (("DOI", meta.doi), ("ISBN", meta.isbn))
                if value
            ],
            "isPartOf": self.series and {"@type": "CreativeWorkSeries", "name": self.series},
            "hasPart": [
                {"@type": "Chapter", "@id": self._address(section)}
                for section in self.library.sections(entry)
            ],
            "encoding": [
                {
                    "@type": "MediaObject",
                    "contentUrl": self.absolute(file.url),
                    "encodingFormat": file.format.media_type,
                    "inLanguage": downloads.language.tag,
                }
                for downloads in self.downloads(entry.key)
                if downloads.language.tag == tag
                for file in downloads.files
            ],
        }

    def _place_nodes(self, entry: Entry) -> Node:
        case = cast("CaseStudy", entry.source.meta)
        source = self.library.locales.source
        cities = [(slug, self.library.cities[slug]) for slug in case.city]
        ends = (case.period.start, case.period.end) if case.period else (None, None)
        return {
            "contentLocation": [
                {
                    "@type": "City",
                    "name": formats.city_name(city, slug, self.language, source),
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

    def _keywords(self, entry: Entry, tag: str) -> Iterator[str]:
        """Yield the topics' labels in the text's language, those of a paper's cases for a paper."""
        cases = [entry] if entry.kind is Kind.CASE_STUDY else []
        if entry.kind is Kind.PAPER:
            cases = [
                self.library.cases[slug]
                for slug, mentions in self.library.mentions.items()
                if slug in self.library.cases
                and any(self.library.paper_of(mention.entry) is entry for mention in mentions)
            ]
        topics = self.library.settings.topics
        source = self.library.locales.source
        found = [
            topics[topic].get(tag) or topics[topic].get(source) or topic
            for case in cases
            for topic in cast("CaseStudy", case.source.meta).topics
            if topic in topics
        ]
        yield from dict.fromkeys(found)

    def keywords(self, entry: Entry) -> tuple[str, ...]:
        """Return what a page is about, in the language of its text."""
        return tuple(self._keywords(entry, entry.document(self.language.tag).language))

    def _cited(self, entry: Entry) -> list[str]:
        match entry.kind:
            case Kind.CASE_STUDY:
                return [reference.id for reference in self.case_references(entry)]
            case Kind.PAPER:
                return [reference.id for reference in self.bibliography(entry)]
            case _:
                return [work.id for work in self.cited(entry)]

    def _corrections(self, entry: Entry, whole: Entry | None) -> Iterator[Correction]:
        for correction in cast("Paper", self.plain_meta(whole)).corrections if whole else ():
            is_here = {
                Kind.PAPER: True,
                Kind.SECTION: correction.section == entry.slug,
                Kind.CASE_STUDY: correction.case == entry.slug,
            }
            if is_here[entry.kind]:
                yield correction

    def _correction(self, correction: Correction) -> Node:
        ledger = self.page_with("corrections.html")
        node: Node = {"@type": "CorrectionComment", "text": correction.reason}
        if ledger:
            url = self.absolute(f"{ledger.url}#correction-{correction.id}")
            node |= {"@id": url, "url": url}
        return node

    def _other_languages(self, entry: Entry, tag: str) -> Node:
        locales = self.library.locales
        if tag != locales.source:
            url = self.absolute(locales.url(entry.key, locales.source))
            return {"translationOfWork": {"@type": _TYPES[entry.kind], "@id": url}}
        return {
            "workTranslation": [
                {
                    "@type": _TYPES[entry.kind],
                    "@id": self.absolute(locales.url(entry.key, other)),
                    "inLanguage": other,
                }
                for other in locales.tags
                if other != locales.source and entry.has(other)
            ]
        }

    def _breadcrumb(self, entry: Entry) -> Node:
        keys = ["index.md"]
        if entry.kind is Kind.CASE_STUDY:
            keys.append("case-studies/index.md")
        elif entry.kind is Kind.SECTION:
            keys.append(str(entry.folder / "index.md"))
        trail = [e for key in keys if (e := self.library.entries.get(key))]
        return {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {
                    "@type": "ListItem",
                    "position": position,
                    "name": self.plain_meta(page).title or self.series or page.slug,
                    "item": self._address(page),
                }
                for position, page in enumerate([*trail, entry], 1)
            ],
        }


def _author(author: Person) -> Node:
    name = person(author.name, author.family)
    return {
        "@type": "Person",
        "@id": f"{ORCID}{author.orcid}" if author.orcid else None,
        "name": author.name,
        "familyName": name.get("family"),
        "givenName": name.get("given"),
        "affiliation": author.affiliation and {"@type": "Organization", "name": author.affiliation},
    }


def _whole_name(name: Mapping[str, str]) -> str:
    return name.get("literal") or f"{name['given']} {name['family']}"


def _dense(value: Any) -> Any:
    """Return a node without what isn't known."""
    if isinstance(value, dict):
        dense = {key: _dense(item) for key, item in value.items()}
        return {key: item for key, item in dense.items() if item not in (None, "", [], {})}
    if isinstance(value, list):
        return [_dense(item) for item in value]
    return value
