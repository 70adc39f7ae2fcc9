"""Reading in a real browser: any width, any scheme, with and without JavaScript, by keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from harness import CASES
from playwright.sync_api import Page, expect

PAPER = "papers/harbours/"
BACKGROUND = "getComputedStyle(document.documentElement).backgroundColor"
WIDE = ["", PAPER, f"{PAPER}works/", f"{PAPER}results/", f"{PAPER}bibliography/"]
WIDE += ["case-studies/", "case-studies/busan/", "corrections/", "about/"]


@pytest.mark.parametrize("language", ["", "es/", "fr/"], ids=["en", "es", "fr"])
@pytest.mark.parametrize("path", WIDE)
def test_nothing_scrolls_sideways_at_320_pixels(
    open_page: Callable[..., Page], site: str, path: str, language: str
) -> None:
    page = open_page(f"{site}{language}{path}", width=320, height=640)
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 320


def test_lines_are_of_a_readable_length(open_page: Callable[..., Page], site: str) -> None:
    page = open_page(f"{site}{PAPER}introduction/", width=1440)
    length = page.evaluate(
        """() => {
          const paragraph = [...document.querySelectorAll('article p')]
            .find(p => p.textContent.length > 400);
          const range = document.createRange();
          range.selectNodeContents(paragraph);
          const lines = new Set([...range.getClientRects()].map(r => Math.round(r.top / 4)));
          return paragraph.textContent.trim().length / lines.size;
        }"""
    )
    assert 55 <= length <= 78


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("scripts", [True, False], ids=["js", "no-js"])
def test_the_page_follows_the_system_scheme(
    open_page: Callable[..., Page], site: str, scheme: str, *, scripts: bool
) -> None:
    page = open_page(f"{site}{PAPER}", color_scheme=scheme, java_script_enabled=scripts)
    colour = page.evaluate(BACKGROUND)
    red = int(re.findall(r"\d+", colour)[0])
    assert (red > 200) == (scheme == "light")


def test_the_scheme_can_be_chosen_and_is_kept(open_page: Callable[..., Page], site: str) -> None:
    page = open_page(f"{site}{PAPER}", color_scheme="light")
    before = page.evaluate(BACKGROUND)
    page.locator("[popovertarget=site-display]").click()
    page.locator("[data-choose-dark]").check()
    after = page.evaluate(BACKGROUND)
    assert before != after
    page.reload()
    assert page.evaluate(BACKGROUND) == after


@pytest.mark.parametrize("anchor", ["case-busan", "leagues"])
def test_changing_the_language_keeps_the_paragraph(
    open_page: Callable[..., Page], site: str, anchor: str
) -> None:
    page = open_page(f"{site}{PAPER}works/#{anchor}")
    page.wait_for_timeout(300)
    switch = page.locator("#languages a[hreflang=fr]").first
    href = switch.evaluate("link => { link.dispatchEvent(new Event('focus')); return link.href }")
    page.evaluate("link => link.click()", switch.element_handle())
    page.wait_for_url(re.compile(rf"/fr/{PAPER}works/#{anchor}$"))
    assert href
    top = page.evaluate(f"document.getElementById('{anchor}').getBoundingClientRect().top")
    assert 0 <= top < 450


HEADING_ABOVE = """(id) => {
  const place = document.getElementById(id);
  return [...document.querySelectorAll('article :is(h2, h3)[id]')].findLast(
    (heading) => heading === place
      || heading.compareDocumentPosition(place) & Node.DOCUMENT_POSITION_FOLLOWING).id;
}"""


@pytest.mark.parametrize(("pushed", "place"), [(40, "leagues"), (600, "harbour-networks")])
def test_a_place_jumped_to_holds_until_the_reader_leaves_it(
    open_page: Callable[..., Page], site: str, pushed: int, place: str
) -> None:
    """Fonts that come late push the text down by some lines; a reader scrolls by half a window."""
    page = open_page(f"{site}{PAPER}works/#leagues")
    page.evaluate("pushed => window.scrollBy({top: -pushed, behavior: 'instant'})", pushed)
    link = page.locator("#languages a[hreflang=fr]").first
    link.dispatch_event("contextmenu")
    led_to = (link.get_attribute("href") or "").rpartition("#")[2]
    assert page.evaluate(HEADING_ABOVE, led_to) == place


def test_the_switcher_is_links_without_javascript(
    open_page: Callable[..., Page], site: str
) -> None:
    page = open_page(f"{site}{PAPER}works/", java_script_enabled=False)
    switch = page.locator("#languages a[hreflang=es]").first
    assert (switch.get_attribute("href") or "").endswith(f"/es/{PAPER}works/")


def test_a_heading_reached_by_its_address_is_not_hidden(
    open_page: Callable[..., Page], site: str
) -> None:
    page = open_page(f"{site}{PAPER}works/#twin-harbours")
    page.wait_for_timeout(300)
    covered = page.evaluate(
        """() => {
          const box = document.getElementById('twin-harbours').getBoundingClientRect();
          const top = document.elementFromPoint(box.left + 5, box.top + box.height / 2);
          return !document.getElementById('twin-harbours').contains(top);
        }"""
    )
    assert not covered


def test_the_first_tab_stop_skips_to_the_text(open_page: Callable[..., Page], site: str) -> None:
    page = open_page(f"{site}{PAPER}works/")
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    expect(focused).to_be_visible()
    assert (focused.get_attribute("href") or "").startswith("#")


def test_everything_is_read_without_javascript(open_page: Callable[..., Page], site: str) -> None:
    page = open_page(f"{site}case-studies/", java_script_enabled=False)
    expect(page.locator("[data-case]")).to_have_count(len(CASES))
    expect(page.locator("[data-search-open]").first).to_be_hidden()


def test_the_small_menu_opens_without_javascript(open_page: Callable[..., Page], site: str) -> None:
    page = open_page(f"{site}{PAPER}works/", width=360, java_script_enabled=False)
    links = page.locator(f"nav a[href$='{PAPER}results/'], nav a[href$='../results/']")
    assert links.count() >= 1
