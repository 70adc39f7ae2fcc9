"""Definitions in the text and the glossary: by keyboard, touch, without script, on paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from harness import build, pages_alone
from playwright.sync_api import Page, Route, expect
from serving import serve, violations

SECTION = "papers/harbours/works/"
TERM = "shore-side electricity (SSE)"
VILLAGES = """
villages:
  en: {term: villages, definition: Places smaller than towns.}
"""
LANGUAGES = pytest.mark.parametrize("language", ["", "es/", "fr/"], ids=["en", "es", "fr"])
OpenPage = Callable[..., Page]


@LANGUAGES
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_an_open_definition_has_no_violations(
    open_page: OpenPage, site: str, language: str, scheme: str, width: int
) -> None:
    page = open_page(f"{site}{language}{SECTION}", color_scheme=scheme, width=width)
    page.locator(".ip-term").first.click()
    definition = page.locator(".ip-definition:popover-open")
    expect(definition).to_be_visible()
    box = definition.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert violations(page, ".ip-definition:popover-open") == ""


def test_the_keyboard_opens_reads_and_closes(open_page: OpenPage, site: str) -> None:
    page = open_page(f"{site}{SECTION}")
    term = page.locator(".ip-term", has_text="SSE")
    definition = page.locator("#definition-sse")
    expect(term).to_have_attribute("aria-haspopup", "dialog")
    expect(term).to_have_attribute("aria-expanded", "false")
    term.focus()
    page.keyboard.press("Enter")
    expect(definition).to_be_visible()
    expect(definition).to_be_focused()
    expect(page.get_by_role("dialog")).to_have_accessible_name(TERM)
    expect(term).to_have_attribute("aria-expanded", "true")
    expect(definition).to_contain_text("shore-side electricity")
    page.keyboard.press("Tab")
    expect(definition.locator("a")).to_be_focused()
    page.keyboard.press("Escape")
    expect(definition).to_be_hidden()
    expect(term).to_be_focused()
    expect(term).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Space")
    expect(definition).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(definition).to_be_hidden()
    expect(term).to_be_focused()


def test_a_tap_opens_and_a_tap_elsewhere_closes(open_page: OpenPage, site: str) -> None:
    page = open_page(f"{site}es/{SECTION}", width=360, has_touch=True)
    page.locator(".ip-term", has_text="SEP").tap()
    definition = page.locator("#definition-sse")
    expect(definition).to_be_visible()
    page.touchscreen.tap(20, 100)
    expect(definition).to_be_hidden()


def test_what_the_focus_leaves_is_closed(open_page: OpenPage, site: str) -> None:
    page = open_page(f"{site}{SECTION}")
    term = page.locator(".ip-term", has_text="SSE")
    term.focus()
    page.keyboard.press("Enter")
    for _ in range(3):
        page.keyboard.press("Tab")
    expect(page.locator("#definition-sse")).to_be_hidden()
    expect(term).to_have_attribute("aria-expanded", "false")
    assert page.evaluate("document.activeElement.closest('article') !== null")


def _without_anchors(route: Route) -> None:
    """Give a style sheet to a browser that knows no anchor positioning."""
    css = route.fetch().text()
    route.fulfill(
        body=css.replace("@supports (position-area:", "@supports (no-such-property:"),
        content_type="text/css",
    )


@pytest.mark.parametrize("anchored", [True, False])
@pytest.mark.parametrize("kind", [".ip-term", "a.ip-citation"])
def test_what_opens_leaves_what_opened_it_in_sight(
    open_page: OpenPage, site: str, kind: str, *, anchored: bool
) -> None:
    page = open_page(f"{site}fr/{SECTION}", width=360, height=740, has_touch=True, is_mobile=True)
    if not anchored:
        page.route("**/*.css", _without_anchors)
        page.reload()
        assert page.locator("[popover].ip-definition").first.evaluate(
            "box => getComputedStyle(box).positionArea"
        ) == ("none")
    openers = page.locator(kind)
    tops = set()
    for number in range(0, openers.count(), 2):
        opener = openers.nth(number)
        for place in (0.15, 0.5, 0.9):
            opener.evaluate(
                "(one, at) => scrollBy(0, one.getBoundingClientRect().top - at * innerHeight)",
                place,
            )
            opener.tap()
            box = page.locator("[popover]:popover-open").bounding_box()
            own = opener.bounding_box()
            assert box
            assert own
            assert box["y"] >= 0
            assert box["y"] + box["height"] <= 740
            assert own["y"] + own["height"] <= box["y"] or box["y"] + box["height"] <= own["y"]
            tops.add(box["y"] < own["y"])
            page.keyboard.press("Escape")
    assert tops == {True, False}


def test_without_script_a_term_leads_to_the_glossary(open_page: OpenPage, site: str) -> None:
    page = open_page(f"{site}es/{SECTION}", java_script_enabled=False)
    expect(page.locator("#definition-sse")).to_be_hidden()
    page.locator(".ip-term", has_text="SEP").click()
    expect(page).to_have_url(f"{site}es/glossary/#term-sse")


def test_without_script_a_term_leads_to_its_entry(
    open_page: OpenPage, small_site: Callable[..., Path], tmp_path: Path
) -> None:
    source = pages_alone(small_site())
    (source / "docs" / "glossary.yml").write_text(VILLAGES, encoding="utf-8")
    server, address = serve(build(source, tmp_path / "site"))
    try:
        page = open_page(f"{address}papers/water/start/", java_script_enabled=False)
        page.locator(".ip-term").click()
        expect(page).to_have_url(f"{address}glossary/#term-villages")  # a page without a file
        expect(page.locator("#term-villages")).to_be_in_viewport()
        page = open_page(f"{address}papers/water/start/")
        expect(page.locator("#definition-villages")).to_be_hidden()
        page.locator(".ip-term").click()
        expect(page.get_by_role("dialog")).to_contain_text("smaller than towns")
    finally:
        server.shutdown()
        server.server_close()


def test_the_definition_leads_to_its_entry(open_page: OpenPage, site: str) -> None:
    page = open_page(f"{site}fr/{SECTION}")
    page.locator(".ip-term", has_text="AEQ").click()
    page.locator("#definition-sse a").click()
    expect(page).to_have_url(f"{site}fr/glossary/#term-sse")
    entry = page.locator("#term-sse")
    expect(entry).to_be_in_viewport()
    expect(entry.locator("dt")).to_contain_text("(AEQ)")
    expect(entry.locator("[lang=en]", has_text="SSE")).to_be_visible()


def test_paper_has_the_definitions_below_the_text(open_page: OpenPage, site: str) -> None:
    page = open_page(f"{site}{SECTION}")
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Terms on this page")).to_be_visible()
    expect(page.locator("#definition-sse")).to_be_visible()
    expect(page.locator("#definition-sse .ip-definition__more")).to_be_hidden()


def test_terms_of_several_words_break_like_the_words_around(open_page: OpenPage, site: str) -> None:
    page = open_page(f"{site}fr/{SECTION}", width=320)
    lines = page.locator(".ip-term").evaluate_all(
        "terms => terms.map((one) => [getComputedStyle(one).display, one.getClientRects().length])"
    )
    assert {display for display, _ in lines} == {"inline"}
    assert max(count for _, count in lines) > 1


def test_a_term_isnt_parted_from_its_bracket(open_page: OpenPage, site: str) -> None:
    page = open_page(f"{site}fr/{SECTION}")
    page.evaluate(
        """() => {
          const term = document.querySelector(".ip-term");
          const text = document.createElement("p");
          text.id = "bracket";
          text.append("Forum (", term, "), ", document.createElement("br"));
          document.querySelector(".ip-prose").prepend(text);
        }"""
    )
    parted = page.evaluate(
        """() => {
          const text = document.getElementById("bracket");
          const [before, , after] = text.childNodes;
          const at = (node, from, to) => {
            const range = document.createRange();
            range.setStart(node, from);
            range.setEnd(node, to);
            return range.getBoundingClientRect().top;
          };
          const tops = () => [at(before, 6, 7), at(text, 1, 2), at(after, 0, 2)].map(Math.round);
          const found = [];
          for (let width = 120; width < 400; width += 1) {
            text.style.inlineSize = `${width}px`;
            if (new Set(tops()).size > 1) found.push([width, ...tops()]);
          }
          return found;
        }"""
    )
    assert parted == []


@pytest.mark.parametrize("width", [360, 1280])
def test_terms_break_no_line_out_of_the_page(open_page: OpenPage, site: str, width: int) -> None:
    for path in (SECTION, f"fr/{SECTION}", "papers/harbours/introduction/"):
        page = open_page(f"{site}{path}", width=width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
