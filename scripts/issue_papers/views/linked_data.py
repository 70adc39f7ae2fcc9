"""Pages as linked data: JSON-LD in the vocabulary of schema.org.

What a page is there, and what is said of its kind alone, the kinds declare (`Work`). A page that
isn't translated describes the source, whose address it gives. A version in a language is an example
of its edition, and that of the work; what an edition is made after is what it `isBasedOn`. Nothing
is said that the metadata doesn't say; `TERMS` holds all that may be used, with the types that
schema.org knows for each.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from issue_papers.content.agents import Agent
from issue_papers.content.library import Entry
from issue_papers.content.model import Correction
from issue_papers.content.names import Name
from issue_papers.content.page_type import PageType
from issue_papers.views.cite_this import CiteThis, Record
from issue_papers.views.declaration import Node, Work
from issue_papers.views.links import HOME
from issue_papers.views.originals import OriginalWork, name_of
from issue_papers.views.readership import Readership
from issue_papers.views.statements import Statement, Statements

CONTEXT = "https://schema.org"
ORCID = "https://orcid.org/"
DOI = "https://doi.org/"

_WORK = (
    "abstract author citation contentLocation contributor correction creativeWorkStatus "
    "datePublished editor encoding exampleOfWork funder hasPart identifier inLanguage "
    "isAccessibleForFree isBasedOn isPartOf keywords license name position publisher "
    "temporalCoverage text translationOfWork translator url version workTranslation"
)
TERMS: Mapping[str, frozenset[str]] = {
    kind: frozenset(terms.split())
    for kind, terms in {
        "Report": f"{_WORK} reportNumber",
        "Chapter": _WORK,
        "Article": _WORK,
        "CreativeWork": _WORK,
        "Role": "roleName contributor",
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
        statements: What the pages are.
        cite_this: How they are cited.
    """

    def __init__(
        self,
        readers: Readership,
        works: Mapping[PageType, Work],
        statements: Statements,
        cite_this: CiteThis,
    ) -> None:
        self._readers = readers
        self._links = readers.links
        self._library = readers.library
        self._works = works
        self._statements = statements
        self._cite_this = cite_this

    def page(self, entry: Entry) -> str:
        """Return a page's JSON-LD, safe inside a script element; empty for other pages."""
        statement, record = self._statements.of(entry), self._cite_this.record(entry)
        if statement is None or record is None:
            return ""
        graph = [_dense(self._work_node(entry, statement, record)), self._breadcrumb(entry)]
        text = json.dumps({"@context": CONTEXT, "@graph": graph}, ensure_ascii=False, indent=1)
        return text.replace("<", "\\u003c").replace("&", "\\u0026")

    def _work_node(self, entry: Entry, statement: Statement, record: Record) -> Node:
        tag, work = statement.language, self._works[entry.kind]
        references = self._readers.citations.references
        whole = self._statements.whole(entry)
        node: Node = {
            "@type": work.schema_type,
            "@id": statement.url,
            "url": statement.url,
            "name": statement.title,
            "abstract": statement.summary,
            "inLanguage": tag,
            "isAccessibleForFree": True,
            "creativeWorkStatus": record.get("status"),
            "translator": [author_node(agent) for agent in statement.of("translators")],
            "keywords": list(self.keywords(entry)),
            "correction": [self._correction(c) for c in self._corrections(entry, whole)],
            "citation": [references[key].text for key in work.cited(self._readers, entry)],
            **self._other_languages(entry, tag),
        }
        if statement.issued:
            node |= _published(statement)
            node |= self._versions(entry, statement)
        if statement.issued and not statement.whole_url:
            node |= self._of_publication(statement)
        if entry.kind.whole:
            node |= {"position": statement.position}
        node |= work.linked_data(self._readers, entry)
        if statement.whole_url:
            node["isPartOf"] = {
                "@type": "Report",
                "@id": statement.whole_url,
                "version": str(statement.edition),
            }
        return node

    def _versions(self, entry: Entry, statement: Statement) -> Node:
        """Say of which edition of which work this is a version in one language."""
        kind = self._works[entry.kind].schema_type
        of_work = {"@type": kind, "@id": statement.work}
        if statement.whole_url:
            return {"exampleOfWork": of_work}
        return {
            "exampleOfWork": {
                "@type": kind,
                "@id": statement.edition_url,
                "version": str(statement.edition),
                "datePublished": statement.issued,
                "exampleOfWork": of_work,
            }
        }

    def _of_publication(self, statement: Statement) -> Node:
        return {
            "reportNumber": str(statement.number or ""),
            "identifier": _identifiers(statement.doi, statement.isbn),
            "isPartOf": statement.series
            and {"@type": "CreativeWorkSeries", "name": statement.series},
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


def _published(statement: Statement) -> Node:
    """Say who made and published an edition, when, and after which work."""
    others = [
        *(("adapter", agent) for agent in statement.of("adapters")),
        *(("reviewer", agent) for agent in statement.of("reviewers")),
        *(("illustrator", agent) for agent in statement.of("illustrators")),
    ]
    return {
        "author": [author_node(author) for author in statement.creators],
        "editor": [author_node(editor) for editor in statement.of("editors")],
        "funder": [author_node(funder) for funder in statement.of("funders")],
        "contributor": [
            {"@type": "Role", "roleName": role, "contributor": author_node(agent)}
            for role, agent in others
        ],
        "publisher": _publisher(statement.publisher, statement.publisher_unit),
        "datePublished": statement.issued,
        "version": str(statement.edition),
        "isBasedOn": statement.original and _original(statement.original),
        "license": statement.licence_url or None,
    }


def _publisher(name: str, unit: str) -> Node | None:
    if not name:
        return None
    department = unit and {"@type": "Organization", "name": unit}
    return {"@type": "Organization", "name": name, "department": department}


def _identifiers(doi: str, isbn: str) -> list[Node]:
    return [
        {"@type": "PropertyValue", "propertyID": name, "value": value}
        for name, value in (("DOI", doi), ("ISBN", isbn))
        if value
    ]


def _original(original: OriginalWork) -> Node:
    """Return the work that an edition is made after, with those who wrote and published it."""
    reference = original.reference
    url, doi = str(reference.URL), str(reference.DOI)
    authors = [author_node(author) for author in original.authors]
    return {
        "@type": "CreativeWork",
        "@id": f"{DOI}{doi}" if doi else url,
        "name": reference.title,
        "author": authors or [_named(name_of(name.model_dump())) for name in reference.author],
        "datePublished": original.issued,
        "publisher": _publisher(str(reference.publisher), original.publisher_unit),
        "identifier": _identifiers(doi, str(reference.ISBN)),
        "inLanguage": reference.language,
        "url": url,
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
