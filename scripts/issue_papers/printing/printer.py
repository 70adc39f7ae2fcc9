"""Prints articles: resolves their placeholders and sets them, for the readers of one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from issue_papers.articles.nodes import Block as BlockNode
from issue_papers.content.library import Entry
from issue_papers.printing.declaration import Block
from issue_papers.printing.printed import Printed
from issue_papers.views.site import Views


@dataclass(frozen=True)
class Excerpt:
    """A part of a page that another page shows: a key message, a recommendation's text.

    Attributes:
        argument: What its block names.
        content: Its text, without ids, notes, terms and citations in brackets.
        language: Tag of the language that it is written in.
        direction: `ltr` or `rtl`.
        key: The page that it is taken from.
        anchor: Its id there.
    """

    argument: str
    content: tuple[BlockNode, ...]
    language: str
    direction: str
    key: str
    anchor: str


class Printer:
    """Prints the pages of a site, each once for the readers of each language.

    Args:
        views: The views of each language, by tag.
        blocks: The blocks that texts may hold, by name: `blocks.registry.blocks()`.
    """

    def __init__(self, views: Mapping[str, Views], blocks: Mapping[str, Block[Any]]) -> None:
        self._views = views
        self._blocks = blocks
        self._printed: dict[tuple[str, str], Printed] = {}

    def printed(self, entry: Entry, language: str) -> Printed:
        """Return a page's text as the readers of a language get it.

        The text is the page's in that language, or else the source's; links lead to pages in the
        reader's language either way.
        """
        key = entry.key, language
        if key not in self._printed:
            self._printed[key] = self._print(entry, language)
        return self._printed[key]

    def _print(self, entry: Entry, language: str) -> Printed:
        raise NotImplementedError

    def excerpts(self, entry: Entry, language: str, shown: str) -> tuple[Excerpt, ...]:
        """Return what a page's blocks of one kind hold, for use on another page.

        Args:
            entry: The page.
            language: Tag of the reader's language.
            shown: What such blocks show: see `DirectiveType.shows`.
        """
        raise NotImplementedError

    def messages(self, paper: Entry, language: str) -> tuple[Excerpt, ...]:
        """Return the key messages of a paper's sections, in their order."""
        raise NotImplementedError

    def recommendation(self, paper: Entry, identifier: str, language: str) -> Excerpt:
        """Return a recommendation's text; in the source language where it isn't translated."""
        raise NotImplementedError
