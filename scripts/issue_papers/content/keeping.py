"""Findings about documents, kept by what they were found in.

A rule that reads one document, or a document and its source, finds the same in the same texts: what
it has found is kept under a digest of them, of whatever else it says it reads, and of the
generator.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from issue_papers.content.library import Document
from issue_papers.content_cache import Shelf, digest, generator

T = TypeVar("T")


@dataclass(frozen=True)
class Finding(Generic[T]):
    """What a rule finds in some documents.

    Attributes:
        rule: The rule's name.
        documents: All the documents that it reads.
        find: Finds it.
        also: What else it reads, as text.
    """

    rule: str
    documents: tuple[Document, ...]
    find: Callable[[], Iterable[T]]
    also: tuple[str, ...] = ()

    @cached_property
    def key(self) -> str:
        """Digest of all that it depends on."""
        parts = (document.fingerprint for document in self.documents)
        return digest([generator(), self.rule, *self.also, "", *parts])


@dataclass(frozen=True)
class Keeping:
    """What rules have found before.

    Attributes:
        shelf: Where that is; nothing is kept without one.
    """

    shelf: Shelf | None = None

    def of(self, finding: Finding[T]) -> tuple[T, ...]:
        """Return what a rule finds, or has found before."""
        if self.shelf is None:
            return tuple(finding.find())
        return self.shelf.get(finding.key, lambda: tuple(finding.find()))


NOTHING_KEPT = Keeping()
