"""What the dialog knows of a language: its words, and what else its terms are called.

Pagefind finds the words that are there. What a reader types may be another: a form that the
glossary forbids, an acronym, the term of another language, a slip of the finger. The dialog looks
such words up in files made here, and asks Pagefind for what they stand for. There are two tables
of each language, each cut into files of `LIMIT` bytes at most, of which a search loads those with
its words: it costs the same on a site of any size.

One has the glossary's forms, by the letters of each without spaces: which language's it is, and the
forms that mean the same here. The other has the words of all pages, the frequent ones first.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Any

from issue_papers.content.termbase import Term, Termbase
from issue_papers.content_cache import digest
from issue_papers.formats.search import folding
from issue_papers.formats.search.folding import JOINT
from issue_papers.formats.search.reading import Document

FOLDER = "lexicon"
"""Where the files are, in the index's folder."""

LIMIT = 12_000
"""Bytes that a file has at most, before it is compressed; one entry may have more."""

MARKER = "qz"
"""What markers begin with, and no word of any language."""

_HYPHENS = ("-" + JOINT, "\u2011" + JOINT)
"""What stands between the parts of a word."""

_SHORTEST = 3
_MEANT = 6
"""Forms of a term that are looked for at most."""
_MARKS = "\"'“”„‘’‚«»‹›()[]{}<>.,;:!?…·—–-_/|*#&%。、，！？；：（）「」『』؟،؛¿¡\u00a0" + JOINT


@dataclass(frozen=True)
class Concept:
    """What a concept is called in a language, and how readers may ask for it.

    Attributes:
        terms: The right forms in the language, the term first.
        asked: Every form of any language that isn't among them: the tag of its language, or empty
            for the language's own, and the form.
    """

    terms: tuple[str, ...]
    asked: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Said:
    """What some documents say.

    Attributes:
        documents: How many they are.
        words: Their words by how they are searched: how often each is written in which way.
        topics: The topics that they are about, each with its label, by its id.
        places: The places that they are about.
    """

    documents: int
    words: Mapping[str, Mapping[str, int]]
    topics: Mapping[str, str]
    places: frozenset[str]


Concepts = Mapping[str, tuple[Concept, ...]]
"""What readers may ask for, by their language's tag as the configuration writes it."""


def concepts(termbase: Termbase, tags: Collection[str]) -> Concepts:
    """Return what each language's readers may ask for, by their language's tag."""
    return {tag: tuple(_of_language(termbase, tag, tags)) for tag in tags}


def _of_language(termbase: Termbase, tag: str, tags: Collection[str]) -> Iterable[Concept]:
    for concept, own in sorted(termbase.lexicon(tag).terms.items()):
        asked = [("", form) for form in own.forbidden]
        for other in sorted(tags):
            there = termbase.lexicon(other).terms.get(concept)
            if other != tag and there:
                asked += [(other, form) for form in _all_forms(there)]
        yield Concept(own.forms, tuple(asked))


def _all_forms(term: Term) -> tuple[str, ...]:
    return (*term.forms, *term.forbidden)


def files(
    tag: str, found: Sequence[Said], known: Iterable[Concept]
) -> tuple[str, Mapping[PurePosixPath, bytes]]:
    """Make a language's files.

    Args:
        tag: The language, in lower case.
        found: What its documents say, some in each.
        known: What its terms are called.

    Returns:
        The name of the file that leads to all others, and the files by their paths in the index's
        folder; names tell contents.
    """
    made: dict[PurePosixPath, bytes] = {}

    def put(value: object) -> str:
        content = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        name = f"{FOLDER}/{tag}_{digest([content])[:10]}.json"
        made[PurePosixPath(name)] = content
        return name

    words = _words(found)
    facets = _facets(found)
    first = put(
        {
            "rules": folding.rules(tag),
            "documents": sum(each.documents for each in found),
            "forms": [[key, put(dict(part))] for key, part in _cut(_forms(tag, known))],
            "words": [[key, put(_by_frequency(part))] for key, part in _cut(words)],
            "facets": put(facets) if any(facets.values()) else "",
        }
    )
    return first, made


