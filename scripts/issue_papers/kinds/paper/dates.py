"""The day that a paper's editions bear."""

from __future__ import annotations

import datetime as dt
from pathlib import PurePosixPath

from issue_papers.content.library import Entry
from issue_papers.kinds.paper.model import Paper
from issue_papers.kinds.paper.views import discussed
from issue_papers.views.readership import Readership


def edition_day(readers: Readership, paper: Entry[Paper], tag: str) -> dt.date:
    """Return the day (UTC) that a paper's editions in one language bear.

    It is that on which something in them was last changed: what changes elsewhere makes no new
    edition. Where the history doesn't tell, it is the site's.

    Args:
        readers: The readers, of any language.
        paper: The paper.
        tag: The editions' language.
    """
    library = readers.library
    pages = (paper, *library.parts(paper), *discussed(readers, paper))
    texts = {text.path for page in pages for text in (page.source, page.document(tag))}
    folders = {PurePosixPath(path).parent.as_posix() for path in texts}
    changes = [library.changed.get(path) for path in sorted(texts)]
    known = [moment for moment in changes if moment]
    known += (library.changed_beside[f] for f in folders if f in library.changed_beside)
    if None in changes:
        return library.settings.date
    return min(max(known).date(), library.settings.date)
