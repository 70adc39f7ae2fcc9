"""What a site says of who can use it, where its owner says nothing.

It tells what the generator sees to, and that nobody here has tested the site: a claim to conform
with WCAG is its owner's to make, in a page of its own (`accessibility.md`).
"""

from __future__ import annotations

from issue_papers.content.library import Library
from issue_papers.views.catalogue import Catalogue

_PARAGRAPHS = ("summary", "made", "untested", "report")


def statement(library: Library, t: Catalogue) -> str:
    """Return the statement in the words of a catalogue, with where to write if that is known."""
    texts = [t.own_text(f"pages.accessibility.{name}") for name in _PARAGRAPHS]
    if address := library.settings.site.repository:
        texts.append(f"<{address}>")
    return "\n\n".join(texts)
