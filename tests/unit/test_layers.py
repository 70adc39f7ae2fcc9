"""A site's own theme over that of the package: file by file, words and roles key by key."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from harness import THEME, build, invoke, settings_of
from issue_papers.building.configuration import read
from issue_papers.building.given import settings_of as settings_of_given
from issue_papers.building.site import Content, Site
from issue_papers.formats.editions.writing import roles
from issue_papers.layers import Layers, package_theme
from issue_papers.views import catalogue

CONFIG = """
site_name: Wells
plugins:
  - issue-papers: {app: false, social_cards: false, search: false}
  - i18n:
      languages:
        - {locale: en, name: English, default: true}
        - {locale: fr, name: Français}
"""


def put(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def site(folder: Path, files: dict[str, str] | None = None) -> Path:
    page = "---\ntitle: Wells\nsummary: All of them.\n---\n\nA page.\n"
    given = {"mkdocs.yml": CONFIG.lstrip(), "docs/index.md": page, "docs/about.md": page}
    return put(folder, given | (files or {}))


def test_the_uppermost_file_of_a_name_is_taken(tmp_path: Path) -> None:
    put(tmp_path, {"own/a": "1", "own/deep/c": "3", "theme/a": "2", "theme/deep/b": "4"})
    own, theme = tmp_path / "own", tmp_path / "theme"
    layers = Layers((own, theme, tmp_path / "nowhere"))
    assert layers.files() == {
        "a": own / "a",
        "deep/b": theme / "deep/b",
        "deep/c": own / "deep/c",
    }
    assert [*layers.files("deep")] == ["deep/b", "deep/c"]
    assert [*layers.files("a", "deep/b")] == ["a", "deep/b"]
    assert layers.path("a") == own / "a"
    assert layers.path("deep/b") == theme / "deep/b"
    assert [*layers.stacked("a")] == [theme / "a", own / "a"]
    assert layers.below("deep").path("b") == theme / "deep/b"
    assert layers.hold(theme / "deep/b")
    assert not layers.hold(tmp_path / "a")


def test_a_digest_is_of_what_is_taken(tmp_path: Path) -> None:
    put(tmp_path, {"own/a.css": "1", "theme/a.css": "2", "theme/b.html": "3"})
    layers = Layers((tmp_path / "own", tmp_path / "theme"))
    first = layers.digest()
    (tmp_path / "theme/a.css").write_text("hidden", encoding="utf-8")
    assert layers.digest() == first
    (tmp_path / "own/a.css").write_text("shown", encoding="utf-8")
    assert layers.digest() != first
    assert layers.digest(suffixes=frozenset({".html"})) == layers.digest("b.html")


def test_the_theme_itself_may_be_the_sites_own_folder(tmp_path: Path) -> None:
    assert Layers.over_theme(package_theme()).folders == (package_theme(),)
    assert Layers.over_theme(tmp_path / "none").folders == (tmp_path / "none", package_theme())


def test_a_site_has_the_theme_whatever_mkdocs_yml_says_of_it(tmp_path: Path) -> None:
    source = site(tmp_path)
    for theme in ("", "theme: material\n", "theme: {name: issue-papers}\n"):
        (source / "mkdocs.yml").write_text(theme + CONFIG.lstrip(), encoding="utf-8")
        assert settings_of(source).theme.folders == (source / "overrides", package_theme())
    own = "theme: {name: issue-papers, custom_dir: own}\n"
    (source / "mkdocs.yml").write_text(own + CONFIG.lstrip(), encoding="utf-8")
    told = invoke("check", cwd=source)
    assert "mkdocs.yml:1: theme.custom_dir: the folder own isn't there" in told.stdout
    (source / "own").mkdir()
    assert settings_of(source).theme.folders == (source / "own", package_theme())


def test_one_word_of_a_catalogue_may_be_a_sites_own(tmp_path: Path) -> None:
    own = {"fr": "footer:\n  none: x\nmenu:\n  skip: Au texte\n"}
    source = site(tmp_path, {f"overrides/locales/{tag}.yml": text for tag, text in own.items()})
    catalogues, problems = catalogue.load(settings_of(source))
    assert catalogues["fr"]("menu.skip") == "Au texte"
    assert catalogues["fr"]("search.open") == "Rechercher"
    assert [(p.path, p.line, p.key) for p in problems] == [
        ("overrides/locales/fr.yml", 2, "footer.none")
    ]


def test_roles_of_nodes_are_laid_over_each_other(tmp_path: Path) -> None:
    own = "Paragraph-own: {class: own}\n"
    put(tmp_path, {"editions/roles.yml": own})
    found = roles(Layers((tmp_path, *THEME.folders)), "epub")
    assert found.pop("Paragraph-own") == {"class": "own"}
    assert found == roles(THEME, "epub")


@pytest.mark.site
def test_a_site_lays_single_files_over_the_theme(tmp_path: Path) -> None:
    files = {
        "overrides/partials/footer.html": "<footer>Our own</footer>",
        "overrides/assets/stylesheets/base.css": ".our-own { color: red }",
        "overrides/assets/images/favicon.svg": "<svg/>",
        "overrides/machines/robots.txt": "Our own",
        "overrides/workers/farewell.js": "our.own();",
        "overrides/humans.txt": "We.",
    }
    made = build(site(tmp_path / "source", files), tmp_path / "site")
    page = (made / "index.html").read_text(encoding="utf-8")
    assert "<footer>Our own</footer>" in page
    (sheet,) = (made / "assets/stylesheets").glob("site.*.css")
    (later,) = (made / "assets/stylesheets").glob("later.*.css")
    css = sheet.read_text(encoding="utf-8")
    assert ".our-own" in css
    assert "--" in css  # the theme's other sheets
    assert not [*(made / "assets/stylesheets").glob("base.*.css")]
    (icon,) = (made / "assets/images").glob("favicon.*.svg")
    assert icon.read_text(encoding="utf-8") == "<svg/>"
    assert icon.name in page
    for name, text in {"robots.txt": "Our own", "service-worker.js": "our.own();"}.items():
        assert (made / name).read_text(encoding="utf-8") == text
    assert (made / "humans.txt").read_text(encoding="utf-8") == "We."
    named = re.findall(r'href="[^":]*stylesheets/([^"]*)"', page)
    wanted = {"italics", "search"}  # sheets that are fetched when they are wanted
    assert {name for name in named if name.split(".")[0] not in wanted} == {sheet.name, later.name}


def test_an_own_file_makes_anew_what_is_drawn_with_it(tmp_path: Path) -> None:
    source = site(tmp_path)

    def looks() -> dict[str, str]:
        given = read(source / "mkdocs.yml")
        made = Site(Content.glance(given, settings_of_given(given)))
        entries = made.library.entries.items()
        return {key: made.renderer.look(made.renderer.view(e, "en")) for key, e in entries}

    before = looks()
    put(source, {"overrides/home.html": "{% extends 'main.html' %}"})
    after = looks()
    assert after.pop("index.md") != before.pop("index.md")
    assert after == before
    put(source, {"overrides/partials/footer.html": "<footer>Our own</footer>"})
    assert not set(looks().items()) & set(after.items())


def test_a_template_that_cant_be_drawn_is_told_at_its_line(tmp_path: Path) -> None:
    text = '{% extends "main.html" %}\n{% block content %}\n{{ view.gone }}\n{% endblock %}\n'
    for name in ("first", "other"):  # what the first has compiled is of the other's file there
        root = site(tmp_path / name, {"overrides/page.html": text})
        result = invoke("build", cwd=root)
        assert result.returncode == 1, result.stderr
        assert "\noverrides/page.html:3: template: this line can't be " in f"\n{result.stderr}"
        assert "has no attribute 'gone'" in result.stderr
        assert "fault of the generator" not in result.stderr
    mirror = {"overrides/machines/pages/page.md": "# x\n{{ gone }}\n"}
    result = invoke("build", cwd=site(tmp_path / "mirror", mirror))
    assert result.returncode == 1, result.stderr
    told = "overrides/machines/pages/page.md:2: template: this line can't be drawn: UndefinedError"
    assert told in result.stderr
    put(root, {"overrides/page.html": "{% block %}\n"})
    result = invoke("build", cwd=root)
    assert result.returncode == 1, result.stderr
    assert "overrides/page.html:1: template: this line can't be drawn: " in result.stderr


@pytest.mark.parametrize(
    "name", ["text-classes.yml", "editions/roles.yml", "editions/epub/roles.yml"]
)
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("texts:\n  - [", "2: {}: it can't be read: "),
        ("a word", "1: {}: found no settings, expected keys with values"),
        ("# a comment\nparts: {box: [1]}\n", "2: {}: expected a"),
        ("\udcff", "1: {}: it can't be read: 'utf-8' codec can't decode byte 0xff"),
    ],
)
def test_what_a_theme_says_wrongly_is_told_at_its_line(
    tmp_path: Path, name: str, text: str, told: str
) -> None:
    root = site(tmp_path)
    file = root / "overrides" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode("utf-8", "surrogateescape"))
    result = invoke("check", cwd=root)
    assert f"overrides/{name}:{told.format(file.stem)}" in result.stdout + result.stderr
    assert result.returncode == 1
