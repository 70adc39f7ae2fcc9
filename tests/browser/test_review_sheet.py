"""A review sheet in a browser, opened from the disk as reviewers open it, and on paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from harness import copy_site, invoke
from playwright.sync_api import Browser
from serving import violations


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Write the small site's sheet of Arabic; return its `file:` address."""
    site = copy_site(tmp_path_factory.mktemp("sheet") / "site")
    assert invoke("review-sheet", "ar", cwd=site).returncode == 0
    return Path(site / "review-ar.html").as_uri()


@pytest.mark.parametrize(
    ("width", "scheme"), [(1440, "light"), (768, "dark"), (360, "light")], ids=str
)
def test_a_sheet_is_accessible_at_any_width(
    width: int, scheme: str, address: str, chromium: Browser
) -> None:
    size = {"width": width, "height": 900}
    context = chromium.new_context(viewport=size, color_scheme=scheme, offline=True)  # type: ignore[arg-type]
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    is_shown = page.locator(".passages .narrow").first.is_visible()
    assert is_shown == (width < 768)  # which language a cell is in, where no head says it
    arabic = page.locator(".passages td p[lang=ar]").first
    assert arabic.evaluate("p => getComputedStyle(p).direction") == "rtl"
    assert violations(page) == ""
    assert faults == []
    context.close()
