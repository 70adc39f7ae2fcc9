"""What the site says to machines: files below `/data/`, and below each language's `/data/`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from issue_papers.content.library import Entry, Library
from issue_papers.kinds import registry
from issue_papers.views.datasets import Advice, Dataset, DataSources, Keep, made_again
from issue_papers.views.linked_nodes import Node
from issue_papers.views.published import json_schema
from issue_papers.views.site import Views


def sources(
    library: Library, views: Mapping[str, Views], advice: Advice, keep: Keep = made_again
) -> DataSources:
    """Return what data is made from.

    Args:
        library: What there is.
        views: The views of each language, by its tag, in the switcher's order; in the course of
            time, others may take their place.
        advice: Returns the text of a recommendation for a language.
        keep: Keeps what is said of some pages.
    """
    readers = {tag: view.readers for tag, view in views.items()}
    things = {tag: partial(_things, views, tag) for tag in views}
    told = [kind.showing.told for kind in registry.kinds() if kind.showing.told]
    origin = views[library.locales.source].origin
    return DataSources(library, readers, advice, things, told, origin, keep)


def _things(views: Mapping[str, Views], tag: str, entry: Entry) -> Sequence[Node]:
    return views[tag].linked_data.things(entry)


def schemas(made_from: DataSources) -> Iterator[tuple[str, str]]:
    """Yield the path of each schema of a data file below the site, and its text."""
    for dataset in registry.datasets():
        for schema in dataset.schemas:
            path = schema.file.path
            yield path, json_schema(schema.record, made_from.source.links.absolute(path))


def dataset_of(identifier: str) -> Dataset:
    """Return the set of data with an id."""
    return next(each for each in registry.datasets() if each.id == identifier)
