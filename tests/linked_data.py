"""JSON-LD held against schema.org's vocabulary and against what Google asks for, without a network.

`schema_org/vocabulary.json` is the vocabulary as a table (`tools/schema_org.py`),
`schema_org/google.yml` what Google's documentation of structured data requires and recommends.
"""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from rdflib import Graph

FOLDER = Path(__file__).parent / "schema_org"
BASE = "https://schema.org/"
_ADDRESSES = ("contentUrl", "eventAttendanceMode", "eventStatus", "image", "item", "license")
CONTEXT = {
    "@vocab": BASE,
    **{name: {"@type": "@id"} for name in (*_ADDRESSES, "sameAs", "url")},
}
"""What https://schema.org answers, as far as our pages need it; nothing is fetched."""

_LITERALS = {
    "Boolean": lambda value: isinstance(value, bool),
    "Integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "Number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "Text": lambda value: isinstance(value, str),
    "URL": lambda value: isinstance(value, str) and re.match(r"https?://\S+$", value),
    "Date": lambda value: isinstance(value, str) and re.match(r"\d{4}(-\d\d){0,2}$", value),
    "DateTime": lambda value: (
        isinstance(value, str)
        and re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)$", value)
    ),
}


@cache
def _vocabulary() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / "vocabulary.json").read_text(encoding="utf-8"))
    return found


@cache
def kinds(name: str) -> frozenset[str]:
    """Return a type with all that it is a kind of."""
    above = _vocabulary()["types"][name]
    return frozenset({name}.union(*(kinds(each) for each in above)))


def faults(node: Any, where: str = "") -> Iterator[str]:
    """Yield what the vocabulary doesn't know in a node, or in one within it."""
    types = _vocabulary()["types"]
    if isinstance(node, list):
        for number, each in enumerate(node):
            yield from faults(each, f"{where}[{number}]")
        return
    if not isinstance(node, Mapping) or "@value" in node:
        return
    here = f"{where}/{node.get('@type', '')}"
    if "@type" not in node:
        if node.keys() != {"@id"}:
            yield f"{here}: no type"
        return
    if node["@type"] not in types:
        yield f"{here}: no such type"
        return
    for name, value in node.items():
        if not name.startswith("@"):
            yield from _faults_of(node["@type"], name, value, f"{here}.{name}")
            yield from faults(value, f"{here}.{name}")


def _faults_of(kind: str, name: str, value: Any, where: str) -> Iterator[str]:
    properties = _vocabulary()["properties"]
    if name not in properties:
        yield f"{where}: no such property"
        return
    domain, values = properties[name]
    # A role stands between a thing and a property's value, and has that very property.
    if not kinds(kind) & {*domain, "Role"}:
        yield f"{where}: not of {kind}"
    for each in value if isinstance(value, list) else [value]:
        is_address = isinstance(each, str) and each.startswith("https://")
        if name in _ADDRESSES and is_address and "Thing" in values:
            continue  # the context makes a thing of it
        if not _fits(each, frozenset(values)):
            yield f"{where}: {each!r} is none of {', '.join(values)}"


def _fits(value: Any, wanted: frozenset[str]) -> bool:
    if isinstance(value, Mapping):
        if "@value" in value:
            return _fits(value["@value"], wanted)
        if "@type" not in value:
            return "@id" in value
        found = kinds(value["@type"]) if value["@type"] in _vocabulary()["types"] else frozenset()
        return bool(found & wanted) or "Role" in found
    members = _vocabulary()["members"]
    if isinstance(value, str) and value.startswith(BASE):
        return bool({*members.get(value.removeprefix(BASE), ())} & wanted)
    return any(is_one(value) for name, is_one in _LITERALS.items() if name in wanted)


@cache
def _google() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((FOLDER / "google.yml").read_text(encoding="utf-8"))
    return found


def lacking(node: Mapping[str, Any], level: str = "required") -> Iterator[str]:
    """Yield what Google asks for of a node's type, and the node lacks.

    Args:
        node: A thing that a page describes.
        level: `required` or `recommended`.
    """
    asked = _google().get(node["@type"], {})
    for path in asked.get(level, ()):
        if not any(list(_at(node, way.split("."))) for way in path.split("|")):
            yield f"{node['@type']}.{path}"
    for name, (least, most) in asked.get("lengths", {}).items():
        if not least <= len(str(node.get(name, ""))) <= most:
            yield f"{node['@type']}.{name}: {len(str(node.get(name, '')))} characters"


def _at(node: Any, path: list[str]) -> Iterator[Any]:
    if not path:
        yield node
        return
    for each in node if isinstance(node, list) else [node]:
        if isinstance(each, Mapping) and path[0] in each:
            yield from _at(each[path[0]], path[1:])


def things(node: Any) -> Iterator[Mapping[str, Any]]:
    """Yield a node and all within it that have a type."""
    if isinstance(node, list):
        for each in node:
            yield from things(each)
    elif isinstance(node, Mapping):
        if "@type" in node:
            yield node
        for value in node.values():
            yield from things(value)


def parsed(text: str, base: str = "") -> Graph:
    """Read JSON-LD as RDF; the address of schema.org's context stands for what it answers."""
    data = json.loads(text)
    if data["@context"] == BASE.rstrip("/"):
        data["@context"] = CONTEXT
    found = Graph()
    with warnings.catch_warnings():
        # rdflib 7.6 warns of a class that its own JSON-LD parser uses.
        warnings.simplefilter("ignore", DeprecationWarning)
        found.parse(data=json.dumps(data), format="json-ld", publicID=base or None)
    return found


def answers(graph: Graph, query: str, site: str) -> set[tuple[str, ...]]:
    """Return what a graph answers to a query in SPARQL, addresses in the site without its own.

    Args:
        graph: The graph.
        query: The query; `s:` is schema.org's vocabulary, and addresses count from the site's.
        site: The site's address.
    """
    rows = graph.query(f"BASE <{site}>\nPREFIX s: <{BASE}>\n{query}")
    return {tuple(str(value).removeprefix(site) for value in row) for row in rows}
