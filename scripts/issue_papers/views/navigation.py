"""The pages of a site in the order in which they are listed, in groups."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from issue_papers.content.library import Library
from issue_papers.views.links import HOME


@dataclass(frozen=True)
class Group:
    """Pages that belong together: their title, and their keys."""

    title: str
    keys: tuple[str, ...]


def contents(library: Library, language: str) -> Iterator[Group | str]:
    """Yield the site's pages: the home page, then each kind's, then all others.

    A page with parts makes a group with them, and a list with what it lists; a page that belongs to
    no group stands by its key.

    Args:
        library: All content.
        language: Tag of the language of the titles.
    """
    if HOME in library.entries:
        yield HOME
    for kind in library.types:
        if kind.parts:
            for entry in library.of(kind):
                keys = (entry.key, *(part.key for part in library.parts(entry)))
                yield Group(entry.meta(language).title, keys)
        elif kind.is_ours and not kind.whole:
            keys = tuple(entry.key for entry in library.of(kind))
            page = library.listing(kind)
            if page:
                yield Group(page.meta(language).title or "", (page.key, *keys))
            else:
                yield from keys
    listed = {HOME, *library.listings}
    for kind in library.types:
        if not kind.is_ours:
            yield from (entry.key for entry in library.of(kind) if entry.key not in listed)
