"""Documents → Pagefind's index of them, with what our dialog needs in it.

Pagefind is given folded words, one document at a time; what comes out is put right where readers
see it:

- a fragment, the file that an answer is written from, holds the text as it is written, and the
  address of each passage. Words stand in it in the same order, so that Pagefind's positions hold;
- its name says the kind of the document and which page it is on, so that answers are ranked,
  counted and put together by page before a single one is loaded.

All names stand in the index's first file, which every search loads. So what can't be packed is
little in it: the documents of a page share a digest, and lengths are round numbers.
"""

from __future__ import annotations

import base64
import gzip
import itertools
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import PurePosixPath
from typing import Any

import cbor2
import lxml.html
from lxml import etree

from issue_papers.content_cache import digest
from issue_papers.formats.search.folding import Piece
from issue_papers.formats.search.lexicon import marker
from issue_papers.formats.search.pagefind import MarkedPage, Pagefind
from issue_papers.formats.search.reading import HEADING, MARK, TITLE, Document, Run

ENTRY = PurePosixPath("pagefind-entry.json")
"""The file that lists the languages: the first one a browser loads."""

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

FIELDS: Mapping[float, str] = {TITLE: "title", HEADING: "heading"}
"""What a document is found by above all, by its weight: its page's title, and its own."""

_SIGNATURE = b"pagefind_dcd"
_FRAGMENT, _META = ".pf_fragment", ".pf_meta"
_PAGES, _CHUNKS = 1, 2
"""Where an index's first file, which is in CBOR (RFC 8949), lists fragments and files of words."""

_CHUNK_BYTES = 8_000
"""At most so many bytes of words are in a file, before they are packed to less than half of it.

Pagefind takes five times as many; but a question asks for a file for each of its words, and for
each of their synonyms. One that nearly every page has may be more, and is in a file of its own.
"""

_NAME = 5
"""Characters of a name, 5 bits each."""

_MARKER_WEIGHT = 0.1

_BITS = 3
"""Of a document's length, so many bits are kept: enough to rank by."""


def index(
    tag: str, documents: Sequence[Document], *, keep_index_url: bool = False
) -> dict[PurePosixPath, bytes]:
    """Index documents of a language.

    Args:
        tag: The language, in lower case.
        documents: Those of a page one after the other.
        keep_index_url: Whether addresses end with `index.html`, where that is a page's name.

    Returns:
        The files of the index by their paths in its folder.

    Raises:
        SearchIndexError: Pagefind is missing or fails.
    """
    pages = (_page(tag, number, each) for number, each in enumerate(documents))
    with Pagefind() as pagefind:
        files = pagefind.index(pages)
    fragments = [_fragment(each, keep_index_url=keep_index_url) for each in documents]
    named = [f"{tag}_{name}" for name in _names(documents, fragments)]
    names: dict[str, str] = {}
    made: dict[PurePosixPath, bytes] = {}
    for path, content in files.items():
        if path.suffix == _FRAGMENT:
            number = int(json.loads(_unpacked(content))["url"].strip("/").partition(".")[0])
            names[path.stem] = named[number]
            made[path.with_name(named[number] + _FRAGMENT)] = _packed(fragments[number])
        elif path.suffix in {".js", ".pagefind"}:
            made[path] = content
    entry = json.loads(files[ENTRY])
    for language in entry["languages"].values():
        meta = cbor2.loads(_unpacked(files[PurePosixPath(f"pagefind.{language['hash']}{_META}")]))
        meta[_PAGES] = [
            [names[name], _rounded(length), *facts] for name, length, *facts in meta[_PAGES]
        ]
        chunks = [cbor2.loads(_unpacked(files[_chunk(name)]))[0] for *_, name in meta[_CHUNKS]]
        meta[_CHUNKS] = []
        for words in _shares(itertools.chain.from_iterable(chunks)):
            content = cbor2.dumps([words])
            name = f"{tag}_{_name(content)}"
            meta[_CHUNKS].append([words[0][0], words[-1][0], name])
            made[_chunk(name)] = _packed(content)
        content = cbor2.dumps(meta)
        language["hash"] = f"{tag}_{digest([content])[:10]}"
        made[PurePosixPath(f"pagefind.{language['hash']}{_META}")] = _packed(content)
    made[ENTRY] = json.dumps(entry).encode()
    return made


def _shares(words: Iterable[Any]) -> Iterator[list[Any]]:
    """Share out the words of an index: so many to a file that a question costs little."""
    share: list[Any] = []
    size = 0
    for word in words:
        more = len(cbor2.dumps(word))
        if share and size + more > _CHUNK_BYTES:
            yield share
            share, size = [], 0
        share.append(word)
        size += more
    if share:
        yield share


def _chunk(name: str) -> PurePosixPath:
    return PurePosixPath("index", f"{name}.pf_index")


def _names(documents: Sequence[Document], fragments: Sequence[bytes]) -> Iterator[str]:
    """Yield for each document its kind, its page, a digest of the page, and its number there."""
    told = zip(documents, fragments, strict=True)
    for page, (_, group) in enumerate(itertools.groupby(told, key=lambda each: each[0].uri)):
        there = [*group]
        name = _name(*(fragment for _, fragment in there))
        for order, (document, _) in enumerate(there):
            yield f"{KINDS.get(document.kind, 'o')}{page:04x}{name}-{order:x}"


def _rounded(length: int) -> int:
    return length >> (drop := max(0, length.bit_length() - _BITS)) << drop


def _name(*parts: bytes | str) -> str:
    """Return a short digest: names are much of an index."""
    return base64.b32encode(bytes.fromhex(digest(parts)))[:_NAME].decode().lower()


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
        words.text = " ".join(piece.word for piece in run.pieces)
        words.tail = " "
    html = lxml.html.tostring(root, encoding="unicode", doctype="<!doctype html>")
    return MarkedPage(f"{number}.html", html)


def _markers(document: Document) -> Iterator[Run]:
    facts = document.facts
    found = [marker("topic", id_) for id_, _ in facts.get("topics", ())]
    found += [marker("place", place) for place in facts.get("places", ())]
    if found:
        yield Run(tuple(Piece(each, each) for each in found), _MARKER_WEIGHT)


def _fragment(document: Document, *, keep_index_url: bool) -> bytes:
    facts = document.facts
    uri = document.uri
    url = uri if keep_index_url else uri.removesuffix("index.html")
    value: dict[str, Any] = {
        "url": f"/{url}",
        "content": " ".join(piece.shown for run in document.runs for piece in run.pieces),
        "word_count": document.length,
        "filters": {},
        "meta": {
            "title": document.title,
            "kind": document.kind,
            "id": document.id,
            "page": facts.get("title", ""),
            "parent": facts.get("parent", ""),
            "people": facts.get("people", ()),
        },
        "anchors": [
            {key: value for key, value in asdict(each).items() if value or key == "location"}
            for each in document.anchors
        ],
    }
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _unpacked(content: bytes) -> bytes:
    return gzip.decompress(content).removeprefix(_SIGNATURE)


def _packed(content: bytes) -> bytes:
    return gzip.compress(_SIGNATURE + content, compresslevel=9, mtime=0)
