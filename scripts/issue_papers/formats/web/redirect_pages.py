"""Pages that say where another is: those that have moved, and the editions' permanent addresses."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from issue_papers.content.addresses import (
    Addresses,
    changes_address,
    editions,
    is_absolute,
    is_page,
)
from issue_papers.content.library import Library, typed
from issue_papers.formats.web import policy
from issue_papers.kinds.paper.history import earlier_tags
from issue_papers.kinds.paper.model import PAPER
from issue_papers.layers import Layers
from issue_papers.publishing import put
from issue_papers.theme import templates
from issue_papers.views.catalogue import Catalogue

SCRIPT = "assets/javascripts/redirect.js"
"""What these pages run, as the theme has it."""


@dataclass(frozen=True)
class RedirectPages:
    """What leads from one address of the site to another.

    Attributes:
        library: What the site is made of.
        catalogues: The interface's strings by language tag.
        theme: Folders with `redirect.html`.
        favicon: The path of the site's icon in the site; a page without one makes browsers ask for
            `/favicon.ico`, which may not be ours.
        script: The path in the site of what keeps the place on the page: see `SCRIPT`.
    """

    library: Library
    catalogues: Mapping[str, Catalogue]
    theme: Layers
    favicon: str
    script: str

    def write(self, addresses: Addresses, site_dir: Path) -> None:
        """Write a page at each address that leads elsewhere and at which there is none yet.

        Args:
            addresses: What has moved.
            site_dir: The built site.
        """
        for tag, here, new in (*_moved(self.library, addresses), *_editions(self.library)):
            page = site_dir / here
            page = page if here.endswith(".html") else page / "index.html"
            if not page.exists():
                put(page, self._page(tag, here, new).encode())

    def _page(self, tag: str, here: str, new: str) -> str:
        """Return the page at `here` that leads to a path of the site or an address elsewhere."""
        is_inside = not is_absolute(new)
        path, hash_, fragment = new.partition("#")
        return (
            templates(self.theme)
            .get_template("redirect.html")
            .render(
                language=self.library.locales[tag],
                t=self.catalogues[tag],
                favicon=_relative(self.favicon, here),
                script=_relative(self.script, here),
                policy=policy.of_pages(self.library.settings.site).in_page,
                href=_relative(path, here) + hash_ + fragment if is_inside else new,
                canonical=self.library.settings.site_url + path if is_inside else new,
            )
        )


def copy_files(library: Library, addresses: Addresses, site_dir: Path) -> None:
    """Put files that have moved where they were, too: a file can't lead anywhere.

    Args:
        library: What the site is made of.
        addresses: What has moved.
        site_dir: The built site, with all its files.
    """
    for address in dict.fromkeys((*addresses.published, *addresses.redirects)):
        target = "" if is_page(address) else addresses.target(address, library.locales)
        copy = site_dir / address
        if target and (site_dir / target).is_file() and not copy.exists():
            put(copy, (site_dir / target).read_bytes())


def _relative(target: str, here: str) -> str:
    """Return the way from one address of the site to another."""
    way = posixpath.relpath("/" + target, posixpath.dirname("/" + here))
    return way if target and not target.endswith("/") else f"{way}/"


def _moved(library: Library, addresses: Addresses) -> Iterator[tuple[str, str, str]]:
    """Yield language, old and new address of each page that has moved."""
    locales = library.locales
    for old in addresses.redirects:
        own, rest = locales.split_url(old)
        for tag in (own,) if rest != old else locales.tags:
            here = locales.prefix(tag) + rest
            if is_page(here):
                new = addresses.redirects[old]
                if is_page(new.partition("#")[0]):  # a file is in no language
                    new = addresses.target(here, locales) or ""
                yield tag, here, new
    for old, new in addresses.below.items():
        if is_page(old):
            yield locales.split_url(new)[0], old, new


def _editions(library: Library) -> Iterator[tuple[str, str, str]]:
    """Yield language, permanent address and place of each edition.

    Where an earlier one should be built and isn't, or wasn't there in a language, what has changed
    since isn't told either.
    """
    for entry, tag, number, address in editions(library):
        paper = typed(entry, PAPER)
        url = library.locales.url(entry.key, tag)
        is_listed = paper and (paper.source.meta.edition.number > 1 or paper.source.meta.changes)
        place = f"{url}#edition-{number}" if is_listed else url
        yield tag, address, place
        if paper and number in earlier_tags(library.settings, paper):
            yield tag, changes_address(url, number), place
