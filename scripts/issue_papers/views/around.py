"""What a page has around its text: the ids that its template writes."""

from __future__ import annotations

from issue_papers.content.library import Entry, Library
from issue_papers.theme import OwnIds, WrittenIds
from issue_papers.views.pages import template_of


class Around:
    """The ids that pages have around their texts; an index of a library."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._written = WrittenIds(library.settings.theme)

    def ids(self, entry: Entry) -> OwnIds:
        """Return the ids that a page's template writes."""
        return self._written.of(template_of(self._library, entry))
