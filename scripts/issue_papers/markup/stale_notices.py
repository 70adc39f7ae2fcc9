"""Tells readers at the very passage that its source has changed since it was translated.

A step of Markdown's own: after the heading of each stale passage comes `fragments/stale.html`, with
a link to the same place in the source language.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from xml.etree import ElementTree as ET

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

AFTER_LINKS = -1
"""MkDocs 1.6 resolves links at 0; ours lead to another language, which it can't know."""

_HEADINGS = ("h2", "h3", "h4", "h5", "h6")


class StaleNotices(Treeprocessor):
    """Puts a notice after the headings of stale passages.

    Args:
        md: The converter.
        stale: Gives the ids of the page's stale passages.
        notice: Makes the notice for a passage.
    """

    def __init__(
        self,
        md: Markdown,
        stale: Callable[[], Collection[str]],
        notice: Callable[[str], ET.Element],
    ) -> None:
        super().__init__(md)
        self._stale = stale
        self._notice = notice

    def run(self, root: ET.Element) -> None:
        """Change the tree in place."""
        stale = self._stale()
        if not stale:
            return
        places = [
            (parent, child)
            for parent in root.iter()
            for child in parent
            if child.tag in _HEADINGS and child.get("id") in stale
        ]
        for parent, heading in places:
            notice = self._notice(str(heading.get("id")))
            notice.tail, heading.tail = heading.tail, None
            parent.insert(list(parent).index(heading) + 1, notice)
