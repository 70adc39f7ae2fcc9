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
from collections.abc import Iterator, Mapping
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import chain, permutations
from pathlib import Path
from urllib.parse import urlsplit

import lxml.html
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
    """Serves a site that doesn't change, so that nothing is asked for twice."""

    protocol_version = "HTTP/1.1"

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "max-age=86400, immutable")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        pass


def in_a_row(tags: list[str]) -> Iterator[tuple[str, str]]:
    """Yield each switch between two languages, each as far as possible from where one has led."""
    left = [*permutations(tags, 2)]
    here = ""
    while left:
        switch = next((each for each in left if each[0] == here), left[0])
        left.remove(switch)
        here = switch[1]
        yield switch


def measured(
    page: Page, addresses: Mapping[str, str], every: int
) -> Iterator[tuple[str, float | None]]:
    """Yield for passages of a page and each switch how far the first line has moved.

    Args:
        page: Where to look.
        addresses: The page's address in each language, by tag.
        every: Only every n-th passage is looked at.

    Yields:
        Which switch it was, and pixels; nothing where the passage isn't on the screen.
    """
    there: dict[str, list[str]] = {}
    for tag, address in addresses.items():
        page.goto(address)
        there[tag] = page.evaluate(PASSAGES)
    here = tag
    for identifier in [*dict.fromkeys(chain.from_iterable(there.values()))][::every]:
        for source, target in in_a_row([*addresses]):
            if identifier not in there[source]:
                continue
            if here != source:
                page.goto(addresses[source])
                page.evaluate("document.fonts.ready.then(() => 0)")
            before = page.evaluate(AIM, identifier)
            with page.expect_navigation():
                page.evaluate(SWITCH, target)
            here = target
            page.evaluate("document.fonts.ready.then(() => new Promise(requestAnimationFrame))")
            found = page.evaluate(FOUND, identifier)
            moved = abs(found[0] - before) if found and found[1] else None
            yield f"{urlsplit(addresses[source]).path}#{identifier} to {target}", moved


def pages_of(site: Path) -> list[dict[str, str]]:
    """Return the paths of the pages that have passages, by their languages."""
    found: dict[frozenset[tuple[str, str]], dict[str, str]] = {}
    for path in sorted(site.rglob("index.html")):
        text = path.read_text(encoding="utf-8")
        if "data-same-place" not in text or ' id="p-' not in text:
            continue
        root, here = lxml.html.document_fromstring(text), path.parent
        links = root.cssselect("a[data-same-place]")
        languages = {
            link.get("hreflang"): f"{(here / link.get('href')).resolve().relative_to(site)}/"
            for link in links
        }
        found.setdefault(frozenset(languages.items()), languages)
    return [*found.values()]


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
    pages = [p for p in pages_of(given.site.resolve()) if given.pages in next(iter(p.values()))]
    print("| width | switches | on screen | within 80 px | median px | worst px |")
    print("|---|---|---|---|---|---|")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM"))
        for width in given.widths:
            moved = []
            for languages in pages:
                page = browser.new_page(
                    viewport={"width": width, "height": HEIGHTS.get(width, 900)}
                )
                root = f"http://127.0.0.1:{server.server_port}/"
                addresses = {tag: root + path for tag, path in languages.items()}
                for switch, pixels in measured(page, addresses, given.every):
                    moved.append(pixels)
                    if pixels is None or pixels >= FAR:
                        told = "not on the screen" if pixels is None else f"{pixels:.0f} px"
                        print(f"{width}: {switch}: {told}", file=sys.stderr, flush=True)
                page.close()
            seen = [pixels for pixels in moved if pixels is not None]
            near = sum(pixels < FAR for pixels in seen)
            total = max(len(moved), 1)
            print(
                f"| {width} | {len(moved)} | {len(seen) / total:.1%} | {near / total:.1%} "
                f"| {statistics.median(seen or [0]):.0f} | {max(seen, default=0):.0f} |",
                flush=True,
            )
        browser.close()
    server.shutdown()


if __name__ == "__main__":
    main()
