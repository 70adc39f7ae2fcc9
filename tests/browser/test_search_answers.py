"""What is searched for in eleven languages, and what is found: search-queries.yml, in one go."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from harness import build, built_once, copy_whole
from issue_papers.formats.search import folding
from playwright.sync_api import Page, expect
from searching import disappointed, modules, table
from serving import COLOURS, served, violations

QUERIES = table(Path(__file__).with_name("search-queries.yml"))
FIELD, STATUS, RESULTS = "#search-input", "#search-status", "#search-results"
STATES = {
    "results": "lamps",
    "nearest": "hosing",
    "partly": "solar lamps of Narvik",
    "meant": "hermanamiento",
    "nothing": "xylophone",
    "elsewhere": "vivienda",
    "short": "a",
}
"""A query for each thing that the dialog may say."""

FIRST_SEARCH = 150_000
"""Bytes that a first search may load, compressed as servers do."""

_FOLD = """async ([modules, cases]) => {
  const { Folding } = await import(`${modules}search-folding.js`);
  return cases.map(([text, rules]) => new Folding(rules).words(text).map(({ word }) => word));
}"""


@pytest.fixture(scope="session")
def searches_built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site of many languages once, without editions."""

    def make(folder: Path) -> Path:
        return build(copy_whole("searches", folder / "source"), folder / "site")

    return built_once("searches", tmp_path_factory, make)


@pytest.fixture(scope="session")
def searches(searches_built: Path) -> Iterator[str]:
    """Serve it; its address ends with a slash."""
    with served(searches_built) as address:
        yield address


def opened(page: Page, query: str) -> None:
    """Search in the dialog, and wait for what it says."""
    page.keyboard.press("/")
    expect(page.locator(FIELD)).to_be_focused()
    page.fill(FIELD, query)
    expect(page.locator(STATUS)).not_to_be_empty()
    page.wait_for_timeout(700)  # until the other languages have been looked at


def test_queries_find_what_they_should(turn_to: Callable[..., Page], searches: str) -> None:
    assert len(QUERIES) >= 120
    assert len({each.language for each in QUERIES}) >= 8
    assert list(disappointed(turn_to(searches), searches, QUERIES)) == []


def test_texts_and_queries_are_folded_alike(
    turn_to: Callable[..., Page], searches_built: Path, searches: str
) -> None:
    found: dict[str, list[str]] = {}
    for path in (searches_built / "pagefind" / "fragment").iterdir():
        content = gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd")
        text = json.loads(content)["content"]
        found.setdefault(path.name.rpartition("_")[0], []).append(text)
    marks = ["U.S.A. ½ ②  x²", "ｶﾞｷﾞ １２ ＡＢ", "नमस्ते दिल्ली", "สวัสดี", "rock’n’roll l'eau O’Brien"]
    marks += ["12,34,567 U.N. U.N A.B.C n.º 2º пʼять Kaʿba Hawaiʻi", """צה"ל ג'ורג' "שלום" """]
    cases = [(tag, text) for tag, texts in sorted(found.items()) for text in (*texts, *marks)]
    assert len(cases) > 100
    given = [[text, folding.rules(tag)] for tag, text in cases]
    page = turn_to(searches)
    folded = page.evaluate(_FOLD, [modules(page, searches), given])
    assert folded == [folding.words(text, tag) for tag, text in cases]


@pytest.mark.parametrize("query", STATES.values(), ids=STATES)
def test_no_violations(open_page: Callable[..., Page], searches: str, query: str) -> None:
    page = open_page(searches)
    opened(page, query)
    report = violations(page)
    page.emulate_media(color_scheme="dark")
    assert report + violations(page, rules=COLOURS) == ""


@pytest.mark.parametrize("language", ["", "ar/"])
def test_answers_are_narrowed_down(
    open_page: Callable[..., Page], searches: str, language: str
) -> None:
    page = open_page(f"{searches}{language}", width=360)
    opened(page, "ترومسو" if language else "Tromso")
    results = page.locator(".ip-search__result")
    all_of_them = results.count()
    page.click(".ip-search__filters > summary")
    expect(page.locator("#search-topic")).to_be_visible()
    assert violations(page) == ""
    page.select_option("#search-place", index=1)
    expect(page.locator(".ip-search__result a").first).to_have_attribute(
        "href", f"/base/{language}case-studies/tromso/".replace("/base/", page_path(searches))
    )
    assert results.count() < all_of_them
    page.select_option("#search-place", index=0)
    page.locator(".ip-search__filters button[aria-pressed=false]").last.click()
    assert 0 < results.count() < all_of_them


def page_path(address: str) -> str:
    """Return the path of a site's address."""
    return "/" + address.split("/", 3)[3]


def test_recent_searches_stay_until_they_are_cleared(
    open_page: Callable[..., Page], searches: str
) -> None:
    page = open_page(searches)
    opened(page, "lamps")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("/")
    again = page.locator(f"{RESULTS} button", has_text="lamps")
    expect(again).to_be_visible()
    assert violations(page) == ""
    again.click()
    expect(page.locator(FIELD)).to_have_value("lamps")
    expect(page.locator(".ip-search__result").first).to_be_visible()
    page.fill(FIELD, "")
    page.locator(f"{RESULTS} .ip-search__more").click()
    expect(page.locator(f"{RESULTS} button")).to_have_count(0)
    assert page.evaluate("localStorage.getItem('issue-papers.searches')") is None


def test_what_a_word_was_taken_for_is_said(open_page: Callable[..., Page], searches: str) -> None:
    page = open_page(searches)
    opened(page, "hermanamiento")
    expect(page.locator(".ip-search__note")).to_contain_text("Español")
    expect(page.locator(".ip-search__note")).to_contain_text("sister cities")


def test_nothing_found_leads_on(open_page: Callable[..., Page], searches: str) -> None:
    page = open_page(searches)
    opened(page, "xylophone")
    expect(page.locator(f"{RESULTS} a", has_text="Case studies")).to_be_visible()
    page.locator(f"{RESULTS} button", has_text="Light").click()
    expect(page.locator(".ip-search__result").first).to_be_visible()


def test_a_nearest_word_is_a_choice(open_page: Callable[..., Page], searches: str) -> None:
    page = open_page(searches)
    opened(page, "hosing")
    expect(page.locator(STATUS)).to_contain_text("housing")
    page.locator(f"{RESULTS} button", has_text="housing").click()
    expect(page.locator(FIELD)).to_have_value("housing")


def test_a_first_search_loads_little(open_page: Callable[..., Page], searches: str) -> None:
    page = open_page(searches)
    sizes: dict[str, int] = {}
    page.on("response", lambda each: sizes.update({each.url: len(gzip.compress(each.body()))}))
    opened(page, "affordable housing")
    assert any("/pagefind/wasm" in url for url in sizes)
    assert sum(sizes.values()) < FIRST_SEARCH, sizes
