"""A page that mkdocs.yml excludes is nowhere on the site; a draft is in a preview alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from harness import COMMAND, MKDOCS, copy_site, pages_alone, run
from issue_papers.building import configuration
from issue_papers.building.given import settings_of
from issue_papers.building.site import Content, Site

HIDDEN = """
exclude_docs: |
  /news/rain.md
draft_docs: |
  *.draft.md
  /guide.md
not_in_nav: |
  /about.md
"""
TITLES = ("It rained", "A secret guide", "Un guide secret")


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the small site with something to hide, and a search index."""
    source = pages_alone(copy_site(tmp_path_factory.mktemp("hidden") / "source"), "search")
    with (source / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write(HIDDEN)
    rain = source / "docs/news/rain.md"
    text = rain.read_text(encoding="utf-8").split("\n")
    title = next(number for number, line in enumerate(text) if line.startswith("title:"))
    text[title] = "title: It rained"
    rain.write_text("\n".join(text), encoding="utf-8")
    (source / "docs/guide.md").write_text("# A secret guide\n\nTo wells.\n", "utf-8")
    (source / "docs/guide.fr.md").write_text("# Un guide secret\n\nAux puits.\n", "utf-8")
    return source


@pytest.mark.parametrize("command", [COMMAND, MKDOCS], ids=["own", "mkdocs"])
def test_nothing_of_a_hidden_page_is_published(command: Path, source: Path, tmp_path: Path) -> None:
    result = run(command, "build", "-d", tmp_path / "site", cwd=source)
    assert result.returncode == 0, result.stdout + result.stderr
    files = [path for path in (tmp_path / "site").rglob("*") if path.is_file()]
    assert files
    for path in files:
        content = path.read_bytes()
        assert not [title for title in TITLES if title.encode() in content], path
    assert not (tmp_path / "site/guide").exists()
    assert not (tmp_path / "site/fr/guide").exists()


def test_a_preview_shows_a_draft_and_says_so(source: Path) -> None:
    given = configuration.read(source / "mkdocs.yml")
    site = Site(Content.glance(given, settings_of(given)))
    page = site.renderer.page(site.library.entries["guide.md"], "fr")
    assert site.views["fr"].t("page.draft") in page
    assert "news/rain.md" not in site.library.entries
    menu = [
        item.title
        for item in site.views["fr"].pages.complete(site.library.entries["index.md"]).menu
    ]
    assert menu == ["Un guide secret"]
