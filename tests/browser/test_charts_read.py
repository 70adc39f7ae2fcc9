"""Charts in a browser: readable on phones, without a script, and read out by keys."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from serving import COLOURS, violations

PAGE = "papers/harbours/kinds/"
KINDS = 13
SMALLEST = """() => Math.min(...[...document.querySelectorAll(".ip-chart__drawing text")]
    .filter((text) => text.checkVisibility())
    .map((text) => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a))"""
CUT = """() => [...document.querySelectorAll(".ip-chart")].filter((chart) => {
    const box = chart.getBoundingClientRect();
    const words = [...chart.querySelectorAll("text")].filter((text) => text.checkVisibility());
    return words.some((text) => {
        const { left, right } = text.getBoundingClientRect();
        return left < box.left - 3 || right > box.right + 3;
    });
}).map((chart) => chart.id)"""


@pytest.mark.parametrize("language", ["", "ar/"], ids=["en", "ar"])
@pytest.mark.parametrize("width", [360, 768, 1440])
def test_all_kinds_are_sound_at_every_width(
    turn_to: Callable[..., Page], strained: str, language: str, width: int
) -> None:
    page = turn_to(f"{strained}{language}{PAGE}", width=width)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    shown = page.locator(".ip-chart__drawing:visible")
    assert shown.count() == KINDS
    assert page.evaluate(SMALLEST) >= 12
    assert page.evaluate(CUT) == []
    if width == 360:
        page.emulate_media(color_scheme="light")
        light = violations(page)
        page.emulate_media(color_scheme="dark")
        assert light + violations(page, rules=COLOURS) == ""


def test_a_chart_is_read_without_a_script(open_page: Callable[..., Page], strained: str) -> None:
    page = open_page(f"{strained}{PAGE}", java_script_enabled=False)
    chart = page.locator("#chart-lines")
    assert chart.locator("svg:visible").count() == 1
    drawing = chart.locator("svg:visible")
    assert drawing.get_attribute("role") == "img"
    chart.locator("summary").click()
    assert chart.locator("tbody tr").count() == 15
    assert chart.locator("tbody tr").first.inner_text().split() == ["2000", "Busan", "1,200"]
    assert chart.locator("a[download]").get_attribute("href") == "../ships.csv"
    assert chart.locator("[data-chart-said]").is_hidden()


@pytest.mark.parametrize(("language", "forth"), [("", "ArrowRight"), ("ar/", "ArrowLeft")])
def test_keys_and_pointer_read_values_out(
    open_page: Callable[..., Page], strained: str, language: str, forth: str
) -> None:
    page = open_page(f"{strained}{language}{PAGE}")
    chart = page.locator("#chart-lines")
    drawing, said = chart.locator("svg:visible"), chart.get_by_role("status")
    chart.scroll_into_view_if_needed()
    expect(drawing).to_have_attribute("tabindex", "0")  # its script is fetched when it is near
    drawing.focus()
    assert said.inner_text() != ""
    page.keyboard.press(forth)
    assert "2000" in said.inner_text()
    assert "1,200" in said.inner_text()
    page.keyboard.press(forth)
    assert "1,500" in said.inner_text()
    page.keyboard.press("Home")
    assert "1,200" in said.inner_text()
    page.keyboard.press("End")
    assert "560" in said.inner_text()
    page.keyboard.press("Tab")
    assert said.inner_text() == ""
    drawing.locator("[data-row='3']").hover()
    assert "1,500" in said.inner_text()
