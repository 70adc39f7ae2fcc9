"""What published data says of where it comes from: papers, licences, texts by language."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from pydantic import BaseModel

from issue_papers.content.library import Entry
from issue_papers.typography.rules import typeset
from issue_papers.views.readership import Readership

Json: TypeAlias = dict[str, Any]
AllReaders: TypeAlias = Mapping[str, Readership]
"""The readers of each language, by its tag, in the switcher's order."""


def as_json(value: object) -> str:
    """Write a value as a file of ours: readable, in UTF-8, the same at every build."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def written(record: Json) -> str:
    """Write a record as it stands in a list of a file of ours: see `with_records`."""
    return json.dumps(record, ensure_ascii=False, indent=1).replace("\n", "\n  ")


def with_records(document: Json, **records: Sequence[str]) -> bytes:
    """Write a file of ours, of whose records each was written before.

    Args:
        document: The file; its lists of records are empty.
        **records: The records of each list, as `written` writes them.

    Returns:
        What `as_json` makes of all of it, in UTF-8.
    """
    pieces: list[str] = []  # put together once: a large site's have many megabytes
    for name, value in document.items():
        pieces.append(f"{',' if pieces else '{'}\n {json.dumps(name, ensure_ascii=False)}: ")
        if found := records.get(name):
            pieces.append("[\n  ")
            pieces += [piece for record in found for piece in (record, ",\n  ")]
            pieces[-1] = "\n ]"
        else:
            pieces.append(json.dumps(value, ensure_ascii=False, indent=1).replace("\n", "\n "))
    return b"".join(piece.encode() for piece in (*pieces, "\n}\n"))


def texts(entry: Entry, *path: str) -> dict[str, str]:
    """Return a text of a page's metadata in each language that it is really written in.

    Args:
        entry: The page.
        *path: Keys and ids that lead to the text: `figures`, `staff`, `label`.

    Returns:
        Texts by language tag, the source language's first; none where there is no such text.
    """
    found = {}
    for document in (entry.source, *(d for _, d in sorted(entry.translations.items()))):
        value = _at(document.meta, path)
        if path == ("summary",):
            value = document.summary or None
        if isinstance(value, str):
            found[document.language] = typeset(value, document.language)
    return found


def _at(value: object, path: tuple[str, ...]) -> object:
    """Follow a path through records, lists of records with ids, and mappings from ids."""
    for name in path:
        if isinstance(value, Mapping):
            value = value.get(name)
        elif isinstance(value, tuple):
            value = next((item for item in value if getattr(item, "id", None) == name), None)
        elif isinstance(value, BaseModel):
            value = getattr(value, name, None)
    return value


def urls(readers: AllReaders, entry: Entry) -> dict[str, str]:
    """Return a page's absolute URL in each language that it is really written in."""
    return {
        tag: each.links.absolute(each.links.url(entry))
        for tag, each in readers.items()
        if entry.has(tag)
    }
