"""What is found side by side is what is found one after the other."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path
from typing import NoReturn

import pytest
from harness import copy_site
from issue_papers.articles.reader import Reader
from issue_papers.building import configuration
from issue_papers.building.executors import InThisProcess, executor
from issue_papers.building.given import settings_of
from issue_papers.checks import ahead, rules
from issue_papers.content.ahead import Ahead
from issue_papers.content.library import Entry
from issue_papers.content.outline import kept
from issue_papers.content_cache import ContentCache, Shelf, site_cache
from issue_papers.reporting.problems import Problem
from issue_papers.translation import progress
from issue_papers.work import Work

MISTAKES = """
Nobody knows [why](nowhere.md), nor “who {#Bad Id} said [@nobody2020] so.

/// figure | nothing
///
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Return a site with mistakes in every text."""
    source = copy_site(tmp_path / "source")
    texts = [*(source / "docs").rglob("*.md"), *(source / "case_studies").rglob("*.md")]
    assert len(texts) > ahead._FEW
    for number, text in enumerate(texts):
        with text.open("a", encoding="utf-8") as file:
            file.write(f"\n{MISTAKES}\nIn {number} cities.\n")
    return source


def test_processes_find_what_one_finds(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = settings_of(configuration.read(source / "mkdocs.yml"))
    monkeypatch.setenv("ISSUE_PAPERS_CACHE", str(source / "alone"))
    _, _, alone = rules.load_and_check(settings)
    monkeypatch.setenv("ISSUE_PAPERS_CACHE", str(source / "together"))
    _, _, together = rules.load_and_check(settings, pool=partial(executor, 2))
    assert len(alone) > ahead._FEW
    assert together == alone


def test_processes_leave_what_others_want_to_know_of_texts(tmp_path: Path) -> None:
    cache = ContentCache(tmp_path)
    files = {f"{n}": (f"{n}.md", f"---\ntitle: T\n---\n\nText {n}.\n") for n in range(80)}
    with executor(2) as running:
        parsed = dict(Ahead(Reader(cache=cache), running).parse(files))
    assert [*parsed] == [*files]
    for number, (source, _) in parsed.items():
        found = kept(Reader(cache=cache), source.body, source.body_line, _never_read)
        assert found.opening == f"Text {number}."


def _never_read() -> NoReturn:
    pytest.fail("a text was read again")


class _Counting(InThisProcess):
    """Counts how many pages are looked at, and how many files are read."""

    def __init__(self) -> None:
        self.pages = self.texts = 0

    def submit(self, fn, /, *args, **kwargs):  # noqa: ANN001, ANN002, ANN003, ANN202
        """Count, and do it."""
        assert isinstance(fn, Work)
        if fn.kind:
            self.pages += fn.count
        else:
            self.texts += fn.count
        return super().submit(fn, *args, **kwargs)


def test_what_is_known_is_not_looked_for_again(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ISSUE_PAPERS_CACHE", str(source / "cache"))
    settings = settings_of(configuration.read(source / "mkdocs.yml"))
    first, second = _Counting(), _Counting()
    library, _, found = rules.load_and_check(settings, pool=lambda: first)
    library = library.written
    assert first.pages == len(library.entries)
    assert first.texts == 2 * len([*library.texts()])  # they are taken apart, and then read
    assert rules.load_and_check(settings, pool=lambda: second)[2] == found
    assert second.pages == second.texts == 0
    shelf = Shelf(site_cache(settings.root), "findings", settings.root)
    with ahead.finding(library, shelf, lambda: second):
        pass
    assert second.pages == 0
    again = rules.load(settings)[0].written
    translated = [(key, tag) for key, entry in again.entries.items() for tag in entry.translations]
    worked_out = [[*progress._found(library.entries[key], tag)] for key, tag in translated]
    monkeypatch.setattr(progress, "_found", _never)
    states = [progress.states(again.entries[key], tag) for key, tag in translated]
    kept = [[(s.passage, s.state, s.words, s.line, s.differs) for s in each] for each in states]
    assert kept == worked_out
    assert any(kept)


def _never(entry: Entry, language: str) -> NoReturn:
    pytest.fail(f"{entry.key} was compared in {language} again")


def test_what_is_kept_follows_from_all_that_it_was_found_in(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever changes elsewhere, a check finds what one finds that knows nothing."""
    papers = source / "docs" / "papers"
    section = next(text for text in sorted(papers.glob("*/*.md")) if "{ #" in text.read_text())
    case = min((source / "case_studies").glob("*/index.md"))
    references = min(papers.glob("*/references.yml"))

    def without_id() -> None:
        section.write_text(section.read_text().replace("{ #", "{ #other-", 1))

    def without_case() -> None:
        shutil.rmtree(case.parent)

    def without_work() -> None:
        references.write_text("[]\n")

    def with_ids_around() -> None:
        template = source / "overrides" / "section.html"
        template.parent.mkdir(exist_ok=True)
        template.write_text('{% extends "main.html" %}<p id="another"></p>')
        section.write_text(section.read_text() + "\n## Another { #another }\n\nWords.\n")

    def more_words() -> None:
        section.write_text(section.read_text() + "\nMore words, and [a link](#nowhere).\n")

    def found(cache: str) -> tuple[Problem, ...]:
        monkeypatch.setenv("ISSUE_PAPERS_CACHE", str(source / cache))
        settings = settings_of(configuration.read(source / "mkdocs.yml"))
        return rules.load_and_check(settings, pool=InThisProcess)[2]

    found("kept")
    changes = (without_id, without_case, without_work, with_ids_around, more_words)
    for change in changes:
        before = found("kept")
        change()
        after = found("kept")
        assert after != before, change.__name__
        assert after == found(f"fresh-{change.__name__}"), change.__name__
