"""The style that a page is cited in is chosen, remembered, and fetched when it is wanted."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect
from serving import violations

SECTION = "papers/harbours/works/"
MLA = "modern-language-association"
OpenPage = Callable[..., Page]


def test_a_style_is_chosen_and_remembered(open_page: OpenPage, site: str) -> None:
    page = open_page(f"{site}{SECTION}", width=360)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator(".ip-cite-this > summary").click()
    shown = page.locator(".ip-cite-this dl > div:visible")
    expect(shown.first).to_contain_text("APA")
    assert not [url for url in asked if "cite-styles" in url]
    page.select_option("#cite-style", MLA)
    expect(shown.first).to_contain_text("MLA")
    expect(shown.first.locator("i").first).to_be_visible()

    expect(shown.first.get_by_role("button")).to_have_accessible_name("Copy the citation in MLA")
    assert violations(page, ".ip-cite-this") == ""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    asked.clear()
    page.reload()
    assert not [url for url in asked if "cite-styles" in url or "citation-style" in url]
    page.locator(".ip-cite-this > summary").click()
    expect(page.locator("#cite-style")).to_have_value(MLA)
    expect(shown.first).to_contain_text("MLA")


def test_a_quotation_is_cited_in_the_chosen_style(open_page: OpenPage, site: str) -> None:
    page = open_page(f"{site}{SECTION}")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("article .ip-prose p[id^='p-'] .ip-mark").first.click()
    panel = page.locator("#quoting")
    with page.expect_response("**/cite-styles.json"):
        panel.locator("#quoting-style").select_option(MLA)
    expect(page.locator("#cite-style")).to_have_value(MLA)
    expect(page.locator(".ip-cite-this [data-chosen] dt")).to_have_text("MLA")
    panel.locator("[data-does=quotation]").click()
    expect(panel.locator("[role=status]")).not_to_be_empty()
    copied = str(page.evaluate("navigator.clipboard.readText()"))
    assert ", edited by " in copied
    assert ", ." not in copied


def test_every_style_is_there_without_a_script(open_page: OpenPage, site: str) -> None:
    page = open_page(f"{site}{SECTION}", java_script_enabled=False)
    page.locator(".ip-cite-this > summary").click()
    expect(page.locator("#cite-style")).to_be_hidden()
    address = page.locator(".ip-cite-this__choice a").get_attribute("href")
    text = page.request.get(f"{site}{SECTION}{address}").text()
    assert [name for name in ("APA", "MLA", "ISO 690", "ABNT") if f"{name}\n" not in text] == []
