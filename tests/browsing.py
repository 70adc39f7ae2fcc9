"""A real Chromium for tests: pages that fail the test on any error or foreign request.

All tests have these fixtures, so that a process has one browser however many folders ask for it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

CHROMIUM = os.environ.get("CHROMIUM") or next(
    filter(None, map(shutil.which, ("chromium-headless-shell", "chromium", "google-chrome"))), None
)


_DRESSED = """() => new Promise((done) => {
  const look = () => [...document.querySelectorAll("link[data-later]")].every((link) => link.sheet)
    ? done() : setTimeout(look, 5);
  look();
})"""
"""Waits for what comes after a first paint: the styles of paper, and of what scripts make."""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start Chromium; without one these tests fail, they aren't left out."""
    assert CHROMIUM, "Chromium isn't installed: run ./scripts/test, or set CHROMIUM to its path"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=[
                "--no-sandbox",
                "--disable-background-networking",
                "--disable-component-update",
                "--renderer-process-limit=1",  # one that has read a script needn't read it again
            ],
        )
        yield browser
        browser.close()


LATER_PAGE = """try {
  for (const name of ["typefaces", "italics"])
    sessionStorage.setItem(`issue-papers.${name}`, "fetched");
} catch {}"""
"""A window is one in which a page was read before: it is drawn once, in the typefaces to come."""


def _watch(page: Page, faults: list[str]) -> None:
    """Note any console error and any foreign request of a page."""
    page.on(
        "console",
        lambda m: faults.append(f"{m.text} {m.location['url']}") if m.type == "error" else None,
    )
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "request",
        lambda request: (
            faults.append(f"asked {request.url}")
            if not request.url.startswith(("http://127.0.0.1:", "data:", "blob:"))
            else None
        ),
    )


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Give a function that opens a page and fails the test on any console error or foreign request.

    Options are those of a Playwright browser context: viewport, color_scheme, java_script_enabled.
    `first`: no page was read before in this window.
    """
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def make(
        url: str, *, width: int = 1280, height: int = 900, first: bool = False, **options: object
    ) -> Page:
        size = {"width": width, "height": height}
        # Every page would install the app in the background; test_app.py allows it.
        options.setdefault("service_workers", "block")
        context = chromium.new_context(viewport=size, **options)  # type: ignore[arg-type]
        contexts.append(context)
        if not first:
            context.add_init_script(LATER_PAGE)
        page = context.new_page()
        _watch(page, faults)
        page.goto(url)
        if options.get("java_script_enabled", True):
            page.evaluate(_DRESSED)
        return page

    yield make
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture(scope="module")
def window(chromium: Browser) -> Iterator[tuple[Page, list[str]]]:
    """Open a window that a file's tests look into one after another, and note its faults."""
    context = chromium.new_context(service_workers="block")
    context.add_init_script(LATER_PAGE)
    page, faults = context.new_page(), list[str]()
    _watch(page, faults)
    yield page, faults
    context.close()


@pytest.fixture
def turn_to(window: tuple[Page, list[str]]) -> Iterator[Callable[..., Page]]:
    """Give a function that goes to a page in the file's window, and fails the test as `open_page`.

    For tests that look at what a page is when it is opened. What a test does with the mouse, or has
    the browser keep, the next one would find: such a test opens a page of its own.
    """
    page, faults = window

    def turn(url: str, *, width: int = 1280, height: int = 900, scheme: str = "light") -> Page:
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.goto(url)
        page.evaluate(_DRESSED)
        return page

    yield turn
    found = [*faults]
    page.goto("about:blank")  # what is under way ends here, not in the next test
    faults.clear()
    assert found == []
