"""The language switch keeps the passage that is at the reader's eye, at its height."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

WORKS = "papers/harbours/works/"
PASSAGES = "article [id^='p-']"
NEAR = 80
"""How many pixels the first line may move."""


def top(page: Page, place: str) -> float:
    return float(
        page.evaluate("id => document.getElementById(id).getBoundingClientRect().top", place)
    )


def switch(page: Page, tag: str) -> None:
    with page.expect_navigation():
        page.evaluate(
            "tag => document.querySelector(`a[data-same-place][hreflang=${tag}]`).click()", tag
        )
    page.evaluate("document.fonts.ready.then(() => new Promise(requestAnimationFrame))")


@pytest.mark.parametrize("width", [360, 1440])
def test_the_passage_stays_at_its_height(
    open_page: Callable[..., Page], site: str, width: int
) -> None:
    page = open_page(f"{site}{WORKS}", width=width)
    places = page.eval_on_selector_all(PASSAGES, "all => all.map(e => e.id)")
    assert len(places) > 10
    for place, tag in zip(places[2::4], ("es", "en", "fr"), strict=False):
        page.evaluate("id => document.getElementById(id).scrollIntoView()", place)
        before = top(page, place)
        switch(page, tag)
        assert page.url.endswith(f"#{place}")
        assert abs(top(page, place) - before) < NEAR


def test_at_the_top_there_is_no_place(open_page: Callable[..., Page], site: str) -> None:
    page = open_page(f"{site}{WORKS}")
    switch(page, "fr")
    assert "#" not in page.url
    assert page.evaluate("window.scrollY") == 0


def test_without_a_script_the_address_leads_to_the_passage(
    open_page: Callable[..., Page], site: str
) -> None:
    page = open_page(f"{site}{WORKS}")
    place = page.eval_on_selector_all(PASSAGES, "all => all.at(-3).id")
    plain = open_page(f"{site}es/{WORKS}#{place}", java_script_enabled=False)
    expect(plain.locator(f"#{place}")).to_be_in_viewport()
