"""Finds the kinds of pages: every package in this one declares one."""

from __future__ import annotations

import datetime as dt
import pkgutil
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path

from issue_papers import kinds as package
from issue_papers.content.library import Library
from issue_papers.content.page_type import PageType
from issue_papers.content_cache import ContentCache
from issue_papers.kinds.declaration import Kind
from issue_papers.kinds.feature_pages import complete
from issue_papers.maps.atlas import Atlas
from issue_papers.publishing import put
from issue_papers.views import graph, translations
from issue_papers.views.catalogue import Catalogue
from issue_papers.views.datasets import PACKAGE, Dataset
from issue_papers.views.declaration import Reads, every_text
from issue_papers.views.site import DRAWN, Views


@cache
def kinds() -> tuple[Kind, ...]:
    """Return all kinds, in their order."""
    folders = (found.name for found in pkgutil.iter_modules(package.__path__) if found.ispkg)
    found: list[Kind] = [import_module(f"{package.__name__}.{name}.kind").KIND for name in folders]
    return tuple(sorted(found, key=lambda kind: kind.type.position))


def types() -> tuple[PageType, ...]:
    """Return what a page may be; the last type is what all others are."""
    return tuple(kind.type for kind in kinds())


def completed(
    library: Library, catalogues: Mapping[str, Catalogue], moved: Iterable[str] = ()
) -> Library:
    """Return a library with the pages that show all of what it holds, and need no file.

    Args:
        library: All content that has files.
        catalogues: The interface's strings by language tag.
        moved: Addresses that lead elsewhere.
    """
    features = (page for kind in kinds() for page in kind.features)
    return complete(library, catalogues, features, moved)


def datasets() -> tuple[Dataset, ...]:
    """Return everything that is published as data, in the order in which it is listed."""
    found = [dataset for kind in kinds() for dataset in kind.datasets]
    found += [translations.DATASET, graph.DATASET, PACKAGE]
    return tuple(sorted(found, key=lambda dataset: dataset.position))


def reading(template: str) -> tuple[Reads, ...]:
    """Return what the page of a template reads of texts: where nobody says it, every text.

    Args:
        template: The template's name, `glossary.html`.
    """
    name = template.removesuffix(".html")
    found = [part.reads for kind in kinds() for part in kind.showing.pages.get(name, ())]
    if name in DRAWN:
        found.append(DRAWN[name])
    return tuple(found) or (every_text,)


def views(
    library: Library,
    catalogues: Mapping[str, Catalogue],
    atlas: Atlas,
    tag: str,
    cache: ContentCache | None = None,
) -> Views:
    """Return what is shown of a library to the readers of one language.

    Args:
        library: What there is to show.
        catalogues: The interface's strings by language tag.
        atlas: The maps, shared by all languages.
        tag: The language.
        cache: Where what was written of references before is kept.
    """
    showings = {kind.type: kind.showing for kind in kinds()}
    return Views(
        library, catalogues, atlas, tag, showings=showings, datasets=datasets(), cache=cache
    )


def write_files(views: Views, site_dir: Path, stamp: dt.datetime) -> None:
    """Write the files that kinds make for a language, besides their pages.

    Args:
        views: The language's views.
        site_dir: The folder that the site is built in.
        stamp: When it is built (UTC), determined by the commit.
    """
    for kind in kinds():
        if kind.files:
            for path, content in kind.files(views.readers, stamp):
                put(site_dir / path, content)
