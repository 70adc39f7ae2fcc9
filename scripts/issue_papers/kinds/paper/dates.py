"""The day that a paper's editions bear."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from issue_papers.content.library import Document, Entry, Library
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
    pages = (paper, *library.parts(paper), *discussed(library, paper))
    texts = {text.path: text for page in pages for text in (page.source, page.document(tag))}
    files = {*texts, *_data_files(library, texts.values())}
    if discussed(library, paper):
        files.add(library.settings.relative(library.settings.cities_file))
    changes = [library.changed.get(path) for path in sorted(files)]
    known = [moment for moment in changes if moment]
    if len(known) < len(changes):
        return library.settings.date
    folders = {PurePosixPath(path).parent.as_posix() for path in texts}
    known += (library.changed_beside[f] for f in folders if f in library.changed_beside)
    return min(max(known).date(), library.settings.date)


def _data_files(library: Library, texts: Iterable[Document]) -> Iterator[str]:
    """Yield the files of what texts cite, and the glossary's if they name one of its terms."""
    for text in texts:
        places = (library.reference_places.get(item.key) for _, item in text.outline.cited)
        yield from (place[0] for place in places if place)
        if text.path in library.index(_naming_terms):
            yield library.termbase.path


def _naming_terms(library: Library) -> frozenset[str]:
    """Return the paths of the texts that name a term: several papers discuss one case."""
    documents = (document for entry in library.entries.values() for document in entry.documents())
    lexicon = library.termbase.lexicon
    return frozenset(d.path for d in documents if lexicon(d.language).is_named_in(d.body))
