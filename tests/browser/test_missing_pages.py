"""What a reader gets for an address at which there is nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, Route, expect
from serving import violations

OpenPage = Callable[..., Page]
_SHIFTS = """globalThis.shifts = 0;
new PerformanceObserver((list) => {
  for (const { value } of list.getEntries()) globalThis.shifts += value;
}).observe({ type: "layout-shift", buffered: true });"""


@pytest.fixture
def ask(open_page: OpenPage, site: str, sampler_built: Path) -> OpenPage:
    """Give a function that asks for a place of which a server knows only that it isn't there."""

    def make(place: str) -> Page:
        page = open_page(f"{site}about/", width=360)
        page.add_init_script(_SHIFTS)
        body = (sampler_built / "404.html").read_text(encoding="utf-8")

        def answer(route: Route) -> None:
            route.fulfill(body=body, content_type="text/html")

        page.route(f"{site}{place}", answer)
        page.goto(f"{site}{place}")
        page.wait_for_load_state("networkidle")
        return page

    return make


@pytest.mark.parametrize(
    "given",
    [
        ("nowhere/", "en", "Page not found", "Search this site for “nowhere”"),
        ("es/nowhere/", "es", "Página no encontrada", "Buscar «nowhere» en este sitio"),
        ("fr/papers/no-where/", "fr", "Page introuvable", "Chercher « no where » sur ce site"),
    ],
)
def test_all_of_the_page_is_in_the_addresses_language(
    ask: OpenPage, site: str, given: tuple[str, str, str, str]
) -> None:
    place, language, title, search = given
    page = ask(place)
    assert page.url == f"{site}{place}"
    assert page.locator("html").get_attribute("lang") == language
    expect(page.locator("h1")).to_have_text([title])
    assert page.title().startswith(title)
    home = site if language == "en" else f"{site}{language}/"
    for link in (".ip-brand", ".ip-menu a", ".ip-error ul a"):
        for address in page.locator(link).evaluate_all("links => links.map(link => link.href)"):
            assert address.startswith(home)
    words = page.locator("[data-missing-search] a")
    assert " ".join(words.inner_text().split()) == search
    assert violations(page) == ""
    words.click()
    expect(page.locator("#search-input")).to_be_visible()
    assert page.url.startswith(home)


@pytest.mark.parametrize(
    ("place", "meant"),
    [
        ("papers/harbors/", "papers/harbours/"),
        ("papers/harbours/work.html", "papers/harbours/works/"),
        ("es/cases/busan/", "es/case-studies/busan/"),
        ("fr/papers/harbours/RESULTS", "fr/papers/harbours/results/"),
        ("fr/gl%C3%B3ssary", "fr/glossary/"),
    ],
)
def test_the_page_that_was_meant_comes_first(
    ask: OpenPage, site: str, place: str, meant: str
) -> None:
    page = ask(place)
    links = page.locator("[data-nearest] a")
    expect(links.first).to_be_visible()
    assert links.first.evaluate("link => link.href") == f"{site}{meant}"
    assert links.first.inner_text().strip()
    assert page.evaluate("shifts") < 0.01  # what is put in is there at the first paint


def test_nothing_is_proposed_where_nothing_is_like_it(ask: OpenPage) -> None:
    for place in ("qwertyuiop/zxcvbnm/", "es/%E0%A4%A"):
        page = ask(place)
        expect(page.locator("[data-nearest]")).to_be_hidden()
        expect(page.locator(".ip-error p").first).to_be_visible()


def test_the_address_of_another_site_is_not_put_back(open_page: OpenPage, site: str) -> None:
    for foreign in ("//other.example/", "https://other.example/", "javascript:alert(1)"):
        page = open_page(f"{site}es/404.html?at={foreign}")
        expect(page.locator("h1")).to_be_visible()
        assert unquote(page.url).startswith(site)
        expect(page.locator("[data-missing-search]")).to_be_hidden()


def test_without_script_it_says_so_in_all_languages(open_page: OpenPage, site: str) -> None:
    page = open_page(f"{site}404.html", java_script_enabled=False)
    expect(page.locator("h1")).to_have_text(["Page not found"])
    expect(page.locator(".ip-error h2")).to_have_text(["Página no encontrada", "Page introuvable"])
    assert page.locator(".ip-error[lang=es] a[href$='/es/case-studies/']").count() == 1
    own = open_page(f"{site}fr/404.html", java_script_enabled=False)
    expect(own.locator("h1")).to_have_text(["Page introuvable"])
