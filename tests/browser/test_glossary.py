"""Definitions in the text and the glossary: by keyboard, touch, without script, on paper."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from serving import violations

SECTION = "papers/internationalisation/means/"
LANGUAGES = pytest.mark.parametrize("language", ["", "es/", "fr/"], ids=["en", "es", "fr"])
OpenPage = Callable[..., Page]


@LANGUAGES
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_glossary_has_no_violations(
    open_page: OpenPage, site: str, language: str, scheme: str, width: int
) -> None:
    page = open_page(f"{site}{language}glossary/", color_scheme=scheme, width=width)
    assert page.locator(".ip-glossary__entry").count() >= 30
    assert violations(page) == ""


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
    assert violations(page) == ""


def test_the_keyboard_opens_reads_and_closes(open_page: OpenPage, site: str) -> None:
    page = open_page(f"{site}{SECTION}")
    term = page.locator(".ip-term", has_text="IALG")
    definition = page.locator("#definition-ialg")
    term.focus()
    page.keyboard.press("Enter")
    expect(definition).to_be_visible()
    expect(definition).to_contain_text("international action of local governments")
    page.keyboard.press("Tab")
    expect(definition.locator("a")).to_be_focused()
    page.keyboard.press("Escape")
    expect(definition).to_be_hidden()
    expect(term).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(definition).to_be_hidden()
    expect(term).to_be_focused()


def test_a_tap_opens_and_a_tap_elsewhere_closes(open_page: OpenPage, site: str) -> None:
    page = open_page(f"{site}es/{SECTION}", width=360, has_touch=True)
    page.locator(".ip-term", has_text="AIGL").tap()
    definition = page.locator("#definition-ialg")
    expect(definition).to_be_visible()
    page.touchscreen.tap(20, 100)
    expect(definition).to_be_hidden()


def test_no_script_is_needed(open_page: OpenPage, site: str) -> None:
    page = open_page(f"{site}{SECTION}", java_script_enabled=False)
    page.locator(".ip-term", has_text="IALG").click()
    expect(page.locator("#definition-ialg")).to_be_visible()


def test_the_definition_leads_to_its_entry(open_page: OpenPage, site: str) -> None:
    page = open_page(f"{site}fr/{SECTION}")
    page.locator(".ip-term", has_text="AIGL").click()
    page.locator("#definition-ialg a").click()
    expect(page).to_have_url(f"{site}fr/glossary/#term-ialg")
    entry = page.locator("#term-ialg")
    expect(entry).to_be_in_viewport()
    expect(entry.locator("dt")).to_contain_text("(AIGL)")
    expect(entry.locator("[lang=en]", has_text="IALG")).to_be_visible()


def test_paper_has_the_definitions_below_the_text(open_page: OpenPage, site: str) -> None:
    page = open_page(f"{site}{SECTION}")
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Terms on this page")).to_be_visible()
    expect(page.locator("#definition-ialg")).to_be_visible()
    expect(page.locator("#definition-ialg .ip-definition__more")).to_be_hidden()


@pytest.mark.parametrize("width", [360, 1280])
def test_terms_break_no_line_out_of_the_page(open_page: OpenPage, site: str, width: int) -> None:
    for path in (SECTION, f"fr/{SECTION}", "papers/internationalisation/introduction/"):
        page = open_page(f"{site}{path}", width=width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
