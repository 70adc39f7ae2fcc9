"""What a site is built from: folders, languages and closed lists, as mkdocs.yml gives them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from issue_papers.locales import Locales


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
        site_url: Absolute URL the site is published at, with a trailing slash; empty if unknown.
    """

    root: Path
    config_path: Path
    docs_dir: Path
    cases_dir: Path
    catalogues_dir: Path
    locales: Locales
    topics: Mapping[str, Mapping[str, str]]
    site_url: str = ""

    def relative(self, path: Path) -> str:
        """Return a path relative to the project's root, with forward slashes."""
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return path.as_posix()
