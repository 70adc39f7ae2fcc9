"""Citations in the text: by mouse, keyboard, without script, on paper; and “cite this”."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from serving import violations

SECTION = "papers/harbours/works/"
BIBLIOGRAPHY = "papers/harbours/bibliography/"
OpenPage = Callable[..., Page]


@pytest.mark.parametrize(
    ("language", "scheme", "width"),
    [("", "light", 1280), ("es/", "dark", 360), ("fr/", "light", 320)],
)
def test_what_opens_has_no_violations(
    open_page: OpenPage, site: str, language: str, scheme: str, width: int
) -> None:
    page = open_page(f"{site}{language}{SECTION}", color_scheme=scheme, width=width)
    page.locator(".ip-cite-this > summary").click()
    page.locator("a.ip-citation", has_text="Pons").click()
    work = page.locator("#citation-pons2015")
    expect(work).to_be_visible()
    expect(work).to_contain_text("Revista de Puertos y Costas")
    box = work.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(page) == ""


def test_the_keyboard_opens_reads_and_closes(open_page: OpenPage, site: str) -> None:
    page = open_page(f"{site}{SECTION}")
    citation = page.locator("a.ip-citation", has_text="Moreau")
    work = page.locator("#citation-moreau2019")
    expect(citation).to_have_attribute("aria-expanded", "false")
    citation.focus()
    page.keyboard.press("Enter")
    expect(work).to_be_visible()
    expect(work).to_be_focused()
    expect(citation).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Tab")
    expect(work.locator("a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(work).to_be_hidden()
    expect(citation).to_be_focused()
    expect(citation).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/bibliography/#ref-moreau2019")


def test_without_script_a_citation_is_a_link(open_page: OpenPage, site: str) -> None:
    page = open_page(f"{site}{SECTION}", java_script_enabled=False)
    page.locator("a.ip-citation", has_text="Moreau").click()
    page.wait_for_url("**/bibliography/#ref-moreau2019")
    page.locator("#ref-moreau2019 .ip-backlinks a").click()
    page.wait_for_url(f"**/{SECTION}#cite-moreau2019-1")
    assert page.locator(".ip-cite-this__copy:visible").count() == 0


def test_a_citation_is_copied(open_page: OpenPage, site: str) -> None:
    page = open_page(f"{site}es/{SECTION}", permissions=["clipboard-read", "clipboard-write"])
    page.locator(".ip-cite-this > summary").click()
    page.get_by_role("button", name="Copiar la cita en estilo APA").click()
    expect(page.locator(".ip-cite-this [role=status]")).to_have_text("Copiado")
    text = page.evaluate("navigator.clipboard.readText()")
    assert text.startswith("Harbour Desk. (2026). Obras en la orilla")


def test_paper_has_the_texts_and_no_buttons(open_page: OpenPage, site: str) -> None:
    page = open_page(f"{site}{SECTION}")
    page.emulate_media(media="print")
    expect(page.locator("#citation-moreau2019")).to_be_visible()
    assert page.locator(".ip-cite-this__text:visible").count() >= 2
    for hidden in (".ip-work__close", ".ip-cite-this__copy", ".ip-cite-this__files"):
        assert page.locator(f"{hidden}:visible").count() == 0


@pytest.mark.parametrize("language", ["ar/", "fr/"])
def test_a_bibliography_reads_from_right_to_left(
    open_page: OpenPage, small: str, language: str
) -> None:
    page = open_page(f"{small}{language}papers/water/end/", width=360)
    page.locator(".ip-cite-this > summary").click()
    expect(page.locator("#ref-sow2019")).to_contain_text("Sow, Aminata")
    assert violations(page) == ""
