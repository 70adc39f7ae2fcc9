"""Writes what repositories and registries take: XML of DataCite and Crossref, CFF, Zenodo, links.

| file | follows |
|---|---|
| `datacite.xml` | DataCite Metadata Schema 4.6, https://schema.datacite.org/ |
| `crossref.xml` | Crossref's deposit schema 5.3.1, https://gitlab.com/crossref/schema |
| `CITATION.cff` | Citation File Format 1.2.0, https://citation-file-format.github.io/ |
| `.zenodo.json` | Zenodo's metadata of deposits, https://developers.zenodo.org/ |
| `linkset.json` | RFC 9264, with the links of https://signposting.org/FAIR/ |
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from typing import Any

import yaml

from issue_papers.content.library import Entry
from issue_papers.formats.repositories import citation_file, zenodo
from issue_papers.formats.repositories.record import Record, record
from issue_papers.layers import Layers
from issue_papers.theme import templates
from issue_papers.views import deposits as names
from issue_papers.views.datasets import Keep, made_again
from issue_papers.views.site import Views

_FOLDER = "repositories"

CONTRIBUTORS = {
    "authors": "Other",
    "adapters": "Other",
    "editors": "Editor",
    "translators": "Translator",
    "reviewers": "Other",
    "illustrators": "Other",
}
"""DataCite's `contributorType` of those who aren't the creators, by role."""


def files(views: Views, theme: Layers, keep: Keep = made_again) -> Iterator[tuple[str, str]]:
    """Yield path in the site and text of each file, for the readers of one language.

    Args:
        views: The language's views.
        theme: Folders with `machines/repositories/`.
        keep: Keeps what is said of a publication.
    """
    for entry in views.library.publications:
        pages = (entry, *views.library.parts(entry))
        make = partial(_files, views, theme, entry)
        yield from keep(f"repositories {views.language.tag}", pages, make)


def _files(views: Views, theme: Layers, entry: Entry) -> tuple[tuple[str, str], ...]:
    """Return path and text of each file of a publication."""
    found = record(views, entry)
    if found is None:
        return ()
    folder = views.library.locales.url(entry.key, views.language.tag)
    made = [name for _, name, _ in views.deposits.made(entry)]
    return (
        *((folder + name, _written(found, views, theme, name)) for name in made),
        (folder + names.LINKSET, linkset(views, entry)),
    )


def _written(found: Record, views: Views, theme: Layers, name: str) -> str:
    if name == names.CFF:
        return _yaml(citation_file.of(found))
    if name == names.ZENODO:
        return _json(zenodo.of(found))
    environment = templates(theme.below("machines"), keep_trailing_newline=True)
    creators = set(found.statement.creators)
    others = [
        (role, CONTRIBUTORS[role], agent)
        for role, agents in found.statement.roles
        for agent in agents
        if role in CONTRIBUTORS and agent not in creators
    ]
    return environment.get_template(f"{_FOLDER}/{name}").render(
        record=found,
        statement=found.statement,
        paper=found.paper,
        others=others,
        date=found.date.split("-"),
        t=views.t,
    )


def linkset(views: Views, entry: Entry) -> str:
    """Write all typed links of a publication as a set of links in JSON (RFC 9264, 4.2)."""
    found: list[dict[str, Any]] = []
    for anchor, links in views.deposits.linkset(entry):
        context: dict[str, Any] = {"anchor": anchor}
        for link in links:
            target = {"href": link.href} | ({"type": link.type} if link.type else {})
            context.setdefault(link.rel, []).append(target)
        found.append(context)
    return _json({"linkset": found})


def _yaml(value: object) -> str:
    class Dumper(yaml.SafeDumper):
        """Writes what is said twice a second time: few readers follow an alias."""

        def ignore_aliases(self, _data: object) -> bool:
            return True

    return str(yaml.dump(value, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=10_000))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