def _forms(tag: str, known: Iterable[Concept]) -> dict[str, list[list[Any]]]:
    """Return what each form stands for: the language that it is of, and the terms."""
    forms: dict[str, list[list[Any]]] = {}
    for concept in known:
        own = [("", form) for form in concept.terms]
        seen: set[str] = set()
        for language, form in (*own, *concept.asked):
            key = "".join(folding.words(form, tag))
            if not key or key in seen:
                continue
            seen.add(key)
            terms = [each for each in concept.terms if each != form][:_MEANT]
            if terms:
                forms.setdefault(key, []).append([language, terms])
    return forms


def said_by(documents: Iterable[Document]) -> Said:
    """Return what documents say."""
    found = [*documents]
    runs = [run for document in found for run in (*document.runs, *document.hidden)]
    counted = Counter(piece for run in runs for piece in run.pairs())
    written: dict[str, Counter[str]] = {}
    for (shown, word), count in counted.items():
        if _is_word(word):
            written.setdefault(word, Counter())[shown.strip(_MARKS)] += count
    for run in runs:
        if any(hyphen in run.shown for hyphen in _HYPHENS):
            for (shown, word), (after, other) in pairwise(run.pairs()):
                if shown.endswith(_HYPHENS):
                    both = shown.strip(JOINT) + after.strip(_MARKS)
                    written.setdefault(word + other, Counter())[both] += 1
    return Said(
        documents=len(found),
        words={word: dict(counts) for word, counts in written.items()},
        topics={id_: label for each in found for id_, label in each.facts.get("topics", ())},
        places=frozenset(place for each in found for place in each.facts.get("places", ())),
    )


def _words(found: Iterable[Said]) -> dict[str, tuple[str, int]]:
    """Return words by how they are searched: as each is written most of all, how often there is."""
    written: dict[str, Counter[str]] = {}
    for each in found:
        for word, counts in each.words.items():
            written.setdefault(word, Counter()).update(counts)
    return {
        word: (min(counts, key=lambda each: (-counts[each], each)), counts.total())
        for word, counts in sorted(written.items())
    }


def _is_word(word: str) -> bool:
    """Whether a word is told from others by more than a letter or two."""
    return (len(word) >= _SHORTEST or folding.is_single(word)) and not word.isdigit()


def _by_frequency(part: Iterable[tuple[str, tuple[str, int]]]) -> list[str]:
    return [shown for _, (shown, count) in sorted(part, key=lambda each: (-each[1][1], each[0]))]


def _facets(found: Iterable[Said]) -> dict[str, list[list[str]]]:
    """Return what results can be narrowed down by, and the words that such documents have."""
    topics, places = dict[str, str](), set[str]()
    for each in found:
        topics |= each.topics
        places |= each.places
    return {
        "topics": [[marker("topic", id_), label] for id_, label in sorted(topics.items())],
        "places": [[marker("place", place), place] for place in sorted(places)],
    }


def marker(facet: str, value: str) -> str:
    """Return a word that no text has, by which all documents with a value of a facet are found."""
    letters = digest([facet, value])[:12].translate(str.maketrans("0123456789", "ghijklmnop"))
    return f"{MARKER}{facet}{letters}"


def _cut(table: Mapping[str, Any]) -> Iterable[tuple[str, list[tuple[str, Any]]]]:
    """Cut a table by its sorted keys; yield the first key of each part, and the part."""
    part: list[tuple[str, Any]] = []
    size = 0
    for key, value in sorted(table.items()):
        more = len(json.dumps([key, value], ensure_ascii=False).encode())
        if part and size + more > LIMIT:
            yield part[0][0], part
            part, size = [], 0
        part.append((key, value))
        size += more
    if part:
        yield part[0][0], part
