"""axe-core on every document of an EPUB, unpacked, on a phone's width.

In light colours only: axe takes what has no background for white, and an EPUB sets no backgrounds.
That its colours do on black is shown by its unit tests.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from editions import THEME, sampler_edition, scripts_edition
from issue_papers.formats.editions.edition import Edition
from issue_papers.formats.epub.publication import build
from playwright.sync_api import Page
from serving import serve, violations

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("edition", "language"),
    [
        (sampler_edition, "en"),
        (sampler_edition, "es"),
        (sampler_edition, "fr"),
        (scripts_edition, "ar"),
        (scripts_edition, "ko"),
    ],
    ids=["en", "es", "fr", "arabic", "korean"],
)
def test_no_violations_in_any_document(
    open_page: Callable[..., Page],
    tmp_path: Path,
    edition: Callable[[str], Edition],
    language: str,
) -> None:
    archive = zipfile.ZipFile(io.BytesIO(build(edition(language), THEME)))
    archive.extractall(tmp_path)
    (tmp_path / "EPUB" / "favicon.ico").touch()  # browsers ask for one
    server, address = serve(tmp_path / "EPUB")
    try:
        names = [name for name in archive.namelist() if name.endswith(".xhtml")]
        page = open_page(f"{address}nav.xhtml", width=390, height=780)
        found = {}
        for name in names:
            page.goto(address + name.removeprefix("EPUB/"))
            assert page.evaluate("document.documentElement.scrollWidth") <= 390, name
            if report := violations(page):
                found[name] = report
        assert found == {}
    finally:
        server.shutdown()
        server.server_close()
