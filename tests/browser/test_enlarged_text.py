"""Text as readers set it: a large font in the browser, and the spacing of WCAG 2.2, 1.4.12."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browsing import CHROMIUM
from playwright.sync_api import Browser, BrowserContext, Page

PAPER = "papers/harbours/"
PAGES = ["", PAPER, f"{PAPER}works/", f"{PAPER}results/", f"{PAPER}recommendations/"]
PAGES += [f"{PAPER}bibliography/", "case-studies/", "case-studies/busan/", "case-studies/dakar/"]
PAGES += ["corrections/", "recommendations/", "glossary/", "data/", "translations/", "about/"]
PAGES += ["events/", "events/opening/", "news/", "news/open-quays/", "404.html"]
RIGHT_TO_LEFT = ["papers/water/", "papers/water/start/", "papers/water/end/", "case-studies/"]
RIGHT_TO_LEFT += ["case-studies/cairo/", "events/", "events/pumps/", "news/rain/", "about/", ""]
SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important;
  word-spacing: .16em !important } p { margin-bottom: 2em !important }"""
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
LEAVES_THE_SCREEN = """buttons => buttons.filter(button => {
  const { left, right, width } = button.getBoundingClientRect();
  return width && (left < 0 || right > innerWidth);
}).map(button => button.outerHTML)"""


@pytest.fixture(scope="module", params=[24, 32], ids=["150%", "200%"])
def enlarged(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """Start Chromium as it is for who chose a larger font in its settings; 16 pixels are usual.

    Without windows it reads no settings of a profile: the engine is told.
    """
    browser = chromium.browser_type.launch(
        executable_path=CHROMIUM,
        args=["--no-sandbox", f"--blink-settings=defaultFontSize={request.param}"],
    )
    context = browser.new_context(viewport={"width": 360, "height": 740}, service_workers="block")
    page = context.new_page()
    size = page.evaluate("getComputedStyle(document.documentElement).fontSize")
    assert size == f"{request.param}px", "the setting isn't obeyed"
    yield context
    browser.close()


WEAR = """(style) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  document.adoptedStyleSheets.push(sheet);
}"""
"""Puts a reader's style sheet on a page, as extensions do whatever the page's policy says."""


def too_wide(page: Page, addresses: list[str], style: str = "") -> dict[str, int]:
    """Return pages that scroll sideways, with how far, in pixels."""
    found = {}
    for address in addresses:
        page.goto(address)
        if style:
            page.evaluate(WEAR, style)
        if by := page.evaluate(TOO_WIDE):
            found[address] = by
    return found


@pytest.mark.parametrize("language", ["", "es/", "fr/"], ids=["en", "es", "fr"])
def test_no_page_scrolls_sideways_in_a_larger_font(
    enlarged: BrowserContext, site: str, language: str
) -> None:
    page = enlarged.new_page()
    assert too_wide(page, [f"{site}{language}{path}" for path in PAGES]) == {}
    tools = page.locator(".ip-header :is(a, button)")
    assert tools.evaluate_all(LEAVES_THE_SCREEN) == []


def test_nor_does_one_from_right_to_left(enlarged: BrowserContext, small: str) -> None:
    page = enlarged.new_page()
    assert too_wide(page, [f"{small}ar/{path}" for path in RIGHT_TO_LEFT]) == {}
    assert page.locator(".ip-header :is(a, button)").evaluate_all(LEAVES_THE_SCREEN) == []


@pytest.mark.parametrize("language", ["", "es/", "fr/"], ids=["en", "es", "fr"])
def test_no_page_scrolls_sideways_with_more_space_between_letters_and_words(
    chromium: Browser, site: str, language: str
) -> None:
    page = chromium.new_page(viewport={"width": 320, "height": 640}, service_workers="block")
    assert too_wide(page, [f"{site}{language}{path}" for path in PAGES], SPACING) == {}
    page.close()


def test_nor_does_one_from_right_to_left_with_more_space(chromium: Browser, small: str) -> None:
    page = chromium.new_page(viewport={"width": 320, "height": 640}, service_workers="block")
    assert too_wide(page, [f"{small}ar/{path}" for path in RIGHT_TO_LEFT], SPACING) == {}
    page.close()
