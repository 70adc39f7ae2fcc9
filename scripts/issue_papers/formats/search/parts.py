"""What Pagefind makes of documents: of some pages at a time, and put together as if of all at once.

Pagefind holds all documents that it is given, and has no way to change one: of a large site's, it
takes 450 MB and some seconds. So it is given those of a few pages, and their words are put together
here.
"""

from __future__ import annotations

import gzip
import heapq
import itertools
import json
import os
import sys
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import itemgetter
from pathlib import PurePosixPath
from typing import Any

import cbor2
import lxml.html
from lxml import etree

from issue_papers.content_cache import generator
from issue_papers.formats.search.lexicon import marker
from issue_papers.formats.search.pagefind import MarkedPage, Pagefind, SearchIndexError
from issue_papers.formats.search.postings import Word, written
from issue_papers.formats.search.reading import HEADING, MARK, TITLE, Document, Run
from issue_papers.installed import version
from issue_papers.reporting.messages import say

ENTRY = PurePosixPath("pagefind-entry.json")
"""The file that lists the languages: the first one a browser loads."""

FRAGMENT, META = ".pf_fragment", ".pf_meta"

FIELDS: Mapping[float, str] = {TITLE: "title", HEADING: "heading"}
"""What a document is found by above all, by its weight: its page's title, and its own."""

_LIBRARIES = ("cbor2", "lxml", "pagefind")
_SIGNATURE = b"pagefind_dcd"
_PAGES, _CHUNKS, _FIELDS = 1, 2, 5
"""Where Pagefind's own first file, which is in CBOR (RFC 8949), lists fragments and files of words,
and the names of what a document may be found by besides."""

_MARKER_WEIGHT = 0.1


@dataclass(frozen=True)
class Part:
    """What Pagefind makes of some documents.

    Attributes:
        entry: What `ENTRY` holds.
        engine: What searches it in a browser, by path in the index's folder.
        version: Of which version of Pagefind it is.
        fields: What documents may be found by besides, in their order.
        lengths: How many words each document has.
        words: The words, by the alphabet.
    """

    entry: Mapping[str, Any]
    engine: Mapping[PurePosixPath, bytes] = field(default_factory=dict)
    version: str = ""
    fields: tuple[str, ...] = ()
    lengths: tuple[int, ...] = ()
    words: tuple[Word, ...] = ()

    @classmethod
    def of(cls, tag: str, documents: Sequence[Document]) -> Part:
        """Have documents of a language indexed.

        Args:
            tag: The language, in lower case.
            documents: Those of a page one after the other.

        Raises:
            SearchIndexError: Pagefind is missing or fails.
        """
        with Pagefind() as pagefind:
            files = pagefind.index(_page(tag, *each) for each in enumerate(documents))
        entry = json.loads(files[ENTRY])
        if not documents:
            return cls(entry)
        languages = [*entry["languages"].values()]
        metas = [PurePosixPath(f"pagefind.{language['hash']}{META}") for language in languages]
        found = [cbor2.loads(unpacked(files[path])) for path in metas]
        uris = {
            path.stem: json.loads(unpacked(content))["url"].strip("/")
            for path, content in files.items()
            if path.suffix == FRAGMENT
        }
        order = [[uris[name] for name, *_ in meta[_PAGES]] for meta in found]
        if order != [[_uri(number) for number in range(len(documents))]]:
            raise SearchIndexError(say("Pagefind has put the documents into another order."))
        ((language, meta),) = zip(languages, found, strict=True)
        engine = PurePosixPath(f"wasm.{language['wasm'] or 'unknown'}.pagefind")
        return cls(
            entry=entry,
            engine={engine: files[engine]},
            version=meta[0],
            fields=tuple(meta[_FIELDS]),
            lengths=tuple(length for _, length, *_ in meta[_PAGES]),
            words=tuple(_words(files[chunk(name)] for *_, name in meta[_CHUNKS])),
        )

    def placed(self, names: Sequence[str], before: int) -> Iterator[tuple[str, int, Word]]:
        """Yield each word by its text and how many documents the parts before this one have.

        Args:
            names: What documents of any part may be found by besides.
            before: How many documents those are.
        """
        is_same = self.fields == tuple(names)
        numbers = [-1 - names.index(field) for field in self.fields]
        for word in self.words:
            same = word if is_same else word.with_fields(lambda number: numbers[-1 - number])
            yield word.text, before, same


@lru_cache(maxsize=1)
def made_with() -> tuple[str, ...]:
    """Return what decides, besides pages, how an index comes out."""
    engine = os.environ.get("PAGEFIND_BINARY_PATH", "")
    python = sys.version, zlib.ZLIB_RUNTIME_VERSION  # whose letters, and whose compression
    return generator(), *map(version, _LIBRARIES), engine, *python


def fields(found: Iterable[Part]) -> list[str]:
    """Return what documents of any part may be found by besides."""
    return sorted({field for part in found for field in part.fields})


def together(found: Sequence[Part]) -> Iterator[tuple[str, bytes]]:
    """Yield the words of all parts, by the alphabet: the word, and it as `postings` writes it."""
    sizes = [0, *itertools.accumulate(len(part.lengths) for part in found)]
    names = fields(found)
    streams = [part.placed(names, before) for part, before in zip(found, sizes, strict=False)]
    words = heapq.merge(*streams, key=itemgetter(0, 1))
    for text, same in itertools.groupby(words, key=itemgetter(0)):
        yield text, written(text, ((before, word) for _, before, word in same))


def _words(chunks: Iterable[bytes]) -> Iterator[Word]:
    """Yield the words of Pagefind's files of them."""
    for content in chunks:
        try:
            yield from map(Word.of, cbor2.loads(unpacked(content))[0])
        except ValueError as error:
            raise SearchIndexError(say("Pagefind writes words in another way.")) from error


def chunk(name: str) -> PurePosixPath:
    """Return where a file of words is in the index's folder."""
    return PurePosixPath("index", f"{name}.pf_index")


def unpacked(content: bytes) -> bytes:
    """Return what is in a file of an index."""
    return gzip.decompress(content).removeprefix(_SIGNATURE)


def packed(content: bytes) -> bytes:
    """Return a file of an index."""
    return gzip.compress(_SIGNATURE + content, compresslevel=9, mtime=0)


def _uri(number: int) -> str:
    return f"{number}.html"


def _page(tag: str, number: int, document: Document) -> MarkedPage:
    """Write a document as Pagefind is to see it: a paragraph of folded words, weighed."""
    root = etree.Element("html", lang=tag)
    body = etree.SubElement(root, "body", {MARK: ""})
    # One paragraph: where another begins, Pagefind may put a full stop that counts as a word.
    paragraph = etree.SubElement(body, "p")
    for run in (*document.runs, *document.hidden, *_markers(document)):
        words = etree.SubElement(paragraph, "span", {"data-pagefind-weight": f"{run.weight:g}"})
        if field := FIELDS.get(run.weight):
            words.set("data-pagefind-meta", field)
        words.text = run.words
        words.tail = " "
    html = lxml.html.tostring(root, encoding="unicode", doctype="<!doctype html>")
    return MarkedPage(_uri(number), html)


def _markers(document: Document) -> Iterator[Run]:
    facts = document.facts
    found = [marker("topic", id_) for id_, _ in facts.get("topics", ())]
    found += [marker("place", place) for place in facts.get("places", ())]
    if found:
        yield Run(" ".join(found), " ".join(found), _MARKER_WEIGHT)
