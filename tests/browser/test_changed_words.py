"""A passage that reads otherwise than in an earlier edition says so, with its words."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator

import pytest
from harness import build, copy_site, pages_alone
from playwright.sync_api import Page, expect
from serving import served, violations

OpenPage = Callable[..., Page]
WHO = ("-c", "user.name=x", "-c", "user.email=x@y.example", "-c", "commit.gpgSign=false")
CHANGES = """edition: 2
changes:
  - {id: first, edition: 1, date: 2021-03, what: The first edition., tag: water-1}
  - {id: more, edition: 2, date: 2022-05, what: More about rivers.}
"""
PAPER = "papers/water/"


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a site with a paper in its second edition, of which the first is known."""
    source = pages_alone(copy_site(tmp_path_factory.mktemp("second") / "source"))
    for command in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "1"), ("tag", "water-1")):
        subprocess.run(("git", "-C", str(source), *WHO, *command), check=True)
    paper = source / "docs" / PAPER / "index.md"
    text = paper.read_text(encoding="utf-8").replace("licence:", f"{CHANGES}licence:")
    text = f"{text.replace('Water is shared', 'Water was shared')}\nThis paragraph is new here.\n"
    paper.write_text(text, encoding="utf-8")
    with served(build(source, source.parent / "site", "--earlier-editions")) as address:
        yield address


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 360)])
def test_a_passage_shows_the_words_that_changed(
    open_page: OpenPage, second: str, scheme: str, width: int
) -> None:
    page = open_page(f"{second}{PAPER}", color_scheme=scheme, width=width)
    passage = page.locator("article .ip-prose [id^='p-']", has_text="Water was shared").last
    identifier = passage.get_attribute("id")
    passage.locator(".ip-mark").focus()
    page.keyboard.press("Enter")
    since = page.locator("#quoting .ip-since:visible")
    expect(since).to_have_count(1)
    expect(since.get_by_text("Changed since edition 1", exact=True)).to_be_visible()
    expect(since.get_by_text("New since edition 1", exact=True)).to_be_hidden()
    expect(since.locator("del")).to_have_text("[removed: is]")
    expect(since.locator("ins")).to_have_text("[added: was]")
    expect(since.locator("time")).to_have_attribute("datetime", "2021-03")
    line = "each => getComputedStyle(each).textDecorationLine"
    assert since.locator("del").evaluate(line) == "line-through"
    assert since.locator("ins").evaluate(line) == "underline"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(page) == ""
    since.get_by_role("link", name="What has changed since edition 1").click()
    page.wait_for_url(f"**/{PAPER}editions/1/changes/#{identifier}")
    expect(page.locator(f"#{identifier} del")).to_contain_text("is")
    assert violations(page) == ""


def test_a_new_passage_says_so_and_others_say_nothing(open_page: OpenPage, second: str) -> None:
    page = open_page(f"{second}{PAPER}")
    new = page.locator("article .ip-prose [id^='p-']", has_text="This paragraph is new here").last
    new.locator(".ip-mark").click()
    since = page.locator("#quoting .ip-since:visible")
    expect(since.get_by_text("New since edition 1", exact=True)).to_be_visible()
    expect(since.get_by_text("Changed since edition 1", exact=True)).to_be_hidden()
    page.keyboard.press("Escape")
    with page.expect_response("**/since.json"):
        page.goto(f"{second}{PAPER}start/")
        page.locator(".ip-mark").first.click()
    expect(page.locator("#quoting")).to_be_visible()
    expect(since).to_have_count(0)
