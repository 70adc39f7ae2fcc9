"""What a page's head says of it to reference managers and catalogues.

`citation_*` is what Google Scholar asks for and what Zotero's translator Embedded Metadata reads:
each author in a tag of their own, family name first; `citation_technical_report_institution` makes
an item a report, `citation_book_title` a section of a book. Zotero prefers a `DC.type` that is one
of its own item types to both. Dublin Core is written as DCMI's recommendation for HTML has it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from issue_papers.content.library import Entry, Kind
from issue_papers.content.model import Paper
from issue_papers.views.cite_this import Record
from issue_papers.views.linked_data import DOI, LinkedDataViews

_ITEM_TYPES = {"report": "report", "chapter": "bookSection"}


@dataclass(frozen=True)
class HeadView:
    """A page's metadata: names and contents of meta elements, and JSON-LD."""

    citation: tuple[tuple[str, str], ...]
    dublin_core: tuple[tuple[str, str], ...]
    linked_data: str


class MetadataViews(LinkedDataViews):
    """Metadata of pages, in one language."""

    def head(self, key: str) -> HeadView | None:
        """Return what a page's head says; nothing for a page that nobody would cite."""
        entry = self.library.entries.get(key)
        record = self.record(entry) if entry else None
        if entry is None or record is None:
            return None
        whole = self._whole(entry)
        return HeadView(
            citation=tuple(self._citation(entry, record, whole)),
            dublin_core=tuple(self._dublin_core(entry, record, whole)),
            linked_data=self.linked_data(key),
        )

    def _citation(
        self, entry: Entry, record: Record, whole: Entry | None
    ) -> Iterator[tuple[str, str]]:
        yield "citation_title", str(record["title"])
        paper = cast("Paper", self.plain_meta(whole)) if whole else None
        for name, author in zip(record["author"], paper.authors if paper else (), strict=False):
            yield "citation_author", _last_first(name)
            if author.affiliation:
                yield "citation_author_institution", author.affiliation
            if author.orcid:
                yield "citation_author_orcid", author.orcid
        if paper:
            yield "citation_publication_date", paper.issued.replace("-", "/")
            if entry.kind is Kind.PAPER:
                yield "citation_technical_report_institution", paper.publisher.name
                yield "citation_technical_report_number", str(paper.number)
            else:
                yield "citation_book_title", str(record["container-title"])
                yield "citation_publisher", paper.publisher.name
        named = {
            "citation_doi": record.get("DOI"),
            "citation_isbn": record.get("ISBN"),
            "citation_language": record["language"],
            "citation_keywords": "; ".join(self.keywords(entry)),
            "citation_pdf_url": self._pdf(entry, str(record["language"])),
            "citation_public_url": record["URL"],
            "citation_abstract_html_url": record["URL"],
        }
        yield from ((name, str(value)) for name, value in named.items() if value)

    def _pdf(self, entry: Entry, tag: str) -> str:
        """Return the address of a paper's PDF beside it; a part of it has none of its own."""
        beside = self.beside(entry, tag) if entry.kind is Kind.PAPER else {}
        return next((self.absolute(url) for url in beside.values()), "")

    def _dublin_core(
        self, entry: Entry, record: Record, whole: Entry | None
    ) -> Iterator[tuple[str, str]]:
        yield "DC.title", str(record["title"])
        for name in record["author"]:
            yield "DC.creator", _last_first(name)
        for name in record.get("translator", ()):
            yield "DC.contributor", _last_first(name)
        locales = self.library.locales
        is_translation = record["language"] != locales.source
        named = {
            "DC.publisher": record.get("publisher"),
            "DC.date": cast("Paper", whole.source.meta).issued if whole else "",
            "DC.type": _ITEM_TYPES.get(str(record["type"]), "webpage"),
            "DC.format": "text/html",
            "DC.language": record["language"],
            "DC.identifier": record["URL"],
            "DC.description": record.get("abstract"),
            "DC.rights": self.paper(whole).licence_url if whole else "",
            "DC.source": self.absolute(locales.url(entry.key, locales.source))
            if is_translation
            else "",
        }
        yield from ((name, str(value)) for name, value in named.items() if value)
        if doi := record.get("DOI"):
            yield "DC.identifier", f"{DOI}{doi}"
        for keyword in self.keywords(entry):
            yield "DC.subject", keyword


def _last_first(name: dict[str, str]) -> str:
    """Return a name with the family name first.

    Zotero takes a text for two authors where there are spaces on both sides of its comma; a
    no-break space in the family name keeps it one.
    """
    if "literal" in name:
        return name["literal"]
    family, given = name["family"], name["given"]
    if " " in family and " " in given:
        family = family.replace(" ", "\N{NO-BREAK SPACE}")
    return f"{family}, {given}"
