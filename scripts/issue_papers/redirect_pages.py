"""Pages that say where another is: those that have moved, and the editions' permanent addresses."""

from __future__ import annotations

import posixpath
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import cast

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from issue_papers.addresses import Addresses
from issue_papers.catalogue import Catalogue
from issue_papers.edition_history import permalink
from issue_papers.library import Library
from issue_papers.model import Paper


def write(
    library: Library,
    addresses: Addresses,
    catalogues: Mapping[str, Catalogue],
    theme_dir: Path,
    site_dir: Path,
) -> None:
    """Write a page at each address that leads elsewhere and at which there is none yet.

    Files can't lead anywhere: those that have moved are at both addresses.

    Args:
        library: What the site is made of.
        addresses: What has moved.
        catalogues: The interface's strings by language.
        theme_dir: The folder with `redirect.html`.
        site_dir: The built site.
    """
    environment = Environment(
        loader=FileSystemLoader(theme_dir), undefined=StrictUndefined, autoescape=True
    )
    template = environment.get_template("redirect.html")
    for tag, here, new in (*_moved(library, addresses), *_editions(library)):
        page = site_dir / here / "index.html"
        if page.exists():
            continue
        is_inside = "://" not in new
        path, hash_, fragment = new.partition("#")
        page.parent.mkdir(parents=True, exist_ok=True)
        text = template.render(
            language=library.locales[tag],
            t=catalogues[tag],
            href=_relative(path, here) + hash_ + fragment if is_inside else new,
            canonical=library.settings.site_url + path if is_inside else new,
        )
        page.write_text(text, encoding="utf-8", newline="\n")
    for address in addresses.published:
        source, copy = site_dir / addresses.target(address, library), site_dir / address
        if source.is_file() and not copy.exists():
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, copy)


def _relative(target: str, here: str) -> str:
    return posixpath.relpath("/" + target, "/" + here) + "/"


def _moved(library: Library, addresses: Addresses) -> Iterator[tuple[str, str, str]]:
    """Yield language, old and new address of each page that has moved."""
    locales = library.locales
    for old in addresses.redirects:
        own = next((t for t in locales.tags if (p := locales.prefix(t)) and old.startswith(p)), "")
        for tag in (own,) if own else locales.tags:
            here = old if own else locales.prefix(tag) + old
            if here.endswith("/"):
                yield tag, here, addresses.target(here, library)


def _editions(library: Library) -> Iterator[tuple[str, str, str]]:
    """Yield language, permanent address and place of each edition."""
    for paper in library.papers:
        meta = cast("Paper", paper.source.meta)
        is_listed = meta.edition > 1 or meta.changes
        for tag in library.locales.tags:
            url = library.locales.url(paper.key, tag)
            for number in range(1, meta.edition + 1):
                place = f"{url}#edition-{number}" if is_listed else url
                yield tag, permalink(url, number), place
