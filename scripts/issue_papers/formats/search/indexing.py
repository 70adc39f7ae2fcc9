"""The search index of a built site: of each language one, made again only where its text changed.

Which pages can be found is looked up in the site; `making` makes the index of each language.
"""

from __future__ import annotations

import shutil
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol

from issue_papers.content_cache import digest
from issue_papers.formats.search.index import FOLDER, index_pages, told, with_entry
from issue_papers.formats.search.lexicon import Concepts
from issue_papers.formats.search.making import Kept, Language, Made, Making, Marked
from issue_papers.formats.search.pagefind import SearchIndexError
from issue_papers.formats.search.parts import made_with
from issue_papers.formats.search.reading import MARK
from issue_papers.publishing import put
from issue_papers.reporting.messages import Message, joined, say, say_count

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


class Into(Protocol):
    """Where files go that are made together."""

    def over(self, group: str, name: str) -> bool:
        """Put them there if they are known, and say whether that has been done.

        Args:
            group: Which files.
            name: Names what they are made from.
        """

    def put(self, group: str, name: str, files: Iterable[tuple[str, bytes]]) -> None:
        """Put them there.

        Args:
            group: Which files.
            name: Names what they are made from.
            files: The files, each by its path below the site's root.
        """


_AHEAD = 2
"""How many languages' pages are read ahead: one's index is put together while others are read."""


class _Folder(NamedTuple):
    """A folder that has nothing of an earlier site."""

    root: Path

    def over(self, group: str, name: str) -> bool:
        """Say that no file is known."""
        del group, name
        return False

    def put(self, group: str, name: str, files: Iterable[tuple[str, bytes]]) -> None:
        """Write files."""
        del group, name
        for path, content in files:
            put(self.root / path, content)


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
        shutil.rmtree(site_dir / FOLDER, ignore_errors=True)
        terms = {tag.lower(): each for tag, each in (known or {}).items()}
        found: dict[str, list[Marked]] = {}
        for tag, page in _marked(site_dir, kept, digests):
            found.setdefault(tag, []).append(page)
        self._languages = [
            Language.of(tag, site_dir, sorted(pages), terms.get(tag, ()))
            for tag, pages in sorted(found.items())
        ]
        self._waiting = (Making(each, kept, running) for each in self._languages)
        self._reading = deque(islice(self._waiting, _AHEAD))

    def put_together(self, expected: Mapping[str, int]) -> Indexes:
        """Wait until all pages are read, and begin to put their indexes together.

        Args:
            expected: How many pages must be found in each language, by BCP 47 tag. A language
                without translated pages counts 0 or is left out.

        Raises:
            SearchIndexError: Pagefind is missing or fails, or there are more or fewer pages in some
                language than expected.
        """
        found = {each.tag: each.uris for each in self._languages}
        _compare(found, expected)
        counts = {tag: len(found.get(tag.lower(), ())) for tag in sorted(expected)}
        return Indexes(self._site_dir, counts, [*self._put_together()])

    def _put_together(self) -> Iterator[Callable[[], Made]]:
        """Yield what gives each index, when its pages are read."""
        while self._reading:
            yield self._reading.popleft().put_together()
            self._reading.extend(islice(self._waiting, 1))


class Indexes:
    """The indexes of a site's languages, being put together.

    Args:
        site_dir: The built site's root folder.
        counts: How many pages can be found in each language.
        begun: Gives each index.
    """

    def __init__(
        self, site_dir: Path, counts: Mapping[str, int], begun: Sequence[Callable[[], Made]]
    ) -> None:
        self._site_dir = site_dir
        self._counts = counts
        self._begun = deque(begun)

    def write(self, into: Into | None = None) -> SearchIndex:
        """Write them, in the place of those that are there, and let them go.

        Args:
            into: Where they go, if it isn't enough that they are written.

        Raises:
            SearchIndexError: Pagefind is missing or fails. No index is left behind.
        """
        folder = self._site_dir / FOLDER
        try:
            self._write_all(into or _Folder(self._site_dir))
        except SearchIndexError:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        return SearchIndex(folder, self._counts)

    def _write_all(self, into: Into) -> None:
        """Write a language's index after the other: those of a large site are large."""
        shared: dict[PurePosixPath, bytes] = {}
        entry: dict[str, Any] = {} if self._begun else {**index_pages("", (), ()).head.entry}
        while self._begun:
            made = self._begun.popleft()()
            group = f"{FOLDER}/{made.tag}"
            if not into.over(group, made.name):
                into.put(group, made.name, _placed(made.files()))
            shared |= made.head.engine
            known = entry.get("languages", {})
            entry = {**made.head.entry, **entry}
            entry["languages"] = known | made.head.entry["languages"]
        into.put(f"{FOLDER}/", "", _placed(with_entry(shared, entry)))


def _placed(files: Mapping[PurePosixPath, bytes]) -> Iterator[tuple[str, bytes]]:
    return ((f"{FOLDER}/{path}", content) for path, content in files.items())


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


def _compare(pages: Mapping[str, Sequence[str]], expected: Mapping[str, int]) -> None:
    """Raise SearchIndexError, naming every language whose count is off and its marked pages."""
    wanted = {tag.lower(): count for tag, count in expected.items()}
    names = {tag.lower(): tag for tag in expected}
    faults = []
    for tag in sorted(wanted.keys() | pages.keys()):
        there, count = pages.get(tag, ()), wanted.get(tag, 0)
        if len(there) == count:
            continue
        uris = "".join(f"\n    {uri}" for uri in there)
        faults.append(
            say(
                "{language}: {pages} should be found by the search, but the index has {found}:"
                "{uris}",
                language=names.get(tag, tag),
                pages=_pages(count),
                found=len(there),
                uris=uris or say(" none"),
            )
        )
    if faults:
        heading = say("The search index doesn't match the pages of the site.")
        raise SearchIndexError(joined("\n", [heading, *faults, HINT]))


def _pages(count: int) -> Message:
    return say_count(count, one="1 page", other="{count} pages")
