"""What readers of an outdated translation are told: seen by axe, reached by keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from harness import SITES, build, copy_site
from issue_papers.content.ledger import Line
from issue_papers.content.passages import fingerprint
from issue_papers.content.sketches import sketch
from playwright.sync_api import Page, expect
from serving import COLOURS, served, violations

GONE = "p-22222"
URL = "fr/case-studies/dakar/"


@pytest.fixture(scope="module")
def stale(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the small site after one passage of a source was edited, and one was taken away."""
    folder: Path = tmp_path_factory.mktemp("stale")
    source = copy_site(folder / "source", SITES / "broken" / "source-edited")
    ledger = source / "case_studies" / "dakar" / ".passages.en.txt"
    gone = Line(GONE, fingerprint("It rained."), sketch("It rained."), gone="1")
    ledger.write_text(f"{ledger.read_text(encoding='utf-8')}\n{gone}\n", encoding="utf-8")
    with served(build(source, folder / "site")) as address:
        yield address


@pytest.mark.parametrize("width", [360, 1280])
def test_the_notices_have_no_violations(
    turn_to: Callable[..., Page], stale: str, width: int
) -> None:
    page = turn_to(f"{stale}{URL}", width=width)
    expect(page.locator(".ip-stale")).to_be_visible()
    expect(page.locator(".ip-notice--stale")).to_be_visible()
    assert violations(page) == ""
    page.emulate_media(color_scheme="dark")
    assert violations(page, rules=COLOURS) == ""


def test_the_address_of_what_is_gone_says_so_without_violations(
    open_page: Callable[..., Page], stale: str
) -> None:
    page = open_page(f"{stale}{URL}#{GONE}", width=360)
    expect(page.locator(f"#{GONE}")).to_be_in_viewport()
    assert violations(page) == ""


def test_the_keyboard_leads_to_the_same_place(open_page: Callable[..., Page], stale: str) -> None:
    page = open_page(f"{stale}{URL}")
    link = page.locator(".ip-stale a")
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/issue-papers/case-studies/dakar/#p-\w{5}$"))


def test_the_list_of_translations_has_no_violations(
    turn_to: Callable[..., Page], stale: str
) -> None:
    page = turn_to(f"{stale}fr/")
    assert violations(page) == ""
