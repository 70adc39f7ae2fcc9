"""The index of a language in the making: its pages read a share at a time, and put together.

What was read of each page is kept, and each share, and the index: an edit has one page read again,
its share made, and its language's index put together.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple, TypeVar

from issue_papers.content_cache import ContentCache, Shelf, digest
from issue_papers.formats.search.index import (
    SHARE,
    Head,
    Index,
    ReadPage,
    index_name,
    index_shares,
    share_name,
    share_of,
)
from issue_papers.formats.search.lexicon import Concept
from issue_papers.formats.search.parts import made_with
from issue_papers.formats.search.shares import Share, shared_out
from issue_papers.work import Work

T = TypeVar("T")

_FILES, _HEAD, _NAME = ".search-files", ".search-head", ".share-name"

_WORDS_BYTES = 80_000
"""So much is held of each page of a language while its index is put together."""


@dataclass(frozen=True)
class Kept:
    """What is known from earlier builds of a site.

    Attributes:
        cache: Where indexes are kept, shares of them, and what was read of each page.
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
    """A few pages that are to be indexed.

    Attributes:
        tag: Their language, in lower case.
        site_dir: The built site's root folder.
        number: Which share of the language's they are.
        pages: The pages.
    """

    tag: str
    site_dir: Path
    number: int
    pages: tuple[Marked, ...]

    @property
    def key(self) -> str:
        """Names what decides what they are found by."""
        return digest([*made_with(), self.tag, *chain.from_iterable(self.pages)])

    def read(self, kept: Kept | None) -> list[ReadPage]:
        """Return the pages as they were read, of which those are read that aren't known."""

        def read(page: Marked) -> ReadPage:
            return ReadPage.of(page.uri, (self.site_dir / page.uri).read_bytes(), self.tag)

        if kept is None:
            return [*map(read, self.pages)]
        shelf = kept.shelf(f"{self.tag}-{self.number}")
        found = [shelf.get(page.name, partial(read, page)) for page in self.pages]
        shelf.close()
        return found


@dataclass(frozen=True)
class Language:
    """A language whose pages are to be indexed.

    Attributes:
        tag: The language, in lower case.
        shares: Its pages.
        known: What its terms are called.
    """

    tag: str
    shares: tuple[Asked, ...]
    known: Sequence[Concept]

    @classmethod
    def of(
        cls, tag: str, site_dir: Path, pages: Iterable[Marked], known: Sequence[Concept]
    ) -> Language:
        """Share out the pages of a language.

        Args:
            tag: The language, in lower case.
            site_dir: The built site's root folder.
            pages: Its pages of that language, in their order.
            known: What the language's terms are called.
        """
        shares = enumerate(shared_out(pages))
        return cls(tag, tuple(Asked(tag, site_dir, *share) for share in shares), known)

    @cached_property
    def uris(self) -> Sequence[str]:
        """The paths of its pages."""
        return [page.uri for share in self.shares for page in share.pages]

    def name(self, shares: Iterable[str]) -> str:
        """Return what decides how its index comes out.

        Args:
            shares: The name of each of its shares.
        """
        return index_name(self.tag, shares, len(self.uris), self.known)

    def index(self, shares: Iterable[Share]) -> Index:
        """Put its index together.

        Raises:
            SearchIndexError: Pagefind is missing or fails.
        """
        return index_shares(self.tag, [*shares], len(self.uris), self.known)


class Made(NamedTuple):
    """The index of a language.

    Attributes:
        tag: The language, in lower case.
        name: Names what decides how it comes out.
        head: What it has beside its own files.
        files: Gives those: a large site's are many.
    """

    tag: str
    name: str
    head: Head
    files: Callable[[], Mapping[PurePosixPath, bytes]]

    @classmethod
    def of(cls, tag: str, name: str, index: Index) -> Made:
        """Return an index that is held."""
        return cls(tag, name, index.head, lambda: index.files)


