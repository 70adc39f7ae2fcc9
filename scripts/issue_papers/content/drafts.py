"""Texts that were laid out and not written yet: drafts, which only their editors see.

`issue-papers new` writes a page's front matter, and a comment that says what its text is to be.

`issue-papers new translation` keeps the source's headings and blocks, and puts its paragraphs into
comments. Whoever publishes that shows readers a page of nothing in two languages. A text that
was copied over whole is no draft: it is there to be read, and `translation.copied` tells of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from issue_papers.articles.nodes import Embed, Heading, Picture
from issue_papers.content.documents import Document, Entry

_COMMENT = "<!--"
_PARAGRAPH = re.compile(r"^[^\W\d_][^\n]*\n$", re.MULTILINE)
"""A line above an empty one: words, where none of these marks stands before it."""
_MARK = re.compile(r"<|```|~~~|///|\$|\]:|\{[-+>=~]")


def is_unwritten(entry: Entry) -> bool:
    """Whether a page has a comment in the place of its text: as it was laid out.

    A page that has neither is one without a text, which is told (`checks.fillers`). Kinds of pages
    that may do without one, as events, have said all with their front matter.
    """
    document = entry.source
    if not (entry.kind.is_ours and entry.kind.wants_text and _COMMENT in document.body):
        return False
    if _begins(document.body):
        return False
    shows = any(isinstance(node, Picture | Embed) for node in document.article.nodes)
    return not shows and not any(_words(document))


def _begins(body: str) -> bool:
    """Whether a text surely begins with words: so do most, and needn't be read for it."""
    before = _MARK.split(body, maxsplit=1)[0]
    return bool(_PARAGRAPH.search(before))


def is_draft(source: Document, document: Document) -> bool:
    """Whether a translation says nothing of its own, and leaves out what the source says.

    Headings count as no text. Only what holds a comment, or nothing at all, is read for it.

    Args:
        source: The text that it is a translation of.
        document: The translation.
    """
    if document.body.strip() and _COMMENT not in document.body:
        return False
    said, here = frozenset(_words(source)), frozenset(_words(document))
    return here < said


def _words(document: Document) -> Iterator[str]:
    for piece in document.pieces:
        if piece.kind != Heading.__name__ and any(trace.is_prose for trace in piece.traces):
            yield piece.words
