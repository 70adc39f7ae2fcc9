"""The search index of a built site: of each language one, made again only where its text changed.

A site's pages are read one after the other, and what was read of each is kept: of all at once, a
large site's are more than a machine need have room for.
"""

from __future__ import annotations

import pickle
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any, NamedTuple, cast

from issue_papers.content_cache import ContentCache, Shelf, digest
from issue_papers.formats.search.index import (
    FOLDER,
    KEPT,
    Index,
    ReadPage,
    index_pages,
    index_read,
    told,
    with_entry,
)
from issue_papers.formats.search.lexicon import Concept, Concepts
from issue_papers.formats.search.pagefind import SearchIndexError
from issue_papers.formats.search.parts import made_with
from issue_papers.formats.search.reading import MARK
from issue_papers.publishing import put
from issue_papers.reporting.messages import Message, joined, say, say_count
from issue_papers.work import Work

Writer = Callable[[str, Iterable[tuple[str, bytes]]], None]
"""Writes files that are made together, each by its path below the site's root, under a name."""

_PAGE_BYTES = 120_000
"""So much is held of each page of a language while it is indexed."""

HINT = say(
    "Hint: a page is found when its article has {mark}. A translated page needs it; a page shown "
    "in the source language because its translation is missing must not have it.",
    mark=MARK,
)


@dataclass(frozen=True)
class SearchIndex:
    """A written search index.

    Attributes:
        folder: Where it was written.
        pages: How many pages can be found in each language, by language tag as it was expected.
    """

    folder: Path
    pages: Mapping[str, int]


@dataclass(frozen=True)
class Kept:
    """What is known from earlier builds of a site.

    Attributes:
        cache: Where indexes are kept, and what was read of each page.
        root: The project's folder, by which what is kept of one site is told from another's.
    """

    cache: ContentCache
    root: Path

    def shelf(self, name: str) -> Shelf:
        """Return what is kept of pages, until one closes it."""
        return Shelf(self.cache, f"search-{name}", self.root)


class Marked(NamedTuple):
    """A page that can be found.

    Attributes:
        uri: Its path from the site's root, in POSIX form.
        name: Names what it says.
    """

    uri: str
    name: str


@dataclass(frozen=True)
class Asked:
    """What is to be indexed.

    Attributes:
        tag: A language, in lower case.
        site_dir: The built site's root folder.
        pages: Its pages of that language.
        known: What the language's terms are called.
    """

    tag: str
    site_dir: Path
    pages: tuple[Marked, ...]
    known: Sequence[Concept]

    @property
    def key(self) -> str:
        """Name of what decides how the index comes out."""
        parts = chain.from_iterable(self.pages)
        return digest(["search", *made_with(), repr(self.known), *parts])


