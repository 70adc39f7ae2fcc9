"""Editions for tests: gathered by a real build, and kept for all tests of a run."""

from __future__ import annotations

import os
import tempfile
from functools import cache
from pathlib import Path
from unittest import mock

from harness import ROOT, SITES, copy_scripts_site, copy_site
from issue_papers.formats.editions.edition import Edition
from issue_papers.formats.editions.gather import Sources, gather
from issue_papers.formats.editions.making import Editions
from issue_papers.finishing import Finishing
from mkdocs.commands.build import build
from mkdocs.config import load_config

THEME = ROOT / "overrides"


@cache
def gathered(site: Path) -> dict[str, Edition]:
    """Return a site's editions by name, such as `internationalisation-fr`."""
    found: dict[str, Edition] = {}

    def start(_: Editions, sources: Sources) -> None:
        for paper in sources.views.library.papers:
            if paper.has(sources.views.language.tag):
                edition = gather(paper, sources)
                found[edition.name] = edition

    with (
        tempfile.TemporaryDirectory() as folder,
        mock.patch.object(Editions, "start", start),
        mock.patch.object(Finishing, "finish"),
        mock.patch.dict(os.environ),  # a build sets its date there
        mock.patch("mkdocs.commands.build._build_page"),  # no page is put into its template
    ):
        config = load_config(str(site / "mkdocs.yml"), site_dir=str(Path(folder) / "site"))
        config.plugins["issue-papers"].config.search = False
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        config.plugins.on_shutdown()
    return found


def reference_edition(language: str) -> Edition:
    """Return the reference paper in a language."""
    return gathered(ROOT)[f"internationalisation-{language}"]


_FOLDERS: list[tempfile.TemporaryDirectory[str]] = []


def _folder() -> Path:
    """Make a folder that is there until the tests end."""
    _FOLDERS.append(tempfile.TemporaryDirectory(prefix="edition-site-"))
    return Path(_FOLDERS[-1].name)


@cache
def _copied(*overlays: str) -> Path:
    return copy_site(_folder() / "source", *(SITES / overlay for overlay in overlays))


def small_edition(language: str) -> Edition:
    """Return the small site's paper in a language: `en`, `fr` or `ar`."""
    return gathered(_copied())[f"water-{language}"]


@cache
def _scripts_site() -> Path:
    return copy_scripts_site(_folder() / "source")


def scripts_edition(language: str) -> Edition:
    """Return the paper of the site in three scripts, in a language: `en`, `ar` or `ko`."""
    return gathered(_scripts_site())[f"shade-{language}"]
