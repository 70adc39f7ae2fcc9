"""A page that has moved: its old address leads on, with and without a script."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import lxml.html
import pytest
from harness import build, copy_site
from playwright.sync_api import Page, expect
from serving import served, violations

PARSER = lxml.html.HTMLParser(encoding="utf-8")


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the small site, whose section “start” was once called “old”."""
    folder = tmp_path_factory.mktemp("moved")
    source = copy_site(folder / "source")
    (source / "docs" / "redirects.yml").write_text(
        "papers/water/old/: papers/water/start/\n", encoding="utf-8"
    )
    with served(build(source, folder / "site")) as address:
        yield address


@pytest.mark.parametrize("prefix", ["", "fr/", "ar/"])
def test_the_old_address_leads_to_the_new(
    open_page: Callable[..., Page], moved: str, prefix: str
) -> None:
    page = open_page(f"{moved}{prefix}papers/water/old/#why")
    page.wait_for_url(f"{moved}{prefix}papers/water/start/#why")
    expect(page.locator("article h1")).to_be_visible()


def test_without_a_script_too(open_page: Callable[..., Page], moved: str) -> None:
    page = open_page(f"{moved}papers/water/old/", java_script_enabled=False)
    page.wait_for_url(f"{moved}papers/water/start/")


def test_an_editions_permanent_address_leads_to_the_paper(
    open_page: Callable[..., Page], moved: str
) -> None:
    page = open_page(f"{moved}fr/papers/water/editions/1/")
    page.wait_for_url(f"{moved}fr/papers/water/")


def test_the_page_itself_is_accessible(
    open_page: Callable[..., Page], moved: str, tmp_path: Path
) -> None:
    """What is read where neither a script nor the refresh is followed."""
    page = open_page(f"{moved}papers/water/start/")
    tree = lxml.html.document_fromstring(
        page.request.get(f"{moved}fr/papers/water/old/").text(), parser=PARSER
    )
    for leading in tree.cssselect("script, meta[http-equiv]"):
        leading.drop_tree()
    tree.cssselect("link[rel=icon]")[0].set("href", "data:,")
    still = lxml.html.tostring(tree, doctype="<!doctype html>", encoding="utf-8")
    (tmp_path / "index.html").write_bytes(still)
    with served(tmp_path) as address:
        shown = open_page(address)
        assert not violations(shown)
