"""The gallery's filters and its map."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from harness import CASES
from playwright.sync_api import Browser, Page, expect
from serving import violations


def test_filters_by_topic_and_place(open_page: Callable[..., Page], site: str) -> None:
    page = open_page(f"{site}case-studies/")
    cards = page.locator("[data-case]:visible")
    expect(cards).to_have_count(len(CASES))
    page.locator("label", has=page.locator("input[value=housing]")).click()
    expect(cards).to_have_count(1)
    expect(cards.first).to_contain_text("Open quays in Cádiz")
    assert "topic=housing" in page.url
    expect(page.locator("[data-gallery-status]")).to_contain_text("1")
    page.locator("[data-gallery-reset]").click()
    expect(cards).to_have_count(len(CASES))
    page.locator("select[name=country]").select_option("KR")
    expect(cards).to_have_count(1)
    expect(cards.first).to_contain_text("Busan")


def test_a_filtered_view_can_be_shared(open_page: Callable[..., Page], site: str) -> None:
    page = open_page(f"{site}fr/case-studies/?topic=water&country=DK")
    cards = page.locator("[data-case]:visible")
    expect(cards).to_have_count(1)
    expect(cards.first).to_contain_text("Deux portes")


def test_a_mark_shows_its_case_and_leads_to_it(open_page: Callable[..., Page], site: str) -> None:
    page = open_page(f"{site}fr/case-studies/", width=1440)
    mark = page.locator("svg a[href*='cadiz']:visible").first
    expect(mark).to_have_accessible_name(re.compile("Cadix"))
    expect(mark).to_have_attribute("aria-haspopup", "dialog")
    mark.focus()
    page.keyboard.press("Enter")
    card = page.get_by_role("dialog")
    expect(card).to_be_visible()
    title = card.get_by_role("heading").get_by_role("link")
    expect(title).to_be_focused()
    expect(card).to_have_accessible_name(title.inner_text())
    expect(mark).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(mark).to_be_focused()
    expect(mark).not_to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowRight")  # Busan is the one farthest east
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.locator("svg a[href*='busan']:visible").first).to_be_focused()
    mark.locator("circle").first.click()
    assert violations(page) == ""
    title.click()
    page.wait_for_url(re.compile(r"/fr/case-studies/cadiz/"))


def test_without_a_script_a_mark_leads_to_its_case(chromium: Browser, site: str) -> None:
    context = chromium.new_context(
        java_script_enabled=False, viewport={"width": 360, "height": 740}
    )
    page = context.new_page()
    page.goto(f"{site}case-studies/")
    regions = page.locator(".ip-regions")
    regions.locator("summary").click()
    expect(regions.locator(".ip-plate").first).to_be_visible()
    expect(page.locator("[data-map-card]")).to_be_hidden()
    page.locator(".ip-plate a[href*='cadiz'] circle").first.click()
    page.wait_for_url(re.compile(r"/case-studies/cadiz/"))
    context.close()


_COVERED = """map => {
  const found = [];
  const texts = [...map.querySelectorAll("text")].map(text => [text, text.getBoundingClientRect()]);
  const boxes = [...map.querySelectorAll(".ip-map__mark")];
  const marks = boxes.map(mark => mark.getBoundingClientRect());
  const meet = (a, b) =>
    a.left < b.right && b.left < a.right && a.top + 3 < b.bottom && b.top + 3 < a.bottom;
  for (const [index, [text, box]] of texts.entries()) {
    const isNumber = text.classList.contains("ip-map__number");
    for (const [other, theirs] of texts.slice(index + 1))
      if (text.parentNode !== other.parentNode && meet(box, theirs))
        found.push([text.textContent, other.textContent]);
    if (!isNumber && marks.some(mark => meet(box, mark))) found.push([text.textContent, "mark"]);
  }
  return found;
}"""


def test_names_as_they_are_drawn_cover_nothing(turn_to: Callable[..., Page], site: str) -> None:
    """What is measured at the build is what a browser draws, on a desk and on a phone."""
    for width in (1440, 360):
        page = turn_to(f"{site}case-studies/", width=width)
        page.locator(".ip-regions").evaluate("each => each.open = true")
        page.evaluate("document.fonts.ready")
        assert violations(page) == ""
        for map_ in page.locator("svg[data-map]").all():
            assert map_.evaluate(_COVERED) == []
        for target in page.locator(".ip-plate .ip-map__target").all():
            box = target.bounding_box()
            assert box
            assert box["width"] >= 24 * 0.9, "with 27 between them: the exception for spacing"


@pytest.mark.parametrize("path", ["case-studies/", "recommendations/"])
def test_a_page_waits_for_two_style_sheets_at_most(
    open_page: Callable[..., Page], site: str, path: str
) -> None:
    page = open_page(f"{site}{path}")
    loaded = page.evaluate(
        """performance.getEntriesByType("resource")
          .filter(entry => entry.renderBlockingStatus === "blocking")
          .map(entry => new URL(entry.name).pathname)
          .filter(path => path.endsWith(".css"))"""
    )
    assert len(loaded) == len(set(loaded)) == 2


def test_a_phone_s_table_shows_that_it_goes_on(open_page: Callable[..., Page], site: str) -> None:
    """The third column begins on the screen; names of columns stand on one line."""
    page = open_page(f"{site}case-studies/", width=360)
    third = page.locator(".ip-case-table tbody td:nth-child(3)").first.bounding_box()
    assert third
    assert third["x"] < 340
    tops = page.locator(".ip-case-table thead th").evaluate_all(
        """cells => cells.map(cell => {
          const range = document.createRange();
          range.selectNodeContents(cell.querySelector("button") ?? cell);
          return Math.round(range.getClientRects()[0].top);
        })"""
    )
    assert len(set(tops)) == 1


_SAID = """() => {
  const map = document.querySelector(".ip-case-facts__map");
  const said = document.createElement("p");
  said.className = "ip-map-said";
  said.textContent = "What the owner says of all maps. ".repeat(4);
  map.append(said);
  return said.getBoundingClientRect().bottom - map.getBoundingClientRect().bottom;
}"""


def test_what_is_said_of_maps_is_below_the_map_of_a_case(
    open_page: Callable[..., Page], site: str
) -> None:
    page = open_page(f"{site}case-studies/")
    page.goto(page.locator("[data-case] a").first.evaluate("(link) => link.href"))
    assert page.evaluate(_SAID) < 1
