"""A passage can be quoted: by its mark, or by words that are selected."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect
from serving import violations

SECTION = "papers/harbours/works/"
PASSAGE = "article .ip-prose p[id^='p-']:not(aside p)"
CLIPBOARD = ["clipboard-read", "clipboard-write"]
OpenPage = Callable[..., Page]


def marked(page: Page) -> tuple[Locator, str, str]:
    """Return the first paragraph, its id and its words."""
    passage = page.locator(PASSAGE).first
    words = str(
        passage.evaluate(
            "each => { const own = each.cloneNode(true);"
            " own.querySelectorAll('.ip-mark, .footnote-ref').forEach((mark) => mark.remove());"
            " return own.textContent.replace(/\\s+/g, ' ').trim(); }"
        )
    )
    return passage, str(passage.get_attribute("id")), words


def copied(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


@pytest.mark.parametrize(
    ("language", "scheme", "width"),
    [("", "light", 1280), ("es/", "dark", 360), ("fr/", "light", 320)],
)
def test_what_opens_has_no_violations_and_fits(
    open_page: OpenPage, site: str, language: str, scheme: str, width: int
) -> None:
    page = open_page(f"{site}{language}{SECTION}", color_scheme=scheme, width=width)
    assert violations(page) == ""
    passage, _, words = marked(page)
    passage.locator(".ip-mark").click()
    panel = page.locator("#quoting")
    expect(panel).to_be_visible()
    expect(panel.locator("[data-quoted]")).to_have_text(words)
    box = panel.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(page) == ""


def test_every_passage_has_a_mark_that_can_be_reached(open_page: OpenPage, site: str) -> None:
    page = open_page(f"{site}{SECTION}", width=360)
    ids = page.evaluate(
        "[...document.querySelectorAll(\"article .ip-prose [id^='p-']\")].map(e => e.id)"
    )
    marks = page.evaluate("[...document.querySelectorAll('.ip-mark')].map(m => m.hash.slice(1))")
    assert sorted(ids) == sorted(marks)
    assert len(ids) > 5
    assert len(set(ids)) == len(ids)
    assert page.evaluate(
        "[...document.querySelectorAll('.ip-mark')].every("
        "(mark) => mark.tabIndex === 0 && mark.offsetHeight >= 24 && mark.offsetWidth >= 16)"
    )


def test_a_quotation_says_whose_it_is_and_where(open_page: OpenPage, site: str) -> None:
    page = open_page(f"{site}es/{SECTION}", permissions=CLIPBOARD)
    passage, identifier, words = marked(page)
    passage.locator(".ip-mark").focus()
    page.keyboard.press("Enter")
    panel = page.locator("#quoting")
    expect(panel).to_be_focused()
    page.keyboard.press("Tab")
    expect(panel.locator("[data-does=quotation]")).to_be_focused()
    page.keyboard.press("Enter")
    expect(panel.locator("[role=status]")).not_to_be_empty()
    quotation, source, address = copied(page).split("\n")
    assert quotation == f"«{words}»"
    title = page.locator("h1").inner_text()
    assert title in source
    assert "Traducción automática" in source
    assert source.endswith("[A partir de Duarte y Ferrer 2020, pp. 4–6]")
    expect(panel.locator("[data-origin]:visible")).to_have_count(1)
    assert "http" not in source
    assert address == f"{page.url.partition('#')[0]}#{identifier}"
    panel.locator("[data-does=address]").click()
    assert copied(page) == address
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(passage.locator(".ip-mark")).to_be_focused()


def test_selected_words_are_quoted_with_an_address_that_marks_them(
    open_page: OpenPage, site: str
) -> None:
    page = open_page(f"{site}{SECTION}", permissions=CLIPBOARD)
    passage, identifier, words = marked(page)
    passage.evaluate(
        "each => { const text = document.createTreeWalker(each, NodeFilter.SHOW_TEXT).nextNode();"
        " const range = document.createRange();"
        " range.setStart(text, 0); range.setEnd(text, text.length);"
        " getSelection().removeAllRanges(); getSelection().addRange(range); }"
    )
    button = page.locator(".ip-quote-selected")
    expect(button).to_be_visible()
    button.click()
    page.locator("#quoting [data-does=quotation]").click()
    quotation, _, address = copied(page).split("\n")
    chosen = quotation.strip("“”")
    assert words.startswith(chosen)
    assert address.partition("#")[2].startswith(f"{identifier}:~:text=")
    page.keyboard.press("Escape")
    page.evaluate("getSelection().removeAllRanges()")
    expect(button).to_be_hidden()


SELECT = """([[first, after], [last, before]]) => {
  const found = (words) => {
    const walker = document.createTreeWalker(document.querySelector("article .ip-prose"), 4);
    while (walker.nextNode()) {
      const at = walker.currentNode.data.replace(/\\n/g, " ").indexOf(words);
      if (at >= 0) return [walker.currentNode, at];
    }
  };
  const range = document.createRange();
  const [[one, from], [other, to]] = [found(first), found(last)];
  range.setStart(one, from + after);
  range.setEnd(other, to + before);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  return one.parentElement.closest("[id]").id;
}"""
"""Selects from a letter of some words to one of others, and gives the id of the first passage."""


def test_words_of_two_passages_are_quoted_without_what_isnt_the_texts(
    open_page: OpenPage, site: str
) -> None:
    page = open_page(f"{site}{SECTION}", permissions=CLIPBOARD)
    identifier = page.evaluate(SELECT, [["quay was to be ready", 2], ["Most cities also", 9]])
    page.locator(".ip-quote-selected").click()
    page.locator("#quoting [data-does=quotation]").click()
    quotation, source, address = copied(page).split("\n")
    assert quotation.startswith("“ay was to be ready in 2022. It was meant")  # no number of a note
    assert quotation.endswith(" Most citi”")
    both = "[After Duarte and Ferrer 2020, pp. 4–6; After Duarte and Ferrer 2020, p. 12]"
    assert source.endswith(both)
    # A browser marks whole words alone, each end of them in one paragraph.
    directive = ":~:text=quay%20was%20to%20be%20ready,Most%20cities"
    assert address.partition("#")[2] == f"{identifier}{directive}"
    page.keyboard.press("Escape")
    page.goto(f"{site}{SECTION}?with=fr")
    expect(page.locator(".ip-pair__row")).not_to_have_count(0)
    page.locator(".ip-pair__cell:not([lang]) p[id^=p-]").first.click(click_count=3)
    expect(page.locator(".ip-quote-selected")).to_be_visible()
    page.locator(".ip-pair__cell[lang=fr] p").first.click(click_count=3)
    expect(page.locator(".ip-quote-selected")).to_be_hidden()


def test_a_passage_is_one_step_away_in_other_languages(open_page: OpenPage, site: str) -> None:
    page = open_page(f"{site}{SECTION}")
    passage, identifier, _ = marked(page)
    passage.locator(".ip-mark").click()
    page.locator("#quoting a[hreflang=fr]").click()
    page.wait_for_url(f"**/fr/{SECTION}#{identifier}")
    arrived = page.locator(f"#{identifier}")
    expect(arrived).to_be_in_viewport()
    ground = "each => getComputedStyle(each).backgroundColor"
    assert arrived.evaluate(ground) != page.locator(PASSAGE).last.evaluate(ground)
