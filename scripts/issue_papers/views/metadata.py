"""What a page's head says of it to reference managers and catalogues.

`citation_*` is what Google Scholar asks for and what Zotero's translator Embedded Metadata reads:
each author in a tag of their own, family name first; `citation_technical_report_institution` makes
an item a report, `citation_book_title` a section of a book. Zotero prefers a `DC.type` that is one
of its own item types to both. Dublin Core is written as DCMI's recommendation for HTML has it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from issue_papers.content.library import Entry
from issue_papers.content.names import of_csl
from issue_papers.views.cite_this import CiteThis, Record
from issue_papers.views.declaration import Publication
from issue_papers.views.linked_data import DOI, LinkedData
from issue_papers.views.readership import Readership

_ITEM_TYPES = {"report": "report", "chapter": "bookSection"}


@dataclass(frozen=True)
class HeadView:
    """A page's metadata: names and contents of meta elements, and JSON-LD."""

    citation: tuple[tuple[str, str], ...]
    dublin_core: tuple[tuple[str, str], ...]
    linked_data: str


class Metadata:
    """Metadata of pages, for the readers of one language.

    Args:
        readers: The readers.
        cite_this: How pages are cited.
        linked_data: The same for machines.
    """

    def __init__(self, readers: Readership, cite_this: CiteThis, linked_data: LinkedData) -> None:
        self._readers = readers
        self._links = readers.links
        self._cite_this = cite_this
        self._linked_data = linked_data

    def head(self, entry: Entry) -> HeadView | None:
        """Return what a page's head says; nothing for a page that nobody would cite."""
        record = self._cite_this.record(entry)
        if record is None:
            return None
        published = self._cite_this.publication(entry)
        return HeadView(
            citation=tuple(self._citation(entry, record, published)),
            dublin_core=tuple(self._dublin_core(entry, record, published)),
            linked_data=self._linked_data.page(entry),
        )

    def _citation(
        self, entry: Entry, record: Record, published: Publication | None
    ) -> Iterator[tuple[str, str]]:
        yield "citation_title", str(record["title"])
        authors = published.authors if published else ()
        for name, author in zip(record["author"], authors, strict=False):
            yield "citation_author", last_first(name)
            if author.affiliation:
                yield "citation_author_institution", author.affiliation
            if author.orcid:
                yield "citation_author_orcid", author.orcid
        if published:
            yield "citation_publication_date", published.issued.replace("-", "/")
            yield from self._published(entry, record, published)
        named = {
            "citation_doi": record.get("DOI"),
            "citation_isbn": record.get("ISBN"),
            "citation_language": record["language"],
            "citation_keywords": "; ".join(self._linked_data.keywords(entry)),
            "citation_pdf_url": self._pdf(entry, str(record["language"])),
            "citation_public_url": record["URL"],
            "citation_abstract_html_url": record["URL"],
        }
        yield from ((name, str(value)) for name, value in named.items() if value)

    def _published(
        self, entry: Entry, record: Record, published: Publication
    ) -> Iterator[tuple[str, str]]:
        if self._cite_this.whole(entry) is not entry:
            yield "citation_book_title", str(record["container-title"])
            yield "citation_publisher", published.publisher
            return
        if published.publisher:
            yield "citation_technical_report_institution", published.publisher
        if published.number:
            yield "citation_technical_report_number", str(published.number)

    def _pdf(self, entry: Entry, tag: str) -> str:
        """Return the address of a paper's PDF beside it; a part of it has none of its own."""
        beside = self._readers.downloads.beside(entry, tag) if entry.kind.parts else {}
        return next((self._links.absolute(url) for url in beside.values()), "")

    def _dublin_core(
        self, entry: Entry, record: Record, published: Publication | None
    ) -> Iterator[tuple[str, str]]:
        yield "DC.title", str(record["title"])
        for name in record["author"]:
            yield "DC.creator", last_first(name)
        for name in record.get("translator", ()):
            yield "DC.contributor", last_first(name)
        locales = self._readers.library.locales
        is_translation = record["language"] != locales.source
        named = {
            "DC.publisher": record.get("publisher"),
            "DC.date": published.issued if published else "",
            "DC.type": _ITEM_TYPES.get(str(record["type"]), "webpage"),
            "DC.format": "text/html",
            "DC.language": record["language"],
            "DC.identifier": record["URL"],
            "DC.description": record.get("abstract"),
            "DC.rights": published.licence_url if published else "",
            "DC.source": self._links.absolute(locales.url(entry.key, locales.source))
            if is_translation
            else "",
        }
        yield from ((name, str(value)) for name, value in named.items() if value)
        if doi := record.get("DOI"):
            yield "DC.identifier", f"{DOI}{doi}"
        for keyword in self._linked_data.keywords(entry):
            yield "DC.subject", keyword


def last_first(record: dict[str, str]) -> str:
    """Return a name with the family name first.

    Zotero takes a text for two authors where there are spaces on both sides of its comma; a
    no-break space in the family name keeps it one.
    """
    name = of_csl(record)
    family, between, given = name.last_first.partition(", ")
    if between and " " in family and " " in given:
        family = family.replace(" ", "\N{NO-BREAK SPACE}")
    return f"{family}{between}{given}"
