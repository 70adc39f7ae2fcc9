"""Printing any page: the text without the site's furniture, boxes whole, links spelt out."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

PAPER = "papers/harbours/"
PAGES = ["", PAPER, f"{PAPER}works/", "case-studies/", "case-studies/busan/", "glossary/"]
PAGES += ["corrections/", f"fr/{PAPER}recommendations/", "es/translations/"]
FURNITURE = (
    ".ip-header, .ip-skip, .ip-drawer, .ip-toc, .ip-popover, .ip-around, .ip-downloads, "
    ".ip-filters, body > nav, footer nav, button:not(th button), select, dialog, "
    ".headerlink, .footnote-backref"
)
VISIBLE = "found => found.filter(e => e.checkVisibility()).map(e => e.outerHTML.slice(0, 90))"
WHITE = "rgb(255, 255, 255)"
MORE_THAN_THE_FOOT = 300
"""Characters: the licence with its address, the notice and the sheet's number have fewer."""


@pytest.fixture
def printed(
    open_page: Callable[..., Page], tmp_path: Path
) -> Callable[..., tuple[Page, list[str]]]:
    """Give a function that prints a page and returns it with the text of each sheet."""

    def make(url: str, **options: object) -> tuple[Page, list[str]]:
        page = open_page(url, **options)
        file = tmp_path / "page.pdf"
        page.pdf(path=file, format="A4")
        command = shutil.which("pdftotext")
        assert command, "pdftotext isn't installed: it's in the package poppler-utils"
        text = subprocess.run([command, file, "-"], capture_output=True, check=True).stdout
        sheets = text.decode().removesuffix("\f").split("\f")
        return page, [" ".join(sheet.split()) for sheet in sheets]

    return make


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_printed_that_can_only_be_pressed(
    open_page: Callable[..., Page], site: str, path: str
) -> None:
    page = open_page(f"{site}{path}", color_scheme="dark")
    page.emulate_media(media="print")
    assert page.locator(FURNITURE).evaluate_all(VISIBLE) == []
    body = page.locator("body").evaluate("e => getComputedStyle(e).backgroundColor")
    ink = page.locator("h1").first.evaluate("e => getComputedStyle(e).color")
    assert body == WHITE
    assert max(int(part) for part in re.findall(r"\d+", ink)) < 150
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_what_was_chosen_for_the_screen_isnt_printed(
    open_page: Callable[..., Page], site: str
) -> None:
    page = open_page(f"{site}{PAPER}works/", color_scheme="light")
    page.locator("[popovertarget=site-display]").click()
    for choice in ("[data-choose-dark]", "[data-choose-contrast]", "[value='200']"):
        page.locator(choice).check()
    page.keyboard.press("Escape")
    page.emulate_media(media="print")
    assert page.locator("body").evaluate("e => getComputedStyle(e).backgroundColor") == WHITE
    first = page.locator(".ip-prose > p").first
    assert first.evaluate("e => getComputedStyle(e).fontSize") == "14px"  # 10.5 pt


def test_a_section_is_printed_whole(
    printed: Callable[..., tuple[Page, list[str]]], site: str
) -> None:
    page, sheets = printed(f"{site}{PAPER}works/")
    text = " ".join(sheets)
    assert "sign (https://league.example)" in text
    assert "measuring what changes, and" in text  # a link within the site has no use for its target
    canonical = page.locator("link[rel=canonical]").get_attribute("href")
    assert str(canonical) in text
    assert "Terms on this page" in text
    assert "Current from the land for a ship" in text
    licence = "CC BY-NC-SA 4.0 (https://creativecommons.org/licenses/by-nc-sa/4.0/)"
    assert "".join(licence.split()) in "".join(text.split())  # wherever its line ends
    assert text.index("Works along the shore") < text.index("SSE takes many forms")
    assert "Search" not in text


@pytest.mark.parametrize(
    ("path", "box"),
    [
        (f"{PAPER}works/", ".ip-case-box"),
        (f"{PAPER}recommendations/", ".ip-recommendation"),
        ("case-studies/", ".ip-card"),
        ("corrections/", ".ip-ledger > li"),
    ],
)
def test_a_sheet_ends_between_boxes(
    printed: Callable[..., tuple[Page, list[str]]], site: str, path: str, box: str
) -> None:
    """A sheet that has the first words of a box has the last ones too."""
    page, sheets = printed(f"{site}{path}")
    page.emulate_media(media="print")
    texts = page.locator(box).evaluate_all(
        """boxes => boxes.map(box => {
          const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
          const words = [];
          while (walker.nextNode()) {
            const { data, parentElement } = walker.currentNode;
            if (parentElement.checkVisibility() && data.trim()) words.push(data.trim());
          }
          return words;
        })"""
    )
    assert texts
    for words in texts:
        assert any(all(word in sheet for word in _short(words)) for sheet in sheets), words


@pytest.mark.parametrize(
    "path", ["case-studies/dakar/", "fr/case-studies/busan/", f"{PAPER}works/"]
)
def test_the_licence_isnt_left_alone_on_a_sheet(
    printed: Callable[..., tuple[Page, list[str]]], site: str, path: str
) -> None:
    _, sheets = printed(f"{site}{path}")
    assert "CC BY-NC-SA" in sheets[-1]
    assert len(sheets[-1]) > MORE_THAN_THE_FOOT


def _short(texts: list[str]) -> list[str]:
    """Return texts of few words: the others are hyphenated, and cut by lines of neighbours."""
    return [text for text in texts if len(text.split()) == 1 and text.isalnum()]


def test_a_right_to_left_page_is_printed_right_to_left(
    printed: Callable[..., tuple[Page, list[str]]], small: str
) -> None:
    page, sheets = printed(f"{small}ar/papers/water/end/")
    page.emulate_media(media="print")
    assert page.locator("article").evaluate("e => getComputedStyle(e).direction") == "rtl"
    assert page.locator(FURNITURE).evaluate_all(VISIBLE) == []
    assert "https://small.example/base/ar/papers/water/end/" in " ".join(sheets)
