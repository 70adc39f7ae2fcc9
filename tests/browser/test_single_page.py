"""The single-page edition in a browser, opened from the disk as its readers open it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from editions import THEME, sampler_edition, small_edition
from issue_papers.formats.single_page import page as single_page
from playwright.sync_api import Browser, BrowserContext, Page, expect
from serving import violations

EDITIONS = ["en", "fr", "ar"]
PLACE = "e => e.getBoundingClientRect().top"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Write the editions to the disk; their `file:` addresses, by language."""
    folder = tmp_path_factory.mktemp("single")
    found = {}
    for tag in EDITIONS:
        edition = small_edition(tag) if tag == "ar" else sampler_edition(tag)
        file = folder / f"{edition.name}.html"
        file.write_bytes(single_page.build(edition, THEME))
        found[tag] = file.as_uri()
    return found


@pytest.fixture
def read(chromium: Browser, files: dict[str, str]) -> Iterator[Callable[..., Page]]:
    """Give a function that opens an edition without a network.

    The test fails if a page asks for anything but itself, or if the browser has any complaint.
    """
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def make(language: str, width: int = 1280, **options: object) -> Page:
        size = {"width": width, "height": 900}
        context = chromium.new_context(viewport=size, offline=True, **options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: faults.append(message.text))
        page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith((files[language], "data:"))
                else faults.append(request.url)
            ),
        )
        page.goto(files[language])
        page.evaluate("document.fonts.ready")
        return page

    yield make
    for context in contexts:
        context.close()
    assert faults == []


@pytest.mark.parametrize("language", EDITIONS)
def test_it_reads_at_320_pixels(read: Callable[..., Page], language: str) -> None:
    page = read(language, width=320)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    families = page.evaluate("[...document.fonts].map(font => font.family.replaceAll('\"', ''))")
    assert families
    assert all(str(family).startswith(("Edition ", "Papers ")) for family in families)
    assert page.evaluate("[...document.fonts].some(font => font.status === 'loaded')")


@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("ar", "dark")])
def test_axe_finds_nothing(read: Callable[..., Page], language: str, scheme: str) -> None:
    page = read(language, color_scheme=scheme)
    assert violations(page) == ""


def test_it_follows_the_systems_scheme_maps_and_all(read: Callable[..., Page]) -> None:
    fills = [
        read("en", color_scheme=scheme).evaluate(
            """[...document.querySelectorAll('svg rect')]
              .map(e => getComputedStyle(e).fill)
              .concat(getComputedStyle(document.body).backgroundColor)"""
        )
        for scheme in ("light", "dark")
    ]
    assert all(light != dark for light, dark in zip(*fills, strict=True))


def test_it_is_used_by_keyboard(read: Callable[..., Page]) -> None:
    page = read("en")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_attribute("href", "#text")
    expect(page.locator(":focus")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    contents = page.locator("#contents summary")
    contents.press("Enter")
    expect(page.locator("#contents a").first).to_be_hidden()
    contents.press("Enter")
    page.locator("#contents a[href='#section-works']").press("Enter")
    expect(page.locator("#section-works")).to_be_in_viewport()


def test_a_footnote_leads_there_and_back(read: Callable[..., Page]) -> None:
    page = read("en")
    mark = page.locator("a.footnote-ref").first
    mark.click()
    note = page.locator(str(mark.get_attribute("href")).replace("#", "[id='", 1) + "']")
    expect(note).to_be_in_viewport()
    note.locator("a.footnote-backref").click()
    expect(mark).to_be_in_viewport()


def test_contents_stand_beside_the_text_where_there_is_room(read: Callable[..., Page]) -> None:
    page = read("en", width=1440)
    page.locator("#section-results").scroll_into_view_if_needed()
    expect(page.locator("#contents summary")).to_be_in_viewport()
    narrow = read("en", width=800)
    assert narrow.locator("#contents").evaluate(PLACE) < narrow.locator("main").evaluate(PLACE)


def test_it_prints_a_part_to_a_page(read: Callable[..., Page]) -> None:
    page = read("en", color_scheme="dark")
    page.emulate_media(media="print")
    style = "(e, name) => getComputedStyle(e)[name]"
    white = page.locator("body").evaluate(style, "backgroundColor")
    assert white == "rgb(255, 255, 255)"
    assert page.locator(".ip-part--section").first.evaluate(style, "breakBefore") == "page"
    for box in (".ip-case-box", ".ip-recommendation", ".ip-key-message", ".ip-ledger > li"):
        assert page.locator(box).first.evaluate(style, "breakInside") == "avoid"
    shown = page.locator("a[href='https://league.example']").first.evaluate(
        "e => getComputedStyle(e, '::after').content"
    )
    assert "https://league.example" in shown
    expect(page.locator(".ip-part__end").first).to_be_hidden()
