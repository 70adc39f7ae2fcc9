"""How long the offline editions take, beside two other ways of making PDFs from the same article.

Three PDFs and three EPUBs of the reference paper are made from editions that were gathered before.
WeasyPrint and headless Chromium print the same article as plain HTML with a short style sheet, the
same typefaces and its maps, in the same run and in turn, as tagged files like ours. (WeasyPrint 70
stops on the styles of our single page.) The median of each counts: what the clock says, as whoever
waits for a build sees it, and processor time, where it can be told. Ours are made as the build
makes them, side by side; WeasyPrint, in Python alone, makes one after the other. The goal: our PDFs
are there five times sooner than WeasyPrint's.

    .venv/bin/python tests/benchmarks/editions_speed.py [rounds] [python with weasyprint]

WeasyPrint isn't among our packages. To compare with it, give it an environment of its own:

    sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
    python3 -m venv /tmp/weasyprint
    /tmp/weasyprint/bin/pip install weasyprint==70.0
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from html import escape
from importlib import util
from math import nan
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from editions import THEME, reference_edition
from issue_papers.fonts.typefaces import families
from issue_papers.formats.editions.edition import Edition
from issue_papers.formats.editions.writing import EditionFragments, roles
from issue_papers.formats.epub import publication
from issue_papers.formats.pdf import typesetting
from issue_papers.formats.single_page.writer import PageWriter
from issue_papers.theme import templates
from playwright.sync_api import sync_playwright

LANGUAGES = ("en", "es", "fr")
ROUNDS = 3
GOAL = 5
WEASYPRINT = """
import sys, time
from weasyprint import HTML
start, began = time.process_time(), time.perf_counter()
for name in sys.argv[1:]:
    HTML(filename=name).write_pdf(name + ".pdf", pdf_variant="pdf/ua-1")
print(time.perf_counter() - began, time.process_time() - start)
"""


STYLE = """
@page { size: A4; margin: 26mm 27mm 25mm 57mm; @bottom-left { content: counter(page) } }
body { font: 10.2pt/1.43 "Source Serif 4", serif; hyphens: auto; text-align: justify }
h1 { break-before: page; font-size: 25pt } h2, h3 { font-family: "Source Sans 3", sans-serif }
h1, h2, h3 { break-after: avoid; text-align: start }
aside, figure { break-inside: avoid; background: #e8f0ee; padding: 4mm; margin: 5mm 0 }
img { width: 35mm } table { width: 100% } a { color: #86202e }
"""


def font_faces() -> str:
    """Return the rules by which a page finds the typefaces that ours are set in."""
    return "".join(
        f'@font-face {{ font-family: "{family.name}"; src: url("{font.path.as_uri()}");'
        f" font-style: {'italic' if font.is_italic else 'normal'};"
        f" font-weight: {font.weights[0]} {font.weights[1]} }}\n"
        for family in families("en", "").serif + families("en", "").sans
        for font in family.files
    )


def plain_page(edition: Edition) -> str:
    """Return the article as one HTML page."""
    fragments = EditionFragments(templates(THEME / "editions"), "single-page")
    writer = PageWriter(fragments, roles(THEME, "single-page"), edition)
    parts = [
        f'<h1 id="{part.id}">{escape(part.title)}</h1><p>{escape(part.summary)}'
        f"{writer.article(part.blocks, part.notes)}"
        for part in edition.parts
    ]
    return (
        f'<!doctype html><html lang="{edition.language.tag}"><meta charset="utf-8">'
        f"<title>{escape(edition.paper.title)}</title><style>{font_faces()}{STYLE}</style>{''.join(parts)}"
    )


Times = tuple[float, float]
"""Seconds by the clock, and of processor time; NaN where that isn't known."""


def ours(export: Callable[[str], bytes]) -> Times:
    """Make the paper in each language, side by side."""
    start, began = time.process_time(), time.perf_counter()
    with ThreadPoolExecutor() as pool:
        list(pool.map(export, LANGUAGES))
    return time.perf_counter() - began, time.process_time() - start


def pdfs_in_a_new_process() -> Times:
    """Make the PDFs without anything that Typst keeps from one run to the next."""
    return _seconds(sys.executable, __file__, "--pdfs-alone")


def weasyprint(python: str, pages: Sequence[Path]) -> Times:
    """Print pages with WeasyPrint; its start isn't counted."""
    return _seconds(python, "-c", WEASYPRINT, *map(str, pages))


def _seconds(*command: str) -> Times:
    """Run a program that ends by printing both times."""
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    elapsed, processor = result.stdout.split()[-2:]
    return float(elapsed), float(processor)


def chromium(pages: Sequence[Path]) -> Times:
    """Print pages with headless Chromium, which has many processes; its start isn't counted."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        tab = browser.new_page()
        start = time.perf_counter()
        for page in pages:
            tab.goto(page.as_uri())
            tab.pdf(path=f"{page}.chromium.pdf", tagged=True, outline=True, format="A4")
        taken = time.perf_counter() - start
        browser.close()
    return taken, nan


def python_with_weasyprint(given: Sequence[str]) -> str:
    """Return the Python to run WeasyPrint with; nothing if there is none."""
    if given:
        return given[0]
    return sys.executable if util.find_spec("weasyprint") else ""


def main(arguments: Sequence[str]) -> None:
    """Print the figures."""
    editions = {language: reference_edition(language) for language in LANGUAGES}
    if list(arguments) == ["--pdfs-alone"]:
        print(*ours(lambda language: typesetting.build(editions[language], THEME)))
        return
    rounds = int(arguments[0]) if arguments else ROUNDS
    python = python_with_weasyprint(arguments[1:])
    times: dict[str, list[Times]] = {}
    with tempfile.TemporaryDirectory() as folder:
        pages = [Path(folder) / f"{language}.html" for language in LANGUAGES]
        for page in pages:
            page.write_text(plain_page(editions[page.stem]), encoding="utf-8")
        ways: dict[str, Callable[[], Times]] = {
            "3 PDFs": pdfs_in_a_new_process,
            "3 EPUBs": lambda: ours(lambda tag: publication.build(editions[tag], THEME)),
            "Chromium": lambda: chromium(pages),
        }
        if python:
            ways["WeasyPrint"] = lambda: weasyprint(python, pages)
        else:
            print("WeasyPrint isn't here; the top of this file says how to get it.")
        for _ in range(rounds):
            for name, way in ways.items():
                times.setdefault(name, []).append(way())
    clock, processor = (
        {name: median(taken[n] for taken in each) for name, each in times.items()} for n in (0, 1)
    )
    print(f"{'':<12}{'clock':>10}{'':>16}{'processor':>12}")
    for name, seconds in clock.items():
        share = seconds / clock["3 PDFs"]
        print(f"{name:<12}{seconds:8.2f} s{share:8.1f} × PDFs{processor[name]:10.2f} s")
    if python:
        ratio = clock["WeasyPrint"] / clock["3 PDFs"]
        print(
            f"goal: {GOAL} times sooner than WeasyPrint; {'reached' if ratio >= GOAL else 'missed'}"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
