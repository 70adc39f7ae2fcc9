"""Where this device's reader stopped in a paper, said on the paper's page and on the home page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from serving import violations

PAPER = "papers/harbours/"
LINE = "[data-continue]"
SHIFTS = """globalThis.shifted = 0;
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) globalThis.shifted += entry.value;
}).observe({ type: "layout-shift", buffered: true });"""
OpenPage = Callable[..., Page]


def read_on(page: Page, address: str) -> str:
    """Read a section as far as its second heading, and return the id of what is there."""
    page.goto(address)
    heading = page.locator("article h2[id]").nth(1)
    heading.evaluate("e => e.scrollIntoView()")
    page.wait_for_timeout(100)
    return str(heading.evaluate("e => e.id"))


@pytest.mark.parametrize("width", [360, 1280])
def test_a_paper_says_where_its_reader_stopped(open_page: OpenPage, site: str, width: int) -> None:
    page = open_page(f"{site}{PAPER}", width=width, height=740)
    expect(page.locator(LINE)).to_be_hidden()
    identifier = read_on(page, f"{site}{PAPER}works/")
    title = page.locator("h1").inner_text()
    heading = page.locator(f".ip-toc a[href='#{identifier}']").first.text_content() or ""
    page.add_init_script(SHIFTS)
    for place in (PAPER, ""):
        page.goto(f"{site}{place}")
        line = page.locator(LINE)
        expect(line).to_be_visible()
        said = " ".join((line.locator("a").text_content() or "").split())
        assert said == f"Continue reading: {title}, {heading.strip()}"
        assert violations(page) == ""
        box = line.bounding_box()
        assert box
        assert box["height"] < 60
        page.wait_for_timeout(200)
        # The line is there before it is filled: whatever else moves on a page, it moves without it.
        assert page.evaluate("shifted") < 0.1
    line.locator("a").click()
    page.wait_for_url(f"{site}{PAPER}works/#*")
    expect(page.locator(f"[id='{identifier}']")).to_be_in_viewport()


def test_each_language_has_its_own_place_and_it_can_be_forgotten(
    open_page: OpenPage, site: str
) -> None:
    page = open_page(site)
    read_on(page, f"{site}{PAPER}works/")
    page.goto(f"{site}es/{PAPER}")
    expect(page.locator(LINE)).to_be_hidden()
    page.goto(f"{site}{PAPER}")
    page.locator(f"{LINE} button").press("Enter")
    expect(page.locator(LINE)).to_be_hidden()
    for place in (PAPER, ""):
        page.goto(f"{site}{place}")
        expect(page.locator(LINE)).to_be_hidden()
    kept = page.evaluate("Object.keys(localStorage).filter(key => key.includes('.place.'))")
    assert kept == []


@pytest.mark.parametrize(
    "kept", ["{", '{"url": "javascript:alert(1)"}', '{"url": "https://elsewhere.example/"}']
)
def test_what_no_page_here_has_kept_is_not_shown(open_page: OpenPage, site: str, kept: str) -> None:
    page = open_page(f"{site}about/")
    page.evaluate(
        "([path, kept]) => localStorage.setItem(`issue-papers.place.${path}`, kept)",
        [f"/{site.split('/', 3)[3]}{PAPER}", kept],
    )
    page.goto(f"{site}{PAPER}")
    expect(page.locator(LINE)).to_be_hidden()
    assert page.locator("html").get_attribute("data-continues") is None


def test_nothing_is_said_without_javascript(open_page: OpenPage, site: str) -> None:
    page = open_page(f"{site}{PAPER}", java_script_enabled=False)
    expect(page.locator(LINE)).to_be_hidden()
