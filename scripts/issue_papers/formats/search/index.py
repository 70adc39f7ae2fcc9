"""The search index: what Pagefind writes, cut down to what our dialog uses, and always the same.

Pagefind (https://pagefind.app) makes one index a language out of the built HTML. Some of its
habits don't suit a site that must come out the same twice, so this module drives its service mode
page by page, a language at a time, instead of pointing it at a folder (all seen in Pagefind 1.5.2):

- it numbers pages in the order the file system lists them: pages are handed over sorted;
- it writes filter values and the list of languages in hash-map order: filters, which our dialog
  doesn't use, are taken off the pages, and the list of languages is sorted afterwards;
- it indexes every page of a site on which no page is marked: only marked pages are handed over;
- it says it has written its files before they are complete: we ask for their bytes and write them;
- it takes "l'hébergement" for one word, which a search for "hébergement" misses: elided words are
  handed over apart, with JOINT between them, and the dialog joins them again.
"""

from __future__ import annotations

import json
import pickle
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path, PurePosixPath
from typing import Any

import lxml.html
from lxml import etree

from issue_papers.content_cache import ContentCache, digest, generator
from issue_papers.formats.search.pagefind import MarkedPage, Pagefind, SearchIndexError
from issue_papers.publishing import put
from issue_papers.reporting.messages import Message, joined, say, say_count
from issue_papers.work import Work

FOLDER = "pagefind"
"""Where the index lives inside the site."""

MARK = "data-pagefind-body"
"""The attribute of what can be found: the article of a page in the reader's language."""

FILTER = "data-pagefind-filter"
"""The attribute of what results could be narrowed down by."""

ENTRY = PurePosixPath("pagefind-entry.json")
"""The file that lists the languages: the first one a browser loads."""

INDEX_SUFFIXES = frozenset({".pf_meta", ".pf_index", ".pf_fragment"})
"""What an index is made of: its pages, its words, the text of each page."""

JOINT = "\N{WORD JOINER} "
"""What stands between the parts of an elided word in the index; search.js takes it out again."""

HINT = say(
    "Hint: a page is found when its article has {mark}. A translated page needs it; a page shown "
    "in the source language because its translation is missing must not have it.",
    mark=MARK,
)

_LIBRARIES = ("lxml", "pagefind")
_KEPT = ".search"
_MARKED = re.compile(rb"<[^>]*\s" + MARK.encode() + rb"[\s=>/]")
_LANG = re.compile(rb"""<html\b[^>]*\slang\s*=\s*(["']?)([^"'\s>]*)\1""", re.IGNORECASE)
_LOADING = re.compile(rb"<(?:link|script)\b[^>]*>")
"""What a page loads says nothing of what can be found on it: its looks are no reason to index."""
_ELISION = re.compile(r"(?<=[^\W\d_])(['’])(?=[^\W\d_])")


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
    """What Pagefind makes of the pages of a language.

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
        running: What makes the indexes; this process where nothing is given.
        cache: Where indexes that were made before are kept.

    Raises:
        SearchIndexError: A page doesn't say its language.
    """

    def __init__(
        self, site_dir: Path, running: Executor | None = None, cache: ContentCache | None = None
    ) -> None:
        self._folder = site_dir / FOLDER
        shutil.rmtree(self._folder, ignore_errors=True)
        self._cache = cache
        self._pages: dict[str, list[tuple[str, bytes]]] = {}
        for path in sorted(site_dir.rglob("*.html")):
            content = path.read_bytes()
            if MARK.encode() in content and _MARKED.search(content):
                uri = path.relative_to(site_dir).as_posix()
                self._pages.setdefault(_language(uri, content), []).append((uri, content))
        self._keys = {tag: self._key(pages) for tag, pages in self._pages.items()}
        self._known: dict[str, Index] = {}
        self._begun: dict[str, Future[Index]] = {}
        for tag, pages in sorted(self._pages.items()):
            kept = cache.find(self._keys[tag], _KEPT) if cache else None
            if kept:
                self._known[tag] = pickle.loads(kept)  # noqa: S301 - our own cache
            elif running:
                self._begun[tag] = running.submit(Work("search", tag, index_pages), pages)

    @staticmethod
    def _key(pages: Iterable[tuple[str, bytes]]) -> str:
        parts: list[bytes | str] = [generator(), *map(metadata.version, _LIBRARIES)]
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
        made = [self._of(tag) for tag in sorted(self._pages)] or [index_pages(())]
        entry = dict(made[0].entry)
        found: dict[str, Any] = {}
        for each in made:
            found |= each.entry["languages"]
        entry["languages"] = found
        indexed = {tag: language["page_count"] for tag, language in found.items()}
        uris = {tag: [uri for uri, _ in pages] for tag, pages in self._pages.items()}
        _compare(indexed, expected, uris)
        files = {path: content for each in made for path, content in each.files.items()}
        for path, content in _used(files, entry).items():
            put(self._folder / path, content)
        counts = {tag: indexed.get(tag.lower(), 0) for tag in sorted(expected)}
        return SearchIndex(self._folder, counts)

    def _of(self, tag: str) -> Index:
        if tag in self._known:
            return self._known[tag]
        begun = self._begun.get(tag)
        made = begun.result() if begun else index_pages(self._pages[tag])
        if self._cache:
            self._cache.put(self._keys[tag], _KEPT, pickle.dumps(made))
        return made


