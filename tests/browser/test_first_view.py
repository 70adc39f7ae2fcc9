"""What a first view weighs, what it waits for, and what moves when the typefaces come.

Bytes and requests are counted, and what comes before what: it is the same on a slow machine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from browsing import LATER_PAGE
from playwright.sync_api import Browser, BrowserContext, Page, Response, Route, expect
from serving import sent

SECTION = "papers/harbours/works/"
PAGES = {
    "": 78_000,
    "papers/harbours/": 85_000,
    SECTION: 84_000,  # it has one of each thing: a usual one has two or three kB less
    f"es/{SECTION}": 84_000,
    f"fr/{SECTION}": 84_000,
    "case-studies/cadiz/": 83_000,
    "case-studies/": 101_000,
    "recommendations/": 82_000,
    "events/": 77_000,
}
"""A page of each kind → the bytes that its first view may have, on their way. What a page has made
heavier is looked for among what it fetches before a number here is raised."""
REQUESTS = 12
IN_ONE_ROUND = 14_600
"""Bytes that a server sends on a new connection before it hears from the browser: ten segments of
1,460 bytes (RFC 6928)."""
SHIFT_OF_HOME, SHIFT = 0.02, 0.1
"""Web Vitals call 0.1 good. Typefaces are as wide on the average of many lines: a paragraph whose
last line holds a word may lose it."""

_SHIFTS = """window.shifts = 0;
new PerformanceObserver((list) => {
  for (const { value } of list.getEntries()) window.shifts += value;
}).observe({ type: "layout-shift", buffered: true });"""

First = Callable[..., Page]


@pytest.fixture
def first(chromium: Browser) -> Iterator[First]:
    """Give a function that opens a page as someone's first: nothing is kept from another."""
    contexts: list[BrowserContext] = []

    def make(*scripts: str, width: int = 412, height: int = 823, **options: object) -> Page:
        size = {"width": width, "height": height}
        context = chromium.new_context(viewport=size, service_workers="block", **options)  # type: ignore[arg-type]
        contexts.append(context)
        for script in scripts:
            context.add_init_script(script)
        return context.new_page()

    yield make
    for context in contexts:
        context.close()


def dressed(page: Page) -> None:
    """Wait until a page is in its typefaces."""
    expect(page.locator("html")).to_have_attribute("data-typefaces", "")
    page.evaluate("document.fonts.ready.then(() => new Promise(requestAnimationFrame))")


def is_font(response: Response) -> bool:
    return response.request.resource_type == "font"


@pytest.mark.parametrize(("path", "limit"), PAGES.items())
def test_a_first_view_is_light(first: First, site: str, path: str, limit: int) -> None:
    page = first(width=360, height=740)
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 - Playwright needs a function
    page.goto(f"{site}{path}")
    dressed(page)
    page.wait_for_load_state("networkidle")
    sizes = {answer.url.rpartition("/")[2] or "page": sent(answer) for answer in answers}
    fonts = {name for name in sizes if name.endswith(".woff2")}
    assert len(answers) <= REQUESTS, sizes
    assert sum(sizes.values()) <= limit, sizes
    assert all("-latin-normal" in name for name in fonts), fonts
    (sheet,) = (size for name, size in sizes.items() if name.startswith("site."))
    assert sheet <= IN_ONE_ROUND


def test_italics_and_the_search_s_sheet_come_when_they_are_wanted(first: First, site: str) -> None:
    page = first(width=360, height=740)
    answers: list[str] = []
    page.on("response", lambda answer: answers.append(answer.url.rpartition("/")[2]))
    page.goto(f"{site}{SECTION}")
    dressed(page)
    page.wait_for_load_state("networkidle")
    assert not [name for name in answers if name.startswith(("italics.", "search."))]
    with page.expect_response("**/*serif-latin-italic.*.woff2"):
        page.mouse.wheel(0, 100)
    with page.expect_response("**/search.*.css"):
        page.keyboard.press("/")
    expect(page.locator("#search-dialog")).to_have_css("display", "flex")
    page.goto(f"{site}es/{SECTION}")
    expect(page.locator("link[data-italics]")).not_to_have_attribute("disabled", "")


