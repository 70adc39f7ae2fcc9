"""What repositories and registries are told of a publication: which files there are, and where.

They stand beside its landing page, one of each a language that it is really in, but for Crossref's:
a DOI has one record, and that is the source's. Nothing is sent anywhere; who deposits takes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from issue_papers.content.identifiers import doi_address
from issue_papers.content.library import Entry
from issue_papers.views.cite_this import FILES as CITATIONS
from issue_papers.views.downloads import FOLDER as DOWNLOADS
from issue_papers.views.readership import Readership
from issue_papers.views.statements import Statement, Statements

DATACITE, CROSSREF = "datacite.xml", "crossref.xml"
CFF, ZENODO = "CITATION.cff", ".zenodo.json"
LINKSET = "linkset.json"
DEPOSITS = (
    ("DataCite", DATACITE, "application/vnd.datacite.datacite+xml"),
    ("Crossref", CROSSREF, "application/vnd.crossref.deposit+xml"),
    ("CITATION.cff", CFF, "application/yaml"),
    ("Zenodo", ZENODO, "application/json"),
)
"""Name, file and media type of each."""
_CITATION_TYPES = {
    "cite.bib": "application/x-bibtex",
    "cite.ris": "application/x-research-info-systems",
    "cite.json": "application/vnd.citationstyles.csl+json",
}
_SCHEMA_TYPES = {"report": "Report", "chapter": "Chapter"}
_MAIL = re.compile(r"mailto:([^?\s]+@[^?\s]+)")


@dataclass(frozen=True)
class Signpost:
    """A typed link of FAIR Signposting (https://signposting.org/FAIR/).

    Attributes:
        rel: The relation, as IANA registers it.
        href: An absolute address.
        type: The media type of what is there; empty where nothing is said of it.
    """

    rel: str
    href: str
    type: str = ""


class Deposits:
    """The files of publications, for the readers of one language.

    Args:
        readers: The readers.
        statements: What the pages are.
    """

    def __init__(self, readers: Readership, statements: Statements) -> None:
        self._readers = readers
        self._links = readers.links
        self._library = readers.library
        self._statements = statements

    @property
    def mail(self) -> str:
        """The address that a registry writes to: that of `contact`; empty if it is none of mail."""
        found = _MAIL.fullmatch(self._library.settings.site.footer.contact)
        return found[1] if found else ""

    def files(self, entry: Entry) -> tuple[tuple[str, str], ...]:
        """Return name and site-relative address of all that repositories are offered of a page."""
        folder = self._folder(entry)
        found = [(name, folder + file) for name, file, _ in self.made(entry)]
        tag = self._links.text(entry).tag
        texts = [
            (self._readers.t(f"downloads.formats.{form.name}"), form.file_name(entry.slug, tag))
            for form in self._library.settings.formats
            if form.is_for_repositories and found
        ]
        return (*((name, f"{DOWNLOADS}/{file}") for name, file in texts), *found)

    def _folder(self, entry: Entry) -> str:
        return self._library.locales.url(entry.key, self._links.text(entry).tag)

    def made(self, entry: Entry) -> Iterator[tuple[str, str, str]]:
        """Yield name, file and media type of each that is made of a publication."""
        statement = self.statement(entry)
        if statement is None:
            return
        is_source = statement.language == self._library.locales.source
        for name, file, kind in DEPOSITS:
            if file != CROSSREF or (statement.doi and self.mail and is_source):
                yield name, file, kind

    def statement(self, entry: Entry) -> Statement | None:
        """Return what a publication is, if a repository can take it: somebody has made it."""
        if entry not in self._library.publications:
            return None
        statement = self._statements.of(entry)
        can_be_taken = statement and statement.creators and self._library.settings.site_url
        return statement if can_be_taken else None

    def parts(self, entry: Entry) -> Iterator[Statement]:
        """Yield what the parts of a publication are that this language really has."""
        for part in self._library.parts(entry):
            statement = self._statements.of(part)
            if statement and part.has(self._readers.language.tag):
                yield statement

    def translations(self, entry: Entry) -> Iterator[tuple[str, str]]:
        """Yield tag and absolute address of the other languages that a page is really in."""
        locales = self._library.locales
        own = self._links.text(entry).tag
        for tag in locales.tags:
            if tag != own and entry.has(tag):
                yield tag, self._links.absolute(locales.url(entry.key, tag))

    def signposts(self, entry: Entry) -> tuple[Signpost, ...]:
        """Return what the head of a publication's page or a part's says; all is in the linkset."""
        whole = self._library.whole(entry)
        statement = self._statements.of(entry)
        if whole is None or statement is None or self.statement(whole) is None:
            return ()
        linkset = self._links.absolute(self._folder(whole) + LINKSET)
        around = (Signpost("linkset", linkset, "application/linkset+json"),)
        if entry is whole:
            links = self._of_whole(entry, statement)
            is_part = {part.url for part in self.parts(entry)}.__contains__
            return (*(link for link in links if not is_part(link.href)), *around)
        return (*self._of_part(statement), *around)

    def linkset(self, entry: Entry) -> tuple[tuple[str, tuple[Signpost, ...]], ...]:
        """Return all links of a publication, by the address that they lead from (RFC 9264)."""
        statement = self.statement(entry)
        if statement is None:
            return ()
        parts = {part.url: tuple(self._of_part(part)) for part in self.parts(entry)}
        links = tuple(self._of_whole(entry, statement))
        about = tuple(
            (link.href, (Signpost("describes", statement.url, "text/html"),))
            for link in links
            if link.rel == "describedby"
        )
        items = tuple(
            (link.href, (Signpost("collection", statement.url, "text/html"),))
            for link in links
            if link.rel == "item" and link.href not in parts
        )
        return ((statement.url, links), *parts.items(), *items, *about)

    def _of_whole(self, entry: Entry, statement: Statement) -> Iterator[Signpost]:
        doi = statement.doi and doi_address(statement.doi)
        yield Signpost("cite-as", doi or statement.edition_url or statement.url)
        yield from self._shared(statement)
        folder, absolute = self._folder(entry), self._links.absolute
        for _, file, kind in self.made(entry):
            yield Signpost("describedby", absolute(folder + file), kind)
        for _, file in CITATIONS:
            yield Signpost("describedby", absolute(folder + file), _CITATION_TYPES[file])
        for part in self.parts(entry):
            yield Signpost("item", part.url, "text/html")
        for form in self._library.settings.formats:
            if not (form.is_whole_site or form.is_extract):
                name = form.file_name(entry.slug, self._links.text(entry).tag)
                yield Signpost("item", absolute(f"{DOWNLOADS}/{name}"), form.media_type)

    def _of_part(self, statement: Statement) -> Iterator[Signpost]:
        yield Signpost("cite-as", statement.url)
        yield from self._shared(statement)
        yield Signpost("collection", statement.whole_url, "text/html")

    def _shared(self, statement: Statement) -> Iterator[Signpost]:
        yield Signpost("type", f"https://schema.org/{_SCHEMA_TYPES[statement.kind]}")
        yield Signpost("type", "https://schema.org/AboutPage")
        for creator in statement.creators:
            if creator.identifier:
                yield Signpost("author", creator.identifier)
        if urlsplit(statement.licence_url).scheme:
            yield Signpost("license", statement.licence_url)
