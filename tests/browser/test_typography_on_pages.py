"""What typography must not break: searching, copying, and narrow screens."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect


@pytest.mark.parametrize(
    ("language", "query", "target"),
    [
        ("fr/", "l’approvisionnement", "fr/papers/harbours/works/"),
        ("fr/", "l'approvisionnement", "fr/papers/harbours/works/"),
        ("fr/", "10 millions", "fr/case-studies/busan/"),
        ("fr/", "10\u00a0millions", "fr/case-studies/busan/"),
        ("fr/", '"10\u00a0millions"', "fr/case-studies/busan/"),
        ("fr/", "22 %", "fr/case-studies/two-gates/"),
        ("fr/", "22\u202f%", "fr/case-studies/two-gates/"),
        ("fr/", "« marque »", "fr/papers/harbours/works/"),
        ("es/", "2016-2019", "es/case-studies/cadiz/"),
        ("", "2016–2019", "case-studies/cadiz/"),
        ("", "Busan's", "case-studies/busan/"),
        ("", "Busan’s", "case-studies/busan/"),
    ],
)
def test_words_are_found_as_typed_and_as_copied(
    open_page: Callable[..., Page], site: str, language: str, query: str, target: str
) -> None:
    page = open_page(site + language)
    page.keyboard.press("/")
    page.locator("#search-input").fill(query)
    expect(page.locator(f"#search-results a[href*='/{target}']").first).to_be_visible()
    assert page.locator("#search-results mark").count()


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("fr/papers/harbours/works/", "la «\u00a0marque\u00a0» de l’institution"),
        ("fr/papers/harbours/works/", "de 22\u00a0% en moyenne"),
        ("es/case-studies/busan/", "10\u00a0millones de dólares"),
        ("case-studies/cadiz/", "Plan for 2016–2019"),
        ("case-studies/busan/", "somebody’s second job"),
        ("case-studies/busan/", "Busan’s Twinning Office"),
    ],
)
def test_signs_stand_on_the_page_as_they_will_be_copied(
    open_page: Callable[..., Page], site: str, url: str, wanted: str
) -> None:
    article = open_page(site + url).locator("main .ip-article")
    assert wanted in (article.evaluate("e => e.textContent.replace(/[ \\n]+/g, ' ')"))


@pytest.mark.parametrize("language", ["", "es/", "fr/"])
def test_unbroken_words_fit_a_narrow_screen(
    open_page: Callable[..., Page], site: str, language: str
) -> None:
    page = open_page(f"{site}{language}papers/harbours/works/", width=360)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
