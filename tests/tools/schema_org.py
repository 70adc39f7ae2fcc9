"""Writes the table of schema.org's vocabulary that tests hold linked data against.

Run by hand with a release of the vocabulary, `schemaorg-current-https.jsonld`, from
https://github.com/schemaorg/schemaorg (`data/releases/`):

    python tests/tools/schema_org.py 30.0 schemaorg-current-https.jsonld
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TABLE = Path(__file__).parents[1] / "schema_org" / "vocabulary.json"
_PREFIX = "schema:"


def _named(value: Any) -> Iterator[str]:
    """Yield the names of the vocabulary's own terms among the values of a property."""
    for each in value if isinstance(value, list) else [value]:
        name = each.get("@id", "") if isinstance(each, dict) else str(each)
        if name.startswith(_PREFIX):
            yield name.removeprefix(_PREFIX)


def table(graph: list[dict[str, Any]], version: str) -> dict[str, Any]:
    """Return types with what they are kinds of, and properties with what has and what fills them.

    Args:
        graph: The vocabulary: the nodes of its JSON-LD.
        version: Its release.
    """
    types: dict[str, list[str]] = {}
    properties: dict[str, list[list[str]]] = {}
    members: dict[str, list[str]] = {}
    for node in sorted(graph, key=lambda each: str(each["@id"])):
        kinds = node["@type"] if isinstance(node["@type"], list) else [node["@type"]]
        for name in _named(node):
            if "rdfs:Class" in kinds:
                types[name] = sorted(_named(node.get("rdfs:subClassOf", [])))
            elif "rdf:Property" in kinds:
                domain = sorted(_named(node.get("schema:domainIncludes", [])))
                properties[name] = [domain, sorted(_named(node.get("schema:rangeIncludes", [])))]
            else:
                members[name] = sorted(_named(kinds))
    return {"version": version, "types": types, "properties": properties, "members": members}


def written(found: dict[str, Any]) -> str:
    """Return the table as the file that is kept: a line a term."""
    parts = []
    for name, value in found.items():
        if isinstance(value, dict):
            lines = ",\n".join(f"  {json.dumps(k)}: {json.dumps(v)}" for k, v in value.items())
            parts.append(f"{json.dumps(name)}: {{\n{lines}\n }}")
        else:
            parts.append(f"{json.dumps(name)}: {json.dumps(value)}")
    return "{\n " + ",\n ".join(parts) + "\n}\n"


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("version", help="the release, such as 30.0")
    parser.add_argument("vocabulary", type=Path, help="schemaorg-current-https.jsonld")
    given = parser.parse_args()
    graph = json.loads(given.vocabulary.read_text(encoding="utf-8"))["@graph"]
    TABLE.write_text(written(table(graph, given.version)), encoding="utf-8")


if __name__ == "__main__":
    main()
