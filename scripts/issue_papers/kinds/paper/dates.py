"""The day that a paper's editions bear."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from issue_papers.content.library import Document, Entry, Library
from issue_papers.content.term_uses import uses_of
from issue_papers.kinds.paper.model import PAPER, Paper
from issue_papers.kinds.paper.views import discussed


def edition_day(library: Library, paper: Entry[Paper], tag: str) -> dt.date:
    """Return the day (UTC) that a paper's editions in one language bear.

    It is that on which something in them was last changed: a text, a file beside it, or a file of
    data that they show something of. What changes elsewhere makes no new edition. Where the history
    doesn't tell, it is the site's.

    Args:
        library: All content.
        paper: The paper.
        tag: The editions' language.
    """
    return library.index(_days)[paper.key, tag]


def _days(library: Library) -> Mapping[tuple[str, str], dt.date]:
    papers, tags = library.of(PAPER), library.locales.tags
    return {(paper.key, tag): _day(library, paper, tag) for paper in papers for tag in tags}


def _day(library: Library, paper: Entry[Paper], tag: str) -> dt.date:
    if not library.changed:  # as in a preview
        return library.settings.date
    pages = (paper, *library.parts(paper), *discussed(library, paper))
    texts = {
        text.path: (page, text) for page in pages for text in (page.source, page.document(tag))
    }
    data = (file for page, text in texts.values() for file in _data_files(library, page, text))
    files = {*texts, *data}
    if discussed(library, paper):
        files.add(library.settings.relative(library.settings.cities_file))
    changes = [library.changed.get(path) for path in sorted(files)]
    known = [moment for moment in changes if moment]
    if len(known) < len(changes):
        return library.settings.date
    folders = {PurePosixPath(path).parent.as_posix() for path in texts}
    known += (library.changed_beside[f] for f in folders if f in library.changed_beside)
    return min(max(known).date(), library.settings.date)


def _data_files(library: Library, page: Entry, text: Document) -> Iterator[str]:
    """Yield the files of what a text cites, and the glossary's if readers have terms marked."""
    places = (library.reference_places.get(item.key) for _, item in text.outline.cited)
    yield from (place[0] for place in places if place)
    if uses_of(library, page, text.language):
        yield library.termbase.path
