"""Measures what a reader's first search costs: requests and bytes, as a server sends them.

Each query is typed into the dialog of a browser that knows nothing of the site. Texts are counted
as gzip packs them, and what is packed already as it is. Run by hand, on a built site:

    .venv/bin/python tests/tools/search_weight.py site papers/harbours/ twinning "city networks"
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from playwright.sync_api import Browser, Response, sync_playwright
from serving import sent, serve

KEY_MS = 80
"""Milliseconds between two keys."""


def searched(browser: Browser, address: str, query: str) -> tuple[list[Response], list[Response]]:
    """Ask a query; return what opening the dialog has fetched, and what the answers have."""
    page = browser.new_page(viewport={"width": 360, "height": 740}, service_workers="block")
    page.goto(address, wait_until="networkidle")
    fetched: list[Response] = []

    def note(response: Response) -> None:
        fetched.append(response)

    page.on("response", note)
    page.keyboard.press("/")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)
    opened = len(fetched)
    page.keyboard.type(query, delay=KEY_MS)
    page.locator("#search-results a, #search-status:not(:empty)").first.wait_for()
    page.wait_for_timeout(2000)
    return fetched[:opened], fetched[opened:]


def main() -> None:
    """Print a line for each query."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path)
    parser.add_argument("page")
    parser.add_argument("query", nargs="+")
    given = parser.parse_args()
    server, address = serve(given.site)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM"))
        for query in given.query:
            opened, answered = searched(browser, address + given.page, query)
            kilobytes = [sum(map(sent, part)) / 1000 for part in (opened, answered)]
            print(
                f"{query}: opened {len(opened)} requests, {kilobytes[0]:.1f} kB; "
                f"answered {len(answered)}, {kilobytes[1]:.1f} kB; "
                f"together {sum(kilobytes):.1f} kB"
            )
        browser.close()
    server.shutdown()


if __name__ == "__main__":
    main()
