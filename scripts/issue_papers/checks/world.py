"""What rules for blocks may ask of a site besides the text that they look at, told by a digest.

They may ask for the front matter of all pages, for data, and for what is known of other texts from
afar: their headings, blocks, ids, numbers and citations, but not on which lines these stand. What
they have found is kept by this: a word that changes in one text changes nothing for the others.
"""

from __future__ import annotations

from collections.abc import Iterator

from issue_papers.content.library import Entry, Library
from issue_papers.content.outline import Outline
from issue_papers.content_cache import digest
from issue_papers.installed import version

_LIBRARIES = ("babel", "vl-convert-python")
"""What reads numbers and names of countries, and draws."""


def world_of(library: Library) -> str:
    """Return a digest of what any text's blocks may be held to."""
    return digest(_parts(library))


def _parts(library: Library) -> Iterator[str]:
    settings = library.settings
    yield from map(version, _LIBRARIES)
    yield repr((settings.locales, settings.topics, settings.audiences, sorted(library.known)))
    yield repr((sorted(library.drafts), sorted(library.unwritten), sorted(library.references)))
    yield repr((library.bibliographies, library.has_broken_references, library.cities))
    for name, data in sorted(library.charted.items()):
        yield digest([name, data])
    for entries in (library.entries, library.unsound):
        yield ""
        for _, entry in sorted(entries.items()):
            yield from _page(entry)


def _page(entry: Entry) -> Iterator[str]:
    yield repr((entry.key, str(entry.kind)))
    for document in entry.documents():
        yield document.front
        yield repr(_from_afar(document.outline))


def _from_afar(outline: Outline) -> tuple[object, ...]:
    return (
        [(each.level, each.own_id, each.text) for each in outline.headings],
        [(b.name, b.role, b.argument, b.anchor, b.has_content) for b in outline.blocks],
        [item.key for _, item in outline.cited],
        outline.ids,
        outline.numbered,
    )
