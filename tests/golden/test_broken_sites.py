"""Each folder of tests/sites/broken is laid over the small site; the report is pinned.

A new kind of mistake is a new folder with an expected.txt, not a new function.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from harness import COMMAND, MKDOCS, SITES, forked, invoke, run

BROKEN = sorted((SITES / "broken").iterdir())


@pytest.mark.parametrize("case", BROKEN, ids=lambda path: path.name)
def test_check_reports_exactly(case: Path, small_site: Callable[..., Path]) -> None:
    result = invoke("check", cwd=small_site(case))
    expected = (case / "expected.txt").read_text(encoding="utf-8")
    assert result.stdout == expected
    assert result.stderr == ""
    assert result.returncode == (1 if " error" in expected.splitlines()[-1] else 0)


def test_the_untouched_site_has_no_problems(small_site: Callable[..., Path]) -> None:
    result = forked("check", cwd=small_site())
    assert (result.returncode, result.stdout) == (0, "No problems found.\n")


def test_a_process_of_its_own_reports_the_same(small_site: Callable[..., Path]) -> None:
    case = SITES / "broken" / "several-at-once"
    source = small_site(case)
    expected = (case / "expected.txt").read_text(encoding="utf-8")
    for result in (run(COMMAND, "check", cwd=source), forked("check", cwd=source)):
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
