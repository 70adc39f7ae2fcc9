"""Dark colours, more contrast and larger letters: chosen by readers, kept by devices."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from serving import violations

PAPER = "papers/harbours/"
PAGES = ["", PAPER, f"{PAPER}works/", f"{PAPER}results/", "case-studies/", "case-studies/busan/"]
PAGES += ["glossary/", "corrections/", "events/opening/", "about/"]
OPENER = "[popovertarget=site-display]"
SIZE = "e => parseFloat(getComputedStyle(e).fontSize)"
OVERLAPS = """() => {
  const boxes = [...document.querySelectorAll(".ip-header :is(a, button)")]
    .filter(each => each.checkVisibility())
    .filter(each => !each.closest("[popover]") && !each.matches(".ip-skip"))
    .map(each => each.getBoundingClientRect());
  return boxes.some((one, at) => boxes.slice(at + 1).some(other =>
    one.left < other.right - 1 && other.left < one.right - 1 &&
    one.top < other.bottom - 1 && other.top < one.bottom - 1));
}"""
COVERED = """() => {
  const number = document.querySelector(".ip-cover__number")?.getBoundingClientRect();
  return number && [...document.querySelectorAll(".ip-cover :is(h1, p, li)")].some((text) => {
    const range = document.createRange();
    range.selectNodeContents(text);
    return [...range.getClientRects()].some(line =>
      line.left < number.right && number.left < line.right &&
      line.top < number.bottom && number.top < line.bottom);
  });
}"""
"""Whether the large number of a paper's cover stands over a line of its text."""
WORST = """() => {
  const brightness = (colour) => {
    const parts = colour.match(/[\\d.]+/g).slice(0, 3).map(part => part / 255)
      .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
  };
  const ground = brightness(getComputedStyle(document.body).backgroundColor);
  const ratios = [...document.querySelectorAll(".ip-article :is(p, a, li, figcaption, small, h2)")]
    .filter(each => each.checkVisibility() && !each.closest(".ip-lead"))
    .map(each => brightness(getComputedStyle(each).color))
    .map(ink => (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05));
  return Math.min(...ratios);
}"""
OpenPage = Callable[..., Page]


def test_letters_can_be_chosen_larger_by_keyboard_and_are_kept(
    open_page: OpenPage, site: str
) -> None:
    page = open_page(f"{site}{PAPER}works/")
    text = page.locator(".ip-prose > p").first
    usual = text.evaluate(SIZE)
    page.locator(OPENER).press("Enter")
    panel = page.get_by_role("group", name="Display")
    expect(panel).to_be_visible()
    assert violations(page) == ""
    page.keyboard.press("Tab")
    expect(panel.get_by_label("Dark colours")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(panel.get_by_role("radio", name="100%")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(panel.get_by_role("radio", name="200%")).to_be_checked()
    assert text.evaluate(SIZE) == pytest.approx(2 * usual)
    assert violations(page) == ""
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(page.locator(OPENER)).to_be_focused()
    page.goto(f"{site}{PAPER}results/")
    # Before any module has run: nothing jumps from one size to the other.
    assert page.locator("html").get_attribute("data-text-size") == "200"
    page.locator(OPENER).click()
    page.get_by_role("radio", name="100%").check()
    page.reload()
    assert page.locator("html").get_attribute("data-text-size") is None
    assert page.evaluate("Object.keys(localStorage).includes('issue-papers.text-size')") is False


def test_a_choice_is_worn_before_the_page_is_drawn(open_page: OpenPage, site: str) -> None:
    page = open_page(f"{site}about/")
    page.evaluate(
        "for (const [key, value] of [['text-size', '150'], ['contrast', 'more']])"
        " localStorage.setItem(`issue-papers.${key}`, value)"
    )
    root = page.locator("html")
    page.add_init_script(
        "new MutationObserver(() => { if (document.body) globalThis.worn ??="
        " { ...document.documentElement.dataset }; })"
        ".observe(document, { childList: true, subtree: true })"
    )
    page.reload()
    worn = page.evaluate("worn")
    assert (worn["textSize"], worn["contrast"]) == ("150", "more")
    expect(root).to_have_attribute("data-contrast", "more")


@pytest.mark.parametrize("width", [320, 768, 1440])
def test_nothing_overlaps_or_leaves_the_screen_in_larger_letters(
    open_page: OpenPage, site: str, small: str, width: int
) -> None:
    found = {}
    for root, paths in (
        (site, PAGES),
        (small, ["ar/papers/water/start/", "ar/case-studies/cairo/"]),
    ):
        page = open_page(root, width=width, height=640)
        page.evaluate("localStorage.setItem('issue-papers.text-size', '200')")
        for path in paths:
            page.goto(f"{root}{path}")
            wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            if wide > 0 or page.evaluate(OVERLAPS) or page.evaluate(COVERED):
                found[path] = wide
        page.locator(OPENER).click()
        box = page.locator("#site-display").bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
    assert found == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_more_contrast_is_the_systems_or_chosen(
    open_page: OpenPage, site: str, scheme: str
) -> None:
    chosen = open_page(f"{site}{PAPER}works/", color_scheme=scheme)
    chosen.locator(OPENER).click()
    box = chosen.get_by_label("More contrast")
    expect(box).not_to_be_checked()
    box.check()
    asked = open_page(f"{site}{PAPER}works/", color_scheme=scheme, contrast="more")
    for page in (chosen, asked):
        assert page.evaluate(WORST) >= 7
        assert violations(page) == ""
    asked.locator(OPENER).click()
    box = asked.get_by_label("More contrast")
    expect(box).to_be_checked()
    box.uncheck()
    assert asked.evaluate("getComputedStyle(document.body).backgroundColor") not in (
        "rgb(255, 255, 255)",
        "rgb(0, 0, 0)",
    )
    asked.reload()
    expect(asked.locator("html")).to_have_attribute("data-contrast", "usual")


def test_a_choice_holds_where_nothing_can_be_kept(open_page: OpenPage, site: str) -> None:
    page = open_page("about:blank")
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused'); } })"
    )
    page.goto(f"{site}{PAPER}works/")
    page.locator(OPENER).click()
    page.get_by_role("radio", name="150%").check()
    expect(page.locator("html")).to_have_attribute("data-text-size", "150")


def test_there_is_no_choice_without_javascript(open_page: OpenPage, site: str) -> None:
    page = open_page(f"{site}{PAPER}works/", java_script_enabled=False)
    expect(page.locator("[data-display]:visible")).to_have_count(0)
