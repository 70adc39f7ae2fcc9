"""The offline copy, unpacked and opened by double-click: file://, no connection, no server."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from offline_copies import unpacked
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

LANGUAGES = ("en", "es", "fr")
FIELD, RESULTS = "#search-input", "#search-results"


@pytest.fixture(scope="module")
def copies(sampler_built: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Unpack each language's copy into a folder whose name isn't plain."""
    folder = tmp_path_factory.mktemp("copies") / "Mis números & más #1"
    return {tag: unpacked(sampler_built, tag, folder) for tag in LANGUAGES}


@pytest.fixture
def open_file(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Give a function that opens a file without a connection, and fails on any error or request."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def only_local(route: Route) -> None:
        if route.request.url.startswith(("file:", "data:", "blob:")):
            route.continue_()
        else:
            faults.append(f"asked {route.request.url}")
            route.abort()

    def make(path: Path, *, query: str = "", **options: object) -> Page:
        context = chromium.new_context(viewport={"width": 1280, "height": 900}, **options)  # type: ignore[arg-type]
        contexts.append(context)
        context.set_offline(True)
        context.route("**/*", only_local)
        page = context.new_page()
        page.on(
            "console", lambda m: faults.append(m.text) if m.type in {"error", "warning"} else None
        )
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(path.as_uri() + query)
        return page

    yield make
    for context in contexts:
        context.close()
    assert faults == []


def search(page: Page, query: str) -> None:
    page.keyboard.press("/")
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.type(query)


@pytest.mark.parametrize("tag", LANGUAGES)
def test_reads_from_the_home_page_to_a_section_and_a_case(
    open_file: Callable[..., Page], copies: Mapping[str, Path], tag: str
) -> None:
    page = open_file(copies[tag] / "index.html")
    expect(page.locator("html")).to_have_attribute("lang", tag)
    page.locator(".ip-entry h3 a").first.click()
    page.locator(".ip-sections h3 a").nth(1).click()
    page.wait_for_url("**/papers/harbours/works/index.html")
    page.goto((copies[tag] / "case-studies/index.html").as_uri())
    page.locator("[data-case=cadiz] a").click()
    page.wait_for_url("**/case-studies/cadiz/index.html")
    assert page.evaluate(
        "document.fonts.ready.then(() => document.fonts.check('1em \"Papers Serif\"'))"
    )
    loaded = page.evaluate("[...document.fonts].filter((face) => face.status === 'loaded').length")
    assert loaded


@pytest.mark.parametrize(
    ("tag", "query", "target"),
    [
        ("en", "Cadiz", "case-studies/cadiz/index.html"),
        ("es", "Cadiz", "case-studies/cadiz/index.html"),
        ("fr", "Goteborg", "case-studies/two-gates/index.html"),
        ("es", "hermanamientos", "papers/harbours/works/index.html"),
        ("fr", "jumelage", "papers/harbours/works/index.html"),
        ("en", "crane", "case-studies/cadiz/index.html"),
    ],
)
def test_finds_with_folded_accents_and_by_the_stem(
    open_file: Callable[..., Page], copies: Mapping[str, Path], tag: str, query: str, target: str
) -> None:
    page = open_file(copies[tag] / "papers/harbours/results/index.html")
    search(page, query)
    wanted = (copies[tag] / target).as_uri()
    link = page.locator(f"{RESULTS} .ip-search__result > a[href$='{target}']")
    more = page.locator(f"{RESULTS} .ip-search__more")
    expect(page.locator(f"{RESULTS} .ip-search__result").first).to_be_visible()
    if not link.count() and more.is_visible():
        more.click()
    expect(link).to_be_visible()
    assert link.evaluate("a => a.href") == wanted
    link.click()
    page.wait_for_url(wanted)
    expect(page.locator("h1")).to_be_visible()


def test_filters_of_the_gallery_stand_in_the_address(
    open_file: Callable[..., Page], copies: Mapping[str, Path]
) -> None:
    page = open_file(copies["es"] / "case-studies/index.html", query="?topic=housing")
    shown = page.locator("[data-case]:visible")
    expect(page.locator("[name=topic][value=housing]")).to_be_checked()
    before = shown.count()
    page.locator("label", has=page.locator("[name=topic][value=water]")).click()
    assert page.url.endswith("?topic=water&topic=housing")
    assert shown.count() > before
    other = page.locator("#languages a[hreflang=fr]")
    assert other.get_attribute("href") == (
        "https://sampler.example/issue-papers/fr/case-studies/?topic=water&topic=housing"
    )


def test_scripts_of_every_page_run(
    open_file: Callable[..., Page], copies: Mapping[str, Path]
) -> None:
    page = open_file(copies["fr"] / "papers/harbours/works/index.html")
    page.locator("[popovertarget=site-display]").click()
    page.locator("[data-choose-dark]").check()
    expect(page.locator("html")).to_have_attribute("data-colours", "dark")
    page.keyboard.press("Escape")
    page.locator(".ip-toc a").nth(2).click()
    expect(page.locator(".ip-toc [aria-current=location]")).to_be_visible()
    for path in ("", "case-studies/", "case-studies/busan/", "corrections/", "glossary/", "about/"):
        page.goto((copies["fr"] / path / "index.html").as_uri())
        expect(page.locator("[data-search-open]").first).to_be_visible()


def test_is_read_without_javascript(
    open_file: Callable[..., Page], copies: Mapping[str, Path]
) -> None:
    page = open_file(copies["en"] / "index.html", java_script_enabled=False)
    expect(page.locator("[data-search-open]").first).to_be_hidden()
    page.locator(".ip-entry h3 a").first.click()
    page.wait_for_url("**/papers/harbours/index.html")
    expect(page.locator("h1")).to_be_visible()
