"""Pages from right to left, in Arabic, Persian and Hebrew, and Arabic text in an English page."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from harness import build, copy_whole, pages_alone
from playwright.sync_api import Page, expect
from serving import served, violations

ORDER = """element => {
  const range = document.createRange();
  const text = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode();
  return [...text.data].map((_, at) => {
    range.setStart(text, at);
    range.setEnd(text, at + 1);
    return [range.getBoundingClientRect().left, text.data[at]];
  }).sort(([one], [other]) => one - other).map(([, letter]) => letter).join("")
    .replace(/[\\u2066-\\u2069]/g, "");
}"""
"""The letters of an element's first text as they stand on the screen, from the left."""
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
LANGUAGES = {"ar": "", "fa": "fa/", "he": "he/"}
PAGES = (
    *("", "papers/mina/", "papers/mina/rasif/", "case-studies/", "case-studies/beirut/"),
    *("events/souq/", "corrections/"),
)
SECTION = "papers/mina/rasif/"
EVENT = "events/souq/"
PERSIAN_NUMBERS = "۰۱۲۳۴۵۶۷۸۹"


@pytest.fixture(scope="module")
def rightward(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the site whose source is Arabic."""
    folder = tmp_path_factory.mktemp("rightward")
    source = pages_alone(copy_whole("rightward", folder / "source"))
    with served(build(source, folder / "site")) as address:
        yield address


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_is_wider_than_a_phone(
    turn_to: Callable[..., Page], rightward: str, language: str
) -> None:
    wide = {
        path: over
        for path in PAGES
        if (
            over := turn_to(f"{rightward}{LANGUAGES[language]}{path}", width=360).evaluate(TOO_WIDE)
        )
    }
    assert wide == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_mirrored(turn_to: Callable[..., Page], rightward: str, language: str) -> None:
    page = turn_to(f"{rightward}{LANGUAGES[language]}{SECTION}", width=1440)
    assert page.locator("html").get_attribute("dir") == "rtl"

    def left(selector: str) -> float:
        box = page.locator(selector).first.bounding_box()
        assert box, selector
        return box["x"]

    assert left(".ip-toc") < left("main") < left(".ip-drawer")
    assert left(".ip-header__tools") < left(".ip-brand")
    assert left(".ip-around__next") < left(".ip-around__previous")
    assert left(".ip-lead__paper a") < left(".ip-lead__paper .ip-label")


def test_what_a_source_says_is_not_turned_round(
    turn_to: Callable[..., Page], rightward: str
) -> None:
    page = turn_to(f"{rightward}corrections/")
    assert page.locator(".ip-ledger__says bdi").evaluate(ORDER) == "62 °C"
    assert page.locator(".ip-ledger__printed dd").evaluate(ORDER) == "52\u00a0°C"


def test_a_zone_and_its_offset_keep_their_order(
    turn_to: Callable[..., Page], rightward: str
) -> None:
    page = turn_to(f"{rightward}{EVENT}")
    zone = page.locator(".ip-when__zone bdi").first
    assert zone.evaluate(ORDER) == "Asia/Beirut"


@pytest.mark.parametrize(
    ("path", "part", "said"),
    [
        ("", ".ip-entry__facts", "سلمى حداد، Anna Meyer"),
        ("papers/mina/", ".ip-imprint", "Park Press، قسم المدن"),
        ("papers/mina/", ".ip-cover__authors", "مخططة مدن، Park Press"),
        ("case-studies/beirut/", ".ip-lead__case", "،"),
    ],
)
def test_words_are_parted_by_the_language_s_own_comma(
    turn_to: Callable[..., Page], rightward: str, path: str, part: str, said: str
) -> None:
    text = turn_to(f"{rightward}{path}").locator(part).first.inner_text()
    assert said in text
    assert ", " not in text


def test_references_run_their_own_way_and_what_is_said_of_them_the_page_s(
    turn_to: Callable[..., Page], rightward: str
) -> None:
    page = turn_to(f"{rightward}fa/{SECTION}")
    work = page.locator(".ip-bibliography li", has_text="Meyer")
    assert work.evaluate("e => getComputedStyle(e).direction") == "ltr"
    assert work.locator(".ip-backlinks").evaluate("e => getComputedStyle(e).direction") == "rtl"


def test_persian_numbers_and_days_are_the_same_on_the_page_and_from_scripts(
    open_page: Callable[..., Page], rightward: str
) -> None:
    page = open_page(f"{rightward}fa/{EVENT}", timezone_id="America/Bogota")
    yours = page.locator(".ip-when__yours")
    expect(yours).to_be_visible()
    said = yours.inner_text()
    assert set(PERSIAN_NUMBERS) & set(said)
    assert not set("0123456789") & set(said)
    # Europe is a day's end away from none of Beirut's: another day is said by the same calendar.
    page = open_page(f"{rightward}fa/{EVENT}", timezone_id="Pacific/Kiritimati")
    assert "سپتامبر" in page.locator(".ip-when__yours").inner_text()
    page = open_page(f"{rightward}fa/case-studies/")
    status = page.locator("[data-gallery-status]")
    shown = status.inner_text()
    page.locator("[name=topic]").first.evaluate("box => box.click()")
    page.locator("[data-gallery-reset]").click()
    assert status.inner_text() == shown == f"{PERSIAN_NUMBERS[1]} مطالعهٔ موردی"


def test_arabic_in_an_english_page_runs_its_own_way(
    turn_to: Callable[..., Page], rightward: str
) -> None:
    page = turn_to(f"{rightward}en/{SECTION}")
    ways = {
        selector: page.locator(selector).first.evaluate("e => getComputedStyle(e).direction")
        for selector in (".ip-header", ".ip-article .ip-prose", ".ip-notice", ".ip-footer")
    }
    assert ways == {
        ".ip-header": "ltr",
        ".ip-article .ip-prose": "rtl",
        ".ip-notice": "ltr",
        ".ip-footer": "ltr",
    }
    home = turn_to(f"{rightward}en/")
    place = home.locator(".ip-atlas__place").first
    assert place.evaluate("e => e.closest('[lang]').lang") == "en"
    title = home.locator(".ip-atlas__title").first
    assert title.evaluate("e => [e.lang, e.dir]") == ["ar", "rtl"]


def test_letters_that_join_are_never_set_apart(
    turn_to: Callable[..., Page], rightward: str
) -> None:
    page = turn_to(f"{rightward}fa/{SECTION}")
    spaced = """[...document.querySelectorAll("body *")]
        .filter((e) => e.matches(":lang(fa), :lang(ar)"))
        .filter((e) => parseFloat(getComputedStyle(e).letterSpacing) > 0)
        .map((e) => e.className)"""
    assert page.evaluate(spaced) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_fetches_fonts_of_its_scripts_alone(
    open_page: Callable[..., Page], rightward: str, language: str
) -> None:
    page = open_page(f"{rightward}{LANGUAGES[language]}corrections/")
    page.evaluate("document.fonts.ready")
    names = page.evaluate(
        "performance.getEntriesByType('resource').map((e) => e.name).filter((n) => /woff2/.test(n))"
    )
    fetched = {
        name.split("/fonts/")[1].split("/")[0] for name in names if "/fonts/papers" not in name
    }
    # What the others are called is a word each, in its own script; no page is there in Hebrew.
    assert fetched == ({"Arab", "Hebr"} if language == "he" else {"Arab"})
    assert (
        not page.evaluate("""[...document.fonts]
        .filter((face) => face.status === "error").map((face) => face.family)
        .filter((family) => !/ (until then|on (Android|Linux))$/.test(family))""")
    )  # readers' own fonts


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", [SECTION, EVENT])
def test_axe_finds_nothing(
    turn_to: Callable[..., Page], rightward: str, language: str, path: str
) -> None:
    assert violations(turn_to(f"{rightward}{LANGUAGES[language]}{path}")) == ""
