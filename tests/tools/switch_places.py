"""Measures whether the passage stays at the reader's eye when the language changes.

Every passage of every page that has one is brought to the top of the window, the language is
switched as a reader does it, and the same passage is looked for: is it on the screen, and how far
has its first line moved? A table tells it; what falls short is named beside (standard error). Run
by hand, on a built site:

    .venv/bin/python tests/tools/switch_places.py site [--every 5] [--widths 360 768 1440]
"""

from __future__ import annotations

import argparse
import functools
import os
import statistics
import sys
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, sync_playwright

HEIGHTS = {360: 740, 768: 1024, 1440: 900}
"""The height of the window in pixels, by its width."""
FAR = 80
"""How many pixels the first line may move."""

PASSAGES = """() => [...document.querySelectorAll(
      "article :is([id^='p-'], h2[id], h3[id], aside[id], figure[id])"
    )].filter((e) => e.offsetParent !== null).map((e) => e.id)"""
AIM = """(id) => {
  const place = document.getElementById(id);
  place.scrollIntoView({ behavior: "instant", block: "start" });
  return place.getBoundingClientRect().top;
}"""
FOUND = """(id) => {
  const place = document.getElementById(id);
  if (!place) return null;
  const { top, bottom } = place.getBoundingClientRect();
  return [top, bottom > 0 && top < window.innerHeight];
}"""
SWITCH = "(tag) => document.querySelector(`a[data-same-place][hreflang='${tag}']`).click()"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def measured(page: Page, address: str, every: int) -> Iterator[tuple[str, float | None]]:
    """Yield for passages of a page and each other language how far the first line has moved.

    Yields:
        Which switch it was, and pixels; nothing where the passage isn't on the screen.
    """
    page.goto(address)
    tags = page.eval_on_selector_all(
        "a[data-same-place]", "all => [...new Set(all.map((a) => a.hreflang))]"
    )
    here = page.evaluate("document.documentElement.lang")
    for identifier in page.evaluate(PASSAGES)[::every]:
        for tag in tags:
            if tag == here:
                continue
            page.goto(address)
            page.evaluate("document.fonts.ready.then(() => 0)")
            before = page.evaluate(AIM, identifier)
            with page.expect_navigation():
                page.evaluate(SWITCH, tag)
            page.evaluate("document.fonts.ready.then(() => new Promise(requestAnimationFrame))")
            found = page.evaluate(FOUND, identifier)
            moved = abs(found[0] - before) if found and found[1] else None
            yield f"{urlsplit(address).path}#{identifier} to {tag}", moved


def pages_of(site: Path) -> list[str]:
    """Return the addresses of the pages that have passages."""
    return sorted(
        f"{path.parent.relative_to(site).as_posix()}/"
        for path in site.rglob("index.html")
        if "data-same-place" in (text := path.read_text(encoding="utf-8")) and ' id="p-' in text
    )


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path)
    parser.add_argument("--every", type=int, default=1, help="only every n-th passage of a page")
    parser.add_argument("--widths", type=int, nargs="+", default=[*HEIGHTS])
    parser.add_argument("--pages", default="", help="only pages whose address has this")
    given = parser.parse_args()
    handler = functools.partial(Quiet, directory=str(given.site))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    pages = [url for url in pages_of(given.site) if given.pages in url]
    print("| width | switches | on screen | within 80 px | median px | worst px |")
    print("|---|---|---|---|---|---|")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM"))
        for width in given.widths:
            page = browser.new_page(viewport={"width": width, "height": HEIGHTS.get(width, 900)})
            moved = []
            for url in pages:
                address = f"http://127.0.0.1:{server.server_port}/{url}"
                for switch, pixels in measured(page, address, given.every):
                    moved.append(pixels)
                    if pixels is None or pixels >= FAR:
                        told = "not on the screen" if pixels is None else f"{pixels:.0f} px"
                        print(f"{width}: {switch}: {told}", file=sys.stderr, flush=True)
            seen = [pixels for pixels in moved if pixels is not None]
            near = sum(pixels < FAR for pixels in seen)
            total = max(len(moved), 1)
            print(
                f"| {width} | {len(moved)} | {len(seen) / total:.1%} | {near / total:.1%} "
                f"| {statistics.median(seen or [0]):.0f} | {max(seen, default=0):.0f} |",
                flush=True,
            )
            page.close()
        browser.close()
    server.shutdown()


if __name__ == "__main__":
    main()
