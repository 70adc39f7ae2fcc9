"""Who cites what, and where a citation leads: read from all texts, for views and checks alike.

A paper's pages lead to its bibliography, a page that lists what it rests on, such as a case study,
to its own list. Any other page may cite what a paper's bibliography lists. On pages that aren't
ours, an `@` that no reference is known for is text.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from issue_papers.content.library import Document, Entry, Library


@dataclass(frozen=True)
class Place:
    """Where a text cites a work: the page and the id of the place on it."""

    entry: Entry
    anchor: str


def anchor(key: str, number: int) -> str:
    """Return the id of the place where a page cites a work for the n-th time."""
    name = re.sub(r"[^\w.-]", "-", key)
    return f"cite-{name}-{number}"


def keys(document: Document) -> tuple[str, ...]:
    """Return the keys that a text cites, each as often as it does."""
    return tuple(item.key for _, item in document.outline.cited)


def bibliography_page(library: Library, paper: Entry) -> Entry | None:
    """Return the page that holds a paper's bibliography."""
    return library.index(_bibliography_pages).get(paper.key)


def _bibliography_pages(library: Library) -> dict[str, Entry]:
    return {
        paper.key: page
        for paper in library.publications
        for page in (paper, *reversed(library.parts(paper)))  # the first of its parts wins
        if page.source.outline.lists_works
    }


def bibliography_keys(library: Library, paper: Entry) -> tuple[str, ...]:
    """Return what a paper's bibliography lists: its own references, and others that it cites."""
    own = library.bibliographies.get(paper.slug, ())
    cited = (
        key
        for page in (paper, *library.parts(paper))
        for document in page.documents()
        for key in keys(document)
        if key in library.references
    )
    return tuple(dict.fromkeys((*own, *cited)))


def named(page: Entry) -> tuple[str, ...]:
    """Return the works that a page's metadata names."""
    return page.kind.references(page.source.meta) if page.kind.references else ()


def own_references(library: Library, page: Entry) -> tuple[str, ...]:
    """Return what a page's own list of references holds: what it names, and what it cites."""
    cited = (key for document in page.documents() for key in keys(document))
    return tuple(k for k in dict.fromkeys((*named(page), *cited)) if k in library.references)


def cited(library: Library, page: Entry, language: str) -> tuple[str, ...]:
    """Return the works that a list's readers meet, in the order in which they do.

    Args:
        library: All content.
        page: The page that has its own list, or the paper whose list it is.
        language: The readers' language.
    """
    pages = (page,) if page.kind.references else (page, *library.parts(page))
    found = (key for each in pages for key in keys(each.document(language)))
    return tuple(key for key in dict.fromkeys(found) if key in library.references)


def listed(library: Library, page: Entry) -> tuple[str, ...]:
    """Return the works in the list that a page is in or has: its own, or that of its paper."""
    if page.kind.references:
        return own_references(library, page)
    paper = library.whole(page)
    return bibliography_keys(library, paper) if paper else ()


def target(library: Library, entry: Entry, key: str) -> tuple[str, str] | None:
    """Return where a page's citation leads: a page's key and an id on it; nothing if nowhere."""
    if key not in library.references:
        return None
    place = f"ref-{key}"
    if entry.kind.references:
        return entry.key, place
    paper = library.whole(entry)
    if paper:
        page = bibliography_page(library, paper)
        return (page.key, place) if page else None
    page = library.index(_listing).get(key)
    return (page.key, place) if page else None


def _listing(library: Library) -> dict[str, Entry]:
    """Return the page of the first bibliography that lists each work, by the work's id."""
    return {
        key: page
        for paper in reversed(library.publications)
        if (page := bibliography_page(library, paper))
        for key in bibliography_keys(library, paper)
    }


def places(library: Library, language: str) -> dict[str, list[Place]]:
    """Return where each work is cited as a language's readers see it, by the work's id.

    Papers come first, in their own order, then cases and other pages by their keys.
    """
    found: dict[str, list[Place]] = {}
    for entry in library.in_order:
        count: Counter[str] = Counter()
        for key in keys(entry.document(language)):
            if target(library, entry, key):
                count[key] += 1
                found.setdefault(key, []).append(Place(entry, anchor(key, count[key])))
    return found
