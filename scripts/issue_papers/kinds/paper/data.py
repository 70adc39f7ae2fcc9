"""Papers as data: the ids that stay, from the paper through its sections to their places.

An id is the address below `papers/` without language: `<paper>`, `<paper>/<section>`,
`<paper>/<section>#<place>`. It is the same in all languages and survives rewording, so whoever
keeps one finds the place again. The file's form is that of `published`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from issue_papers.citations.rich_text import plain
from issue_papers.content.addresses import permalink
from issue_papers.content.agents import Agent
from issue_papers.content.library import Document, Entry, Library
from issue_papers.content.origins import OURS
from issue_papers.content.provenance import provenance
from issue_papers.content.works import ROLES
from issue_papers.kinds.paper.model import PAPER, Paper
from issue_papers.kinds.paper.published import (
    Contributor,
    Download,
    OriginalRecord,
    PaperCited,
    PaperInLanguage,
    PaperRecord,
    PapersDocument,
    PassageOrigin,
    Place,
    PlaceInWork,
    Section,
)
from issue_papers.kinds.paper.shapes import PaperView
from issue_papers.kinds.paper.views import PaperViews
from issue_papers.typography.rules import typeset
from issue_papers.views.datasets import (
    FOLDER,
    Dataset,
    DataSources,
    json_file,
    schema_of,
)
from issue_papers.views.downloads import FOLDER as DOWNLOADS
from issue_papers.views.originals import name_of
from issue_papers.views.publications import AllReaders, texts, urls, with_records, written
from issue_papers.views.published import Licence, as_data
from issue_papers.views.readership import Readership

NAME = "papers"


def record(library: Library, readers: AllReaders, entry: Entry[Paper]) -> PaperRecord:
    """Return a paper with its sections.

    Args:
        library: What there is.
        readers: The readers of each language.
        entry: The paper.
    """
    paper = readers[library.locales.source].part(PaperViews).paper(entry)
    return PaperRecord(
        id=entry.slug,
        number=paper.number,
        title=texts(entry, "title"),
        subtitle=texts(entry, "subtitle"),
        summary=texts(entry, "summary"),
        authors=tuple(author.name for author in paper.authors),
        publisher=paper.publisher,
        issued=paper.issued_date,
        roles={
            credit.role: tuple(person.name for person in credit.people) for credit in paper.credits
        },
        contributors=tuple(_contributors(entry.source.meta)),
        edition=paper.edition,
        edition_url=readers[library.locales.source].links.absolute(
            permalink(library.locales.url(entry.key, library.locales.source), paper.edition)
        ),
        doi=entry.source.meta.doi,
        isbn=entry.source.meta.isbn,
        based_on={
            tag: said
            for tag, each in readers.items()
            if entry.has(tag) and (said := each.part(PaperViews).paper(entry).based_on)
        },
        original=original(paper),
        licence=licence(paper),
        url=urls(readers, entry),
        downloads=tuple(_downloads(readers, entry)),
        sections=tuple(_section(library, readers, entry, s) for s in library.parts(entry)),
    )


def _contributors(meta: Paper) -> Iterator[Contributor]:
    agents: list[tuple[str, Agent]] = [(role, a) for role in ROLES for a in getattr(meta, role)]
    for role, agent in agents:
        parts = agent.parts
        yield Contributor(
            role=role,
            name=agent.printed,
            is_organisation=agent.is_organisation,
            family=None if parts.literal else parts.sorted_by,
            given=parts.given or None,
            orcid=agent.identifier if agent.orcid else None,
            ror=agent.ror,
            affiliation=agent.affiliation,
            same_as=agent.same_as,
        )


def _downloads(readers: AllReaders, paper: Entry) -> Iterator[Download]:
    for tag, each in readers.items():
        for form in each.library.settings.formats if paper.has(tag) else ():
            url = each.links.absolute(f"{DOWNLOADS}/{form.file_name(paper.slug, tag)}")
            yield Download(language=tag, format=form.name, type=form.media_type, url=url)


def _section(library: Library, readers: AllReaders, paper: Entry, section: Entry) -> Section:
    identifier = f"{paper.slug}/{section.slug}"
    addresses = urls(readers, section)
    return Section(
        id=identifier,
        title=texts(section, "title"),
        summary=texts(section, "summary"),
        url=addresses,
        places=tuple(
            Place(
                id=f"{identifier}#{anchor}",
                kind=kind,
                refers_to=target or None,
                title=_titles(section, anchor),
                url={tag: f"{url}#{anchor}" for tag, url in addresses.items()},
            )
            for _, kind, anchor, target in sorted(_places(library, section.source))
        ),
        passages=passages(library, section),
    )


def passages(library: Library, entry: Entry) -> tuple[PassageOrigin, ...]:
    """Say whose each passage of a page is; nothing where nothing says it of any."""
    found = provenance(library, entry)
    said = found.origins.items() if found.is_known else ()
    return tuple(
        PassageOrigin(
            id=identifier,
            is_own=origin == OURS,
            places=tuple(
                PlaceInWork(work=place.work, pages=place.pages)
                for place in (origin if isinstance(origin, tuple) else ())
            ),
        )
        for identifier, origin in said
        if origin is not None
    )


def _places(library: Library, document: Document) -> Iterator[tuple[int, str, str, str]]:
    """Yield line, kind, id on the page and what it refers to of each place that has an id."""
    for heading in document.outline.headings:
        if heading.own_id:
            yield heading.line, "heading", heading.own_id, ""
    for block in document.outline.blocks:
        kind = library.settings.markdown.blocks.get(block.name)
        if kind and (anchor := kind.anchor(block.argument)):
            yield block.line, block.name, anchor, block.argument if kind.shows else ""


def _titles(section: Entry, anchor: str) -> dict[str, str]:
    """Return a heading's text in each language; a block has none here."""
    return {
        document.language: typeset(heading.text, document.language)
        for document in section.documents()
        for heading in document.outline.headings
        if heading.own_id == anchor
    }