class Indexing:
    """A search index in the making: one of each language, each kept as long as its pages are.

    A page is found if it is marked by the attribute `MARK` on its article, and belongs to the
    language of its `<html lang>`. The same pages give the same bytes, in any folder and on any file
    system. Until the index is written, pages mustn't change.

    Args:
        site_dir: The built site's root folder.
        known: What the terms of each language are called.
        running: What makes the indexes; this process where nothing is given.
        kept: What is known from earlier builds.
        digests: The SHA-256 of pages that needn't be read to be told from others, by path from the
            site's root.

    Raises:
        SearchIndexError: A page doesn't say its language.
    """

    def __init__(
        self,
        site_dir: Path,
        known: Concepts | None = None,
        running: Executor | None = None,
        kept: Kept | None = None,
        digests: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self._site_dir = site_dir
        self._folder = site_dir / FOLDER
        shutil.rmtree(self._folder, ignore_errors=True)
        self._kept = kept
        terms = {tag.lower(): each for tag, each in (known or {}).items()}
        found: dict[str, list[Marked]] = {}
        for tag, page in _marked(site_dir, kept, digests):
            found.setdefault(tag, []).append(page)
        self._asked = {
            tag: Asked(tag, site_dir, tuple(sorted(pages)), terms.get(tag, ()))
            for tag, pages in sorted(found.items())
        }
        self._begun: dict[str, Future[Index | None]] = {}
        for tag, asked in self._asked.items():
            if running and kept and not kept.cache.has(asked.key, KEPT):
                work = Work("search", tag, index_site, room=_PAGE_BYTES * len(asked.pages))
                self._begun[tag] = running.submit(work, asked, kept)

    def write(self, expected: Mapping[str, int], write: Writer | None = None) -> SearchIndex:
        """Write the index, in the place of the one that is there.

        Args:
            expected: How many pages must be found in each language, by BCP 47 tag. A language
                without translated pages counts 0 or is left out.
            write: Writes the files, if it isn't enough that they are written.

        Raises:
            SearchIndexError: Pagefind is missing or fails, or the index holds more or fewer pages
                in some language than expected. No index is left behind.
        """
        uris = {tag: [page.uri for page in asked.pages] for tag, asked in self._asked.items()}
        indexed = {tag: len(pages) for tag, pages in uris.items()}
        _compare(indexed, expected, uris)
        try:
            self._write_all(write)
        except SearchIndexError:
            shutil.rmtree(self._folder, ignore_errors=True)
            raise
        counts = {tag: indexed.get(tag.lower(), 0) for tag in sorted(expected)}
        return SearchIndex(self._folder, counts)

    def _write_all(self, write: Writer | None) -> None:
        """Write a language's index after the other: those of a large site are large."""
        entry: dict[str, Any] = {}
        there: set[PurePosixPath] = set()
        for tag in self._asked or ("",):
            made = self._of(tag) if tag else index_pages("", (), ())
            known = entry.get("languages", {})
            entry = {**made.entry, **entry, "languages": known | made.entry["languages"]}
            new = {path: each for path, each in made.files.items() if path not in there}
            there |= new.keys()
            self._write(write, tag, new)
        self._write(write, "", with_entry({}, entry))

    def _write(self, write: Writer | None, tag: str, files: Mapping[PurePosixPath, bytes]) -> None:
        found = ((f"{FOLDER}/{path}", content) for path, content in files.items())
        if write:
            write(f"{FOLDER}/{tag}", found)
            return
        for path, content in found:
            put(self._site_dir / path, content)

    def _of(self, tag: str) -> Index:
        """Return a language's index, which is needed once."""
        asked, kept = self._asked[tag], self._kept
        if kept is None:
            return _made(asked, None)
        begun = self._begun.pop(tag, None)
        made = begun.result() if begun else None
        if not (begun or kept.cache.has(asked.key, KEPT)):
            made = index_site(asked, kept)
        known = None if made else kept.cache.find(asked.key, KEPT)
        if known:
            made = cast("Index", pickle.loads(known))  # noqa: S301 - our own cache
        return made or _made(asked, kept)


def index_site(asked: Asked, kept: Kept) -> Index | None:
    """Index pages of a built site, of which only those are read that have changed.

    Args:
        asked: The pages.
        kept: What is known from earlier builds, and from this one for those to come.

    Returns:
        The index; nothing if it is kept: that of a large site isn't sent to and fro.

    Raises:
        SearchIndexError: Pagefind is missing or fails.
    """
    made = _made(asked, kept)
    return None if kept.cache.put(asked.key, KEPT, pickle.dumps(made)) else made


def _made(asked: Asked, kept: Kept | None) -> Index:
    return index_read(asked.tag, _read(asked, kept), asked.known, kept.cache if kept else None)


def _read(asked: Asked, kept: Kept | None) -> list[ReadPage]:
    """Return pages as they were read, of which those are read that aren't known."""

    def read(page: Marked) -> ReadPage:
        return ReadPage.of(page.uri, (asked.site_dir / page.uri).read_bytes(), asked.tag)

    if kept is None:
        return [read(page) for page in asked.pages]
    shelf = kept.shelf(asked.tag)
    found = [shelf.get(page.name, partial(read, page)) for page in asked.pages]
    shelf.close()
    return found


def _marked(
    site_dir: Path, kept: Kept | None, digests: Mapping[str, str]
) -> Iterator[tuple[str, Marked]]:
    """Yield the pages of a site that can be found, each with its language.

    Raises:
        SearchIndexError: A page doesn't say its language.
    """
    shelf = kept.shelf("pages") if kept else None
    for path in sorted(site_dir.rglob("*.html")):
        uri = path.relative_to(site_dir).as_posix()

        def look(uri: str = uri, path: Path = path) -> tuple[str, str] | None:
            return told(uri, path.read_bytes())

        if shelf and uri in digests:
            found = shelf.get(digest([*made_with(), uri, digests[uri]]), look)
        else:
            found = look()
        if found:
            yield found[0], Marked(uri, found[1])
    if shelf:
        shelf.close()


def _compare(
    indexed: Mapping[str, int], expected: Mapping[str, int], pages: Mapping[str, list[str]]
) -> None:
    """Raise SearchIndexError, naming every language whose count is off and its marked pages."""
    wanted = {tag.lower(): count for tag, count in expected.items()}
    names = {tag.lower(): tag for tag in expected}
    faults = []
    for tag in sorted(wanted.keys() | indexed.keys()):
        found, count = indexed.get(tag, 0), wanted.get(tag, 0)
        if found == count:
            continue
        uris = "".join(f"\n    {uri}" for uri in pages.get(tag, ()))
        faults.append(
            say(
                "{language}: {pages} should be found by the search, but the index has {found}:"
                "{uris}",
                language=names.get(tag, tag),
                pages=_pages(count),
                found=found,
                uris=uris or say(" none"),
            )
        )
    if faults:
        heading = say("The search index doesn't match the pages of the site.")
        raise SearchIndexError(joined("\n", [heading, *faults, HINT]))


def _pages(count: int) -> Message:
    return say_count(count, one="1 page", other="{count} pages")
