"""Problems as other programs read them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from harness import SITES, invoke
from issue_papers.reporting import reports
from issue_papers.reporting.problems import Problem, Severity

ERROR = Problem("docs/a,b.md", 3, "figures.0.value", "found 100%:\nno", "write it, so: 5")
WARNING = Problem("docs/a.md", 1, "title", "long", severity=Severity.WARNING)


def test_github_gets_commands_that_nothing_in_a_message_can_break() -> None:
    assert reports.as_github([ERROR, WARNING]).splitlines() == [
        (
            "::error file=docs/a%2Cb.md,line=3,title=figures.0.value"
            "::found 100%25:%0Ano%0Ahint: write it, so: 5"
        ),
        "::warning file=docs/a.md,line=1,title=title::long",
        "1 error and 1 warning found.",
    ]


def test_a_sound_site_gives_no_commands_and_empty_lists() -> None:
    assert reports.as_github([]) == "No problems found."
    assert reports.as_json([]) == reports.as_gitlab([]) == "[]"


def test_gitlab_gets_the_place_and_the_weight() -> None:
    (error, warning) = json.loads(reports.as_gitlab([ERROR, WARNING]))
    assert error["location"] == {"path": "docs/a,b.md", "lines": {"begin": 3}}
    assert error["description"] == "found 100%:\nno\nhint: write it, so: 5"
    assert error["check_name"] == "figures.value"
    assert [error["severity"], warning["severity"]] == ["major", "minor"]


def test_a_fingerprint_outlives_a_moved_line_and_is_never_shared() -> None:
    def fingerprints(*found: Problem) -> list[str]:
        return [issue["fingerprint"] for issue in json.loads(reports.as_gitlab(found))]

    first = Problem("a.md", 1, "link", "gone")
    second = Problem("a.md", 9, "link", "gone")
    moved = Problem("a.md", 5, "link", "gone")
    assert len(set(fingerprints(first, second, Problem("b.md", 1, "link", "gone")))) == 3
    assert fingerprints(first) == fingerprints(moved)
    assert fingerprints(first) != fingerprints(Problem("a.md", 1, "link", "lost"))


def test_json_has_every_field() -> None:
    assert json.loads(reports.as_json([ERROR])) == [
        {
            "path": "docs/a,b.md",
            "line": 3,
            "key": "figures.0.value",
            "message": "found 100%:\nno",
            "hint": "write it, so: 5",
            "severity": "error",
            "fix": None,
        }
    ]


@pytest.mark.parametrize("form", ["json", "github", "gitlab"])
def test_the_command_says_the_same_in_every_form(
    form: str, small_site: Callable[..., Path]
) -> None:
    case = SITES / "broken" / "several-at-once"
    result = invoke("check", "--format", form, cwd=small_site(case))
    assert (result.returncode, result.stderr) == (1, "")
    expected = (case / "expected.txt").read_text(encoding="utf-8")
    places = [line.rsplit(": ", 2)[0] for line in expected.splitlines() if ".md:" in line]
    assert places
    if form == "github":
        lines = result.stdout.splitlines()
        assert lines[-1] == expected.splitlines()[-1]
        assert len(lines) == len([p for p in expected.splitlines() if p.startswith(("d", "c"))]) + 1
        assert all(line.startswith(("::error file=", "::warning file=")) for line in lines[:-1])
    else:
        assert len(json.loads(result.stdout)) == int(expected.splitlines()[-1].split()[0])