def notices(readers: AllReaders) -> dict[str, str]:
    """Return what an edition that others than the publishers made says of itself, by language."""
    found = {tag: each.part(PaperViews).notice for tag, each in readers.items()}
    return {tag: notice for tag, notice in found.items() if notice}


def cited(readers: AllReaders, source: str, entry: Entry[Paper]) -> PaperCited:
    """Say what a paper is, for whoever cites data that is taken from it, in all languages.

    Args:
        readers: The readers of each language.
        source: The source language.
        entry: The paper.
    """
    found = readers[source].part(PaperViews).paper(entry)
    return PaperCited(
        id=entry.slug,
        number=found.number,
        title=texts(entry, "title"),
        authors=tuple(author.name for author in found.authors),
        publisher=found.publisher,
        issued=found.issued_date,
        original=original(found),
        licence=licence(found),
        url=urls(readers, entry),
    )


def cited_in_language(readers: Readership, entry: Entry[Paper]) -> PaperInLanguage:
    """Say the same in one language."""
    found = readers.part(PaperViews).paper(entry)
    return PaperInLanguage(
        id=found.slug,
        number=found.number,
        title=found.title,
        language=found.link.language,
        authors=tuple(author.name for author in found.authors),
        publisher=found.publisher,
        issued=found.issued_date,
        original=original(found),
        licence=licence(found),
        url=readers.links.absolute(found.link.url),
    )


def original(paper: PaperView) -> OriginalRecord | None:
    """Return the work that an edition is made after; nothing for an original."""
    found = paper.original
    if found is None:
        return None
    return OriginalRecord(
        title=plain(found.reference.title),
        language=found.reference.language,
        authors=tuple(name_of(name.model_dump()).printed for name in found.reference.author),
        publisher=str(found.reference.publisher),
        issued=found.issued,
        doi=str(found.reference.DOI) or None,
        isbn=str(found.reference.ISBN) or None,
        url=str(found.reference.URL) or None,
    )


def licence(paper: PaperView) -> Licence:
    """Return a paper's licence: SPDX id, name and, if it is one of Creative Commons', its URL."""
    return Licence(id=paper.licence, name=paper.licence_name, url=paper.licence_url or None)


def cited_records(sources: DataSources) -> Iterator[str]:
    """Yield what each paper is, as `cited` says it, written for a file."""
    library, readers = sources.library, sources.readers

    def make(entry: Entry[Paper]) -> str:
        return written(as_data(cited(readers, library.locales.source, entry)))

    for entry in library.of(PAPER):
        yield sources.keep("papers cited", (entry,), partial(make, entry))


def _write(sources: DataSources) -> Iterator[tuple[str, bytes]]:
    library, readers = sources.library, sources.readers
    document = PapersDocument(
        **sources.head(NAME),
        source_language=library.locales.source,
        languages=tuple(readers),
        notice=notices(readers),
        papers=(),
    )
    yield f"{FOLDER}/{NAME}.json", with_records(as_data(document), papers=[*_records(sources)])


def _records(sources: DataSources) -> Iterator[str]:
    """Yield the papers, the newest number first, each written for the file."""
    library, readers = sources.library, sources.readers

    def make(entry: Entry[Paper]) -> str:
        return written(as_data(record(library, readers, entry)))

    for entry in library.of(PAPER):
        yield sources.keep(NAME, (entry, *library.parts(entry)), partial(make, entry))


DATASET = Dataset(NAME, 10, _write, (json_file(NAME),), schemas=(schema_of(NAME, PapersDocument),))
