"""The gallery's filters and its map."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from harness import CASES
from playwright.sync_api import Page, expect


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


def test_a_point_of_the_map_is_a_link_to_its_case(
    open_page: Callable[..., Page], site: str
) -> None:
    page = open_page(f"{site}fr/case-studies/", width=1440)
    point = page.locator("svg a[href*='cadiz']").first
    expect(point).to_have_accessible_name(re.compile("Cadix"))
    point.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/fr/case-studies/cadiz/"))


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
