"""The day that a paper's editions bear."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import PurePosixPath

from issue_papers.content.library import Entry, Library
from issue_papers.kinds.paper.model import PAPER, Paper
from issue_papers.kinds.paper.views import discussed


def edition_day(library: Library, paper: Entry[Paper], tag: str) -> dt.date:
    """Return the day (UTC) that a paper's editions in one language bear.

    It is that on which something in them was last changed: what changes elsewhere makes no new
    edition. Where the history doesn't tell, it is the site's.

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
    texts = {text.path for page in pages for text in (page.source, page.document(tag))}
    changes = [library.changed.get(path) for path in sorted(texts)]
    known = [moment for moment in changes if moment]
    if len(known) < len(changes):
        return library.settings.date
    folders = {PurePosixPath(path).parent.as_posix() for path in texts}
    known += (library.changed_beside[f] for f in folders if f in library.changed_beside)
    return min(max(known).date(), library.settings.date)
