"""Serves built sites below a path, as Pages does, and runs axe on their pages."""

from __future__ import annotations

import functools
import http.server
import threading
from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Page

BASE = "/issue-papers/"
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},
    # All rules are tried; of what keeps to them, a page has a thousand things to tell.
    "resultTypes": ["violations"],
}
RUN = "rules => axe.run(rules).then(({ violations }) => ({ violations }))"


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder below BASE, quietly, with the site's own 404 page."""

    protocol_version = "HTTP/1.1"

    def translate_path(self, path: str) -> str:
        return super().translate_path("/" + path.removeprefix(BASE))

    def do_GET(self) -> None:
        """Answer; a server that a test has taken down hangs up instead."""
        if getattr(self.server, "is_down", False):
            self.close_connection = True
        else:
            super().do_GET()

    def log_message(self, *_: object) -> None:
        pass


def serve(folder: Path) -> tuple[http.server.ThreadingHTTPServer, str]:
    """Serve a folder on a free port; return the server and the site's address."""
    handler = functools.partial(_Handler, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_port}{BASE}"


def violations(page: Page) -> str:
    """Run axe and return its report; empty if it finds nothing."""
    page.evaluate(AXE_SCRIPT)
    found = AxeResults(page.evaluate(RUN, RULES))
    return found.generate_report() if found.violations_count else ""
