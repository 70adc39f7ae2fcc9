"""Which pictures pages show, and how many stand on one page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from issue_papers.content.library import Entry, Library
from issue_papers.content.outline import on_site
from issue_papers.kinds.paper.model import PAPER

_DRAWING = ".svg"


def shown(library: Library) -> Mapping[str, int]:
    """Return the pictures that pages show, by their paths in the site.

    Args:
        library: All content.

    Returns:
        For each, how many there are on the page that has most.
    """
    found: dict[str, int] = {}
    for entry in library.entries.values():
        keys = {*of_page(library, entry)}
        for key in keys:
            found[key] = max(found.get(key, 0), len(keys))
    return found


def of_page(library: Library, entry: Entry) -> Iterator[str]:
    """Yield the pictures of a page, in its text and in its metadata, but no drawings."""
    written = [image.file for image in entry.source.meta.images if image.file]
    for document in entry.documents():
        written += [on_site(picture.source)[0] for picture in document.outline.pictures]
    for path in written:
        key = library.resolve(entry, path) if path else None
        if key in library.known and not key.lower().endswith(_DRAWING):
            yield key
    cover = library.settings.look.cover.picture
    if cover and entry.kind == PAPER:
        yield cover.file
