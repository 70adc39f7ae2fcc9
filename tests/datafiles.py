"""The data files of a site, made without building its pages."""

from __future__ import annotations

import csv
import io
import json
from functools import cache
from pathlib import Path
from typing import Any

from issue_papers.blocks import registry
from issue_papers.checks import rules
from issue_papers.cli.site import settings
from issue_papers.content.library import Library
from issue_papers.formats.data import files, packages
from issue_papers.formats.web.pages import PageTexts
from issue_papers.kinds import registry as registry_of_kinds
from issue_papers.maps.atlas import Atlas
from issue_papers.printing.printer import Printer
from issue_papers.reporting.problems import errors
from issue_papers.views.site import Views


def load(root: Path) -> tuple[Library, dict[str, Views]]:
    """Load a site that has no errors, with the views of each language."""
    library, catalogues, problems = rules.load_and_check(settings(root / "mkdocs.yml"))
    assert errors(problems) == ()
    atlas = Atlas()
    tags = library.locales.tags
    return library, {tag: registry_of_kinds.views(library, catalogues, atlas, tag) for tag in tags}


@cache
def published(root: Path) -> dict[str, str]:
    """Return a site's data files by path."""
    return made(root)


def made(root: Path) -> dict[str, str]:
    """Make a site's data files by path."""
    library, views = load(root)
    made_from = files.sources(library, views, texts(views).recommendation)
    sets = registry_of_kinds.datasets()
    found: dict[str, bytes] = {}
    for each in sets:
        found |= each.write(made_from)
    measures = {path: packages.measured(content) for path, content in found.items()}
    described = packages.described(made_from, sets, measures)
    written = {path: content.decode() for path, content in found.items()}
    return {**dict(files.schemas(made_from)), **written, **dict(described)}


def texts(views: dict[str, Views]) -> PageTexts:
    """Return what writes the texts of a site's pages."""
    theme = next(iter(views.values())).library.settings.theme
    return PageTexts(views, Printer(views, registry.blocks()), theme)


def read_json(root: Path, path: str) -> Any:
    return json.loads(published(root)[path])


def read_csv(root: Path, path: str) -> list[dict[str, str]]:
    """Read a CSV file as a spreadsheet does, byte order mark first."""
    text = published(root)[path].encode("utf-8").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
