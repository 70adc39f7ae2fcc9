"""Menus, the page's contents, links to headings, landmarks; and what isn't there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from serving import violations

SECTION = "papers/harbours/works/"
OpenPage = Callable[..., Page]


@pytest.mark.parametrize(
    ("opener", "menu"),
    [
        ("[popovertarget=site-menu]", "#site-menu"),
        ("[popovertarget=page-contents]", "#page-contents"),
        ("[popovertarget=languages]", "#languages"),
    ],
)
def test_a_menu_closes_when_the_focus_leaves_it(
    open_page: OpenPage, site: str, opener: str, menu: str
) -> None:
    page = open_page(f"{site}{SECTION}", width=360)
    button, box = page.locator(opener).first, page.locator(menu)
    last = box.locator("a").last
    button.focus()
    page.keyboard.press("Enter")
    expect(box).to_be_visible()
    last.focus()
    expect(box).to_be_visible()
    page.keyboard.press("Tab")
    expect(box).to_be_hidden()
    assert page.evaluate("document.activeElement !== document.body")
    button.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    expect(button).to_be_focused()
    expect(box).to_be_visible()
    page.keyboard.press("Shift+Tab")
    expect(box).to_be_hidden()
    assert not button.evaluate("button => button === document.activeElement")


def test_the_contents_mark_the_section_again_after_a_box(open_page: OpenPage, site: str) -> None:
    page = open_page(f"{site}{SECTION}")
    marked = page.locator(".ip-toc [aria-current]")
    page.locator(".ip-toc a[href='#case-dakar']").click()
    expect(marked).to_have_attribute("href", "#case-dakar")
    page.locator("#case-dakar").evaluate(
        "heading => scrollBy(0, heading.closest('aside').getBoundingClientRect().bottom - 200)"
    )
    expect(marked).to_have_attribute("href", "#shore-works")
    page.locator(".ip-toc a[href='#with-others']").click()
    expect(marked).to_have_attribute("href", "#with-others")


@pytest.mark.parametrize(
    ("language", "name"),
    [("", "Link to “{}”"), ("es/", "Enlace a «{}»"), ("fr/", "Lien vers « {} »")],
)
def test_headings_and_the_links_to_them_have_names_of_their_own(
    open_page: OpenPage, site: str, language: str, name: str
) -> None:
    page = open_page(f"{site}{language}{SECTION}")
    links = page.locator(".headerlink")
    assert links.count() > 5
    for link in links.all():
        heading = page.locator(f"[id='{link.get_attribute('href')[1:]}']")  # type: ignore[index]
        words = heading.inner_text()
        assert "#" not in words
        expect(heading).to_have_accessible_name(words)
        expect(link).to_have_accessible_name(name.format(words))


def test_links_to_headings_are_seen_by_keyboard_and_on_touch(
    open_page: OpenPage, site: str
) -> None:
    page = open_page(f"{site}{SECTION}")
    link = page.locator(".headerlink").nth(1)
    expect(link).to_have_css("opacity", "0")
    page.locator("#shore-works").hover()
    expect(link).to_have_css("opacity", "1")
    page.mouse.move(0, 0)
    expect(link).to_have_css("opacity", "0")
    page.locator(".ip-case-box__more a").first.focus()
    page.keyboard.press("Tab")
    expect(link).to_be_focused()
    expect(link).to_have_css("opacity", "1")
    touched = open_page(f"{site}{SECTION}", width=360, has_touch=True, is_mobile=True)
    expect(touched.locator(".headerlink").nth(1)).to_have_css("opacity", "1")
    assert violations(touched) == ""


@pytest.mark.parametrize("path", [SECTION, "papers/harbours/recommendations/"])
def test_only_boxes_of_cases_are_landmarks_in_the_text(
    open_page: OpenPage, site: str, path: str
) -> None:
    page = open_page(f"{site}{path}")
    main = page.locator("#content")
    cases = page.locator(".ip-case-box").count()
    assert main.get_by_role("complementary").count() == cases
    notes = page.locator(".ip-key-message, .ip-recommendation").count()
    assert notes
    assert page.locator("article").get_by_role("note").count() >= notes
    closed = page.locator(".ip-definitions, .ip-works")
    assert closed.count()
    for section in closed.all():
        expect(section).not_to_have_role("region")


@pytest.mark.parametrize(
    ("place", "title"),
    [
        ("nowhere/", "Page not found"),
        ("es/nowhere/", "Página no encontrada"),
        ("fr/papers/nowhere/", "Page introuvable"),
    ],
)
def test_the_root_says_in_the_readers_language_that_there_is_no_page(
    open_page: OpenPage, site: str, sampler_built: Path, place: str, title: str
) -> None:
    language = place[:2] if place[2] == "/" else "en"
    page = open_page(f"{site}about/")
    body = (sampler_built / "404.html").read_text(encoding="utf-8")
    page.route(f"{site}{place}", lambda route: route.fulfill(body=body, content_type="text/html"))
    page.goto(f"{site}{place}")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text(title)
    assert heading.evaluate("one => one.closest('[lang]').lang") == language
    assert page.title().startswith(title)
    link = page.locator(".ip-error a")
    home = site if language == "en" else f"{site}{language}/"
    assert link.evaluate("one => one.href") == home
    assert violations(page) == ""


def test_without_script_it_says_so_in_all_languages(open_page: OpenPage, site: str) -> None:
    page = open_page(f"{site}404.html", java_script_enabled=False)
    titles = ["Page not found", "Página no encontrada", "Page introuvable"]
    expect(page.locator("h1")).to_have_text(titles)
    own = open_page(f"{site}fr/404.html", java_script_enabled=False)
    expect(own.locator("h1")).to_have_text(["Page introuvable"])
