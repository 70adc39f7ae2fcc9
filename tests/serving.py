"""Serves built sites below a path, as Pages does, and runs axe on their pages."""

from __future__ import annotations

import fnmatch
import functools
import gzip
import http.server
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Page, Response

BASE = "/issue-papers/"
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},
    # All rules are tried; of what keeps to them, a page has a thousand things to tell.
    "resultTypes": ["violations"],
    # One rule that is tried asks for more than the page: how long what plays by itself goes on.
    # Style sheets needn't be fetched and read again for the one of those that are not tried.
    "preload": {"assets": ["media"]},
}
COLOURS = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}
"""For a page whose other rules have been tried: what colours alone can break."""

RUN = """([within, rules]) => axe.run(within ?? document, rules)
    .then(({ violations }) => ({ violations }))"""


class SiteServer(http.server.ThreadingHTTPServer):
    """Serves a site, and knows what it was asked for.

    Attributes:
        asked: The paths of all requests, in their order.
        is_down: Whether it hangs up on all requests, as a test may have it.
        is_lost: What it hangs up on although it is there: the ends of some paths.
    """

    def __init__(self, handler: Callable[..., http.server.BaseHTTPRequestHandler]) -> None:
        super().__init__(("127.0.0.1", 0), handler)
        self.asked: list[str] = []
        self.is_down = False
        self.is_lost: tuple[str, ...] = ()


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder below BASE, quietly, with the headers that the site's `_headers` asks for."""

    protocol_version = "HTTP/1.1"
    server: SiteServer

    def translate_path(self, path: str) -> str:
        return super().translate_path("/" + path.removeprefix(BASE))

    def do_GET(self) -> None:
        """Answer; a server that a test has taken down hangs up instead."""
        self.server.asked.append(self.path)
        if self.server.is_down or self.path.endswith(self.server.is_lost):
            self.close_connection = True
        else:
            super().do_GET()

    def end_headers(self) -> None:
        """Send what the site asks for, and have all else asked for anew."""
        sent = asked_headers(Path(self.directory), self.path.removeprefix(BASE))
        for name, value in ({"Cache-Control": "no-cache"} | sent).items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        pass


def asked_headers(site: Path, path: str) -> dict[str, str]:
    """Return the headers that a site's `_headers` asks for at a path, as Netlify reads it."""
    found: dict[str, str] = {}
    matches = False
    file = site / "_headers"
    for line in file.read_text(encoding="utf-8").splitlines() if file.is_file() else ():
        if line.startswith("/"):
            matches = fnmatch.fnmatchcase(f"/{path}", line)
        elif matches and line.startswith("  "):
            name, value = line.strip().split(": ", 1)
            found[name] = f"{found[name]}, {value}" if name in found else value
    return found


def serve(folder: Path) -> tuple[SiteServer, str]:
    """Serve a folder on a free port; return the server and the site's address."""
    handler = functools.partial(_Handler, directory=str(folder))
    server = SiteServer(handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_port}{BASE}"


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder as long as it is needed, and give the site's address."""
    server, address = serve(folder)
    try:
        yield address
    finally:
        server.shutdown()
        server.server_close()


PACKED = frozenset({".woff2", ".pagefind", ".pf_meta", ".pf_index", ".pf_fragment"})
"""What is packed already, by its suffix."""


def sent(response: Response) -> int:
    """Return how many bytes an answer has on its way from a usual server, without its headers."""
    body = response.body()
    is_packed = PurePosixPath(urlsplit(response.url).path).suffix in PACKED
    return len(body) if is_packed else len(gzip.compress(body, 9))


def violations(page: Page, within: str | None = None, rules: Mapping[str, object] = RULES) -> str:
    """Run axe and return its report; empty if it finds nothing.

    Args:
        page: What it looks at.
        within: The part that it looks at, as a CSS selector, where the rest has been looked at.
        rules: What is demanded.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = AxeResults(page.evaluate(RUN, [within, rules]))
    return found.generate_report() if found.violations_count else ""
