"""What a reader is told on arrival, and finds along the way."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from PIL import Image
from playwright.sync_api import Page, expect
from serving import violations

SECTION = "papers/harbours/works/"
OpenPage = Callable[..., Page]


@pytest.mark.parametrize(
    "given",
    [
        ("es-MX", SECTION, "Esta página está disponible en español.", f"es/{SECTION}"),
        ("fr-CA", f"es/{SECTION}", "Cette page est disponible en français.", f"fr/{SECTION}"),
        (
            "en-GB",
            "fr/case-studies/busan/",
            "This page is available in English.",
            "case-studies/busan/",
        ),
    ],
)
def test_a_page_says_once_that_it_is_there_in_the_readers_language(
    open_page: OpenPage, site: str, given: tuple[str, str, str, str]
) -> None:
    asked, path, said, leads = given
    page = open_page(f"{site}{path}", locale=asked)
    line = page.locator(".ip-arrival:visible")
    expect(line).to_have_count(1)
    assert " ".join(line.inner_text().split("\n")[0].split()) == said
    assert page.url == f"{site}{path}"  # nobody is led away
    assert line.get_attribute("lang") == asked[:2]
    link = line.locator("a")
    assert link.evaluate("link => link.href") == f"{site}{leads}"
    assert violations(page) == ""
    line.get_by_role("button").press("Enter")
    expect(line).to_have_count(0)
    page.reload()
    page.goto(f"{site}about/")
    expect(page.locator(".ip-arrival:visible")).to_have_count(0)


def test_nothing_is_said_to_who_reads_their_language_or_has_chosen(
    open_page: OpenPage, site: str
) -> None:
    for path, asked in ((f"es/{SECTION}", "es-AR"), (SECTION, "ja"), (SECTION, "en")):
        page = open_page(f"{site}{path}", locale=asked)
        expect(page.locator(".ip-arrival:visible")).to_have_count(0)
    page = open_page(f"{site}about/", locale="en")
    page.evaluate("address => { location.href = address; }", f"{site}fr/about/")
    page.wait_for_url(f"{site}fr/about/")
    expect(page.locator(".ip-arrival:visible")).to_have_count(0)


def test_a_translation_by_machine_says_so_before_its_first_paragraph(
    open_page: OpenPage, site: str
) -> None:
    page = open_page(f"{site}es/{SECTION}", locale="es")
    notice, prose = page.locator(".ip-notice--translation"), page.locator(".ip-prose > p").first
    expect(notice).to_contain_text("ninguna persona la ha revisado")
    head = page.locator(".ip-standfirst")
    tops = [box["y"] for each in (head, notice, prose) if (box := each.bounding_box())]
    assert tops == sorted(tops)
    original = notice.locator("a[hreflang=en]")
    assert original.evaluate("link => link.href") == f"{site}{SECTION}"
    notice.locator("[data-pair-shortcut] a").click()
    expect(page.locator(".ip-pair__row").first).to_be_visible()
    assert page.url == f"{site}es/{SECTION}?with=en"
    expect(open_page(f"{site}{SECTION}").locator(".ip-notice--translation")).to_have_count(0)


def test_a_footnote_opens_where_it_is_called(open_page: OpenPage, site: str) -> None:
    page = open_page(f"{site}{SECTION}")
    mark = page.locator("a.footnote-ref").first
    note = page.locator(f"[id='{(mark.get_attribute('href') or '')[1:]}']")
    mark.focus()
    page.keyboard.press("Enter")
    box = page.locator(".ip-note-box:popover-open")
    expect(box).to_be_visible()
    expect(box).to_be_focused()
    words = note.evaluate(
        """note => {
          const copy = note.cloneNode(true);
          copy.querySelectorAll('.footnote-backref').forEach(back => back.remove());
          return copy.textContent.trim().replace(/\\s+/g, ' ');
        }"""
    )
    assert words
    expect(box.locator("[data-note]")).to_have_text(words)
    assert violations(page) == ""
    for small in box.locator("a, button").all():
        assert (size := small.bounding_box())
        assert size["height"] >= 24
    page.keyboard.press("Escape")
    expect(box).to_have_count(0)
    expect(mark).to_be_focused()
    ids = page.locator("[id]").evaluate_all("all => all.map(each => each.id)")
    assert len(ids) == len(set(ids))


def test_a_footnote_is_a_link_without_javascript(open_page: OpenPage, site: str) -> None:
    page = open_page(f"{site}{SECTION}", java_script_enabled=False)
    page.locator("a.footnote-ref").first.click()
    expect(page.locator(".footnote li").first).to_be_in_viewport()


def test_the_foot_of_a_text_leads_back_to_its_head(open_page: OpenPage, site: str) -> None:
    page = open_page(f"{site}{SECTION}", width=360, height=740)
    page.locator(".ip-top a").click()
    expect(page.locator("h1")).to_be_in_viewport()


def test_a_phone_says_which_heading_one_is_below(open_page: OpenPage, site: str) -> None:
    page = open_page(f"{site}{SECTION}", width=360, height=740)
    here = page.locator(".ip-here__button")
    expect(here).to_be_hidden()
    heading = page.locator("#twin-harbours")
    page.goto(f"{site}{SECTION}#twin-harbours")
    expect(here).to_be_visible()
    expect(here.locator(".ip-here__place")).to_have_text(heading.inner_text())
    bar, place = here.bounding_box(), heading.bounding_box()
    assert bar
    assert place
    assert bar["y"] + bar["height"] <= place["y"]  # the bar covers nothing that is jumped to
    assert violations(page) == ""
    here.press("Enter")
    page.locator(".ip-toc a[href='#leagues']").press("Enter")
    expect(here.locator(".ip-here__place")).to_have_text(page.locator("#leagues").inner_text())
    page.set_viewport_size({"width": 1440, "height": 900})
    expect(here).to_be_hidden()


def test_the_brand_is_no_wider_than_what_it_says(open_page: OpenPage, site: str) -> None:
    page = open_page(site, width=1024)
    brand, name = (page.locator(each).bounding_box() for each in (".ip-brand", ".ip-brand__name"))
    assert brand
    assert name
    assert brand["x"] + brand["width"] <= name["x"] + name["width"] + 8


def test_a_maps_name_and_the_sites_mark_are_seen_in_forced_colours(
    open_page: OpenPage, site: str
) -> None:
    page = open_page(f"{site}case-studies/busan/", forced_colors="active")
    name = page.locator(".ip-map__name").first
    fill, stroke = (
        name.evaluate("(name, what) => getComputedStyle(name)[what]", what)
        for what in ("fill", "stroke")
    )
    assert fill != stroke
    drawn = Image.open(io.BytesIO(page.locator(".ip-brand__mark").screenshot())).convert("L")
    darkest, brightest = drawn.getextrema()
    assert brightest - darkest > 100
