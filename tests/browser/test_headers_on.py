"""The site with the headers that it asks for: nothing that a reader does breaches its policy.

The tests' server sends what `_headers` says, so every other browser test holds this, too; here is
one of each kind of page, with what can be done on it, and a count of the breaches.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from offline_copies import unpacked
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

PAPER = "papers/harbours/"
PAGES = (
    *("", "fr/", PAPER, f"{PAPER}introduction/", f"{PAPER}introduction/?with=es", "case-studies/"),
    *("case-studies/busan/", "glossary/", "recommendations/", "events/", "news/", "offline/"),
    *("404.html", "downloads/harbours-en.html"),
)
COUNT = """
addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
  console.error(`Content Security Policy: ${violatedDirective} ${blockedURI}`));
"""


class Watched:
    """A browser's window, and what of it has been refused."""

    def __init__(self, context: BrowserContext) -> None:
        self.breaches: list[str] = []
        context.add_init_script(COUNT)
        self.page: Page = context.new_page()
        self.page.on("console", self._note)

    def _note(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            self.breaches.append(message.text)


@pytest.fixture
def watched(chromium: Browser) -> Iterator[Watched]:
    """Open a window that may have a service worker."""
    context = chromium.new_context()
    yield Watched(context)
    context.close()


def _search(page: Page, query: str) -> None:
    page.keyboard.press("/")
    expect(page.locator("#search-input")).to_be_focused()
    page.keyboard.type(query)
    expect(page.locator("#search-results a").first).to_be_visible()


def test_no_kind_of_page_breaches_its_policy(watched: Watched, site: str) -> None:
    for path in PAGES:
        answer = watched.page.goto(site + path)
        assert answer
        assert "default-src 'none'" in answer.headers["content-security-policy"], path
        watched.page.wait_for_load_state("networkidle")
    assert watched.breaches == []


def test_search_colours_and_the_app_keep_to_it(watched: Watched, site: str) -> None:
    page = watched.page
    page.goto(site + PAPER)
    page.locator("[popovertarget=site-display]").click()
    page.locator("[data-choose-dark]").check()
    chosen = page.locator("html").get_attribute("data-colours")
    page.goto(f"{site}{PAPER}introduction/")
    assert chosen == "dark"
    expect(page.locator("html")).to_have_attribute("data-colours", "dark")
    _search(page, "harbour")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    assert watched.breaches == []


def test_what_readers_open_and_choose_keeps_to_it(watched: Watched, site: str) -> None:
    """Choices, a point of a map, a passage's panel, two texts, a kept paper."""
    page = watched.page
    page.goto(f"{site}recommendations/?audience=residents&section=")
    page.locator("[data-recommendation]:visible [data-done]").first.check()
    page.reload()
    expect(page.locator("[data-done]:checked")).to_have_count(1)
    page.goto(f"{site}case-studies/")
    page.locator("svg a[href*='cadiz']").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-map-card] a").first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/case-studies/cadiz/"))
    page.goto(f"{site}{PAPER}works/?with=fr")
    expect(page.locator("[data-pair-status]")).not_to_be_empty()
    page.goto(f"{site}{PAPER}works/")
    page.locator("article .ip-mark").first.click()
    expect(page.locator("#quoting")).to_be_visible()
    page.goto(site + PAPER)
    expect(page.locator("[data-keep-offline] button")).to_be_visible()  # its script is there
    page.locator("[data-keep-offline] button").focus()
    page.keyboard.press("Enter")
    kept = page.locator("[data-keep-offline]")
    expect(kept).to_have_attribute("data-state", "kept", timeout=60_000)
    assert watched.breaches == []


def test_an_old_address_keeps_to_it(watched: Watched, small: str) -> None:
    watched.page.goto(f"{small}papers/water/editions/1/", wait_until="commit")
    watched.page.wait_for_url(f"{small}papers/water/")
    assert watched.breaches == []


def test_what_stands_in_a_page_is_refused(watched: Watched, site: str) -> None:
    watched.page.goto(site)
    watched.page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "globalThis.ran = true";
          document.body.append(script);
          document.body.setAttribute("style", "display: none");
        }"""
    )
    assert watched.page.evaluate("globalThis.ran") is None
    expect(watched.page.locator("body")).to_be_visible()
    assert len(watched.breaches) >= 2


def test_a_copy_opened_from_a_folder_keeps_to_it(
    watched: Watched, sampler_built: Path, tmp_path: Path
) -> None:
    copy = unpacked(sampler_built, "en", tmp_path)
    for path in ("index.html", f"{PAPER}index.html", "case-studies/index.html"):
        watched.page.goto((copy / path).as_uri())
        expect(
            watched.page.locator("[popovertarget=site-display]")
        ).to_be_visible()  # its modules have run
    _search(watched.page, "harbour")
    assert watched.breaches == []
