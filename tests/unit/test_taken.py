"""Formats that take a part of an edition alone are made again when that part changes."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import pytest
from editions import THEME, sampler_edition
from issue_papers.articles import nodes as n
from issue_papers.articles.rewriting import rewrite
from issue_papers.content.settings import FormatInfo
from issue_papers.content_cache import ContentCache
from issue_papers.formats.declaration import Means, Paging
from issue_papers.formats.editions.edition import Edition
from issue_papers.formats.editions.exporting import Exporter
from issue_papers.formats.editions.making import Gathered

TWO_PAGES = "two-pages"


def shouted(edition: Edition, *, within: bool) -> Edition:
    """Return an edition with all words shouted that stand in recommendations, or all others."""

    def shout(node: n.Node) -> tuple[n.Node, ...]:
        return (replace(node, text=node.text.upper()),) if isinstance(node, n.Text) else (node,)

    def change(block: n.Block) -> tuple[n.Block, ...]:
        is_within = any(
            isinstance(node, n.Box) and node.role == "recommendation" for node in n.walk((block,))
        )
        return rewrite((block,), shout) if is_within == within else (block,)

    first, *sections = edition.parts
    changed = (
        replace(part, blocks=tuple(new for block in part.blocks for new in change(block)))
        for part in sections
        if not any(isinstance(node, n.Figure) for node in n.walk(part.blocks))
    )
    by_id = {part.id: part for part in changed}
    return replace(edition, parts=(first, *(by_id.get(part.id, part) for part in sections)))


@pytest.mark.parametrize("within", [True, False])
def test_two_pages_are_named_by_what_stands_in_them(*, within: bool) -> None:
    edition = sampler_edition("en")
    before, after = Gathered.of(edition), Gathered.of(shouted(edition, within=within))
    assert before.name_for("pdf") != after.name_for("pdf")
    assert (before.name_for(TWO_PAGES) != after.name_for(TWO_PAGES)) == within
    assert before.name_for(TWO_PAGES) != before.name_for("pdf") == before.digest


def test_names_are_read_as_they_were_written() -> None:
    gathered = Gathered.of(sampler_edition("en"))
    assert Gathered.of_names(gathered.names) == replace(gathered, content=b"")


def test_a_maker_is_given_no_more_than_its_format_takes(tmp_path: Path) -> None:
    """So it can't show what its name doesn't hold."""
    edition = sampler_edition("en")
    given: list[Edition] = []

    def make(edition: Edition, _means: Means) -> bytes:
        given.append(edition)
        return b""

    info = FormatInfo(name="titles", suffix=".txt", media_type="text/plain")
    exporter = Exporter(info, make, "", Paging.NONE, lambda whole: replace(whole, parts=()))
    exporter.made(pickle.dumps(edition), "name", THEME, ContentCache(tmp_path))
    assert [one.parts for one in given] == [()]
