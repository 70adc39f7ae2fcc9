"""What readers of the publication search for, and what they find: search-queries.yml."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page
from searching import disappointed, table

QUERIES = table(Path(__file__).with_name("search-queries.yml"))


def test_queries_find_what_they_should(turn_to: Callable[..., Page], site: str) -> None:
    assert len(QUERIES) >= 74
    assert list(disappointed(turn_to(site), site, QUERIES)) == []
