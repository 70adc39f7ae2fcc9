"""Takes the pictures of README.md and the contributors' guides again, from the real thing.

Run it by hand after a change of the site's look, and look at what it made:

    .venv/bin/python tests/tools/pictures.py

It builds a copy of the reference site, in which one case isn't translated and the source of another
has changed, and photographs its pages in Chromium; the report is what `issue-papers check` says of
a broken fixture site. CHROMIUM=<path> chooses another Chromium.
"""

from __future__ import annotations

import functools
import http.server
import io
import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Locator, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from harness import COMMAND, ROOT, SITES, build, copy_site, run  # (tests/ isn't a package)

PICTURES = ROOT / "manual" / "docs" / "images"
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
COLOURS = 64
LARGEST = 80_000
"""Bytes: who opens a guide on a telephone pays for its pictures."""

LANGUAGES = {"en": "", "es": "es/", "fr": "fr/"}
"""The languages of the guides, with what each puts before a page's address."""

UNTRANSLATED = "urban-20"
CHANGED = "guangzhou"
CHANGED_PLACE = "what-it-shows"
BROKEN = "several-at-once"
NARROW = 760
MARGIN = 24

TERMINAL = """<!doctype html><meta charset="utf-8"><style>
  body {{ margin: 0; background: #1d2021 }}
  pre {{ margin: 0; padding: 20px 24px; inline-size: max-content; color: #ebdbb2;
         font: 14px/1.55 "DejaVu Sans Mono", monospace }}
</style><pre>$ issue-papers check
{output}</pre>"""


def main() -> None:
    assert CHROMIUM, "Chromium isn't installed: set CHROMIUM to its path"
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        site = build(_copy_with_a_gap(Path(folder) / "source"), Path(folder) / "site")
        with _served(site) as address:
            _site(browser, address)
            for language, prefix in LANGUAGES.items():
                _edit_link(browser, f"{address}{prefix}case-studies/seoul/", language)
                if prefix:  # English is the source language: it has neither
                    _provenance(browser, f"{address}{prefix}case-studies/seoul/", language)
                    _notice(browser, f"{address}{prefix}case-studies/{UNTRANSLATED}/", language)
                    _stale(browser, f"{address}{prefix}case-studies/{CHANGED}/", language)
        _report(browser, copy_site(Path(folder) / "broken", SITES / "broken" / BROKEN))
        browser.close()


def _copy_with_a_gap(target: Path) -> Path:
    """Copy the reference site without the translations of one case, and change another's source."""
    for name in ("docs", "case_studies", "overrides"):
        shutil.copytree(ROOT / name, target / name)
    shutil.copy(ROOT / "mkdocs.yml", target)
    for translation in (target / "case_studies" / UNTRANSLATED).glob("index.*.md"):
        translation.unlink()
    source = target / "case_studies" / CHANGED / "index.md"
    heading = f"{{ #{CHANGED_PLACE} }}\n\n"
    before, found, after = source.read_text(encoding="utf-8").partition(heading)
    assert found
    source.write_text(f"{before}{heading}This sentence is new. {after}", encoding="utf-8")
    return target


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def _open(browser: Browser, address: str, width: int = NARROW, height: int = 900) -> Page:
    page = browser.new_page(
        viewport={"width": width, "height": height},
        color_scheme="light",
        reduced_motion="reduce",
    )
    page.goto(address, wait_until="networkidle")
    page.evaluate("document.fonts.ready")
    return page


def _site(browser: Browser, address: str) -> None:
    """The README's: a section with its contents, a key message and a case study's box."""
    page = _open(browser, f"{address}papers/internationalisation/means/", 1280, 1160)
    page.locator("#case-montreal").evaluate(
        "box => scrollTo(0, box.getBoundingClientRect().top + scrollY - 300)"
    )
    page.wait_for_timeout(300)
    _save(page.screenshot(), "site")


def _edit_link(browser: Browser, address: str, language: str) -> None:
    """The foot of a text, with the edit link as it looks when the keyboard has reached it."""
    page = _open(browser, address)
    page.locator(".ip-edit a").focus()
    _save(_cut(page, page.locator(".ip-provenance"), above=105), f"edit-link-{language}")


def _provenance(browser: Browser, address: str, language: str) -> None:
    page = _open(browser, address)
    line = page.locator(".ip-provenance p").first
    _save(_cut(page, line, below=-20), f"provenance-{language}")


def _notice(browser: Browser, address: str, language: str) -> None:
    """The top of a page that isn't translated: heading, notice and the text below it."""
    page = _open(browser, address)
    _save(_cut(page, page.locator(".ip-notice"), above=130, below=197), f"untranslated-{language}")


def _stale(browser: Browser, address: str, language: str) -> None:
    """A passage whose source has changed since it was translated."""
    page = _open(browser, address)
    _save(_cut(page, page.locator(".ip-stale"), above=60, below=150), f"stale-{language}")


def _report(browser: Browser, site: Path) -> None:
    output = run(COMMAND, "check", cwd=site, LC_ALL="C.UTF-8", LANGUAGE="en").stdout
    page = browser.new_page(viewport={"width": 900, "height": 400})
    page.set_content(TERMINAL.format(output=escape(output)))
    _save(page.locator("pre").screenshot(), "report")


def _cut(page: Page, element: Locator, above: int = 0, below: int = 0) -> bytes:
    """Photograph an element with what is above and below it, over the page's whole width."""
    element.scroll_into_view_if_needed()
    # Not the page's header, which stays at the top of the window whatever is below it.
    page.add_style_tag(content=".md-header { position: static !important }")
    box = element.bounding_box()
    assert box
    top = box["y"] + float(page.evaluate("scrollY")) - above - MARGIN
    return page.screenshot(
        full_page=True,
        clip={
            "x": 0,
            "y": max(top, 0),
            "width": NARROW,
            "height": above + box["height"] + below + 2 * MARGIN,
        },
    )


def _save(png: bytes, name: str) -> None:
    """Write a picture with few colours and nothing in it that changes from run to run."""
    path = PICTURES / f"{name}.png"
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    few = picture.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(path, optimize=True)
    size = path.stat().st_size
    print(f"{path.relative_to(ROOT)}: {size / 1000:.0f} kB")
    assert size < LARGEST, f"{path} is too large: cut less of the page"


if __name__ == "__main__":
    main()
