"""What published data says of where it comes from: papers, licences, texts by language."""

from __future__ import annotations

import json
from collections.abc import Mapping
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
