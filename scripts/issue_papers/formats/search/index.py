"""The search index: what Pagefind writes, made of documents, and always the same.

Pagefind (https://pagefind.app) makes one index a language. Some of its habits don't suit a site
that must come out the same twice, so `parts` drives its service mode, a few pages at a time,
instead of pointing it at a folder (all seen in Pagefind 1.5.2):

- it numbers pages in the order the file system lists them: documents are handed over in order;
- it writes filter values in hash-map order: what results are narrowed down by is a word, instead;
- it writes the list of languages in hash-map order: it is sorted afterwards;
- it says it has written its files before they are complete: we ask for their bytes and write them.

Pages are read by `reading`, their words folded by `folding`. `shares` has what an index needs of
some of them at a time, `writing` puts it together, and `lexicon` has what the dialog has to know of
a language beside it.
"""

from __future__ import annotations

import json
import pickle
import re
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath
from typing import Any, TypeAlias

from issue_papers.content_cache import ContentCache, Shelf, digest
from issue_papers.formats.search import lexicon, writing
from issue_papers.formats.search.lexicon import Concept, Concepts
from issue_papers.formats.search.pagefind import SearchIndexError
from issue_papers.formats.search.parts import ENTRY, made_with
from issue_papers.formats.search.reading import MARK, Document, documents
from issue_papers.formats.search.shares import Share, shared_out
from issue_papers.reporting.messages import say

FOLDER = "pagefind"
"""Where the index lives inside the site."""

KEPT, SHARE = ".search", ".share"
"""The suffixes of indexes and of shares of them in the content cache."""

_MARKED = re.compile(MARK.encode() + rb"[\s=>/]")
_LANG = re.compile(
    rb"""<html\b[^>]*\slang\s*=\s*(["']?)([a-z0-9-]{1,35})\1(?=[\s>])""", re.IGNORECASE
)
"""A language that is none is told as one that isn't said: files are named by it."""

_LOADING = re.compile(rb"<(?:link|script)\b[^>]*>")
"""What a page loads says nothing of what can be found on it: its looks are no reason to index."""


@dataclass(frozen=True)
class Head:
    """What an index has beside its own files.

    Attributes:
        engine: What searches it in a browser, by path in the index's folder: another language's may
            be the same.
        entry: What `ENTRY` holds.
    """

    engine: Mapping[PurePosixPath, bytes]
    entry: Mapping[str, Any]


@dataclass(frozen=True)
class Index:
    """What is made of the pages of a language.

    Attributes:
        files: Its own files, by path in the index's folder.
        head: What it has beside them.
    """

    files: Mapping[PurePosixPath, bytes]
    head: Head


@dataclass(frozen=True)
class ReadPage:
    """A page as the search has read it; it is put away compressed.

    Attributes:
        said: Names all that it is found by: much of a page that changes can't be found.
        documents: Those that say something, in the order of the page.
    """

    said: str
    documents: Sequence[Document]

    @classmethod
    def of(cls, uri: str, content: bytes, tag: str) -> ReadPage:
        """Read a page."""
        found = documents(uri, content, tag)
        return cls(digest(part for document in found for part in document.said()), found)

    def __reduce__(self) -> tuple[Callable[..., ReadPage], tuple[str, bytes]]:
        """Say how it is made again."""
        return _unpacked, (self.said, zlib.compress(pickle.dumps(self.documents), level=1))


_Read: TypeAlias = Callable[[], ReadPage]
"""Reads a page."""


