"""What an index has of a few pages: made by itself, kept as long as they say the same.

A word changes one page of a thousand. An index is put together of shares, each of some pages, so
that only that page's has to be made again, and so that many hands make those of a language.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any, NamedTuple, TypeVar

from issue_papers.content_cache import digest
from issue_papers.formats.search.lexicon import Said, said_by
from issue_papers.formats.search.parts import Part, packed
from issue_papers.formats.search.reading import Document

T = TypeVar("T")

KINDS: Mapping[str, str] = {
    "paper": "p",
    "section": "s",
    "case-study": "c",
    "recommendation": "r",
    "term": "t",
    "downloads": "d",
    "references": "b",
    "event": "e",
    "news": "n",
}
"""The letter for each kind of document in the names of fragments; `o` is for all others."""

_PAGES = 64
"""So many pages are a share."""


class SharedPage(NamedTuple):
    """What an index has of a page.

    Attributes:
        kinds: A letter for each of its documents.
        said: A digest of its fragments.
        fragments: The file that an answer is written from, of each document.
    """

    kinds: str
    said: str
    fragments: tuple[bytes, ...]


@dataclass(frozen=True)
class Share:
    """What an index has of a few pages.

    Attributes:
        part: What Pagefind makes of their documents.
        pages: Those that say something.
        said: What the lexicon has to know of them.
    """

    part: Part
    pages: tuple[SharedPage, ...]
    said: Said

    @classmethod
    def of(
        cls, tag: str, pages: Iterable[Sequence[Document]], *, keep_index_url: bool = False
    ) -> Share:
        """Index a few pages.

        Args:
            tag: Their language, in lower case.
            pages: The documents of each.
            keep_index_url: Whether addresses end with `index.html`, where that is a page's name.

        Raises:
            SearchIndexError: Pagefind is missing or fails.
        """
        found = [each for each in pages if each]
        documents = [*chain.from_iterable(found)]
        shared = (_page(each, keep_index_url=keep_index_url) for each in found)
        return cls(Part.of(tag, documents), tuple(shared), said_by(documents))


def shared_out(pages: Iterable[T]) -> Iterator[tuple[T, ...]]:
    """Yield the pages of each share."""
    left = iter(pages)
    while share := tuple(islice(left, _PAGES)):
        yield share


def _page(documents: Sequence[Document], *, keep_index_url: bool) -> SharedPage:
    fragments = [_fragment(each, keep_index_url=keep_index_url) for each in documents]
    kinds = "".join(KINDS.get(each.kind, "o") for each in documents)
    return SharedPage(kinds, digest(fragments), tuple(map(packed, fragments)))


def _fragment(document: Document, *, keep_index_url: bool) -> bytes:
    facts = document.facts
    uri = document.uri
    url = uri if keep_index_url else uri.removesuffix("index.html")
    value: dict[str, Any] = {
        "url": f"/{url}",
        "content": " ".join(run.shown for run in document.runs),
        "meta": {
            "title": document.title,
            "kind": document.kind,
            "id": document.id,
            "page": facts.get("title", ""),
            "parent": facts.get("parent", ""),
            "people": facts.get("people", ()),
        },
        "anchors": [each.told() for each in document.anchors],
    }
    return as_json(value)


def as_json(value: Any) -> bytes:
    """Write a value as short as JSON can be."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
