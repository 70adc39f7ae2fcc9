"""What a reader sees before scrolling: where the papers are, how to begin, and where one is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

PAPER = "papers/harbours/"
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1440, "height": 900}
LANGUAGES = ["", "es/", "fr/"]
TurnTo = Callable[..., Page]


def foot(element: Locator) -> float:
    """Return how far below the window's top an element ends."""
    box = element.bounding_box()
    assert box, element
    return box["y"] + box["height"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_papers_own_page_begins_with_what_to_do(
    turn_to: TurnTo, site: str, language: str
) -> None:
    page = turn_to(f"{site}{language}{PAPER}", **DESK)
    for part in (
        "h1",
        ".ip-cover__summary",
        ".ip-start",
        ".ip-cover__ways a[href='#contents']",
        ".ip-cover__ways a[href='#downloads']",
        ".ip-cover__ways a[href='#cite']",
        ".ip-sections li:first-child h3",
    ):
        assert foot(page.locator(part)) < DESK["height"], part
    page = turn_to(f"{site}{language}{PAPER}", **PHONE)
    assert foot(page.locator(".ip-start")) < PHONE["height"]


def test_its_links_lead_to_what_they_say(open_page: TurnTo, site: str) -> None:
    page = open_page(f"{site}{PAPER}", **DESK)
    for place in ("contents", "downloads", "cite"):
        page.locator(f".ip-cover__ways a[href='#{place}']").click()
        expect(page.locator(f"#{place}")).to_be_in_viewport()


@pytest.mark.parametrize("language", LANGUAGES)
def test_home_shows_a_paper_on_a_phone(turn_to: TurnTo, site: str, language: str) -> None:
    page = turn_to(f"{site}{language}", **PHONE)
    assert foot(page.locator(".ip-entry h3").first) < PHONE["height"]


def test_the_cases_begin_on_a_phones_first_screen(turn_to: TurnTo, site: str) -> None:
    for language in LANGUAGES:
        page = turn_to(f"{site}{language}case-studies/", **PHONE)
        assert foot(page.locator("[data-case] h2").first) < PHONE["height"], language


def test_a_phone_shows_filters_when_asked_and_where_something_is_chosen(
    open_page: TurnTo, site: str
) -> None:
    page = open_page(f"{site}case-studies/", **PHONE)
    button, form = page.locator(".ip-choose__button"), page.locator("#gallery-filters")
    expect(form).to_be_hidden()
    button.focus()
    page.keyboard.press("Enter")
    expect(form).to_be_visible()
    expect(button).to_have_attribute("aria-expanded", "true")
    page.goto(f"{site}case-studies/?topic=water")
    expect(page.locator("#gallery-filters")).to_be_visible()
    page.set_viewport_size(DESK)  # type: ignore[arg-type]
    page.goto(f"{site}case-studies/")
    expect(page.locator("#gallery-filters")).to_be_visible()
    expect(page.locator(".ip-choose__button")).to_be_hidden()


@pytest.mark.parametrize(
    ("path", "name", "how"),
    [
        (PAPER, "Papers", "true"),
        (f"{PAPER}works/", "Papers", "true"),
        ("case-studies/", "Case studies", "page"),
        ("case-studies/busan/", "Case studies", "true"),
        ("recommendations/", "Recommendations", "page"),
        ("news/two-ports/", "News", "true"),
        ("about/", "About these papers", "page"),
        ("glossary/", "", ""),
    ],
)
def test_the_menu_begins_with_the_papers_and_marks_where_one_is(
    turn_to: TurnTo, site: str, path: str, name: str, how: str
) -> None:
    page = turn_to(f"{site}{path}", **DESK)
    names = page.locator(".ip-menu a").all_inner_texts()
    wanted = ["Papers", "Case studies", "Recommendations", "Briefs", "News", "Events"]
    assert names == [*wanted, "About these papers"]
    marked = page.locator(".ip-menu [aria-current]")
    assert marked.all_inner_texts() == ([name] if name else [])
    papers = page.locator(".ip-menu a").first.evaluate("link => link.href")
    assert papers == f"{site}#papers"
    if name:
        expect(marked).to_have_attribute("aria-current", how)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_menu_is_one_line_wherever_it_is_shown(
    turn_to: TurnTo, site: str, language: str
) -> None:
    for width in (1280, 1440):
        page = turn_to(f"{site}{language}about/", width=width, height=900)
        links = page.locator(".ip-menu a")
        tops = {box["y"] for link in links.all() if (box := link.bounding_box())}
        assert len(tops) == 1, width


def test_cases_have_no_rank_among_a_pages_headings(turn_to: TurnTo, site: str) -> None:
    page = turn_to(f"{site}{PAPER}works/", **DESK)
    boxes = page.locator(".ip-case-box")
    assert boxes.count()
    expect(boxes.locator("h1, h2, h3, h4, h5, h6")).to_have_count(0)
    ranked = page.locator(".ip-toc ul:not(.ip-toc__apart) a").evaluate_all(
        "links => links.map(link => link.hash.slice(1))"
    )
    assert ranked
    assert not [place for place in ranked if place.startswith("case-")]
    apart = page.locator(".ip-toc__apart a")
    expect(apart).to_have_count(boxes.count())
    expect(page.get_by_role("complementary", name=apart.first.inner_text())).to_have_count(1)


def test_no_word_of_a_cover_stands_alone_where_two_fit(turn_to: TurnTo, site: str) -> None:
    for width in (360, 768, 1440):
        page = turn_to(f"{site}{PAPER}", width=width, height=900)
        title = page.locator(".ip-cover h1")
        lines = title.evaluate(
            """(title, long) => {
              title.textContent = long;
              const range = document.createRange();
              range.selectNodeContents(title);
              const tops = [...range.getClientRects()].map(({ top, width }) => [top, width]);
              return tops.length;
            }""",
            "The internationalisation of metropolitan spaces",
        )
        assert lines <= 3, width  # “The” by itself made a fourth


def test_home_has_no_event_that_is_over(turn_to: TurnTo, site: str) -> None:
    page = turn_to(f"{site}events/")
    over = page.locator(".ip-dated li:has(.ip-state--held) h2 a").evaluate_all(
        "links => links.map(link => link.pathname)"
    )
    assert over
    home = turn_to(site)
    shown = home.locator(".ip-teaser a").evaluate_all("links => links.map(link => link.pathname)")
    assert shown
    assert not {*shown} & {*over}
