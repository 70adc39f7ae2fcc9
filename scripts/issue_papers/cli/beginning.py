"""A new site laid out whole in a folder of its own, to be checked before it is given."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from importlib.metadata import version as version_of
from pathlib import Path

from issue_papers.checks import rules
from issue_papers.cli.schema import editor_files
from issue_papers.cli.site import settings as site_settings
from issue_papers.content import loader
from issue_papers.kinds import registry
from issue_papers.layers import Layers, package_theme
from issue_papers.reporting.catalogues import LANGUAGES, SOURCE
from issue_papers.reporting.problems import Problem
from issue_papers.starting import making
from issue_papers.starting.making import File
from issue_papers.starting.new_site import NewSite
from issue_papers.starting.record import NAME, Record, digest, digests
from issue_papers.translation import recording
from issue_papers.translation.sync import sync

CONFIG = "mkdocs.yml"
_EDITOR = ".vscode"
_CACHE = ".cache"
_NOT_COPIED = ("assets/fonts",)


def installed_version() -> str:
    """Return the generator's version."""
    return version_of("issue-papers")


def changelog() -> str:
    """Return the generator's changelog: the wheel brings it, a checkout has it at the top."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "CHANGELOG.md"
    file = inside if inside.is_file() else package.parents[1] / "CHANGELOG.md"
    return file.read_text(encoding="utf-8") if file.is_file() else ""


def theme_digests() -> dict[str, str]:
    """Return digests of the theme's files that a site may have its own of, by path."""
    return {
        name: digest(file.read_bytes().decode("utf-8", "replace"))
        for name, file in Layers((package_theme(),)).files().items()
        if not name.startswith(_NOT_COPIED)
    }


def lay_out(folder: Path, site: NewSite, logo: Path | None = None) -> list[str]:
    """Write all files of a new site into an empty folder, and return their names.

    The translations are recorded as made from the source texts that stand beside them.

    Args:
        folder: An empty folder.
        site: What is known of the site.
        logo: The picture that `site.logo` is to be.
    """
    machinery = [*making.machinery(site, installed_version())]
    write(folder, [*machinery, *making.content(site, dt.datetime.now(dt.UTC).year)])
    if logo:
        (folder / "docs" / site.logo).write_bytes(logo.read_bytes())
    settings = site_settings(folder / CONFIG)
    library, _ = loader.load(settings, registry.types())
    outcomes = {
        (key, language): sync(entry, language, accept=True)
        for key, entry in library.written.entries.items()
        for language in entry.translations
    }
    keys = frozenset(library.written.entries)
    for path, text in recording.ledgers(library, outcomes, keys, all_=True):
        path.write_text(text, encoding="utf-8", newline="\n")
    record = Record(installed_version(), site, digests(machinery), theme_digests())
    write(folder, [*_editors(folder), File(NAME, record.text())])
    found = (file.relative_to(folder) for file in folder.rglob("*") if file.is_file())
    return sorted(file.as_posix() for file in found if file.parts[0] != _CACHE)


def _editors(root: Path) -> list[File]:
    """Return the settings of an editor's tools, which keep what a site's owner has set."""
    settings = site_settings(root / CONFIG)
    # Editors read the keys' explanations, wherever the command was run.
    source = settings.locales.source.partition("-")[0]
    made = editor_files(settings, root / _EDITOR, source if source in LANGUAGES else SOURCE)
    return [
        File(file.relative_to(root).as_posix(), text, is_generated=True)
        for file, text in made.items()
    ]


def problems_in(folder: Path) -> Sequence[Problem]:
    """Return what the check says of a site."""
    return rules.load_and_check(site_settings(folder / CONFIG))[2]


def machinery_of(root: Path, site: NewSite) -> list[File]:
    """Return the files that a new version may make anew, for a site as it is now."""
    return [*making.machinery(site, installed_version()), *_editors(root)]


def write(folder: Path, files: Iterable[File]) -> None:
    """Write files into a folder, with line feeds on every system."""
    for file in files:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(file.text, encoding="utf-8", newline="\n")
