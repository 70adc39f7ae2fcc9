"""The menu of plain pages: as `nav:` has it, or by folders, in each language."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
import yaml
from harness import copy_site
from issue_papers.building import configuration
from issue_papers.building.given import settings_of
from issue_papers.building.site import Content, Site
from issue_papers.views.shapes import MenuItem, PageView

NAV = [
    "about.md",
    {"Read more": [{"The paper": "papers/water/index.md"}, {"Wells": "wells/deep.md"}]},
    {"Elsewhere": "https://example.org/"},
    {"Nowhere": "nowhere.md"},
    {"Nothing": ["nowhere.md"]},
]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the small site with pages in folders."""
    source = copy_site(tmp_path_factory.mktemp("menu") / "source")
    pages = {
        "wells/deep.md": "# Deep wells",
        "wells/deep.fr.md": "# Puits profonds",
        "wells/index.md": "# All wells",
        "wells/old_and-dry/one.md": "No heading.",
        "a-first.md": "---\ntitle: First\n---\nText.",
        "footer.md": "---\nmenu: footer\n---\n# In the footer",
    }
    for name, text in pages.items():
        (source / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (source / "docs" / name).write_text(f"{text}\n", encoding="utf-8")
    return source


def site(source: Path, french: dict[str, Any] | None = None, **settings: object) -> Site:
    """Read the site with other settings."""
    config = yaml.safe_load((source / "mkdocs.yml").read_text(encoding="utf-8")) | settings
    (i18n,) = (each["i18n"] for each in config["plugins"] if "i18n" in each)
    i18n["languages"][1] |= french or {}
    path = source / "other.yml"
    path.write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")
    given = configuration.read(path)
    return Site(Content.glance(given, settings_of(given)))


def drawn(items: Iterable[MenuItem]) -> list[Any]:
    """Return a menu as plain values."""
    return [{item.title: drawn(item.items)} if item.items else item.title for item in items]


def _page(site: Site, tag: str, key: str) -> PageView:
    return site.views[tag].pages.complete(site.library.entries[key])


def menu(site: Site, tag: str, page: str = "about.md") -> list[Any]:
    """Return the menu of a page, for a language's readers."""
    return drawn(_page(site, tag, page).menu)


def test_without_nav_pages_are_arranged_by_their_folders(source: Path) -> None:
    found = site(source, {"nav_translations": {"Wells": "Puits"}}, not_in_nav="/about.md\n")
    wells = ["All wells", "Deep wells", {"Old and dry": ["One"]}]
    assert menu(found, "en") == ["First", {"Wells": wells}]
    assert menu(found, "fr")[1] == {
        "Puits": ["All wells", "Puits profonds", {"Old and dry": ["One"]}]
    }
    order = [entry.key for entry in found.views["en"].pages._menu_of_pages.order]
    assert order == ["a-first.md", "wells/index.md", "wells/deep.md", "wells/old_and-dry/one.md"]
    page = found.views["en"].page("wells/deep.md")
    assert page.previous
    assert page.next
    assert (page.previous.key, page.next.key) == (order[1], order[3])


def test_a_long_menu_is_that_around_the_page(source: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(source, tmp_path / "many")
    for number in range(100):
        (copy / f"docs/wells/old_and-dry/n{number:03}.md").write_text("# Dry\n", encoding="utf-8")
    found = site(copy, not_in_nav="/about.md\n")
    (first, wells) = _page(found, "en", "about.md").menu
    assert (first.title, wells.title, wells.items) == ("First", "Wells", ())
    assert wells.url == "wells/"
    assert menu(found, "en", "wells/deep.md") == [
        "First",
        {"Wells": ["All wells", "Deep wells", "Old and dry"]},
    ]
    (_, inside) = _page(found, "en", "wells/old_and-dry/n001.md").menu
    assert len(inside.items[2].items) == 101


def test_nav_orders_pages_and_what_is_not_there_is_left_out(source: Path) -> None:
    found = site(source, {"nav_translations": {"Read more": "En savoir plus"}}, nav=NAV)
    assert menu(found, "en") == ["About", {"Read more": ["The paper", "Wells"]}, "Elsewhere"]
    # A page's own title in the language says more than a title of the source's.
    french = menu(found, "fr")[1]["En savoir plus"]
    assert french == ["De l’eau pour tous", "Puits profonds"]
    links = _page(found, "fr", "about.md").menu
    assert links[2].url == "https://example.org/"
    assert links[1].items[1].url == "fr/wells/deep/"


def test_a_language_may_have_a_nav_of_its_own(source: Path) -> None:
    french = {"nav": [{"Les puits": "wells/deep.fr.md"}]}
    found = site(source, french, nav=["about.md"])
    assert menu(found, "fr") == ["Les puits"]
    assert menu(found, "ar") == ["About"]
