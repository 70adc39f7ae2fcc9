"""The checklist of recommendations: filters, ticks that stay on the device, print, no script."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from harness import SITES, build, copy_site, pages_alone
from playwright.sync_api import Page, expect
from serving import served, violations

ALL = 5
KEY = "issue-papers.recommendations-done"


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a site with two papers and a right-to-left language."""
    folder = tmp_path_factory.mktemp("papers")
    source = pages_alone(copy_site(folder / "source", SITES / "recommendations"))
    with served(build(source, folder / "site")) as address:
        yield address


def test_filters_by_who_is_to_act_by_section_and_by_case(
    open_page: Callable[..., Page], site: str
) -> None:
    page = open_page(f"{site}recommendations/")
    items = page.locator("[data-recommendation]:visible")
    status = page.locator("[data-checklist-status]")
    expect(items).to_have_count(ALL)
    expect(status).to_have_text("5 recommendations")
    page.locator("label", has=page.locator("input[value=residents]")).click()
    expect(items).to_have_count(2)
    expect(status).to_have_text("2 of 5 recommendations")
    page.locator("label", has=page.locator("input[value=harbour-masters]")).click()
    expect(items).to_have_count(5)
    page.select_option("[name=section]", "harbours/works")
    expect(items).to_have_count(3)
    page.select_option("[name=case]", "two-gates")
    expect(items).to_have_count(1)
    expect(items).to_contain_text("Share pilots")
    assert "audience=harbour-masters&audience=residents&section=" in page.url
    page.select_option("[name=section]", "harbours/results")
    expect(items).to_have_count(0)
    expect(status).to_contain_text("No recommendation matches")
    expect(page.locator("[data-checklist-paper]:visible")).to_have_count(0)
    page.locator("[data-checklist-reset]").click()
    expect(items).to_have_count(ALL)
    assert page.url.endswith("/recommendations/")


def test_a_filtered_view_can_be_shared_and_keeps_when_the_language_changes(
    open_page: Callable[..., Page], site: str
) -> None:
    page = open_page(f"{site}es/recommendations/?audience=residents&case=dakar")
    expect(page.locator("[data-recommendation]:visible")).to_have_count(1)
    page.locator("footer a[hreflang=fr]").click()
    page.wait_for_url(re.compile(r"/fr/recommendations/\?audience=residents&case=dakar"))
    expect(page.locator("[data-recommendation]:visible")).to_have_count(1)
    page.locator("#harbours-ask-residents dd a[href*='audience=']").first.click()
    page.wait_for_url(re.compile(r"/fr/recommendations/\?audience=mayors$"))
    expect(page.locator("[data-recommendation]:visible")).to_have_count(4)


def test_ticks_stay_on_the_device_and_nothing_is_sent(
    open_page: Callable[..., Page], site: str
) -> None:
    page = open_page(f"{site}recommendations/")
    progress = page.locator("[data-checklist-progress] [role=status]")
    expect(progress).to_have_text("0 of 5 done")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    first = page.get_by_role("checkbox", name=re.compile("^Done Open the quays"))
    first.focus()
    page.keyboard.press("Space")
    expect(progress).to_have_text("1 of 5 done")
    page.locator("#harbours-measure-noise [data-done]").check()
    expect(progress).to_have_text("2 of 5 done")
    expect(page.get_by_role("progressbar", name="2 of 5 done")).to_have_attribute("max", "5")
    assert asked == []
    page.reload()
    expect(progress).to_have_text("2 of 5 done")
    expect(first).to_be_checked()
    page.goto(f"{site}fr/recommendations/")
    expect(page.locator("[data-done]:checked")).to_have_count(2)
    expect(page.locator("[data-checklist-kept]")).to_contain_text("sur cet appareil seulement")
    assert page.context.cookies() == []


def test_ticks_can_be_cleared_and_put_back(open_page: Callable[..., Page], site: str) -> None:
    page = open_page(f"{site}recommendations/")
    clear = page.locator("[data-checklist-clear]")
    ticked = page.locator("[data-done]:checked")
    expect(clear).to_have_attribute("aria-disabled", "true")
    for identifier in ("open-quays", "share-pilots"):
        page.locator(f"#harbours-{identifier} [data-done]").check()
    expect(clear).to_have_attribute("aria-disabled", "false")
    clear.focus()
    page.keyboard.press("Enter")
    expect(ticked).to_have_count(0)
    expect(clear).to_be_focused()
    expect(clear).to_have_text("Restore")
    assert page.evaluate("key => localStorage.getItem(key)", KEY) is None
    page.keyboard.press("Enter")
    expect(ticked).to_have_count(2)
    expect(clear).to_have_text("Untick all")
    kept = page.evaluate("key => JSON.parse(localStorage.getItem(key))", KEY)
    assert kept == ["harbours/open-quays", "harbours/share-pilots"]


@pytest.mark.parametrize("kept", ["{", '{"a": 1}', "null", '["elsewhere/gone"]'])
def test_what_is_kept_may_be_anything(open_page: Callable[..., Page], site: str, kept: str) -> None:
    page = open_page(f"{site}recommendations/")
    page.evaluate("([key, value]) => localStorage.setItem(key, value)", [KEY, kept])
    page.reload()
    progress = page.locator("[data-checklist-progress] [role=status]")
    expect(progress).to_have_text("0 of 5 done")
    page.locator("#harbours-measure-noise [data-done]").check()
    expect(progress).to_have_text("1 of 5 done")
    now = page.evaluate("key => JSON.parse(localStorage.getItem(key))", KEY)
    assert "harbours/measure-noise" in now
    assert ("elsewhere/gone" in now) == ("elsewhere" in kept)


