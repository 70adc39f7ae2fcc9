"""The search index: what Pagefind writes, made of documents, and always the same.

Pagefind (https://pagefind.app) makes one index a language. Some of its habits don't suit a site
that must come out the same twice, so this module drives its service mode, a language at a time,
instead of pointing it at a folder (all seen in Pagefind 1.5.2):

- it numbers pages in the order the file system lists them: documents are handed over in order;
- it writes filter values in hash-map order: what results are narrowed down by is a word, instead;
- it writes the list of languages in hash-map order: it is sorted afterwards;
- it says it has written its files before they are complete: we ask for their bytes and write them.

Pages are read by `reading`, their words folded by `folding`; `writing` makes the index of them, and
`lexicon` what the dialog has to know of a language beside it.
"""

from __future__ import annotations

import json
import pickle
import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, cast

from issue_papers.content_cache import ContentCache, digest
from issue_papers.formats.search import lexicon, writing
from issue_papers.formats.search.lexicon import Concept, Concepts
from issue_papers.formats.search.pagefind import SearchIndexError
from issue_papers.formats.search.parts import ENTRY, made_with
from issue_papers.formats.search.reading import MARK, Document, documents
from issue_papers.reporting.messages import say

FOLDER = "pagefind"
"""Where the index lives inside the site."""

KEPT = ".search"
"""The suffix of indexes in the content cache."""

_MARKED = re.compile(rb"<[^>]*\s" + MARK.encode() + rb"[\s=>/]")
_LANG = re.compile(rb"""<html\b[^>]*\slang\s*=\s*(["']?)([^"'\s>]*)\1""", re.IGNORECASE)
_LOADING = re.compile(rb"<(?:link|script)\b[^>]*>")
"""What a page loads says nothing of what can be found on it: its looks are no reason to index."""


@dataclass(frozen=True)
class Index:
    """What is made of the pages of a language.

    Attributes:
        files: Its files, by path in the index's folder.
        entry: What `ENTRY` holds.
    """

    files: Mapping[PurePosixPath, bytes]
    entry: Mapping[str, Any]


@dataclass(frozen=True)
class ReadPage:
    """A page as the search has read it.

    Attributes:
        said: Names all that it is found by: much of a page that changes can't be found.
        packed: Its documents, pickled and compressed: they are needed only where an index is made.
    """

    said: str
    packed: bytes

    @classmethod
    def of(cls, uri: str, content: bytes, tag: str) -> ReadPage:
        """Read a page."""
        found = documents(uri, content, tag)
        said = digest(part for document in found for part in document.said())
        return cls(said, zlib.compress(pickle.dumps(found), level=1))

    @property
    def documents(self) -> list[Document]:
        """The documents that say something, in the order of the page."""
        unpacked = zlib.decompress(self.packed)
        return cast("list[Document]", pickle.loads(unpacked))  # noqa: S301 - our own cache


def index_pages(
    tag: str,
    pages: Iterable[tuple[str, bytes]],
    known: Sequence[Concept],
    cache: ContentCache | None = None,
    *,
    in_folder: bool = False,
) -> Index:
    """Index the marked pages of a language.

    Args:
        tag: The language, in lower case.
        pages: Path from the site's root, in POSIX form, and HTML of each.
        known: What the language's terms are called.
        cache: Where indexes are kept.
        in_folder: Whether no server will give the pages by shorter names: a result's address is
            its page's path, with `index.html` where that is its name.

    Raises:
        SearchIndexError: Pagefind is missing or fails.
    """
    found = [ReadPage.of(uri, content, tag) for uri, content in sorted(pages)]
    return index_read(tag, found, known, cache, in_folder=in_folder)


def index_read(
    tag: str,
    pages: Sequence[ReadPage],
    known: Sequence[Concept],
    cache: ContentCache | None = None,
    *,
    in_folder: bool = False,
) -> Index:
    """Index pages that have been read, unless all that they are found by is as it was.

    Args:
        tag: The language, in lower case.
        pages: The pages.
        known: What the language's terms are called.
        cache: Where indexes are kept.
        in_folder: As of `index_pages`.

    Raises:
        SearchIndexError: Pagefind is missing or fails.
    """

    def made() -> Index:
        found = [document for page in pages for document in page.documents]
        files, entry = writing.index(tag, found, cache, keep_index_url=in_folder)
        if found:
            first, more = lexicon.files(tag, found, known)
            files |= more
            entry["languages"][tag] |= {"lexicon": first, "page_count": len(pages)}
        return Index(files, entry)

    if cache is None:
        return made()
    about = repr((tag, len(pages), known, in_folder))
    said = (page.said for page in pages)
    return cache.value(digest(["documents", *made_with(), about, *said]), KEPT, made)


def index_files(
    pages: Mapping[str, bytes], known: Concepts, cache: ContentCache | None = None
) -> dict[str, bytes]:
    """Index pages that aren't in a site's folder, and that no server will give by shorter names.

    Args:
        pages: HTML by path from the root, all in one language. Those that are marked are indexed.
        known: What the terms of each language are called.
        cache: Where indexes that were made before are kept.

    Returns:
        What the search dialog loads, by path inside the index's folder.

    Raises:
        SearchIndexError: Pagefind is missing or fails, or a page doesn't say its language.
    """
    marked = [(uri, content) for uri, content in pages.items() if _is_marked(content)]
    tag = _language(*marked[0]) if marked else ""
    terms = next((each for other, each in known.items() if other.lower() == tag), ())
    index = index_pages(tag, marked, terms, cache, in_folder=True)
    used = with_entry(index.files, index.entry)
    return {path.as_posix(): content for path, content in sorted(used.items())}


def told(uri: str, content: bytes) -> tuple[str, str] | None:
    """Return the language of a page, in lower case, and the name of what it says.

    Args:
        uri: Its path from the site's root, in POSIX form.
        content: Its HTML.

    Returns:
        Nothing if it isn't marked: it can't be found.

    Raises:
        SearchIndexError: It doesn't say its language.
    """
    if not _is_marked(content):
        return None
    return _language(uri, content), digest([*made_with(), uri, _LOADING.sub(b"", content)])


def _is_marked(content: bytes) -> bool:
    return MARK.encode() in content and bool(_MARKED.search(content))


def _language(uri: str, content: bytes) -> str:
    """Return the language that a page says it is in, in lower case.

    Raises:
        SearchIndexError: It doesn't say so.
    """
    found = _LANG.search(content)
    if not found or not found[2]:
        raise SearchIndexError(
            say(
                "{uri}: the page is marked for search but doesn't say its language.\n"
                'Expected: <html lang="…"> in the page template.',
                uri=uri,
            )
        )
    return found[2].decode("utf-8", "replace").lower()


def with_entry(
    files: Mapping[PurePosixPath, bytes], entry: Mapping[str, Any]
) -> dict[PurePosixPath, bytes]:
    """Return the files of indexes, and the one that a browser loads first.

    Args:
        files: The files, by path in the index's folder.
        entry: What that one holds.
    """
    ordered = json.dumps(entry, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return {**files, ENTRY: ordered.encode()}