def test_an_italic_in_sight_is_fetched_without_a_move(first: First, site: str) -> None:
    page = first(width=360, height=740)
    with page.expect_response("**/*serif-latin-italic.*.woff2"):
        page.goto(f"{site}{SECTION}")
        page.evaluate("""document.querySelectorAll(".ip-prose > :not(:has(em))")
            .forEach((each) => { each.hidden = true; })""")


def test_something_can_be_read_before_typefaces_are_asked_for(first: First, site: str) -> None:
    page = first()
    page.goto(f"{site}{SECTION}")
    dressed(page)
    painted, asked = page.evaluate("""[
        performance.getEntriesByName("first-contentful-paint")[0].startTime,
        performance.getEntriesByType("resource").filter(({ name }) => name.endsWith(".woff2"))
            .map(({ startTime }) => startTime)]""")
    assert asked
    assert painted <= min(asked)
    assert page.evaluate("""getComputedStyle(document.documentElement)
        .getPropertyValue("--ip-serif")""").startswith('"Papers Serif",')
    assert not page.locator("link[rel=preload]").count()


def test_the_pages_after_it_are_drawn_in_them_at_once(first: First, site: str) -> None:
    page = first()
    page.goto(f"{site}{SECTION}")
    dressed(page)
    page.route("**/page.*.js", lambda route: route.abort())  # so that nothing else can say it
    page.goto(f"{site}es/{SECTION}")
    dressed(page)


def test_where_no_script_runs_a_page_has_its_typefaces_by_itself(first: First, site: str) -> None:
    page = first(java_script_enabled=False)
    with page.expect_response(is_font):
        page.goto(f"{site}{SECTION}")


def test_who_saves_data_keeps_typefaces_of_their_own(first: First, site: str) -> None:
    page = first("Object.defineProperty(navigator, 'connection', { value: { saveData: true } });")
    fonts: list[Response] = []
    page.on("response", lambda answer: fonts.append(answer) if is_font(answer) else None)
    page.goto(f"{site}{SECTION}")
    expect(page.locator("link[data-later]")).not_to_have_attribute("disabled", "")
    page.wait_for_load_state("networkidle")
    assert fonts == []


@pytest.mark.parametrize("width", [360, 768, 1440])
@pytest.mark.parametrize(("path", "limit"), [("", SHIFT_OF_HOME), (SECTION, SHIFT)])
def test_little_moves_when_typefaces_come_late(
    first: First, site: str, path: str, limit: float, width: int
) -> None:
    page = first(_SHIFTS, width=width, height=740 if width < 400 else 900)
    late: list[Route] = []
    page.route("**/*.woff2", lambda route: late.append(route))  # noqa: PLW0108
    page.goto(f"{site}{path}", wait_until="domcontentloaded")  # a load may wait for them
    expect(page.locator("link[data-later]")).not_to_have_attribute("disabled", "")
    page.wait_for_timeout(200)  # what scripts show has come, too
    page.evaluate("window.shifts = 0")
    for route in late:
        route.continue_()
    page.unroute("**/*.woff2")
    dressed(page)
    page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)))")
    assert late
    assert page.evaluate("window.shifts") <= limit


def test_what_scripts_show_and_paper_have_their_styles(first: First, site: str) -> None:
    page = first(LATER_PAGE)
    page.goto(f"{site}{SECTION}")
    page.emulate_media(media="print")
    expect(page.locator(".ip-header")).to_be_hidden()
    page.emulate_media(media="screen")
    page.keyboard.press("/")
    expect(page.locator("#search-dialog")).to_have_css("display", "flex")


def test_paper_has_its_styles_without_a_script(first: First, site: str) -> None:
    page = first(java_script_enabled=False)
    page.goto(f"{site}{SECTION}")
    page.emulate_media(media="print")
    expect(page.locator(".ip-header")).to_be_hidden()