def test_without_storage_it_says_so(open_page: Callable[..., Page], site: str) -> None:
    page = open_page("about:blank")
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('blocked'); }})"
    )
    page.goto(f"{site}recommendations/")
    page.locator("#harbours-measure-noise [data-done]").check()
    expect(page.locator("[data-checklist-kept]")).to_contain_text("lost when you leave")
    expect(page.locator("[data-checklist-progress] [role=status]")).to_have_text("1 of 5 done")


def test_without_a_script_all_are_shown_and_lead_to_the_paper(
    open_page: Callable[..., Page], site: str
) -> None:
    url = f"{site}recommendations/?audience=residents#harbours-measure-noise"
    page = open_page(url, java_script_enabled=False)
    expect(page.locator("[data-recommendation]:visible")).to_have_count(ALL)
    expect(page.locator("[data-done]:visible")).to_have_count(ALL)
    for hidden in ("filters", "tools", "progress"):
        expect(page.locator(f"[data-checklist-{hidden}]")).to_be_hidden()
    expect(page.locator("#harbours-measure-noise")).to_be_in_viewport()
    page.locator("#harbours-measure-noise h3 a").click()
    page.wait_for_url(re.compile(r"/recommendations/#recommendation-measure-noise$"))


def test_paper_has_squares_empty_or_ticked(open_page: Callable[..., Page], site: str) -> None:
    page = open_page(f"{site}recommendations/?audience=residents")
    page.locator("[data-done]:visible").first.check()
    page.emulate_media(media="print")
    expect(page.locator("[data-recommendation]:visible")).to_have_count(2)
    for hidden in ("[data-checklist-filters]", "[data-checklist-tools]", "progress"):
        expect(page.locator(hidden)).to_be_hidden()
    drawn = page.locator("[data-done]:visible").evaluate_all(
        """boxes => boxes.map((box) => [
            box.getBoundingClientRect().width > 10,
            getComputedStyle(box).borderTopWidth !== "0px",
            getComputedStyle(box, "::before").content !== "none",
        ])"""
    )
    assert drawn == [[True, True, True], [True, True, False]]


def test_each_paper_has_its_own_progress(open_page: Callable[..., Page], papers: str) -> None:
    page = open_page(f"{papers}recommendations/")
    page.locator("#air-save-water [data-done]").check()
    said = page.locator("[data-checklist-progress] [role=status]")
    expect(said).to_have_text(["1 of 2 done", "0 of 1 done"])
    expect(page.locator("#water-save-water [data-done]")).not_to_be_checked()
    groups = page.locator("[name=section] optgroup")
    assert groups.evaluate_all("all => all.map((g) => g.label)") == ["Air for all", "Water for all"]
    page.select_option("[name=section]", "water/start")
    expect(page.locator("[data-checklist-paper]:visible")).to_have_count(1)


def test_fallback_texts_say_their_language(open_page: Callable[..., Page], papers: str) -> None:
    page = open_page(f"{papers}ar/recommendations/")
    trees = page.locator("#air-plant-trees")
    expect(trees.locator("h3 a")).to_have_attribute("lang", "en")
    expect(trees.locator(".ip-advice__text")).to_have_attribute("dir", "ltr")
    water = page.locator("#water-save-water .ip-advice__text")
    expect(water).to_have_text(re.compile("أصلحوا"))
    assert water.get_attribute("lang") is None


@pytest.mark.parametrize("path", ["papers/water/start/", "case-studies/delta/"])
def test_sections_and_cases_link_to_what_they_support_and_back(
    open_page: Callable[..., Page], papers: str, path: str
) -> None:
    page = open_page(f"{papers}fr/{path}")
    panel = page.locator(".ip-supports")
    panel.get_by_role("link", name="Économiser l’eau").click()
    page.wait_for_url(re.compile(r"/fr/papers/water/end/#recommendation-save-water$"))
    advice = page.locator(".ip-recommendation", has=page.locator("#recommendation-save-water"))
    advice.locator(f"a[href$='{path.split('/')[-2]}/']").click()
    page.wait_for_url(re.compile(re.escape(path)))


@pytest.mark.parametrize(
    ("language", "width", "scheme"),
    [("", 320, "dark"), ("ar/", 320, "light"), ("ar/", 768, "dark"), ("ar/", 1440, "light")],
)
def test_it_is_accessible_in_both_directions_and_at_every_width(
    open_page: Callable[..., Page], papers: str, language: str, width: int, scheme: str
) -> None:
    page = open_page(f"{papers}{language}recommendations/", width=width, color_scheme=scheme)
    page.locator("#air-save-water [data-done]").check()
    page.evaluate("scrollTo(0, 0)")  # axe takes what lies half below the header for small
    assert violations(page) == ""
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("path", ["recommendations/", "case-studies/"])
def test_nothing_moves_when_the_scripts_come(
    open_page: Callable[..., Page], site: str, path: str
) -> None:
    """What they show has its place before: the filters, the tools, the header's buttons."""
    boxes = """() => [...document.querySelectorAll(
        ".ip-filters, .ip-advice, .ip-card, .ip-header__tools > button")]
      .map(e => Math.round(e.getBoundingClientRect().top + e.getBoundingClientRect().left))"""
    after = open_page(f"{site}{path}", width=360).evaluate(boxes)
    late = open_page("about:blank", width=360)
    waited_for = re.compile(r"/colours\.[^/]*js$")  # what the page waits for comes with it
    late.route(
        lambda url: url.endswith(".js") and not waited_for.search(url),
        lambda route: route.fulfill(body="", content_type="text/javascript"),
    )
    late.goto(f"{site}{path}")
    assert late.evaluate(boxes) == after
    assert late.locator(".ip-filters").is_hidden()
