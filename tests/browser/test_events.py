"""Events and news in a browser: the reader's own time, narrow screens, no script."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from serving import violations

APRIL = "events/opening/"
PAGES = {
    "events": "events/",
    "event": APRIL,
    "event-announced": "events/closing/",
    "news": "news/",
    "news-item": "news/two-ports/",
}


@pytest.mark.parametrize(
    ("zone", "language", "said"),
    [
        ("America/Bogota", "", "09:30–10:30 where you are (America/Bogota)"),
        ("America/Mexico_City", "es/", "8:30–9:30 donde está usted (America/Mexico City)"),
        ("Asia/Tehran", "fr/", "19:00 – 20:00 chez vous (Asia/Tehran)"),
    ],
)
def test_the_reader_s_own_time_stands_beside_the_event_s(
    open_page: Callable[..., Page], site: str, zone: str, language: str, said: str
) -> None:
    page = open_page(f"{site}{language}{APRIL}", timezone_id=zone)
    expect(page.locator(".ip-when__time")).to_contain_text("17:30")
    expect(page.locator(".ip-when__zone")).to_contain_text("Europe/Madrid")
    yours = page.locator(".ip-when__yours")
    expect(yours).to_be_visible()
    plain = (yours.text_content() or "").replace("\u2009", " ").replace("\u202f", " ")
    assert plain == said


def test_another_day_is_said(open_page: Callable[..., Page], site: str) -> None:
    page = open_page(f"{site}{APRIL}", timezone_id="Pacific/Auckland")
    expect(page.locator(".ip-when__yours")).to_contain_text("4 Apr")


@pytest.mark.parametrize(
    "options", [{"timezone_id": "Europe/Paris"}, {"java_script_enabled": False}]
)
def test_nothing_is_added_where_the_clocks_agree_or_without_script(
    open_page: Callable[..., Page], site: str, options: dict[str, object]
) -> None:
    page = open_page(f"{site}{APRIL}", **options)
    expect(page.locator(".ip-when__time")).to_be_visible()
    page.wait_for_load_state()
    expect(page.locator(".ip-when__yours")).to_be_hidden()
    expect(page.locator(".ip-programme > li")).to_have_count(4)


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_nothing_runs_off_a_narrow_screen(
    open_page: Callable[..., Page], site: str, path: str
) -> None:
    page = open_page(f"{site}fr/{path}", width=320)
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_a_calendar_file_is_offered_and_served(open_page: Callable[..., Page], site: str) -> None:
    page = open_page(f"{site}es/{APRIL}")
    link = page.locator("a[type='text/calendar']")
    response = page.request.get(link.evaluate("a => a.href"))
    assert response.ok
    assert response.text().startswith("BEGIN:VCALENDAR\r\n")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["ar/events/pumps/", "fr/events/", "fr/news/rain/"])
def test_no_violations_right_to_left_and_in_fallbacks(
    turn_to: Callable[..., Page], small: str, path: str, scheme: str
) -> None:
    page = turn_to(f"{small}{path}", scheme=scheme)
    assert violations(page) == ""


def test_the_search_tells_events_and_news_apart(open_page: Callable[..., Page], site: str) -> None:
    page = open_page(site)
    page.keyboard.press("Control+k")
    page.fill("#search-input", "Gothenburg")
    results = page.locator("#search-results")
    expect(results).to_contain_text("Busan and Gothenburg compare cranes")
    expect(results).to_contain_text("News")
    expect(results).to_contain_text("Event")
