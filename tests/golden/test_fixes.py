"""What `check --fix` makes of a site: tests/golden/fixes/<case>/before becomes …/after.

Both are laid over the small site. A new kind of mend is a new folder, not a new function.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from harness import forked, invoke
from issue_papers.cli.fixing import MARK, review
from issue_papers.cli.site import settings
from issue_papers.fixes.mending import mend
from issue_papers.reporting.messages import Message
from issue_papers.reporting.problems import Problem

CASES = sorted((Path(__file__).parent / "fixes").iterdir())


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def kinds(problems: tuple[Problem, ...]) -> set[str]:
    """Return what is said, apart from what says that a new id's passage was never recorded."""
    return {
        problem.message.template
        for problem in problems
        if isinstance(problem.message, Message) and problem.key != "unrecorded"
    }


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_a_site_is_mended_once_and_has_no_new_problem(
    case: Path, small_site: Callable[..., Path]
) -> None:
    before, after = files(case / "before"), files(case / "after")
    site = small_site(case / "before")
    mending = mend(settings(site / "mkdocs.yml"))
    assert kinds(mending.left) <= kinds(mending.found)
    mending.write()
    there = {name: (site / name).read_bytes() for name in after}
    assert there == after
    assert not [name for name in before.keys() - after.keys() if (site / name).exists()]
    again = mend(settings(site / "mkdocs.yml"))
    assert (again.diff(), again.renames) == ("", ())


def test_the_command_shows_a_diff_that_git_applies(small_site: Callable[..., Path]) -> None:
    case = CASES[0].parent / "front-matter"
    site = small_site(case / "before")
    shown = invoke("check", "--fix", "--dry-run", cwd=site)
    assert (shown.returncode, shown.stderr) == (0, "")
    assert shown.stdout.endswith("4 files would be mended.\nNo problems found.\n")
    assert files(case / "before").items() <= files(site).items()
    diff = shown.stdout.rpartition("4 files")[0]
    subprocess.run(["git", "apply", "-"], input=diff, text=True, cwd=site, check=True)
    assert files(case / "after").items() <= files(site).items()
    done = forked("check", "--fix", cwd=site)
    expected = "Nothing can be mended without a doubt.\nNo problems found.\n"
    assert (done.returncode, done.stdout) == (0, expected)


def test_other_forms_carry_what_mends_a_problem(small_site: Callable[..., Path]) -> None:
    site = small_site(CASES[0].parent / "front-matter" / "before")
    said = json.loads(invoke("check", "--format", "json", cwd=site).stdout)
    title = next(each for each in said if each["path"] == "docs/papers/water/start.md")
    path = "docs/papers/water/start.md"
    assert title["fix"] == {"path": path, "line": 2, "last": 2, "lines": ["title: The start"]}
    github = invoke("check", "--format", "github", cwd=site).stdout
    assert "%0Aas it should be:%0Atitle: The start\n" in github


def test_a_review_suggests_changes_at_the_lines_of_a_proposal(
    small_site: Callable[..., Path],
) -> None:
    site = small_site()
    page = site / "docs/papers/water/start.md"
    sound = page.read_text(encoding="utf-8")
    git(site, "init", "-q", "-b", "main")
    git(site, "add", "docs", "case_studies", "mkdocs.yml")
    git(site, "commit", "-qm", "sound")
    page.write_text(sound.replace("## Why { #why }", "##Why") + "\n[x](End.md)\n", encoding="utf-8")
    git(site, "commit", "-qam", "broken")
    mending = mend(settings(site / "mkdocs.yml"))
    suggested = json.loads(review(mending, "HEAD~1", "HEAD^2", "en"))
    comments = suggested["comments"]
    assert suggested["event"] == "COMMENT"
    assert [(c["path"], c["line"], c["side"]) for c in comments] == [
        ("docs/papers/water/start.md", 10, "RIGHT"),
        ("docs/papers/water/start.md", 30, "RIGHT"),
    ]
    assert comments[0]["body"].startswith(f"{MARK}\n")
    assert comments[0]["body"].endswith("```suggestion\n## Why { #why }\n```")
    assert "capital letters count" in comments[1]["body"]
    assert json.loads(review(mending, "HEAD", "HEAD^2", "en"))["comments"] == []


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)
