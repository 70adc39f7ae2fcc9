"""Names of files that not every system can hold, or tell from another."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from harness import settings_of
from issue_papers.content import file_names
from issue_papers.content.locales import Language, Locales
from issue_papers.reporting.problems import describe

LOCALES = Locales("en", tuple(Language(tag, tag) for tag in ("en", "es", "pt-BR")))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"caf\xe9.md", "docs/caf\\xe9.md"),
        (b"two\nlines.md", "docs/two\\x0alines.md"),
        (b"bell\x07.png", "docs/bell\\x07.png"),
    ],
)
def test_a_name_that_is_no_text(small_site: Callable[..., Path], name: bytes, shown: str) -> None:
    site = small_site()
    (site / "docs" / os.fsdecode(name)).write_text("Words.", encoding="utf-8")
    (problem,) = file_names.unspeakable(settings_of(site))
    assert problem.path == shown
    assert "isn't readable text" in problem.message
    assert "plain letters, digits and hyphens" in problem.hint


def test_a_folder_is_told_once(small_site: Callable[..., Path]) -> None:
    site = small_site()
    folder = site / "docs" / os.fsdecode(b"caf\xe9")
    folder.mkdir()
    (folder / "menu.md").write_text("Words.", encoding="utf-8")
    (problem,) = file_names.unspeakable(settings_of(site))
    assert problem.path == "docs/caf\\xe9"


def test_names_that_differ_in_case_alone(small_site: Callable[..., Path]) -> None:
    settings = settings_of(small_site())
    files = [settings.docs_dir / name for name in ("map.png", "Map.png", "maps.png", "MAP.PNG")]
    told = [describe(problem) for problem in file_names.alike(settings, files)]
    assert [text.partition(":")[0] for text in told] == ["docs/Map.png", "docs/map.png"]
    assert all("the same name as docs/MAP.PNG" in text for text in told)
    assert all("letters' case alone" in text for text in told)


def test_names_that_differ_in_how_accents_are_stored(small_site: Callable[..., Path]) -> None:
    settings = settings_of(small_site())
    composed, decomposed = (unicodedata.normalize(form, "café.png") for form in ("NFC", "NFD"))
    files = [settings.docs_dir / composed, settings.docs_dir / decomposed]
    (problem,) = file_names.alike(settings, files)
    assert problem.path == f"docs/{composed}"
    assert f"the same name as docs/{decomposed}" in problem.message
    assert "only the way in which accents are stored differs" in problem.hint


@pytest.mark.parametrize(
    ("key", "right"),
    [
        ("about.MD", "about.md"),
        ("about.es.md.txt", "about.es.md"),
        ("about.markdown", "about.md"),
        ("about-es.md", "about.es.md"),
        ("about_ES.md", "about.es.md"),
        ("about (es).md", "about.es.md"),
        ("about.spa.md", "about.es.md"),
        ("about.es-MX.md", "about.es.md"),
        ("about-pt-br.md", "about.pt-BR.md"),
        ("about_pt_BR.md", "about.pt-BR.md"),
        ("about_fr.md", "about.fr.md"),
        ("es/about.md", "about.es.md"),
        ("papers/es/water/index.md", "papers/water/index.es.md"),
        ("about.es.md", ""),
        ("about-fr.md", ""),
        ("about-us.md", ""),
        ("papers/es/index.md", ""),
        ("elsewhere-es.md", ""),
    ],
)
def test_the_name_that_was_meant(key: str, right: str) -> None:
    names = {"about.md", "papers/index.md", "papers/water/index.md", key}
    assert file_names.right_name(key, names, LOCALES) == right
