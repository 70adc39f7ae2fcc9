"""The scripts of an offline copy, which has no server.

Browsers load JavaScript modules from servers only. In a copy they come from one classic script,
`MODULES`, which makes a `blob:` of each, those that others import first; a page names the modules
that it runs by their paths in the site. They are the site's own, unchanged but for their
imports, which name a neighbour by that path, too, and by its blob in the page: it runs what has
been tested, and nothing has to be bundled. Modules that import each other in a circle can't be had
so. A module that asks a server for something has another in its place (`replaced`).

Pagefind and its index are read from one classic script as well, `SEARCH`.
"""

from __future__ import annotations

import base64
import posixpath
from collections.abc import Iterable, Mapping
from pathlib import Path

from issue_papers.formats.offline.layout import Layout
from issue_papers.formats.web.assets import Assets
from issue_papers.formats.web.modules import in_order, renamed
from issue_papers.layers import Layers

MODULES = "assets/javascripts/modules.js"
"""Copy path of the script that holds the pages' modules."""

SEARCH = "pagefind/data.js"
"""Copy path of the script that holds the search engine and its index."""

_REPLACED = {"assets/javascripts/search-bundle.js": "editions/offline/search-bundle.js"}
"""Modules that have another of the theme's files in their place."""


def replaced(theme: Layers, assets: Assets) -> dict[str, Path]:
    """Return the files that are in the place of modules, by the modules' site paths.

    Args:
        theme: The folders of the theme.
        assets: The files that the site's pages are drawn with.
    """
    return {assets.name(path): theme.path(file) for path, file in _REPLACED.items()}


def modules(roots: Iterable[str], layout: Layout, in_place: Mapping[str, Path]) -> dict[str, str]:
    """Gather modules and what they import.

    Args:
        roots: Site paths of the modules that pages run.
        layout: The copy.
        in_place: What is in the place of some: see `replaced`.

    Returns:
        The modules' texts by site path, each after those that it imports.
    """

    def read(path: str) -> tuple[str, set[str]]:
        file = in_place.get(path, layout.site_dir / path)
        return with_names(file.read_text(encoding="utf-8"), path, layout)

    return in_order(roots, read)


def with_names(text: str, path: str, layout: Layout) -> tuple[str, set[str]]:
    """Name a module's imports by their site paths.

    Args:
        text: The module.
        path: Site path of the module, or of the page that it stands in.
        layout: The copy.

    Returns:
        The module, and the site paths of what it imports.
    """
    imported: set[str] = set()

    def named(name: str) -> str | None:
        target = layout.target(path, name) if name.startswith((".", "/")) else None
        if target is None or not target.file:
            return None
        imported.add(target.file)
        return target.file

    return renamed(text, named), imported


def encoded(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return files in base64 (RFC 4648), as JSON can hold them."""
    return {name: base64.b64encode(content).decode("ascii") for name, content in files.items()}


def up(path: str) -> str:
    """Return the reference from a copy path to the copy's top folder."""
    return posixpath.relpath(".", posixpath.dirname(path) or ".")
