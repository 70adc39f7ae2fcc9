"""What a page's head says of it to reference managers and catalogues.

`citation_*` is what Google Scholar asks for and what Zotero's translator Embedded Metadata reads:
each author in a tag of their own, family name first; `citation_technical_report_institution` makes
an item a report, `citation_book_title` a section of a book. Zotero prefers a `DC.type` that is one
of its own item types to both. Dublin Core is written as DCMI's recommendation for HTML has it: what
an edition is made after is its `source`, and never its creator.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from issue_papers.content.agents import Agent
from issue_papers.content.identifiers import doi_address
from issue_papers.content.library import Entry
from issue_papers.content.names import Name
from issue_papers.views.cite_this import CiteThis, Record
from issue_papers.views.linked_data import LinkedData
from issue_papers.views.readership import Readership
from issue_papers.views.statements import Statement, Statements

_ITEM_TYPES = {"report": "report", "chapter": "bookSection"}


@dataclass(frozen=True)
class HeadView:
    """A page's metadata: names and contents of meta elements."""

    citation: tuple[tuple[str, str], ...]
    dublin_core: tuple[tuple[str, str], ...]


class Metadata:
    """Metadata of pages, for the readers of one language.

    Args:
        readers: The readers.
        statements: What the pages are.
        cite_this: How pages are cited.
        linked_data: The same for machines.
    """

    def __init__(
        self,
        readers: Readership,
        statements: Statements,
        cite_this: CiteThis,
        linked_data: LinkedData,
    ) -> None:
        self._readers = readers
        self._links = readers.links
        self._statements = statements
        self._cite_this = cite_this
        self._linked_data = linked_data

    def head(self, entry: Entry) -> HeadView | None:
        """Return what a page's head says; nothing for a page that nobody would cite."""
        statement, record = self._statements.of(entry), self._cite_this.record(entry)
        if statement is None or record is None:
            return None
        return HeadView(
            citation=tuple(self._citation(entry, statement)),
            dublin_core=tuple(self._dublin_core(entry, statement, record)),
        )

    def _citation(self, entry: Entry, statement: Statement) -> Iterator[tuple[str, str]]:
        yield "citation_title", statement.title
        for author in statement.creators:
            yield "citation_author", last_first(author.parts)
            if author.affiliation:
                yield "citation_author_institution", author.affiliation
            if author.orcid:
                yield "citation_author_orcid", author.orcid
        for editor in statement.of("editors"):
            yield "citation_editor", last_first(editor.parts)
        if statement.issued:
            yield "citation_publication_date", statement.issued.replace("-", "/")
        yield from self._published(statement)
        named = {
            "citation_doi": statement.doi,
            "citation_isbn": statement.isbn,
            "citation_language": statement.language,
            "citation_keywords": "; ".join(self._linked_data.keywords(entry)),
            "citation_pdf_url": self._pdf(entry, statement.language),
            "citation_public_url": statement.url,
            "citation_abstract_html_url": statement.url,
        }
        yield from ((name, str(value)) for name, value in named.items() if value)

    def _published(self, statement: Statement) -> Iterator[tuple[str, str]]:
        if statement.whole_url:
            yield "citation_book_title", statement.whole_title
            yield "citation_publisher", statement.publisher
            return
        if statement.publisher:
            yield "citation_technical_report_institution", statement.publisher
        if statement.number:
            yield "citation_technical_report_number", str(statement.number)

    def _pdf(self, entry: Entry, tag: str) -> str:
        """Return the address of a paper's PDF beside it; a part of it has none of its own."""
        beside = self._readers.downloads.beside(entry, tag) if entry.kind.parts else {}
        return next((self._links.absolute(url) for url in beside.values()), "")

    def _dublin_core(
        self, entry: Entry, statement: Statement, record: Record
    ) -> Iterator[tuple[str, str]]:
        yield "DC.title", statement.title
        if statement.kind == "document":
            yield "DC.creator", self._links.series
        for creator in statement.creators:
            yield "DC.creator", last_first(creator.parts)
        for other in _others(statement):
            yield "DC.contributor", last_first(other.parts)
        named = {
            "DC.publisher": statement.publisher,
            "DC.date": statement.issued,
            "DC.type": _ITEM_TYPES.get(statement.kind, "webpage"),
            "DC.format": "text/html",
            "DC.language": statement.language,
            "DC.identifier": statement.url,
            "DC.description": record.get("abstract"),
            "DC.rights": statement.licence_url,
            "DC.relation": statement.edition_url,
        }
        yield from ((name, str(value)) for name, value in named.items() if value)
        for source in (statement.source_url, statement.original and statement.original.text):
            if source:
                yield "DC.source", source
        if statement.doi:
            yield "DC.identifier", doi_address(statement.doi)
        for keyword in self._linked_data.keywords(entry):
            yield "DC.subject", keyword


def _others(statement: Statement) -> Iterator[Agent]:
    """Yield whoever made it in any role but that of its creators, each once."""
    told = {agent.printed for agent in statement.creators}
    for _, agents in statement.roles:
        for agent in agents:
            if agent.printed not in told:
                told.add(agent.printed)
                yield agent


def last_first(name: Name) -> str:
    """Return a name with the family name first.

    Zotero takes a text for two authors where there are spaces on both sides of its comma; a
    no-break space in the family name keeps it one.
    """
    family, between, given = name.last_first.partition(", ")
    if between and " " in family and " " in given:
        family = family.replace(" ", "\N{NO-BREAK SPACE}")
    return f"{family}{between}{given}"
