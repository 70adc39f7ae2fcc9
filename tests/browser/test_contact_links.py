"""What a reader who reports a mistake needn't type: the page, and the passage."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import unquote

from playwright.sync_api import Page, expect

SECTION = "papers/harbours/works/"
REPORT = ".ip-contact a"


def body_of(page: Page) -> str:
    address = page.locator(REPORT).get_attribute("href") or ""
    return unquote(address.partition("&body=")[2])


def test_a_report_has_the_passage(open_page: Callable[..., Page], site: str) -> None:
    page = open_page(f"{site}{SECTION}#leagues")
    link = page.locator(REPORT)
    assert "Passage:\r\n" in body_of(page)
    link.dispatch_event("contextmenu")
    assert "Passage: #leagues\r\n" in body_of(page)
    page.evaluate(
        """() => getSelection().selectAllChildren(
          document.querySelector('#leagues').closest('.ip-heading').nextElementSibling)"""
    )
    link.dispatch_event("contextmenu")
    words = page.evaluate("String(getSelection()).replace(/\\s+/g, ' ').trim().slice(0, 300)")
    assert f"Passage: “{words}” #leagues\r\n" in body_of(page)
    assert "+" not in (link.get_attribute("href") or "")
    page.evaluate("getSelection().removeAllRanges(), scrollTo(0, document.body.scrollHeight)")
    link.dispatch_event("contextmenu")
    passed = body_of(page).partition("Passage: #")[2].partition("\r\n")[0]
    inside = "(id) => Boolean(document.getElementById(id).closest('[data-pagefind-ignore]'))"
    assert page.evaluate(inside, passed) is False  # nothing that the page has below its text


def test_it_is_a_link_without_javascript(open_page: Callable[..., Page], site: str) -> None:
    page = open_page(f"{site}fr/{SECTION}", java_script_enabled=False)
    assert "Langue : Français" in " ".join(body_of(page).replace("\xa0", " ").split())


def test_a_mistake_in_a_passage_is_reported_without_an_account(
    open_page: Callable[..., Page], site: str
) -> None:
    page = open_page(f"{site}{SECTION}")
    passage = page.locator("article .ip-prose p[id^='p-']:not(aside p)").first
    identifier = passage.get_attribute("id")
    passage.locator(".ip-mark").click()
    link = page.locator("#quoting [data-report]")
    expect(page.locator("#quoting [data-quoted]")).not_to_be_empty()
    words = page.locator("#quoting [data-quoted]").inner_text()
    link.focus()
    address = link.get_attribute("href") or ""
    assert address.startswith("mailto:")
    body = unquote(address.partition("&body=")[2])
    assert f"Passage: “{words[:300]}” #{identifier}\r\n" in body
    assert page.locator("link[rel=canonical]").get_attribute("href") in body
    for name in ("Edition", "Language"):
        assert f"\r\n{name}: " in body
