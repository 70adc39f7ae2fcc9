"""The table that compares the cases: sorting, filters, narrow screens, no script."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from harness import CASES
from playwright.sync_api import Page, expect
from serving import violations

TABLE = "[data-case-table]"


def column(page: Page, number: int) -> list[str]:
    """Return the texts of a column, from 0, of the rows that are shown."""
    texts: list[str] = page.locator(f"{TABLE} tbody tr:visible").evaluate_all(
        "(rows, number) => rows.map((row) => row.cells[number].innerText.trim())", number
    )
    return texts


@pytest.mark.parametrize("language", ["", "es/", "fr/"])
def test_it_sorts_as_the_language_does(
    open_page: Callable[..., Page], site: str, language: str
) -> None:
    page = open_page(f"{site}{language}case-studies/")
    before = column(page, 0)
    heading = page.locator(f"{TABLE} th[data-sort=case]")
    heading.get_by_role("button").click()
    expect(heading).to_have_attribute("aria-sort", "ascending")
    after = column(page, 0)
    expected = page.evaluate(
        """texts => texts.toSorted(
            new Intl.Collator(document.documentElement.lang, {numeric: true}).compare)""",
        before,
    )
    assert after == expected != before
    if language == "fr/":
        assert after != sorted(before), "code points aren't an alphabet"


def test_the_order_is_told_and_turns_by_keyboard(open_page: Callable[..., Page], site: str) -> None:
    page = open_page(f"{site}case-studies/")
    headings = page.locator(f"{TABLE} th[data-sort]")
    expect(page.locator(f"{TABLE} [aria-sort]")).to_have_count(0)
    button = page.get_by_role("columnheader", name="Country").get_by_role("button")
    status = page.locator("[data-case-table-status]")
    button.focus()
    page.keyboard.press("Enter")
    expect(status).to_have_text("Sorted by Country, ascending.")
    assert column(page, 2)[:2] == ["Senegal", "South Korea"]
    page.keyboard.press("Enter")
    expect(status).to_have_text("Sorted by Country, descending.")
    expect(button).to_be_focused()
    assert column(page, 2)[0] == "Sweden\nDenmark"
    page.get_by_role("columnheader", name="City").get_by_role("button").click()
    orders = headings.evaluate_all("all => all.map((one) => one.getAttribute('aria-sort'))")
    assert orders == [None, "ascending", None, None, None]


@pytest.mark.parametrize("turns", [1, 2])
def test_what_is_not_known_comes_last_either_way(
    open_page: Callable[..., Page], site: str, turns: int
) -> None:
    page = open_page(f"{site}case-studies/")
    button = page.get_by_role("columnheader", name="Years").get_by_role("button")
    for _ in range(turns):
        button.click()
    years = column(page, 3)
    assert "1967" in years[0 if turns == 1 else 2]
    assert "2016" in years[1]
    assert all("–" in text and "20" not in text for text in years[3:])


def test_the_gallery_s_filters_hold_for_it(open_page: Callable[..., Page], site: str) -> None:
    page = open_page(f"{site}case-studies/?topic=water")
    expect(page.locator(f"{TABLE} tbody tr:visible")).to_have_count(2)
    page.select_option("[name=country]", "SE")
    expect(page.locator(f"{TABLE} tbody tr:visible")).to_have_count(1)
    assert column(page, 1) == ["Gothenburg\nAarhus"]
    page.get_by_role("columnheader", name="Case").get_by_role("button").click()
    expect(page.locator(f"{TABLE} tbody tr:visible")).to_have_count(1)
    page.select_option("[name=country]", "ES")
    expect(page.locator("[data-compare]")).to_be_hidden()
    page.locator("[data-gallery-reset]").click()
    expect(page.locator(f"{TABLE} tbody tr:visible")).to_have_count(len(CASES))


def test_without_a_script_it_is_a_plain_table_in_the_gallery_s_order(
    open_page: Callable[..., Page], site: str
) -> None:
    page = open_page(f"{site}fr/case-studies/", java_script_enabled=False)
    expect(page.locator(f"{TABLE} tbody tr:visible")).to_have_count(len(CASES))
    expect(page.locator(f"{TABLE} button")).to_have_count(0)
    expect(page.locator(f"{TABLE} caption")).to_have_text("Les études de cas côte à côte")
    rows = page.locator(f"{TABLE} tbody th a").all_inner_texts()
    assert rows == page.locator(".ip-cards .ip-card__title").all_inner_texts()
    scopes = page.locator(f"{TABLE} th").evaluate_all("all => all.map((one) => one.scope)")
    assert scopes == ["col"] * 6 + ["row"] * len(CASES)


@pytest.mark.parametrize("width", [320, 360])
def test_it_scrolls_in_a_region_that_the_keyboard_reaches(
    open_page: Callable[..., Page], site: str, width: int
) -> None:
    page = open_page(f"{site}es/case-studies/", width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    region = page.get_by_role("region", name="Los estudios de caso, uno al lado de otro")
    region.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("region => region.scrollLeft > 0", arg=region.element_handle())


def test_it_stays_accessible_when_sorted_and_right_to_left(
    open_page: Callable[..., Page], site: str, small: str
) -> None:
    for url in (f"{site}case-studies/", f"{small}ar/case-studies/"):
        page = open_page(url, width=360, color_scheme="dark")
        page.locator(f"{TABLE} th[data-sort=years] button").click()
        page.evaluate("scrollTo(0, 0)")  # axe takes what lies half below the header for small
        assert violations(page) == ""


def test_the_data_is_offered_below_it(open_page: Callable[..., Page], site: str) -> None:
    page = open_page(f"{site}case-studies/")
    for label, kind in (("JSON", "json"), ("GeoJSON", "geo+json"), ("CSV", "csv")):
        link = page.locator(".ip-data-links").get_by_role(
            "link", name=re.compile(rf"^{label}\W+Case studies$")
        )
        expect(link).to_have_attribute(
            "type", f"application/{kind}" if kind != "csv" else "text/csv"
        )
        answer = page.request.get(str(link.evaluate("link => link.href")))
        assert answer.ok
