"""Plain pages that hold what pages written for MkDocs do, as the reference site reads them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from harness import SAMPLER, SITES, build, copy_site
from playwright.sync_api import Page, expect
from serving import COLOURS, served, violations

PAGE = "plain/"
TABS = ".ip-prose > .tabbed-set"


def _with_more_extensions(source: Path) -> Path:
    """Give a site the extensions of Markdown that the sampler has."""
    sampler = yaml.safe_load((SAMPLER / "mkdocs.yml").read_text(encoding="utf-8"))
    path = source / "mkdocs.yml"
    config = yaml.safe_load(path.read_text(encoding="utf-8"))
    config["markdown_extensions"] = sampler["markdown_extensions"]
    languages = next(p["i18n"] for p in config["plugins"] if "i18n" in p)["languages"]
    french = next(each for each in languages if each["locale"] == "fr")
    french["nav_translations"] = {"Guide": "Guide des puits", "Wells": "Puits"}
    path.write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")
    return source


@pytest.fixture(scope="session")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the small site with a page from elsewhere."""

    folder = tmp_path_factory.mktemp("plain")
    source = copy_site(folder / "source", SITES / "plain")
    with served(build(_with_more_extensions(source), folder / "site")) as address:
        yield address


@pytest.mark.parametrize("width", [360, 1280])
def test_no_violations(turn_to: Callable[..., Page], plain: str, width: int) -> None:
    page = turn_to(plain + PAGE, width=width)
    page.locator(".ip-prose details").evaluate_all("all => all.forEach(one => { one.open = true })")
    assert violations(page) == ""
    page.emulate_media(color_scheme="dark")
    assert violations(page, rules=COLOURS) == ""
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_no_mark_is_left_in_the_text(open_page: Callable[..., Page], plain: str) -> None:
    page = open_page(plain + PAGE)
    text = page.locator(".ip-prose").inner_text()
    assert not [mark for mark in ("!!!", "???", "===", "///", "```", "[^") if mark in text]
    expect(page.locator(".admonition-title").first).to_have_text("Read this first")
    expect(page.locator(".filename").first).to_have_text("cities.py")


def test_tasks_say_whether_they_are_done(open_page: Callable[..., Page], plain: str) -> None:
    page = open_page(plain + PAGE)
    done = page.get_by_role("checkbox", name="Done")
    expect(done).to_be_checked()
    expect(done).to_be_disabled()
    expect(page.get_by_role("checkbox", name="To do")).not_to_be_checked()
    item = page.locator("li", has=done)
    assert item.evaluate("item => getComputedStyle(item).listStyleType") == "none"


def test_a_table_of_html_scrolls_like_any_other(open_page: Callable[..., Page], plain: str) -> None:
    page = open_page(plain + PAGE, width=360)
    table = page.get_by_role("region", name="Table 1").get_by_role("table")
    expect(table).to_contain_text("Dakar")


def test_a_box_is_named_in_the_language_of_its_text(
    open_page: Callable[..., Page], plain: str
) -> None:
    page = open_page(plain + PAGE)
    titles = page.locator(".admonition.warning > .admonition-title")
    expect(titles).to_have_text(["Warning", "Warning"])


@pytest.mark.parametrize("scripts", [True, False])
def test_tabs_are_chosen_by_pointer_and_by_keyboard(
    open_page: Callable[..., Page], plain: str, *, scripts: bool
) -> None:
    page = open_page(plain + PAGE, java_script_enabled=scripts)
    texts = page.locator(f"{TABS} > .tabbed-content > .tabbed-block")
    labels = page.locator(f"{TABS} > .tabbed-labels > label")
    expect(texts.nth(0)).to_be_visible()
    expect(texts.nth(1)).to_be_hidden()
    labels.nth(1).click()
    expect(texts.nth(0)).to_be_hidden()
    expect(texts.nth(1)).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(texts.nth(2)).to_be_visible()
    assert labels.nth(2).evaluate("label => getComputedStyle(label).outlineStyle") == "solid"
    assert labels.nth(1).evaluate("label => getComputedStyle(label).outlineStyle") == "none"


def test_a_set_inside_a_tab_has_a_choice_of_its_own(
    open_page: Callable[..., Page], plain: str
) -> None:
    page = open_page(plain + PAGE)
    expect(page.get_by_text("Large cities.")).to_be_visible()
    expect(page.get_by_text("Small cities.")).to_be_hidden()
    page.get_by_text("Small", exact=True).click()
    expect(page.get_by_text("Small cities.")).to_be_visible()
    expect(page.get_by_text("The text about cities.")).to_be_visible()


def test_a_link_into_a_tab_shows_it(open_page: Callable[..., Page], plain: str) -> None:
    page = open_page(f"{plain}{PAGE}#their-water")
    expect(page.get_by_text("It comes from wells.")).to_be_visible()


def test_paper_has_each_tab_below_its_label(open_page: Callable[..., Page], plain: str) -> None:
    page = open_page(plain + PAGE)
    page.emulate_media(media="print")
    places = [
        page.locator(selector).nth(number).bounding_box()
        for number in range(3)
        for selector in (
            f"{TABS} > .tabbed-labels > label",
            f"{TABS} > .tabbed-content > .tabbed-block",
        )
    ]
    tops = [place["y"] for place in places if place]
    assert len(tops) == len(places)
    assert tops == sorted(tops)


@pytest.mark.parametrize("scripts", [True, False])
def test_the_menu_of_pages_is_used_by_keyboard_and_without_scripts(
    open_page: Callable[..., Page], plain: str, *, scripts: bool
) -> None:
    page = open_page(plain + PAGE, width=360, java_script_enabled=scripts)
    page.locator("[popovertarget=site-menu]").first.focus()
    page.keyboard.press("Enter")
    menu = page.locator(".ip-pages")
    expect(menu.get_by_role("link", name="A page from elsewhere")).to_have_attribute(
        "aria-current", "page"
    )
    deep = menu.get_by_role("link", name="Deep wells")
    expect(deep).to_be_hidden()
    for name in ("Guide", "Wells"):
        menu.locator("summary", has_text=name).first.focus()
        page.keyboard.press("Enter")
    expect(deep).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    deep.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Deep wells")


def test_the_menu_of_pages_stands_beside_a_wide_text_in_the_readers_language(
    open_page: Callable[..., Page], plain: str
) -> None:
    page = open_page(f"{plain}fr/guide/wells/deep/", width=1280)
    menu = page.locator(".ip-pages")
    expect(menu.get_by_role("link", name="Puits profonds")).to_be_visible()
    expect(menu.locator("summary").first).to_have_text("Guide des puits")
    text, beside = page.locator(".ip-main").bounding_box(), menu.bounding_box()
    assert text
    assert beside
    assert beside["x"] + beside["width"] <= text["x"]
    expect(page.locator(".ip-header__menu")).to_be_hidden()
    expect(page.locator(".ip-around a[rel=prev]")).to_contain_text("A guide")


def test_a_paper_leads_to_the_menu_of_pages(open_page: Callable[..., Page], plain: str) -> None:
    page = open_page(f"{plain}papers/water/", width=1280)
    page.locator(".ip-header__menu").click()
    expect(page.locator(".ip-pages summary").first).to_be_visible()
    assert violations(page) == ""