class Making:
    """The index of a language in the making.

    Args:
        language: The language.
        kept: What is known from earlier builds.
        running: What makes it; this process where nothing is given, or nothing is kept.
    """

    def __init__(
        self, language: Language, kept: Kept | None = None, running: Executor | None = None
    ) -> None:
        self.language = language
        self._kept = kept
        self._running = running
        self._shares = [self._begun(share, kept) for share in language.shares] if kept else []

    def _begun(self, share: Asked, kept: Kept) -> Callable[[], str]:
        """Begin to make a share; return what gives its name when it is made."""
        name = kept.cache.noted(share.key, _NAME, str)
        if name and kept.cache.has(name, SHARE):
            return lambda: name
        return self._start(
            Work("search", f"{share.tag} {share.number + 1}", make_share), share, kept
        )

    def _start(self, work: Work[..., T], *args: Any) -> Callable[[], T]:
        """Begin to do something; return what gives its result."""
        return self._running.submit(work, *args).result if self._running else partial(work, *args)

    def put_together(self) -> Callable[[], Made]:
        """Wait until all pages are read, and begin to put the index together.

        Returns:
            Gives the index, and raises SearchIndexError as this does.

        Raises:
            SearchIndexError: Pagefind is missing or fails.
        """
        if self._kept is None:
            return self._made_alone
        kept, language = self._kept, self.language
        names = [name() for name in self._shares]
        name = language.name(names)
        begun: Callable[[], Index | None] | None = None
        if not all([kept.cache.has(name, _FILES), kept.cache.has(name, _HEAD)]):
            room = _WORDS_BYTES * len(language.uris)
            work = Work("search", language.tag, make_index, room=room)
            begun = self._start(work, language, names, kept)

        def again() -> Index:
            return _together(language, names, kept)

        def files() -> Mapping[PurePosixPath, bytes]:
            return kept.cache.value(name, _FILES, lambda: again().files)

        def made() -> Made:
            index = begun() if begun else None
            head = None if index else kept.cache.noted(name, _HEAD, Head)
            if head:
                return Made(language.tag, name, head, files)
            return Made.of(language.tag, name, index or again())

        return made

    def _made_alone(self) -> Made:
        """Read all pages, a share after the other, and index them."""
        language = self.language
        shares = {}
        for asked in language.shares:
            pages = asked.read(None)
            shares[share_name(language.tag, pages)] = share_of(language.tag, pages)
        return Made.of(language.tag, language.name(shares), language.index(shares.values()))


def make_share(asked: Asked, kept: Kept) -> str:
    """Make a share of an index, which is kept, unless its pages say what others have said.

    Args:
        asked: The pages.
        kept: What is known from earlier builds, and from this one for those to come.

    Returns:
        Its name.

    Raises:
        SearchIndexError: Pagefind is missing or fails.
    """
    pages = asked.read(kept)
    name = share_name(asked.tag, pages)
    if not kept.cache.has(name, SHARE):
        kept.cache.put(name, SHARE, pickle.dumps(share_of(asked.tag, pages)))
    kept.cache.put(asked.key, _NAME, pickle.dumps(name))
    return name


def make_index(language: Language, shares: Sequence[str], kept: Kept) -> Index | None:
    """Put an index together.

    Args:
        language: The language.
        shares: The name of each of its shares.
        kept: What is known from earlier builds, and from this one for those to come.

    Returns:
        The index; nothing if it is kept: that of a large site isn't sent to and fro.

    Raises:
        SearchIndexError: Pagefind is missing or fails.
    """
    made = _together(language, shares, kept)
    name = language.name(shares)
    parts = {_FILES: made.files, _HEAD: made.head}
    are_kept = [kept.cache.put(name, suffix, pickle.dumps(each)) for suffix, each in parts.items()]
    return None if all(are_kept) else made


def _together(language: Language, shares: Sequence[str], kept: Kept) -> Index:
    def share(name: str, asked: Asked) -> Share:
        def made() -> Share:
            return share_of(asked.tag, asked.read(kept))

        return kept.cache.value(name, SHARE, made)

    return language.index(map(share, shares, language.shares))
