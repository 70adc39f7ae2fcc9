"""Search in three languages, by keyboard, in the built site."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Response, Route, expect
from serving import sent

FIELD, STATUS, RESULTS = "#search-input", "#search-status", "#search-results"
PAPER = "papers/harbours/"


def search(page: Page, query: str) -> None:
    """Open the dialog with the slash key and type."""
    page.keyboard.press("/")
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.type(query)


def test_what_is_typed_before_the_dialog_is_drawn_is_searched_for(
    open_page: Callable[..., Page], site: str
) -> None:
    page, held = open_page(site), list[Route]()

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/search*.css", hold)
    page.reload()  # a page that is there may go on asking past it for a while
    with page.expect_request("**/search*.css"):
        page.keyboard.press("/")
    page.keyboard.type("Cadiz")
    expect(page.locator(FIELD)).to_have_value("Cadiz")
    expect(page.locator("#search-dialog")).to_have_css("opacity", "0")
    held.pop().continue_()
    expect(page.locator(f"{RESULTS} a[href*='case-studies/cadiz/']").first).to_be_visible()
    expect(page.locator("#search-dialog")).to_have_css("opacity", "1")


@pytest.mark.parametrize(
    ("language", "query", "target"),
    [
        ("", "Cadiz", "case-studies/cadiz/"),
        ("", "Cádiz", "case-studies/cadiz/"),
        ("", "Quebec", "papers/harbours/works/"),
        ("es/", "Cadiz", "es/case-studies/cadiz/"),
        ("es/", "hermanamientos", "es/papers/harbours/works/"),
        ("es/", "ciudad", "es/"),
        ("fr/", "Goteborg", "fr/case-studies/two-gates/"),
        ("fr/", "jumelage", "fr/papers/harbours/works/"),
    ],
)
def test_finds_only_the_readers_language_with_and_without_accents(
    open_page: Callable[..., Page], site: str, language: str, query: str, target: str
) -> None:
    page = open_page(site + language)
    search(page, query)
    links = page.locator(f"{RESULTS} a")
    expect(links.first).to_be_visible()
    found = [link.evaluate("a => a.href") for link in links.all()]
    assert any(f"{site}{target}" in href for href in found), found
    assert all(href.startswith(site + language) for href in found)
    if not language:
        assert not any(re.search(r"/(es|fr)/", href) for href in found)


def test_goes_by_keyboard_to_a_section_of_a_page(open_page: Callable[..., Page], site: str) -> None:
    page = open_page(f"{site}{PAPER}")
    search(page, "twin harbours")
    part = page.locator(".ip-search__part a").first
    expect(part).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.locator(f"{RESULTS} a").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    focused = page.locator(":focus")
    expect(focused).to_have_attribute("href", re.compile(r"#[a-z0-9-]+$"))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"#[a-z0-9-]+"))


@pytest.mark.parametrize(
    ("language", "section", "case"),
    [
        ("", "Section", "Case study"),
        ("es/", "Sección", "Estudio de caso"),
        ("fr/", "Section", "Étude de cas"),
    ],
)
def test_says_whether_a_result_is_a_section_or_a_case(
    open_page: Callable[..., Page], site: str, language: str, section: str, case: str
) -> None:
    page = open_page(site + language)
    search(page, "Busan")
    expect(page.locator(RESULTS)).to_contain_text(section)
    expect(page.locator(RESULTS)).to_contain_text(case)


def test_the_dialog_gives_the_focus_back(open_page: Callable[..., Page], site: str) -> None:
    page = open_page(f"{site}es/")
    button = page.locator("[data-search-open]:visible").first
    button.click()
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#search-dialog")).to_be_hidden()
    expect(button).to_be_focused()


PRESSED_AT_ONCE = """(keys) => keys.map((key) => {
  const more = { key, bubbles: true, cancelable: true };
  document.activeElement.dispatchEvent(new KeyboardEvent("keydown", more));
  return document.querySelector("#search-dialog").open;
})"""
"""Whether the search is open after each key, with nothing drawn in between."""


def test_the_slash_opens_it_again_at_once(open_page: Callable[..., Page], site: str) -> None:
    page = open_page(f"{site}es/")
    search(page, "Busan")
    expect(page.locator(f"{RESULTS} a").first).to_be_visible()
    # The focus was nowhere before, so the browser leaves it in the closed dialog's field at first.
    assert page.evaluate(PRESSED_AT_ONCE, ["Escape", "/", "Escape", "/"]) == [False, True] * 2
    expect(page.locator(FIELD)).to_be_focused()
    expect(page.locator(FIELD)).to_have_value("Busan")


def test_nothing_is_said_of_keys_where_there_are_none(
    open_page: Callable[..., Page], site: str
) -> None:
    page = open_page(site, width=360, has_touch=True, is_mobile=True)
    page.locator("[data-search-open]:visible").first.tap()
    expect(page.locator(FIELD)).to_be_focused()
    expect(page.locator(".ip-search__foot")).to_be_hidden()
    expect(page.locator(FIELD)).to_have_accessible_description("")
    desk = open_page(site)
    desk.keyboard.press("Control+k")
    expect(desk.locator(FIELD)).not_to_have_accessible_description("")


def test_the_slash_key_can_be_switched_off(open_page: Callable[..., Page], site: str) -> None:
    page = open_page(site)
    page.keyboard.press("/")
    page.uncheck("#search-shortcut")
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("/")
    expect(page.locator("#search-dialog")).to_be_hidden()


def test_offers_the_other_languages_when_nothing_is_found(
    open_page: Callable[..., Page], site: str
) -> None:
    page = open_page(f"{site}es/")
    search(page, "jumelages")
    offer = page.locator(f"{RESULTS} a[hreflang=fr]")
    expect(offer).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == "es"
    offer.click()
    page.wait_for_url("**/fr/?q=jumelages")
    expect(page.locator(FIELD)).to_have_value("jumelages")
    expect(page.locator(".ip-search__result").first).to_be_visible()


def test_nothing_is_made_up(open_page: Callable[..., Page], site: str) -> None:
    page = open_page(f"{site}fr/")
    search(page, "xylophone")
    expect(page.locator(STATUS)).not_to_be_empty()
    expect(page.locator(".ip-search__result")).to_have_count(0)


def test_it_is_said_when_topics_and_places_cant_be_had(
    open_page: Callable[..., Page], site: str
) -> None:
    def spoil(route: Route) -> None:
        answer = route.fetch()
        if b'"topics"' in answer.body():
            route.fulfill(body="{")
        else:
            route.fulfill(response=answer)

    page = open_page(site)
    page.route("**/*.json", spoil)
    search(page, "harbour")
    expect(page.locator(".ip-search__result").first).to_be_visible()
    narrow = page.locator(".ip-search__filters summary")
    narrow.click()
    said = page.locator(".ip-search__filters [role=alert]")
    expect(said).to_contain_text("isn’t available at the moment")
    page.fill(FIELD, "xylophone")
    expect(page.locator(STATUS)).to_contain_text("isn’t available at the moment")
    page.unroute("**/*.json")
    page.fill(FIELD, "harbour")
    narrow.click()
    expect(page.locator(".ip-search__filters select").first).to_be_visible()
    expect(said).to_have_count(0)


def test_nothing_is_loaded_before_it_is_asked_for(
    open_page: Callable[..., Page], site: str
) -> None:
    page = open_page("about:blank")
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(f"{site}{PAPER}")
    assert not [url for url in requests if "/pagefind/" in url]


def test_a_first_search_costs_little(open_page: Callable[..., Page], site: str) -> None:
    page = open_page(f"{site}{PAPER}")
    page.wait_for_load_state("networkidle")
    fetched: list[Response] = []

    def note(response: Response) -> None:
        fetched.append(response)

    page.on("response", note)
    with page.expect_response("**/search-dialog.*"), page.expect_response("**/search-bundle.*"):
        page.keyboard.press("/")
    page.wait_for_load_state("networkidle")
    assert len(fetched) == 3  # two scripts and a style sheet
    assert sum(map(sent, fetched)) < 25_000
    page.keyboard.type("harbour gates", delay=50)
    expect(page.locator(f"{RESULTS} a").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert sum(map(sent, fetched)) < 150_000
