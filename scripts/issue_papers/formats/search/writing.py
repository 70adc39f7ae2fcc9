"""Shares of an index → Pagefind's index of all their pages, with what our dialog needs in it.

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
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import Any, NamedTuple

import cbor2

from issue_papers.content_cache import digest
from issue_papers.formats.search import parts
from issue_papers.formats.search.lexicon import MARKER
from issue_papers.formats.search.parts import FRAGMENT, META, chunk, packed
from issue_papers.formats.search.postings import listed
from issue_papers.formats.search.shares import Share, SharedPage, as_json

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


def index(tag: str, shares: Sequence[Share]) -> tuple[dict[PurePosixPath, bytes], dict[str, Any]]:
    """Put an index together.

    Args:
        tag: A language, in lower case.
        shares: What the index has of its pages: one share at least.

    Returns:
        The files of the index by their paths in its folder, and what `ENTRY` is to hold.
    """
    pages = [page for share in shares for page in share.pages]
    found = [share.part for share in shares]
    digests = [*_digests(pages)]
    fragments = itertools.chain.from_iterable(page.fragments for page in pages)
    made = {
        PurePosixPath("fragment", f"{tag}_{name}{FRAGMENT}"): fragment
        for name, fragment in zip(_names(pages, digests), fragments, strict=True)
    }
    entry = dict(found[0].entry)
    for name, language in entry["languages"].items():
        files = [*_cut(itertools.starmap(_left, parts.together(found)))]
        contents = [listed(listed(*(each.content for each in words))) for words in files]
        named = f"{tag}_{_name(*contents)}"
        for number, content in enumerate(contents):
            made[chunk(f"{named}-{number:x}")] = packed(content)
        lengths = [length for part in found for length in part.lengths]
        ends = [(words[0].text, words[-1].text) for words in files]
        table = _table(_kinds(pages), lengths, digests, named, ends)
        table |= {"version": found[0].version, "fields": parts.fields(found)}
        first = packed(as_json(table))
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


def _cut(words: Iterable[_Word]) -> Iterator[list[_Word]]:
    """Yield the words of each file: so many that a question costs little."""
    file: list[_Word] = []
    size = 0
    for word in words:
        more = len(word.content)
        if file and size + more > _CHUNK_BYTES:
            yield file
            file, size = [], 0
        file.append(word)
        size += more
    if file:
        yield file


def _digests(pages: Iterable[SharedPage]) -> Iterator[str]:
    """Yield a digest of what is found on so many pages, and of the next."""
    left = iter(pages)
    while together := [*itertools.islice(left, _TOGETHER)]:
        yield _name(*(page.said for page in together))


def _names(pages: Iterable[SharedPage], digests: Sequence[str]) -> Iterator[str]:
    """Yield for each document its kind, its page, the digest of the page, and its number there."""
    for number, page in enumerate(pages):
        for order, kind in enumerate(page.kinds):
            yield f"{kind}{number:04x}{digests[number // _TOGETHER]}-{order:x}"


def _kinds(pages: Iterable[SharedPage]) -> str:
    """Return a letter for each document, a capital for the first one of a page."""
    return "".join(page.kinds[0].upper() + page.kinds[1:] for page in pages)


def _length(length: int) -> str:
    """Return a length as a letter: a power of two, and quarters of the way to the next."""
    bits = max(0, length.bit_length() - _BITS)
    return chr(ord("A") + (bits << (_BITS - 1)) + (length >> bits))


def _name(*parts: bytes | str) -> str:
    """Return a short digest: names are much of an index."""
    return base64.b32encode(bytes.fromhex(digest(parts)))[:_NAME].decode().lower()
