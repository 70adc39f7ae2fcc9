"""Menus, the page's contents, links to headings, landmarks."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from serving import violations

SECTION = "papers/harbours/works/"
OpenPage = Callable[..., Page]


@pytest.mark.parametrize(
    ("opener", "menu"),
    [
        ("[popovertarget=site-menu]", "#site-menu"),
        (".ip-toc-button [popovertarget=page-contents]", "#page-contents"),
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
        title = heading.locator(".ip-case-box__title")  # a box of a case is named by its title
        words = (title if title.count() else heading).inner_text()
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
    page.locator("#shore-works").locator("xpath=preceding::a[1]").focus()
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
