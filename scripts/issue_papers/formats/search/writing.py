"""Documents → Pagefind's index of them, with what our dialog needs in it.

Pagefind is given folded words, one document at a time; what comes out is put right where readers
see it:

- a fragment, the file that an answer is written from, holds the text as it is written, and the
  address of each passage. Words stand in it in the same order, so that Pagefind's positions hold;
- its name says the kind of the document and which page it is on, so that answers are ranked,
  counted and put together by page before a single one is loaded.

A first search must cost little on a site of any size, so nothing that it loads grows with the site
as the site does:

- the first file has two letters for each document, its kind and its length, which are packed to a
  few bits, and a digest for many pages. `search-index.js` makes names and Pagefind's own table of
  them. A name is long, and tells nothing of the next one: of 6,000 they are 30 kB;
- a word that a great many documents have is kept of those alone that it says most of (`_kept`), as
  Carmel et al. do, "Static index pruning for information retrieval systems" (SIGIR 2001).
"""

from __future__ import annotations

import base64
import itertools
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any, NamedTuple

import cbor2

from issue_papers.content_cache import ContentCache, digest
from issue_papers.formats.search import parts
from issue_papers.formats.search.lexicon import MARKER
from issue_papers.formats.search.parts import FRAGMENT, META, chunk, packed
from issue_papers.formats.search.postings import listed
from issue_papers.formats.search.reading import Document, by_page

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

_TOGETHER = 16
"""So many pages share a digest in their fragments' names: when one changes, all get new names."""

_WORD_BYTES = 8_000
"""At most so many bytes, before they are packed to less than half, are places of one word."""

_CHUNK_BYTES = 8_000
"""At most so many bytes of words are in a file, before they are packed to less than half of it.

Pagefind takes five times as many; but a question asks for a file for each of its words, and for
each of their synonyms. One that nearly every page has may be more, and is in a file of its own.
"""

_NAME = 5
"""Characters of a name, 5 bits each."""

_BITS = 3
"""Of a document's length, so many bits are kept: enough to rank by."""


def index(
    tag: str,
    documents: Sequence[Document],
    cache: ContentCache | None = None,
    *,
    keep_index_url: bool = False,
) -> tuple[dict[PurePosixPath, bytes], dict[str, Any]]:
    """Index documents of a language.

    Args:
        tag: The language, in lower case.
        documents: Those of a page one after the other.
        cache: Where it is kept what was made of them.
        keep_index_url: Whether addresses end with `index.html`, where that is a page's name.

    Returns:
        The files of the index by their paths in its folder, and what `ENTRY` is to hold.

    Raises:
        SearchIndexError: Pagefind is missing or fails.
    """
    found = parts.parts(tag, documents, cache)
    fragments = [_fragment(each, keep_index_url=keep_index_url) for each in documents]
    digests = [*_digests(documents, fragments)]
    made = {
        PurePosixPath("fragment", f"{tag}_{name}{FRAGMENT}"): packed(fragment)
        for name, fragment in zip(_names(documents, digests), fragments, strict=True)
    }
    made |= found[0].engine
    entry = dict(found[0].entry)
    for name, language in entry["languages"].items():
        shares = [*_shares(itertools.starmap(_left, parts.together(found)))]
        contents = [listed(listed(*(each.content for each in share))) for share in shares]
        words = f"{tag}_{_name(*contents)}"
        for number, content in enumerate(contents):
            made[chunk(f"{words}-{number:x}")] = packed(content)
        lengths = [length for part in found for length in part.lengths]
        ends = [(share[0].text, share[-1].text) for share in shares]
        table = _table(_kinds(documents), lengths, digests, words, ends)
        table |= {"version": found[0].version, "fields": parts.fields(found)}
        first = packed(_json(table))
        hashed = f"{tag}_{digest([first])[:10]}"
        entry["languages"] = {name: {**language, "hash": hashed}}
        made[PurePosixPath(f"pagefind.{hashed}{META}")] = first
    return made, entry


