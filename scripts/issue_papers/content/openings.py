"""What a text begins with, in the place of a summary that nobody has written.

Cards, lists, search results and metadata have room for a sentence or two. They get the first
paragraph of the text, in the language of that text, as far as whole sentences fit.
"""

from __future__ import annotations

import re
from typing import cast

from issue_papers.articles.article import Article
from issue_papers.articles.citation_syntax import Cluster
from issue_papers.articles.nodes import Break, Citation, Code, Paragraph, Text, walk

_ROOM = 300
"""Characters: what search engines and cards show of a description is less."""

_CITED, _NAMED = "\0", "\1"
"""What stands for a citation, and for one whose author is a part of the sentence."""
_ENDS = re.compile(
    r"(?:[.!?…؟۔।]+[\"”’»›)\]]*(?=\s)|[。！？]+[”’」』）]*)"  # noqa: RUF001 - marks of many scripts
)
"""Where a sentence ends: at a mark before a space, or at one of a script without spaces."""


def opening(article: Article) -> str:
    """Return the first paragraph of a text without markup, notes and citations; else nothing.

    A sentence whose author is named by a citation says nothing without it: what stands before it
    is told, or the next paragraph, unless the text has no more.

    Args:
        article: The text, read. A paragraph in a box, a block or a list isn't its first.
    """
    spare = ""
    for block in article.blocks:
        if isinstance(block, Paragraph) and (words := _words(block)):
            before, name, _ = words.partition(_NAMED)
            if name:
                spare = spare or _without(_NAMED, words)
                ends = [match.end() for match in _ENDS.finditer(before)]
                words = before[: ends[-1]] if ends else ""
            if words:
                return shortened(words)
    return shortened(spare)


def _words(paragraph: Paragraph) -> str:
    parts: list[str] = []
    for node in walk(paragraph):
        match node:
            case Text(text=text) | Code(text=text):
                parts.append(text)
            case Break():
                parts.append(" ")
            case Citation(cluster=cluster):
                parts.append(_NAMED if cast("Cluster", cluster).is_narrative else _CITED)
            case _:
                pass
    return re.sub(r"[ \t\n]+", " ", _without(_CITED, "".join(parts))).strip()


def _without(mark: str, text: str) -> str:
    return re.sub(rf"[ \u00a0]*{mark}", "", text).strip()


def shortened(text: str, room: int = _ROOM) -> str:
    """Return as many whole sentences as there is room for; of a longer one as many words.

    Args:
        text: The text.
        room: How many characters there may be.
    """
    if len(text) <= room:
        return text
    ends = [match.end() for match in _ENDS.finditer(text) if match.end() <= room]
    if ends:
        return text[: ends[-1]]
    at = text[:room].rfind(" ")
    return f"{text[:at].rstrip(' ,;:–—،؛') if at > 0 else text[: room - 1]}…"
