"""The whole site as one graph: `data/graph.jsonld`, JSON-LD 1.1 in schema.org's vocabulary.

What pages say of themselves in each language is put together, and what they only name is told in
full: cited works, terms, topics, places. A thing has one node, under its one address; what is said
of it in a language has that language's tag. The context stands in the file, so that nothing need be
fetched to read it. Each line is a node, in an order that follows from the content alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain
from typing import Any

from issue_papers.content.library import Entry, Library
from issue_papers.views.datasets import FOLDER, DataFile, Dataset, DataSources, by_paper
from issue_papers.views.linked_nodes import (
    Node,
    Things,
    dense,
    in_languages,
    of_type,
    reference_node,
)

PATH = f"{FOLDER}/graph.jsonld"
VOCABULARY = "https://schema.org/"
_ADDRESSES = (
    *("contentUrl", "eventAttendanceMode", "eventStatus", "image"),
    *("license", "sameAs", "url"),
)
"""The properties whose values, written as texts, are addresses."""

_IN_WORDS = ("alternateName", "description", "name")
_OF_ALL_LANGUAGES = frozenset(
    {
        *("City", "CreativeWorkSeries", "DataCatalog", "Dataset", "DefinedTerm"),
        *("DefinedTermSet", "Event", "WebSite"),
    }
)
"""The types of things that are one in all languages, and are spoken of in each."""


class Graph:
    """What is said of things, each known by its id: what is said of one anywhere is said once.

    A thing is held as it is written. In that form, a site's have a tenth of the size.
    """

    def __init__(self) -> None:
        self._written: dict[str, bytes] = {}

    def say(self, node: Node) -> None:
        """Add what is said of a thing: see `parted`."""
        self._add(node["@id"], _line({"@id": node["@id"], **node}))

    def join(self, other: Graph) -> None:
        """Add all that another says."""
        for thing, text in other._written.items():
            self._add(thing, text)

    def file(self, base: str) -> bytes:
        """Return the graph as a file.

        Args:
            base: What relative addresses are relative to.
        """
        addresses = {name: {"@type": "@id"} for name in _ADDRESSES}
        context = {"@version": 1.1, "@vocab": VOCABULARY, "@base": base, **addresses}
        pieces = [b'{"@context": %s,\n"@graph": [' % json.dumps(context).encode()]
        between = b"\n"
        for text in self._written.values():
            pieces += (between, text)
            between = b",\n"
        return b"".join([*pieces, b"\n]}\n"])

    def _add(self, thing: str, text: bytes) -> None:
        known = self._written.setdefault(thing, text)
        if known != text:
            self._written[thing] = _line(_joined_nodes(json.loads(known), json.loads(text)))


def _line(node: Node) -> bytes:
    return json.dumps(node, ensure_ascii=False).encode()


def _joined_nodes(one: Node, other: Node) -> Node:
    """Return all that two nodes say of a thing."""
    both = {key: _joined(one[key], item) if key in one else item for key, item in other.items()}
    return {**one, **both}


def parted(node: Node, language: str = "") -> tuple[Node, ...]:
    """Return what a node says of each thing with an id, by itself: where it stood is its id alone.

    Args:
        node: A thing with an id, and all that is said in it of others.
        language: Tag of the language that it is spoken of in; empty where it says so itself.
    """
    found: list[Node] = []

    def take(value: Any) -> Any:
        if isinstance(value, list):
            return [take(item) for item in value]
        if not isinstance(value, dict) or "@value" in value:
            return value
        said = {key: take(item) for key, item in value.items()}
        if language and said.get("@type") in _OF_ALL_LANGUAGES:
            said |= {
                key: in_languages({language: said[key]})
                for key in _IN_WORDS
                if isinstance(said.get(key), str)
            }
        if "@id" not in said:
            return said
        found.append(said)
        return {"@id": said["@id"]}

    take(dense(node))
    return tuple(found)


def _joined(one: Any, other: Any) -> Any:
    """Return all values of a property, each once."""
    if one == other:
        return one
    values = list(one) if isinstance(one, list) else [one]
    values += [v for v in (other if isinstance(other, list) else [other]) if v not in values]
    return values if len(values) > 1 else values[0]


def graph(sources: DataSources) -> Graph:
    """Return all that the site says of what it holds: what pages say first, a paper at a time."""
    found = Graph()
    for pages in by_paper(sources.library):
        make = partial(_said, sources, pages)
        found.join(sources.keep("graph", pages, make))
    found.join(sources.keep("things of the graph", (), partial(_things, sources)))
    return found


def _things(sources: DataSources) -> Graph:
    """Return what there is besides pages: none of it is said by their texts."""
    library, things = sources.library, Things(sources.source.links)
    told: Iterable[Iterable[Node]] = (
        _topics(library, things, sources.readers),
        _terms(library, things, sources.readers),
        _references(library, things),
        *(tell(sources.readers) for tell in sources.told),
    )
    found = Graph()
    for node in chain.from_iterable(told):
        for said in parted(node):
            found.say(said)
    return found


def _said(sources: DataSources, pages: Iterable[Entry]) -> Graph:
    """Return what some pages say of things in all languages."""
    found = Graph()
    for tag, things in sources.things.items():
        for entry in pages:
            for node in things(entry)[:1] if entry.has(tag) else ():  # the way to it is none
                for said in parted(node, tag):
                    found.say(said)
    return found


def _topics(library: Library, things: Things, tags: Iterable[str]) -> Iterator[Node]:
    for topic, labels in library.settings.topics.items():
        yield {
            **of_type("DefinedTerm", things.topic(topic)),
            "name": in_languages({tag: labels[tag] for tag in tags if tag in labels}),
            "termCode": topic,
            "sameAs": [*library.settings.same_as.get(topic, ())],
            "inDefinedTermSet": of_type("DefinedTermSet", things.topics),
        }


def _terms(library: Library, things: Things, tags: Iterable[str]) -> Iterator[Node]:
    termbase = library.termbase
    for concept in termbase.concepts:
        terms = {tag: termbase.lexicon(tag).terms.get(concept) for tag in tags}
        known = {tag: term for tag, term in terms.items() if term}
        yield {
            **of_type("DefinedTerm", things.term(concept)),
            "name": in_languages({tag: one.term for tag, one in known.items()}),
            "alternateName": in_languages({tag: t.acronym or "" for tag, t in known.items()}),
            "description": in_languages({tag: t.definition for tag, t in known.items()}),
            "termCode": concept,
            "sameAs": [*termbase.same_as.get(concept, ())],
            "inDefinedTermSet": of_type("DefinedTermSet", things.glossary),
        }


def _references(library: Library, things: Things) -> Iterator[Node]:
    for _, reference in sorted(library.references.items()):
        yield reference_node(reference, things)


def _write(sources: DataSources) -> Iterator[tuple[str, bytes]]:
    # Without an address of the site's own, addresses count from its root, which is one folder up.
    base = sources.library.settings.site_url or "../"
    yield PATH, graph(sources).file(base)


DATASET = Dataset(
    "graph",
    position=2000,
    write=_write,
    files=(DataFile(PATH, "JSON-LD", "application/ld+json"),),
)
