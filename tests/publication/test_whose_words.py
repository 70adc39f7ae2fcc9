"""Whose words the publication prints: each passage has an origin, each statement its passage."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from datafiles import load
from harness import ROOT, invoke
from issue_papers.checks import provenance as rules
from issue_papers.content.library import Entry, Library
from issue_papers.content.origins import OURS
from issue_papers.content.provenance import original, provenance

LANGUAGES = ("en", "es", "fr")
STATEMENTS = yaml.safe_load((Path(__file__).parent / "statements.yml").read_text(encoding="utf-8"))


@cache
def library() -> Library:
    return load(ROOT)[0]


def adapted() -> list[Entry]:
    """Return the pages whose passages must say whose they are."""
    return [e for e in library().entries.values() if e.is_written and original(library(), e)]


def test_each_passage_of_the_publication_has_an_origin() -> None:
    pages = adapted()
    kinds = [str(entry.kind) for entry in pages]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "paper": 1,
        "section": 9,
        "case-study": 12,
        "event": 3,
        "news-item": 2,
    }
    for entry in pages:
        found = provenance(library(), entry)
        assert None not in found.origins.values(), entry.key
        assert found.is_known
        assert not found.unread
        assert not found.lost
        text = str(entry.source.yaml.value.get("based_on", ""))
        assert found.places or found.page == OURS or "Metropolis's" in text, entry.key


def test_the_check_misses_each_that_is_taken_away() -> None:
    """Without what a page says of itself, and without each mark, the check fails on that page."""
    for entry in adapted():  # no cases: they would be read wherever tests are listed
        keys = [key for key in ("origin", "based_on") if getattr(entry.source.meta, key, None)]
        if str(entry.kind) == "paper":
            keys.remove("based_on")
        meta = entry.source.meta.model_copy(update=dict.fromkeys(keys))
        changed = replace(entry, source=replace(entry.source, meta=meta))
        known = replace(library(), entries={**library().entries, entry.key: changed})
        found = [p for p in rules.check(known) if p.path == entry.source.path]
        assert [p.key for p in found] == ["origin"], (entry.key, found)
        lines = [p.piece.line for p in changed.names.named]
        assert found[0].line in lines, entry.key


def test_what_is_ours_is_marked() -> None:
    """Parts that comment on the sources are the edition's own, in every language by their ids."""
    own = {
        entry.key: {
            i for i, origin in provenance(library(), entry).origins.items() if origin == OURS
        }
        for entry in adapted()
    }
    for entry in adapted():
        ids = {each.id for each in entry.names.named}
        for language in LANGUAGES:
            assert {each.id for each in entry.named(language)} == ids, (entry.key, language)
        for block in entry.source.article.directives:
            if block.role == "message":
                assert block.anchor in own[entry.key]
        if str(entry.kind) == "case-study":
            shown = [n for n in entry.names.named if n.piece.section == "what-it-shows"]
            assert {n.id for n in shown if n.piece.kind != "Heading"} <= own[entry.key]
            assert len(shown) > 1


def test_a_citation_without_a_reason_fails_the_check(tmp_path: Path) -> None:
    for name in ("docs", "case_studies"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    (tmp_path / "overrides").symlink_to(ROOT / "overrides")
    path = tmp_path / "docs/papers/internationalisation/means.md"
    text = path.read_text(encoding="utf-8")
    changed = re.sub(r"^because: .*\n", "", text, flags=re.MULTILINE)
    assert changed != text
    path.write_text(changed, encoding="utf-8")
    told = invoke("check", cwd=tmp_path)
    assert "because: nothing says why `@montreal2017` supports the text" in told.stdout
    assert told.stdout.endswith("1 error found.\n")


def has(said: Any, language: str) -> Iterator[str]:
    """Yield what a passage must say of a statement in a language."""
    wanted = said.get("has", []) if isinstance(said, dict) else []
    wanted = wanted.get(language, []) if isinstance(wanted, dict) else wanted
    yield from [wanted] if isinstance(wanted, str) else wanted


def carried(entry: Entry, passage: str, language: str) -> str:
    """Return the words of a passage, with those that stand in it as a block."""
    named = entry.named(language)
    (found,) = [each for each in named if each.id == passage]
    return found.piece.words


def test_the_table_has_every_source_page_s_statements() -> None:
    counted = {page: sum(map(len, passages.values())) for page, passages in STATEMENTS.items()}
    assert sum(counted.values()) >= 500
    listed = {entry.key for entry in adapted()} - {
        "papers/internationalisation/index.md",  # all of it the edition's own
    }
    assert listed <= set(STATEMENTS), listed - set(STATEMENTS)


@pytest.mark.parametrize("page", STATEMENTS)
def test_each_statement_is_carried_in_each_language(page: str) -> None:
    entry = library().entries[page]
    found = provenance(library(), entry).origins
    missing = []
    for passage, statements in STATEMENTS[page].items():
        assert found.get(passage) != OURS, (passage, "is the edition's own")
        for language in LANGUAGES:
            words = carried(entry, passage, language)
            assert words
            missing += [
                (passage, language, part)
                for said in statements
                for part in has(said, language)
                if part.casefold() not in words.casefold()
            ]
    assert missing == []


@pytest.mark.parametrize("entry", adapted(), ids=lambda entry: entry.key)
def test_no_passage_after_a_source_is_without_a_statement(entry: Entry) -> None:
    """What is told as the source's is in the table of what the sources state."""
    found = provenance(library(), entry).origins
    blocks = {
        block.anchor for block in entry.source.article.directives if block.role != "recommendation"
    }
    told = {
        each.id
        for each in entry.names.named
        if each.piece.kind not in {"Heading", "Directive", "Figure"} and found[each.id] != OURS
    }
    assert told - blocks - set(STATEMENTS.get(entry.key, {})) == set()
