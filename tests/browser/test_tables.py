"""Tables on pages: sorted and taken along where their figure says so, aligned, and scrolled."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from serving import violations

OpenPage = Callable[..., Page]
PAGE = "papers/harbours/results/"


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 360)])
def test_a_table_is_sorted_and_taken_along(
    open_page: OpenPage, site: str, scheme: str, width: int, tmp_path: Path
) -> None:
    page = open_page(f"{site}{PAGE}", color_scheme=scheme, width=width)
    figure = page.locator("#figure-levels")
    first = figure.locator("tbody tr").first
    expect(first).to_contain_text("The harbour")
    heading = figure.get_by_role("button", name="Measures")
    heading.focus()
    page.keyboard.press("Enter")
    expect(first).to_contain_text("The city")
    expect(figure.locator("[aria-sort=ascending]")).to_contain_text("Measures")
    expect(figure.locator("[role=status]")).to_have_text("Sorted by Measures, ascending.")
    with page.expect_download() as download:
        figure.get_by_role("link", name="Download the table as CSV").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    assert file.name == "figure-levels.csv"
    lines = file.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "Level,What belongs to it,Measures"
    assert lines[1] == 'The harbour,"Ships, cargo, smoke and noise",12'
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(page) == ""


def test_a_table_is_whole_without_scripts(open_page: OpenPage, site: str) -> None:
    page = open_page(f"{site}{PAGE}", java_script_enabled=False)
    figure = page.locator("#figure-levels")
    assert figure.get_by_role("button").count() == 0
    assert figure.locator("tbody tr").count() == 2
