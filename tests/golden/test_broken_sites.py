"""Each folder of tests/sites/broken is laid over the small site; the report is pinned.

A new kind of mistake is a new folder with an expected.txt, not a new function.
"""

from __future__ import annotations

import string
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from harness import COMMAND, MKDOCS, SITES, forked, invoke, run
from issue_papers.building import executors
from issue_papers.building.standing import Notes
from issue_papers.cli.site import settings
from issue_papers.reporting.catalogues import TRANSLATED
from issue_papers.reporting.messages import Counted, Message
from issue_papers.reporting.problems import Problem, ProblemsError
from tools import catalogues

BROKEN = sorted((SITES / "broken").iterdir())


@cache
def read(language: str) -> Catalog:
    return catalogues.read(language)


@pytest.mark.parametrize("case", BROKEN, ids=lambda path: path.name)
def test_check_reports_exactly_what_can_be_translated(
    case: Path, small_site: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    # Workers find the same (test_check_ahead.py); to begin two takes half as long as all else.
    monkeypatch.setattr(executors, "cores", lambda: 1)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")  # what is noted is of one day, too
    source = small_site(case)
    result = invoke("check", cwd=source)
    expected = (case / "expected.txt").read_text(encoding="utf-8")
    assert result.stdout == expected
    assert result.stderr == ""
    assert result.returncode == (1 if " error" in expected.splitlines()[-1] else 0)
    for problem in found(source / "mkdocs.yml"):
        for text in filter(None, (problem.message, problem.hint)):
            assert isinstance(text, Message), text
            for language in TRANSLATED:
                assert set(untranslated(text, language)) == set()


def found(config: Path) -> tuple[Problem, ...]:
    """Return what a check has just found, as it has noted it; it notes nothing of no site."""
    if note := Notes(config.resolve(), ("check",)).last():
        return note.told
    with pytest.raises(ProblemsError) as raised:
        settings(config)
    return raised.value.problems


def untranslated(text: str, language: str) -> Iterator[str]:
    """Yield the templates inside a message that have words and no translation."""
    if isinstance(text, Message):
        words = [literal for literal, _, _, _ in string.Formatter().parse(text.template)]
        has_words = any(c.isalpha() for literal in words for c in literal)
        template = text.one if isinstance(text, Counted) else text.template
        if has_words and template not in read(language):
            yield text.template
        for value in text.values.values():
            if isinstance(value, str):
                yield from untranslated(value, language)


def test_the_untouched_site_has_no_problems(small_site: Callable[..., Path]) -> None:
    result = forked("check", cwd=small_site())
    assert (result.returncode, result.stdout) == (0, "No problems found.\n")


def test_a_process_of_its_own_reports_the_same(small_site: Callable[..., Path]) -> None:
    case = SITES / "broken" / "several-at-once"
    source = small_site(case)
    expected = (case / "expected.txt").read_text(encoding="utf-8")
    fresh = str(source.parent / "cache")  # nothing is known there of what the first one has found
    first = run(COMMAND, "check", cwd=source)
    for result in (first, forked("check", cwd=source, ISSUE_PAPERS_CACHE=fresh)):
        assert (result.returncode, result.stdout, result.stderr) == (1, expected, "")


@pytest.mark.parametrize("command", [(MKDOCS, "build"), (COMMAND, "build")], ids=["mkdocs", "own"])
def test_a_build_says_the_same_and_keeps_the_published_site(
    command: tuple[Path, str], small_site: Callable[..., Path]
) -> None:
    case = SITES / "broken" / "several-at-once"
    source = small_site(case)
    published = source / "site"
    published.mkdir()
    (published / "index.html").write_text("published before", encoding="utf-8")
    result = run(*command, cwd=source)
    assert result.returncode == 1
    expected = (case / "expected.txt").read_text(encoding="utf-8").strip()
    assert expected in result.stdout + result.stderr
    assert [path.name for path in published.iterdir()] == ["index.html"]
    assert (published / "index.html").read_text(encoding="utf-8") == "published before"
    assert not list(source.glob(".site-*"))