def _table(
    kinds: str,
    lengths: Iterable[int],
    digests: Sequence[str],
    words: str,
    ends: Sequence[tuple[str, str]],
) -> dict[str, Any]:
    """Return what `search-index.js` is told of where everything is.

    Args:
        kinds: A letter for each document, as `_kinds` has them.
        lengths: How many words each has.
        digests: What names of fragments have of their pages, as `_digests` has them.
        words: How the names of the files of words begin.
        ends: The first and the last word in each.
    """
    return {
        "kinds": kinds,
        "lengths": "".join(map(_length, lengths)),
        "digests": digests,
        "together": _TOGETHER,
        "words": words,
        "from": " ".join(first for first, _ in ends),
        "to": " ".join(last for _, last in ends),
    }


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _kept(word: list[Any]) -> list[Any]:
    """Leave of a word that a great many documents have those that it says most of.

    Args:
        word: The word, as `postings` has it.
    """
    text, found, *others = word
    if len(cbor2.dumps(found)) <= _WORD_BYTES or text.startswith(MARKER):
        return word
    numbers = [*itertools.accumulate(step for step, *_ in found)]
    told = sorted(range(len(found)), key=lambda each: (-_told(found[each][1:]), each))
    left, sizes = set[int](), 0
    for each in told:
        sizes += len(cbor2.dumps(found[each]))
        if sizes > _WORD_BYTES:
            break
        left.add(each)
    steps = itertools.pairwise([0, *(numbers[each] for each in sorted(left))])
    kept = [
        [number - before, *found[each][1:]]
        for each, (before, number) in zip(sorted(left), steps, strict=True)
    ]
    return [text, kept, *others]


def _told(places: Sequence[Sequence[int]]) -> float:
    """Return how much a document is about a word: how often it has it, by weight."""
    total, weight = 0.0, 24
    for place in itertools.chain.from_iterable(places):
        if place < 0:
            weight = -place - 1
        else:
            total += weight
    return total


class _Word(NamedTuple):
    """A word of an index.

    Attributes:
        text: The word.
        content: The word and where it is found, in CBOR.
    """

    text: str
    content: bytes


def _left(text: str, content: bytes) -> _Word:
    """Return a word with the documents that it is kept of."""
    if len(content) > _WORD_BYTES:
        content = cbor2.dumps(_kept(cbor2.loads(content)))
    return _Word(text, content)


def _shares(words: Iterable[_Word]) -> Iterator[list[_Word]]:
    """Share out the words of an index: so many to a file that a question costs little."""
    share: list[_Word] = []
    size = 0
    for word in words:
        more = len(word.content)
        if share and size + more > _CHUNK_BYTES:
            yield share
            share, size = [], 0
        share.append(word)
        size += more
    if share:
        yield share


def _digests(documents: Sequence[Document], fragments: Sequence[bytes]) -> Iterator[str]:
    """Yield a digest of what is found on so many pages, and of the next."""
    left = iter(fragments)
    sizes = map(len, by_page(documents))
    while counts := [*itertools.islice(sizes, _TOGETHER)]:
        yield _name(*itertools.islice(left, sum(counts)))


def _names(documents: Sequence[Document], digests: Sequence[str]) -> Iterator[str]:
    """Yield for each document its kind, its page, the digest of the page, and its number there."""
    for page, there in enumerate(by_page(documents)):
        for order, document in enumerate(there):
            yield f"{_kind(document)}{page:04x}{digests[page // _TOGETHER]}-{order:x}"


def _kind(document: Document) -> str:
    return KINDS.get(document.kind, "o")


def _kinds(documents: Sequence[Document]) -> str:
    """Return a letter for each document, a capital for the first one of a page."""
    pages = ("".join(map(_kind, there)) for there in by_page(documents))
    return "".join(page[0].upper() + page[1:] for page in pages)


def _length(length: int) -> str:
    """Return a length as a letter: a power of two, and quarters of the way to the next."""
    bits = max(0, length.bit_length() - _BITS)
    return chr(ord("A") + (bits << (_BITS - 1)) + (length >> bits))


def _name(*parts: bytes | str) -> str:
    """Return a short digest: names are much of an index."""
    return base64.b32encode(bytes.fromhex(digest(parts)))[:_NAME].decode().lower()


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
    return _json(value)
