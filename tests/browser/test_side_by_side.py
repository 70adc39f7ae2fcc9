"""Two languages of a text next to each other."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from serving import violations

MEANS = "papers/harbours/works/"
ROWS = ".ip-prose > .ip-pair__row"


def test_the_same_ids_stand_in_one_row(open_page: Callable[..., Page], site: str) -> None:
    page = open_page(f"{site}{MEANS}?with=fr", width=1440)
    expect(page.locator("[data-pair-status]")).not_to_be_empty()
    pairs = page.eval_on_selector_all(
        ROWS,
        """rows => rows.map(row => [...row.children].map(
          cell => cell.querySelector(':is(h2, h3, .ip-case-box)[id]')?.id ?? ''))""",
    )
    found = [(left, right) for left, right in pairs if left or right]
    assert len(found) > 10
    assert all(right == f"fr--{left}" for left, right in found)
    alone = page.eval_on_selector_all(
        f"{ROWS} > :empty", "cells => cells.map(cell => cell.outerHTML)"
    )
    assert not alone
    ids = page.eval_on_selector_all("[id]", "all => all.map(e => e.id)")
    assert len(ids) == len(set(ids))


def test_both_columns_have_the_whole_text(open_page: Callable[..., Page], site: str) -> None:
    words = "article => article.querySelector('.ip-prose').innerText.match(/\\p{L}+/gu).length"
    alone = [
        open_page(f"{site}{prefix}{MEANS}").eval_on_selector("article", words)
        for prefix in ("", "es/")
    ]
    page = open_page(f"{site}{MEANS}?with=es")
    expect(page.locator("[data-pair-status]")).not_to_be_empty()
    assert page.eval_on_selector("article", words) == sum(alone)


@pytest.mark.parametrize("width", [320, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_accessible(turn_to: Callable[..., Page], site: str, width: int, scheme: str) -> None:
    page = turn_to(f"{site}es/{MEANS}?with=fr", width=width, scheme=scheme)
    expect(page.locator("[data-pair-status]")).not_to_be_empty()
    assert not violations(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_keyboard_opens_and_closes_it(open_page: Callable[..., Page], site: str) -> None:
    page = open_page(f"{site}{MEANS}")
    page.locator("[data-pair=es]").focus()
    page.keyboard.press("Enter")
    expect(page.locator(ROWS).first).to_be_visible()
    assert page.url.endswith("?with=es")
    page.locator("[data-pair-close] a").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-pair-status]")).to_be_empty()
    expect(page.locator(ROWS)).to_have_count(0)


def test_right_to_left_next_to_left_to_right(open_page: Callable[..., Page], small: str) -> None:
    page = open_page(f"{small}case-studies/cairo/?with=ar", width=1200)
    cell = page.locator(f"{ROWS} [lang=ar]").first
    expect(cell).to_have_attribute("dir", "rtl")
    left, right = cell.bounding_box(), page.locator(f"{ROWS} > :first-child").first.bounding_box()
    assert left
    assert right
    assert left["x"] > right["x"]


def test_paper_has_both_columns(open_page: Callable[..., Page], site: str) -> None:
    page = open_page(f"{site}{MEANS}?with=fr", width=800)
    expect(page.locator(ROWS).first).to_be_visible()
    page.emulate_media(media="print")
    first, second = (
        page.locator(f"{ROWS} > :nth-child({n})").nth(3).bounding_box() for n in (1, 2)
    )
    assert first
    assert second
    assert abs(first["y"] - second["y"]) < 2
    expect(page.locator("[data-pair-links]")).to_be_hidden()
    # Addresses are spelt out of links that leave the site, in both columns alike.
    for column in (1, 2):
        spelt = page.locator(f"{ROWS} > :nth-child({column}) a").evaluate_all(
            "links => links.filter((a) => getComputedStyle(a, '::after').content.includes('('))"
            ".filter((a) => a.origin === location.origin).map((a) => a.href)"
        )
        assert not spelt


def test_without_a_script_it_isnt_offered(open_page: Callable[..., Page], site: str) -> None:
    page = open_page(f"{site}{MEANS}", java_script_enabled=False)
    expect(page.locator("[data-pair-links]")).to_be_hidden()
