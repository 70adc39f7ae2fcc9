"""What a site is built from: folders, languages and closed lists, as mkdocs.yml gives them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from issue_papers.locales import Locales


@dataclass(frozen=True)
class EditionSettings:
    """Which offline editions are made.

    Attributes:
        pdf_paper: Paper size of PDFs, one of `PAPERS`; empty if there are to be none.
        epub: Whether there are EPUBs.
        single_page: Whether there are papers as single HTML files.
        offline: Whether there are copies of the site to read without a connection.
        date: The day that they bear, determined by the commit they are made from.
    """

    pdf_paper: str = ""
    epub: bool = False
    single_page: bool = False
    offline: bool = False
    date: dt.date = dt.date(2020, 1, 1)


PAPERS = ("a4", "us-letter")
"""Paper sizes that PDFs can have, by Typst's names."""


@dataclass(frozen=True)
class Settings:
    """The settings that the generator needs; paths are absolute.

    Attributes:
        root: The project's folder: paths in problems are relative to it.
        config_path: mkdocs.yml.
        docs_dir: Papers and pages.
        cases_dir: One folder a case, and cities.yml.
        catalogues_dir: Interface strings, one `<tag>.yml` a language.
        locales: The languages.
        topics: Closed list of topics: id → language tag → label.
        audiences: Closed list of whom recommendations are for: id → language tag → label.
        site_url: Absolute URL the site is published at, with a trailing slash; empty if unknown.
        editions: Which offline editions are made.
    """

    root: Path
    config_path: Path
    docs_dir: Path
    cases_dir: Path
    catalogues_dir: Path
    locales: Locales
    topics: Mapping[str, Mapping[str, str]]
    site_url: str = ""
    audiences: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    editions: EditionSettings = EditionSettings()

    def relative(self, path: Path) -> str:
        """Return a path relative to the project's root, with forward slashes."""
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return path.as_posix()
