"""A whole build that keeps editions and copies gives the same bytes as one that knows nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from harness import DAY, copy_site
from issue_papers import installed
from issue_papers.building import configuration
from issue_papers.building.build import build
from issue_papers.building.executors import InThisProcess
from issue_papers.building.given import settings_of
from issue_papers.building.site import Content, Site
from issue_papers.building.watching import Watched

START = "docs/papers/water/start.md"
PICTURE = "docs/papers/water/well.svg"
_DRAWN = (
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><path d='M0 0h{width}v9z'/></svg>"
)
_ARABIC = "        - {locale: ar, name: العربية}\n"
_SPANISH = "        - {locale: es, name: Español}\n"


@dataclass(frozen=True)
class Made:
    """A site that was made.

    Attributes:
        files: Its files by path.
        units: How many units of each kind were done for it.
    """

    files: dict[str, bytes]
    units: dict[str, int]


def _made(source: Path, cache: Path) -> Made:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ISSUE_PAPERS_CACHE", str(cache))
        patch.setenv("SOURCE_DATE_EPOCH", DAY)
        given = configuration.read(source / "mkdocs.yml")
        watched = Watched(InThisProcess())
        site_dir = source.parent / "site"
        build(Site(Content.load(given, settings_of(given))), site_dir, watched)
    kinds = [span.kind for span in watched.spans if span.kind in {"editions", "copies"}]
    paths = (path for path in sorted(site_dir.rglob("*")) if path.is_file())
    files = {path.relative_to(site_dir).as_posix(): path.read_bytes() for path in paths}
    return Made(files, {kind: kinds.count(kind) for kind in set(kinds)})


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a small site whose editions show a picture, with all that can be kept but PDFs."""
    folder = tmp_path_factory.mktemp("editions")
    source = copy_site(folder / "source")
    for page in source.rglob("*.ar.md"):
        page.unlink()  # fonts for Arabic take long to cut
    config = source / "mkdocs.yml"
    text = config.read_text(encoding="utf-8").replace(_ARABIC, "")
    for name in ("epub", "single_page", "text", "offline"):
        text = text.replace(f"      {name}: false\n", "")
    config.write_text(text, encoding="utf-8")
    (source / PICTURE).write_text(_DRAWN.format(width=3), encoding="utf-8")
    with (source / START).open("a", encoding="utf-8") as page:
        page.write("\n![A well](well.svg)\n")
    _made(source, folder / "cache")
    return folder


@pytest.fixture
def folder(known: Path, tmp_path: Path) -> Path:
    """Return a folder with that site as `source`, and what is known of it as `cache`."""
    shutil.copytree(known, tmp_path, dirs_exist_ok=True)
    return tmp_path


def _picture(source: Path) -> None:
    (source / PICTURE).write_text(_DRAWN.format(width=6), encoding="utf-8")


def _word(source: Path) -> None:
    with (source / "docs/papers/water/start.fr.md").open("a", encoding="utf-8") as page:
        page.write("\nEncore un mot.\n")


def _language(source: Path) -> None:
    config = source / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    line = "        - {locale: fr, name: Français}\n"
    config.write_text(text.replace(line, line + _SPANISH), encoding="utf-8")


def _nothing(_source: Path) -> None:
    """Leave all as it is."""


EDITS: tuple[tuple[Callable[[Path], None], dict[str, int]], ...] = (
    (_nothing, {}),
    (_word, {"editions": 4, "copies": 1}),
    (_picture, {"editions": 4, "copies": 1}),
    (_language, {"editions": 8, "copies": 2}),
)
"""What is edited, and what of it must be made anew: in each of two languages there are editions in
four formats and a copy, and the picture is shown in one of them."""


def test_edits_one_after_the_other_give_what_a_clean_build_gives(folder: Path) -> None:
    source = folder / "source"
    for edit, units in EDITS:
        edit(source)
        made = _made(source, folder / "cache")
        assert made.units == units, edit.__name__
    assert made.files == _made(source, folder / "empty").files


def test_another_version_of_a_library_makes_what_it_decides_anew(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That is what a lock file changes."""
    real = installed.version
    monkeypatch.setattr(installed, "version", lambda name: real(name) + ".1" * (name == "pillow"))
    again = _made(folder / "source", folder / "cache")
    assert again.units == {"editions": 4}  # EPUB and single page, but not the text
