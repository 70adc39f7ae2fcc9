"""Pictures and wide tables on the whole screen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from serving import violations

RESULTS = "papers/harbours/results/"
WHOLE = """e => {
  const box = e.getBoundingClientRect();
  return box.left <= 0 && box.top <= 0 && box.right >= innerWidth && box.bottom >= innerHeight;
}"""
HEIGHT = "e => e.getBoundingClientRect().height"
OpenPage = Callable[..., Page]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_picture_fills_the_screen_by_keyboard_and_comes_back(
    open_page: OpenPage, site: str, scheme: str
) -> None:
    page = open_page(f"{site}{RESULTS}", color_scheme=scheme)
    mark = page.get_by_role("button", name="Full screen: Figure 2")
    picture = page.locator("#figure-noise img")
    height = page.locator("article").evaluate(HEIGHT)
    mark.press("Enter")
    dialog = page.get_by_role("dialog", name="Figure 2")
    assert dialog.evaluate(WHOLE)
    expect(dialog.locator("img")).to_be_visible()
    assert violations(page) == ""
    assert page.locator("article").evaluate(HEIGHT) == pytest.approx(height, abs=1)
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(mark).to_be_focused()
    expect(picture).to_be_visible()
    assert page.locator("article").evaluate(HEIGHT) == pytest.approx(height, abs=1)
    mark.click()
    dialog.get_by_role("button", name="Close").click()
    expect(mark).to_be_focused()


def test_only_a_table_wider_than_the_text_has_a_mark(open_page: OpenPage, site: str) -> None:
    page = open_page(f"{site}{RESULTS}", width=1440)
    mark = page.locator("#figure-levels .ip-enlarge")
    expect(mark).to_be_hidden()
    page.set_viewport_size({"width": 320, "height": 640})
    expect(mark).to_be_visible()
    box = mark.bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 24
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    mark.click()
    table = page.get_by_role("dialog").locator(".ip-scroll")
    assert table.evaluate("e => e.scrollWidth > e.clientWidth")
    table.focus()
    table.press("ArrowRight")
    expect(table).not_to_have_js_property("scrollLeft", 0)
    assert violations(page) == ""
    page.keyboard.press("Escape")
    expect(mark).to_be_focused()


def test_there_is_no_mark_without_javascript(open_page: OpenPage, site: str) -> None:
    page = open_page(f"{site}{RESULTS}", java_script_enabled=False)
    expect(page.locator("#figure-noise")).to_be_visible()
    expect(page.locator(".ip-enlarge")).to_have_count(0)


@pytest.mark.parametrize(
    ("path", "region", "name"),
    [
        ("case-studies/", ".ip-compare", "The case studies side by side"),
        ("translations/", ".ip-states", "Pages that need work: Español"),
    ],
)
def test_the_tables_of_lists_have_a_mark_too(
    open_page: OpenPage, site: str, path: str, region: str, name: str
) -> None:
    page = open_page(f"{site}{path}", width=360)
    page.locator(region).scroll_into_view_if_needed()
    mark = page.locator(region).get_by_role("button", name=f"Full screen: {name}")
    mark.press("Enter")
    dialog = page.get_by_role("dialog", name=name)
    assert dialog.evaluate(WHOLE)
    expect(dialog.get_by_role("table")).to_be_visible()
    assert violations(page) == ""
    page.keyboard.press("Escape")
    expect(mark).to_be_focused()
    expect(page.locator(region).get_by_role("table").first).to_be_visible()
