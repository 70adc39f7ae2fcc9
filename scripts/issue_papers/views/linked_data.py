"""Pages as linked data: JSON-LD in the vocabulary of schema.org.

What a page is there, and what is said of its kind alone, the kinds declare (`Work`). A page that
isn't translated describes the source, whose address it gives. Nothing is said that the metadata
doesn't say; `TERMS` holds all that may be used, with the types that schema.org knows for each.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from issue_papers.content.agents import Agent
from issue_papers.content.library import Entry
from issue_papers.content.model import Correction
from issue_papers.content.names import Name, of_csl
from issue_papers.content.page_type import PageType
from issue_papers.views.cite_this import CiteThis, Record
from issue_papers.views.declaration import Node, Publication, Work
from issue_papers.views.links import HOME
from issue_papers.views.readership import Readership

CONTEXT = "https://schema.org"
ORCID = "https://orcid.org/"
DOI = "https://doi.org/"

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
        "Person": "name familyName givenName honorificSuffix affiliation identifier sameAs",
        "Organization": "name alternateName department",
        "PropertyValue": "propertyID value",
        "City": "name address geo",
        "PostalAddress": "addressCountry",
        "GeoCoordinates": "latitude longitude",
        "BreadcrumbList": "itemListElement",
        "ListItem": "position name item",
    }.items()
}
"""The properties that are used, by the type of the thing that has them."""


class LinkedData:
    """Linked data for the readers of one language.

    Args:
        readers: The readers.
        works: How pages of each kind are described.
        cite_this: How they are cited.
    """

    def __init__(
        self, readers: Readership, works: Mapping[PageType, Work], cite_this: CiteThis
    ) -> None:
        self._readers = readers
        self._links = readers.links
        self._library = readers.library
        self._works = works
        self._cite_this = cite_this

    def page(self, entry: Entry) -> str:
        """Return a page's JSON-LD, safe inside a script element; empty for other pages."""
        record = self._cite_this.record(entry)
        if record is None:
            return ""
        graph = [_dense(self._work_node(entry, record)), self._breadcrumb(entry)]
        text = json.dumps({"@context": CONTEXT, "@graph": graph}, ensure_ascii=False, indent=1)
        return text.replace("<", "\\u003c").replace("&", "\\u0026")

    def _work_node(self, entry: Entry, record: Record) -> Node:
        tag, work = str(record["language"]), self._works[entry.kind]
        references = self._readers.citations.references
        whole, published = self._cite_this.whole(entry), self._cite_this.publication(entry)
        node: Node = {
            "@type": work.schema_type,
            "@id": record["URL"],
            "url": record["URL"],
            "name": record["title"],
            "abstract": record.get("abstract"),
            "inLanguage": tag,
            "isAccessibleForFree": True,
            "creativeWorkStatus": record.get("status"),
            "translator": [_named(of_csl(name)) for name in record.get("translator", ())],
            "keywords": list(self.keywords(entry)),
            "correction": [self._correction(c) for c in self._corrections(entry, whole)],
            "citation": [references[key].text for key in work.cited(self._readers, entry)],
            **self._other_languages(entry, tag),
        }
        if published:
            node |= _published(published)
        if whole is entry and published:
            node |= self._of_publication(published)
        if entry.kind.whole:
            node |= {"position": record.get("chapter-number")}
        node |= work.linked_data(self._readers, entry)
        if whole and whole is not entry:
            node["isPartOf"] = {"@type": "Report", "@id": self._links.address(whole)}
        return node

    def _of_publication(self, published: Publication) -> Node:
        series = self._links.series
        return {
            "reportNumber": str(published.number or ""),
            "identifier": [
                {"@type": "PropertyValue", "propertyID": name, "value": value}
                for name, value in (("DOI", published.doi), ("ISBN", published.isbn))
                if value
            ],
            "isPartOf": series and {"@type": "CreativeWorkSeries", "name": series},
        }

    def keywords(self, entry: Entry) -> tuple[str, ...]:
        """Return the labels of the topics that a page is about, in the language of its text."""
        tag, source = self._links.text(entry).tag, self._library.locales.source
        topics = self._library.settings.topics
        found = (
            topics[topic].get(tag) or topics[topic].get(source) or topic
            for topic in self._works[entry.kind].topics(self._readers, entry)
            if topic in topics
        )
        return tuple(dict.fromkeys(found))

    def _corrections(self, entry: Entry, whole: Entry | None) -> Iterator[Correction]:
        is_corrected = self._works[entry.kind].is_corrected
        for correction in (
            getattr(self._links.plain_meta(whole), "corrections", ()) if whole else ()
        ):
            if is_corrected(correction, entry):
                yield correction

    def _correction(self, correction: Correction) -> Node:
        ledger = self._links.page_with("corrections.html")
        node: Node = {"@type": "CorrectionComment", "text": correction.reason}
        if ledger:
            url = self._links.absolute(f"{ledger.url}#correction-{correction.id}")
            node |= {"@id": url, "url": url}
        return node

    def _other_languages(self, entry: Entry, tag: str) -> Node:
        locales, kind = self._library.locales, self._works[entry.kind].schema_type
        if tag != locales.source:
            url = self._links.absolute(locales.url(entry.key, locales.source))
            return {"translationOfWork": {"@type": kind, "@id": url}}
        return {
            "workTranslation": [
                {
                    "@type": kind,
                    "@id": self._links.absolute(locales.url(entry.key, other)),
                    "inLanguage": other,
                }
                for other in locales.tags
                if other != locales.source and entry.has(other)
            ]
        }

    def _breadcrumb(self, entry: Entry) -> Node:
        keys = (HOME, *self._works[entry.kind].trail(entry))
        trail = [e for key in keys if (e := self._library.entries.get(key))]
        return {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {
                    "@type": "ListItem",
                    "position": position,
                    "name": self._links.plain_meta(page).title or self._links.series or page.slug,
                    "item": self._links.address(page),
                }
                for position, page in enumerate([*trail, entry], 1)
            ],
        }


def _published(published: Publication) -> Node:
    """Say who published a work, and when."""
    unit, based_on = published.publisher_unit, published.based_on
    return {
        "author": [author_node(author) for author in published.authors],
        "publisher": published.publisher
        and {
            "@type": "Organization",
            "name": published.publisher,
            "department": unit and {"@type": "Organization", "name": unit},
        },
        "datePublished": published.issued,
        "isBasedOn": based_on and {"@type": "CreativeWork", "name": based_on},
        "license": published.licence_url or None,
    }


def author_node(author: Agent) -> Node:
    """Return an author: a person or an organisation, with what identifies them."""
    affiliation = author.affiliation and {"@type": "Organization", "name": author.affiliation}
    return {
        **_named(author.parts),
        "@id": author.ror or (f"{ORCID}{author.orcid}" if author.orcid else None),
        "name": author.printed,
        "alternateName": author.short,
        "affiliation": affiliation,
    }


def _named(name: Name) -> Node:
    """Return a person or an organisation by name."""
    return {
        "@type": "Organization" if name.literal else "Person",
        "name": name.printed,
        "familyName": "" if name.literal else name.sorted_by,
        "givenName": " ".join(part for part in (name.given, name.dropping) if part),
        "honorificSuffix": name.suffix,
    }


def _dense(value: Any) -> Any:
    """Return a node without what isn't known."""
    if isinstance(value, dict):
        dense = {key: _dense(item) for key, item in value.items()}
        return {key: item for key, item in dense.items() if item not in (None, "", [], {})}
    if isinstance(value, list):
        return [_dense(item) for item in value]
    return value
