"""axe-core on every page of the publication, once: what its texts and pictures could break.

What templates, colours and widths could break is tried on the sampler, in tests/browser.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page
from serving import violations
from sitefiles import pages

LANGUAGES = ("", "es/", "fr/")


def test_no_violations(turn_to: Callable[..., Page], published: Path, site: str) -> None:
    """Each page in one language, in turn: that they are alike in all, test_site.py shows."""
    own = [url for url in pages(published) if not url.startswith(("es/", "fr/"))]
    shown = [url for url in own if 'http-equiv="refresh"' not in _head(published, url)]
    assert len(shown) > 30
    found = {}
    for number, url in enumerate(shown):
        page = turn_to(f"{site}{LANGUAGES[number % 3]}{url}")
        if report := violations(page):
            found[page.url] = report
    assert found == {}


def _head(site: Path, url: str) -> str:
    """Return the head of a page: that of a moved one leads on."""
    return (site / url / "index.html").read_text(encoding="utf-8").partition("</head>")[0]
