"""Findings about documents, kept by what they were found in.

A rule that reads one document, or a document and its source, finds the same in the same texts: what
it has found is kept under a digest of them, of whatever else it says it reads, and of the
generator.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from issue_papers.content.library import Document
from issue_papers.content_cache import Shelf, digest, generator

T = TypeVar("T")


@dataclass(frozen=True)
class Keeping:
    """What rules have found before.

    Attributes:
        shelf: Where that is; nothing is kept without one.
    """

    shelf: Shelf | None = None

    def of(
        self, rule: str, documents: Iterable[Document], find: Callable[[], Iterable[T]], *also: str
    ) -> tuple[T, ...]:
        """Return what a rule finds in some documents.

        Args:
            rule: The rule's name.
            documents: All the documents that it reads.
            find: Finds it.
            *also: What else it reads, as text.
        """
        if self.shelf is None:
            return tuple(find())
        parts = (document.fingerprint for document in documents)
        key = digest([generator(), rule, *also, "", *parts])
        return self.shelf.get(key, lambda: tuple(find()))


NOTHING_KEPT = Keeping()
