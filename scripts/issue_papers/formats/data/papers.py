"""Papers as data: the ids that stay, from the paper through its sections to their places.

An id is the address below `papers/` without language: `<paper>`, `<paper>/<section>`,
`<paper>/<section>#<place>`. It is the same in all languages and survives rewording, so whoever
keeps one finds the place again. The file's form is that of `data/papers.schema.json`.
"""

from __future__ import annotations

from collections.abc import Iterator

from issue_papers.articles.nodes import text_of
from issue_papers.blocks.registry import types
from issue_papers.content.library import Document, Entry, Library
from issue_papers.formats.data.publications import AllViews, Json, licence, texts, urls
from issue_papers.typography.rules import typeset
from issue_papers.views.downloads import FOLDER as DOWNLOADS

SCHEMA = "papers.schema.json"


def document(library: Library, views: AllViews, schema_url: str) -> Json:
    """Return all papers as one JSON object, the newest number first.

    Args:
        library: What there is.
        views: The views of each language.
        schema_url: Absolute URL of the schema.
    """
    return {
        "$schema": schema_url,
        "source_language": library.locales.source,
        "languages": list(views),
        "notice": {tag: view.notice for tag, view in views.items() if view.notice},
        "papers": [_paper(library, views, entry) for entry in library.papers],
    }


def _paper(library: Library, views: AllViews, entry: Entry) -> Json:
    source = views[library.locales.source]
    paper = source.paper(entry)
    return {
        "id": entry.slug,
        "number": paper.number,
        "title": texts(entry, "title"),
        "subtitle": texts(entry, "subtitle"),
        "summary": texts(entry, "summary"),
        "authors": [author.name for author in paper.authors],
        "publisher": paper.publisher,
        "issued": paper.issued_date,
        "based_on": texts(entry, "based_on"),
        "licence": licence(source, entry),
        "url": urls(views, entry),
        "downloads": list(_downloads(views, entry)),
        "sections": [_section(views, entry, section) for section in library.sections(entry)],
    }


def _downloads(views: AllViews, paper: Entry) -> Iterator[Json]:
    for tag, view in views.items():
        for form in view.library.settings.formats if paper.has(tag) else ():
            url = view.absolute(f"{DOWNLOADS}/{form.file_name(paper.slug, tag)}")
            yield {"language": tag, "format": form.name, "type": form.media_type, "url": url}


def _section(views: AllViews, paper: Entry, section: Entry) -> Json:
    identifier = f"{paper.slug}/{section.slug}"
    addresses = urls(views, section)
    return {
        "id": identifier,
        "title": texts(section, "title"),
        "summary": texts(section, "summary"),
        "url": addresses,
        "places": [
            {
                "id": f"{identifier}#{anchor}",
                "kind": kind,
                "refers_to": target or None,
                "title": _titles(section, anchor),
                "url": {tag: f"{url}#{anchor}" for tag, url in addresses.items()},
            }
            for _, kind, anchor, target in sorted(_places(section.source))
        ],
    }


def _places(document: Document) -> Iterator[tuple[int, str, str, str]]:
    """Yield line, kind, id on the page and what it refers to of each place that has an id."""
    for heading in document.article.headings:
        if heading.own_id:
            yield heading.line, "heading", heading.own_id, ""
    for block in document.article.directives:
        kind = types().get(block.name)
        if kind and (anchor := kind.anchor(block.argument)):
            yield block.line, block.name, anchor, block.argument if kind.shows else ""


def _titles(section: Entry, anchor: str) -> dict[str, str]:
    """Return a heading's text in each language; a block has none here."""
    return {
        document.language: typeset(text_of(heading.content), document.language)
        for document in section.documents()
        for heading in document.article.headings
        if heading.own_id == anchor
    }