def index_pages(pages: Iterable[tuple[str, bytes]]) -> Index:
    """Index the marked pages of a language.

    Args:
        pages: Path from the site's root, in POSIX form, and HTML of each.

    Raises:
        SearchIndexError: Pagefind is missing or fails.
    """
    marked = sorted(_marked_pages(pages), key=lambda page: page.uri)
    with Pagefind() as pagefind:
        files = pagefind.index(marked)
    return Index(files, json.loads(files[ENTRY]))


def index_files(pages: Mapping[str, bytes]) -> dict[str, bytes]:
    """Index pages that aren't in a site's folder, and that no server will give by shorter names.

    Args:
        pages: HTML by path from the root. Those that are marked are indexed; a result's address is
            its page's path, with `index.html` where that is its name.

    Returns:
        What the search dialog loads, by path inside the index's folder.

    Raises:
        SearchIndexError: Pagefind is missing or fails.
    """
    marked = sorted(_marked_pages(pages.items()), key=lambda page: page.uri)
    with Pagefind() as pagefind:
        files = pagefind.index(marked, keep_index_url=True)
    used = _used(files, json.loads(files[ENTRY]))
    return {path.as_posix(): content for path, content in sorted(used.items())}


def _marked_pages(pages: Iterable[tuple[str, bytes]]) -> Iterator[MarkedPage]:
    # Without a declared encoding, libxml2 takes pages without <meta charset> for Latin-1.
    parser = lxml.html.HTMLParser(encoding="utf-8")
    for uri, content in pages:
        if MARK.encode() not in content:
            continue
        root = lxml.html.document_fromstring(content, parser=parser)
        articles = _having(root, MARK)
        if not articles:
            continue
        for element in _having(root, FILTER):
            del element.attrib[FILTER]
        for article in articles:
            _part_elisions(article)
        html = lxml.html.tostring(root, encoding="unicode", doctype="<!doctype html>")
        yield MarkedPage(uri, html)


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


def _having(root: etree._Element, attribute: str) -> list[etree._Element]:
    return [element for element in root.iter(etree.Element) if attribute in element.attrib]


def _part_elisions(article: etree._Element) -> None:
    for element in article.iter(etree.Element):
        if element.text:
            element.text = _ELISION.sub(rf"\1{JOINT}", element.text)
        if element.tail and element is not article:
            element.tail = _ELISION.sub(rf"\1{JOINT}", element.tail)


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
    """Return what the search dialog loads; Pagefind's own interfaces stay behind."""
    engines = {language["wasm"] or "unknown" for language in entry["languages"].values()}
    names = {"pagefind.js", *(f"wasm.{engine}.pagefind" for engine in engines)}
    ordered = json.dumps(entry, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return {
        path: content
        for path, content in {**files, ENTRY: ordered.encode()}.items()
        if path == ENTRY or path.name in names or path.suffix in INDEX_SUFFIXES
    }