def _unpacked(said: str, packed: bytes) -> ReadPage:
    return ReadPage(said, pickle.loads(zlib.decompress(packed)))  # noqa: S301 - our own cache


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
        cache: Where indexes and shares of them are kept.
        in_folder: Whether no server will give the pages by shorter names: a result's address is
            its page's path, with `index.html` where that is its name.

    Raises:
        SearchIndexError: Pagefind is missing or fails.
    """
    reads = {uri: partial(ReadPage.of, uri, content, tag) for uri, content in pages}
    return _index_read(tag, reads, known, cache, in_folder=in_folder)


def _index_read(
    tag: str,
    pages: Mapping[str, _Read],
    known: Sequence[Concept],
    cache: ContentCache | None,
    *,
    in_folder: bool,
) -> Index:
    """Do the same with pages that are read when they are asked for, by path."""
    shares: dict[str, Callable[[], Share]] = {}
    count = 0
    for given in shared_out(sorted(pages)):
        name, share = _share(tag, [pages[uri] for uri in given], cache, in_folder=in_folder)
        shares[name] = share
        count += len(given)

    def made() -> Index:
        return index_shares(tag, [of() for of in shares.values()], count, known)

    if cache is None:
        return made()
    return cache.value(index_name(tag, shares, count, known), KEPT, made)


def _share(
    tag: str, given: Sequence[_Read], cache: ContentCache | None, *, in_folder: bool
) -> tuple[str, Callable[[], Share]]:
    """Return the name of a share, and what gives it: what has been read is held no longer."""

    def read() -> list[ReadPage]:
        return [each() for each in given]

    def made(pages: Sequence[ReadPage] = ()) -> Share:
        return share_of(tag, pages or read(), in_folder=in_folder)

    pages = read()
    name = share_name(tag, pages, in_folder=in_folder)
    if cache and cache.has(name, SHARE):
        return name, lambda: cache.value(name, SHARE, made)
    share = made(pages)
    if cache and cache.put(name, SHARE, pickle.dumps(share)):
        return name, lambda: cache.value(name, SHARE, made)
    return name, lambda: share


def share_name(tag: str, pages: Iterable[ReadPage], *, in_folder: bool = False) -> str:
    """Return what decides how a share of an index comes out: all that its pages are found by.

    Args:
        tag: Their language, in lower case.
        pages: The pages.
        in_folder: As of `index_pages`.
    """
    said = (page.said for page in pages)
    return digest(["share", *made_with(), repr((tag, in_folder)), *said])


def share_of(tag: str, pages: Iterable[ReadPage], *, in_folder: bool = False) -> Share:
    """Index a few pages.

    Args:
        tag: Their language, in lower case.
        pages: The pages.
        in_folder: As of `index_pages`.

    Raises:
        SearchIndexError: Pagefind is missing or fails.
    """
    return Share.of(tag, (page.documents for page in pages), keep_index_url=in_folder)


def index_name(tag: str, shares: Iterable[str], pages: int, known: Sequence[Concept]) -> str:
    """Return what decides how an index comes out.

    Args:
        tag: The language, in lower case.
        shares: The name of each of its shares.
        pages: How many pages there are in all.
        known: What the language's terms are called.
    """
    return digest(["index", *made_with(), repr((tag, pages, known)), *shares])


def index_shares(tag: str, shares: Sequence[Share], pages: int, known: Sequence[Concept]) -> Index:
    """Put an index together.

    Args:
        tag: The language, in lower case.
        shares: Its shares; where none has a page that says something, nothing is found.
        pages: How many pages there are in all.
        known: What the language's terms are called.

    Raises:
        SearchIndexError: Pagefind is missing or fails.
    """
    there = [share for share in shares if share.pages]
    files, entry = writing.index(tag, there or [Share.of(tag, ())])
    if there:
        first, more = lexicon.files(tag, [share.said for share in there], known)
        files |= more
        entry["languages"][tag] |= {"lexicon": first, "page_count": pages}
    return Index(files, Head(there[0].part.engine if there else {}, entry))


def index_files(
    pages: Mapping[str, bytes],
    known: Concepts,
    cache: ContentCache | None = None,
    shelf: Shelf | None = None,
) -> dict[str, bytes]:
    """Index pages that aren't in a site's folder, and that no server will give by shorter names.

    Args:
        pages: HTML by path from the root, all in one language. Those that are marked are indexed.
        known: What the terms of each language are called.
        cache: Where indexes that were made before are kept.
        shelf: Where what was read of each page is.

    Returns:
        What the search dialog loads, by path inside the index's folder.

    Raises:
        SearchIndexError: Pagefind is missing or fails, or a page doesn't say its language.
    """
    marked = [(uri, content) for uri, content in pages.items() if _is_marked(content)]
    tag = _language(*marked[0]) if marked else ""
    terms = next((each for other, each in known.items() if other.lower() == tag), ())

    def read(uri: str, content: bytes) -> ReadPage:
        made = partial(ReadPage.of, uri, content, tag)
        return shelf.get(digest([*made_with(), tag, uri, content]), made) if shelf else made()

    reads = {uri: partial(read, uri, content) for uri, content in marked}
    index = _index_read(tag, reads, terms, cache, in_folder=True)
    used = with_entry({**index.files, **index.head.engine}, index.head.entry)
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
    """Whether the attribute `MARK` stands in any tag."""
    return any(
        content[at - 1 : at].isspace() and content.rfind(b"<", 0, at) > content.rfind(b">", 0, at)
        for at in (found.start() for found in _MARKED.finditer(content))
    )


def _language(uri: str, content: bytes) -> str:
    """Return the language that a page says it is in, in lower case.

    Raises:
        SearchIndexError: It doesn't say so.
    """
    found = _LANG.search(content)
    if not found:
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
