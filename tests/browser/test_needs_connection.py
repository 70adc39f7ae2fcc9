"""Files to take away: what a reader without a connection is told of them."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect
from serving import violations

SAID = "You are offline: these files need a connection."


def test_downloads_say_that_they_need_a_connection_while_there_is_none(
    open_page: Callable[..., Page], site: str
) -> None:
    page = open_page(f"{site}papers/harbours/")
    said = page.locator("[data-needs-connection]")
    expect(said).to_be_empty()
    page.context.set_offline(True)
    expect(said).to_have_text(SAID)
    assert violations(page) == ""
    page.context.set_offline(False)
    expect(said).to_be_empty()
