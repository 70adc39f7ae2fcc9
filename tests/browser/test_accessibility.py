"""axe-core (WCAG 2.2 AA and best practice) on every page type, language and colour scheme."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from serving import COLOURS, violations

PAPER = "papers/harbours/"
PAGES = {
    "home": "",
    "paper": PAPER,
    "section-boxes": f"{PAPER}works/",
    "section-figure": f"{PAPER}results/",
    "recommendations": f"{PAPER}recommendations/",
    "bibliography": f"{PAPER}bibliography/",
    "case": "case-studies/busan/",
    "case-two-cities": "case-studies/two-gates/",
    "gallery": "case-studies/",
    "corrections": "corrections/",
    "checklist": "recommendations/",
    "data": "data/",
    "glossary": "glossary/",
    "page": "about/",
    "briefs": "briefs/",
    "brief": "briefs/gulls/",
    "translations": "translations/",
    "events": "events/",
    "event": "events/opening/",
    "news": "news/",
    "news-item": "news/two-ports/",
    "error": "404.html",
}


def in_both_schemes(page: Page) -> str:
    """Run axe on a page in light colours, and again in dark ones on what these can break."""
    light = violations(page)
    page.emulate_media(color_scheme="dark")
    return light + violations(page, rules=COLOURS)


@pytest.mark.parametrize("language", ["", "es/", "fr/"], ids=["en", "es", "fr"])
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_no_violations(turn_to: Callable[..., Page], site: str, path: str, language: str) -> None:
    assert in_both_schemes(turn_to(f"{site}{language}{path}")) == ""


@pytest.mark.parametrize("path", ["papers/water/start/", "papers/water/end/", "case-studies/"])
def test_no_violations_right_to_left_and_in_fallbacks(
    turn_to: Callable[..., Page], small: str, path: str
) -> None:
    assert in_both_schemes(turn_to(f"{small}ar/{path}")) == ""


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_no_violations_on_small_screens_in_large_letters_and_in_forced_colours(
    turn_to: Callable[..., Page], site: str, path: str
) -> None:
    page = turn_to(f"{site}{path}", width=320)
    phone = violations(page)
    page.set_viewport_size({"width": 768, "height": 1024})
    page.evaluate("document.documentElement.dataset.textSize = '200'")
    large = violations(page)
    page.emulate_media(forced_colors="active")
    forced = violations(page, rules=COLOURS)
    page.emulate_media(forced_colors="none")
    assert phone + large + forced == ""


OPENERS = {
    "menu": "[popovertarget=site-menu]",
    "languages": "[popovertarget=languages]",
    "contents": ".ip-toc-button [popovertarget=page-contents]",
    "footnote": ".footnote-ref",
}


@pytest.mark.parametrize(
    ("language", "size", "forced"), [("", "100", "active"), ("es/", "200", "none")]
)
def test_no_violations_in_what_opens_on_a_phone_by_keyboard(
    open_page: Callable[..., Page], site: str, language: str, size: str, forced: str
) -> None:
    page = open_page(f"{site}{language}{PAPER}works/", width=320, forced_colors=forced)
    page.evaluate("(size) => { document.documentElement.dataset.textSize = size; }", size)
    found = {}
    for name, opener in OPENERS.items():
        button = page.locator(opener).first
        button.press("Enter")
        expect(page.locator(":popover-open")).to_have_count(1)
        found[name] = violations(page)
        page.keyboard.press("Escape")
        expect(page.locator(":popover-open")).to_have_count(0)
        expect(button).to_be_focused()
    assert found == dict.fromkeys(OPENERS, "")


@pytest.mark.parametrize("language", ["", "es/", "fr/"], ids=["en", "es", "fr"])
def test_no_violations_in_the_open_search(
    open_page: Callable[..., Page], site: str, language: str
) -> None:
    page = open_page(f"{site}{language}{PAPER}")
    page.keyboard.press("Control+k")
    page.fill("#search-input", "Dakar")
    expect(page.locator(".ip-search__result").first).to_be_visible()
    assert violations(page) == ""
