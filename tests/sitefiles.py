"""Reading a built site in tests: pages as trees, links as targets."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import lxml.html
from lxml.html import HtmlElement

BASE = "https://site.example/"


def page(site: Path, url: str) -> HtmlElement:
    """Parse the page at a site-relative URL."""
    return lxml.html.fromstring((site / url / "index.html").read_bytes())


def pages(site: Path) -> list[str]:
    """Return the site-relative URLs of all pages."""
    found = (path.parent.relative_to(site).as_posix() for path in site.rglob("index.html"))
    return sorted("" if url == "." else f"{url}/" for url in found)


def article(site: Path, url: str) -> HtmlElement:
    """Return a page's article."""
    (found,) = page(site, url).cssselect("main .ip-article")
    return found


def text(element: HtmlElement) -> str:
    """Return an element's text with plain spaces."""
    return " ".join(element.text_content().replace("\u202f", " ").split())


def internal_links(site: Path, url: str) -> list[tuple[str, str]]:
    """Return where a page's own links lead, as site-relative path and fragment."""
    found = []
    for link in page(site, url).cssselect("a[href], area[href]"):
        target = urlsplit(urljoin(BASE + url, link.get("href")))
        if target.netloc == urlsplit(BASE).netloc:
            found.append((unquote(target.path).lstrip("/"), unquote(target.fragment)))
    return found
