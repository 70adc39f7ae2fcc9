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
import shutil
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from issue_papers.content_cache import ContentCache, digest, generator
from issue_papers.formats.search import lexicon, writing
from issue_papers.formats.search.lexicon import Concept
from issue_papers.formats.search.pagefind import SearchIndexError
from issue_papers.formats.search.reading import MARK, documents
from issue_papers.formats.search.writing import ENTRY
from issue_papers.installed import version
from issue_papers.publishing import put
from issue_papers.reporting.messages import Message, joined, say, say_count
from issue_papers.work import Work

FOLDER = "pagefind"
"""Where the index lives inside the site."""

Concepts = Mapping[str, tuple[Concept, ...]]
"""What readers may ask for, by their language's tag as the configuration writes it."""

HINT = say(
    "Hint: a page is found when its article has {mark}. A translated page needs it; a page shown "
    "in the source language because its translation is missing must not have it.",
    mark=MARK,
)

_LIBRARIES = ("cbor2", "lxml", "pagefind")
_KEPT = ".search"
_MARKED = re.compile(rb"<[^>]*\s" + MARK.encode() + rb"[\s=>/]")
_LANG = re.compile(rb"""<html\b[^>]*\slang\s*=\s*(["']?)([^"'\s>]*)\1""", re.IGNORECASE)
_LOADING = re.compile(rb"<(?:link|script)\b[^>]*>")
"""What a page loads says nothing of what can be found on it: its looks are no reason to index."""


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
class Index:
    """What is made of the pages of a language.

    Attributes:
        files: Its files, by path in the index's folder.
        entry: What `ENTRY` holds.
    """

    files: Mapping[PurePosixPath, bytes]
    entry: Mapping[str, Any]


class Indexing:
    """A search index in the making: one of each language, each kept as long as its pages are.

    A page is found if it is marked by the attribute `MARK` on its article, and belongs to the
    language of its `<html lang>`. The same pages give the same bytes, in any folder and on any file
    system.

    Args:
        site_dir: The built site's root folder.
        known: What the terms of each language are called.
        running: What makes the indexes; this process where nothing is given.
        cache: Where indexes that were made before are kept.

    Raises:
        SearchIndexError: A page doesn't say its language.
    """

    def __init__(
        self,
        site_dir: Path,
        known: Concepts | None = None,
        running: Executor | None = None,
        cache: ContentCache | None = None,
    ) -> None:
        self._folder = site_dir / FOLDER
        shutil.rmtree(self._folder, ignore_errors=True)
        self._known = {tag.lower(): each for tag, each in (known or {}).items()}
        self._cache = cache
        self._pages: dict[str, list[tuple[str, bytes]]] = {}
        for path in sorted(site_dir.rglob("*.html")):
            content = path.read_bytes()
            if _is_marked(content):
                uri = path.relative_to(site_dir).as_posix()
                self._pages.setdefault(_language(uri, content), []).append((uri, content))
        self._keys = {tag: self._key(tag, pages) for tag, pages in self._pages.items()}
        self._kept: dict[str, Index] = {}
        self._begun: dict[str, Future[Index]] = {}
        for tag, pages in sorted(self._pages.items()):
            kept = cache.find(self._keys[tag], _KEPT) if cache else None
            if kept:
                self._kept[tag] = pickle.loads(kept)  # noqa: S301 - our own cache
            elif running:
                work = Work("search", tag, index_pages)
                self._begun[tag] = running.submit(work, tag, pages, self._terms(tag), cache)

    def _terms(self, tag: str) -> tuple[Concept, ...]:
        return self._known.get(tag, ())

    def _key(self, tag: str, pages: Iterable[tuple[str, bytes]]) -> str:
        parts: list[bytes | str] = [*_made_with(), repr(self._terms(tag))]
        for uri, content in pages:
            parts += [uri, _LOADING.sub(b"", content)]
        return digest(["search", *parts])

    def write(self, expected: Mapping[str, int]) -> SearchIndex:
        """Write the index, in the place of the one that is there.

        Args:
            expected: How many pages must be found in each language, by BCP 47 tag. A language
                without translated pages counts 0 or is left out.

        Raises:
            SearchIndexError: Pagefind is missing or fails, or the index holds more or fewer pages
                in some language than expected. No index is left behind.
        """
        made = [self._of(tag) for tag in sorted(self._pages)] or [index_pages("", (), ())]
        entry = dict(made[0].entry)
        found: dict[str, Any] = {}
        for each in made:
            found |= each.entry["languages"]
        entry["languages"] = found
        indexed = {tag: len(pages) for tag, pages in self._pages.items()}
        uris = {tag: [uri for uri, _ in pages] for tag, pages in self._pages.items()}
        _compare(indexed, expected, uris)
        files = {path: content for each in made for path, content in each.files.items()}
        for path, content in _with_entry(files, entry).items():
            put(self._folder / path, content)
        counts = {tag: indexed.get(tag.lower(), 0) for tag in sorted(expected)}
        return SearchIndex(self._folder, counts)

    def _of(self, tag: str) -> Index:
        if tag in self._kept:
            return self._kept[tag]
        if begun := self._begun.get(tag):
            made = begun.result()
        else:
            made = index_pages(tag, self._pages[tag], self._terms(tag), self._cache)
        if self._cache:
            self._cache.put(self._keys[tag], _KEPT, pickle.dumps(made))
        return made


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
        cache: Where indexes are kept by what is found on their pages: much of a page that changes
            can't be found.
        in_folder: Whether no server will give the pages by shorter names: a result's address is
            its page's path, with `index.html` where that is its name.

    Raises:
        SearchIndexError: Pagefind is missing or fails.
    """
    given = sorted(pages)
    found = [each for uri, content in given for each in documents(uri, content, tag)]

    def made() -> Index:
        files = writing.index(tag, found, keep_index_url=in_folder)
        entry = json.loads(files[ENTRY])
        if found:
            first, more = lexicon.files(tag, found, known)
            files |= more
            entry["languages"][tag] |= {"lexicon": first, "page_count": len(given)}
        return Index(_used(files, entry), entry)

    if cache is None:
        return made()
    about = repr((tag, len(given), known, in_folder))
    said = (part for document in found for part in document.said())
    return cache.value(digest(["documents", *_made_with(), about, *said]), _KEPT, made)


def _made_with() -> tuple[str, ...]:
    """Return what decides, besides pages, how an index comes out."""
    return generator(), *map(version, _LIBRARIES)


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
    used = _with_entry(index.files, index.entry)
    return {path.as_posix(): content for path, content in sorted(used.items())}


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


def _used(
    files: Mapping[PurePosixPath, bytes], entry: Mapping[str, Any]
) -> dict[PurePosixPath, bytes]:
    """Return what the search dialog loads: of the engines, those of the languages."""
    engines = {language["wasm"] or "unknown" for language in entry["languages"].values()}
    names = {f"wasm.{engine}.pagefind" for engine in engines}
    return {
        path: content
        for path, content in files.items()
        if path != ENTRY and (path.suffix != ".pagefind" or path.name in names)
    }


def _with_entry(
    files: Mapping[PurePosixPath, bytes], entry: Mapping[str, Any]
) -> dict[PurePosixPath, bytes]:
    ordered = json.dumps(entry, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return {**files, ENTRY: ordered.encode()}
