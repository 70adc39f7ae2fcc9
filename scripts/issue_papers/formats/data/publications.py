"""What published data says of where it comes from: papers, licences, texts by language."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files
from typing import Any, TypeAlias

from pydantic import BaseModel

from issue_papers.content.library import Entry
from issue_papers.typography.rules import typeset
from issue_papers.views.site import Views

Json: TypeAlias = dict[str, Any]
AllViews: TypeAlias = Mapping[str, Views]
"""The views of each language, by its tag, in the switcher's order."""


def as_json(value: object) -> str:
    """Write a value as a file of ours: readable, in UTF-8, the same at every build."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def schema(name: str, url: str) -> str:
    """Return a published JSON Schema as the file to publish.

    Args:
        name: The schema's file in `issue_papers/data`.
        url: Absolute URL at which it stands, its `$id`.
    """
    text = files("issue_papers").joinpath("data", name).read_text(encoding="utf-8")
    kept = json.loads(text)
    return as_json({"$schema": kept.pop("$schema"), "$id": url, **kept})


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


def urls(views: AllViews, entry: Entry) -> dict[str, str]:
    """Return a page's absolute URL in each language that it is really written in."""
    return {
        tag: view.absolute(view.library.locales.url(entry.key, tag))
        for tag, view in views.items()
        if entry.has(tag)
    }


def paper(view: Views, entry: Entry) -> Json:
    """Say what a paper is, for whoever cites data that is taken from it, in one language."""
    found = view.paper(entry)
    return {
        "id": found.slug,
        "number": found.number,
        "title": found.title,
        "language": found.link.language,
        "authors": [author.name for author in found.authors],
        "publisher": found.publisher,
        "issued": found.issued_date,
        "licence": licence(view, entry),
        "url": view.absolute(found.link.url),
    }


def licence(view: Views, entry: Entry) -> Json:
    """Return a paper's licence: SPDX id, name and, if it is one of Creative Commons', its URL."""
    found = view.paper(entry)
    return {
        "id": found.licence,
        "name": found.licence_name,
        "url": found.licence_url or None,
    }
