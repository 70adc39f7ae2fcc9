"""What the site says to machines: files below `/data/`, and below each language's `/data/`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from issue_papers.content.library import Library
from issue_papers.formats.data import packages
from issue_papers.kinds import registry
from issue_papers.publishing import put
from issue_papers.views.datasets import Advice, DataSources
from issue_papers.views.publications import Json
from issue_papers.views.published import json_schema
from issue_papers.views.site import Views


def write(library: Library, views: Mapping[str, Views], advice: Advice, site_dir: Path) -> None:
    """Write all data files into a built site.

    Args:
        library: What there is.
        views: The views of each language, by its tag, in the switcher's order.
        advice: Returns the text of a recommendation for a language.
        site_dir: The built site.
    """
    for path, text in files(library, views, advice):
        put(site_dir / path, text.encode())


def files(
    library: Library, views: Mapping[str, Views], advice: Advice
) -> Iterator[tuple[str, str]]:
    """Yield each data file's path below the site, and its text."""
    readers = {tag: view.readers for tag, view in views.items()}
    things = {tag: view.linked_data.things for tag, view in views.items()}
    told = [kind.showing.told for kind in registry.kinds() if kind.showing.told]
    source = views[library.locales.source]
    sources = DataSources(library, readers, advice, things, told, source.origin)
    measures: dict[str, Json] = {}
    for dataset in registry.datasets():
        for schema in dataset.schemas:
            path = schema.file.path
            yield path, json_schema(schema.record, sources.source.links.absolute(path))
        for path, text in dataset.write(sources):
            measures[path] = packages.measured(text)
            yield path, text
    yield from packages.described(sources, registry.datasets(), measures)
