"""The summary of a pull request, through the real command in a real repository."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from harness import COMMAND, invoke, run

START = "docs/papers/water/start.md"


@pytest.fixture
def proposal(small_site: Callable[..., Path]) -> Path:
    """Give a site with one commit."""
    site = small_site()
    for command in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=T", "-c", "user.email=t@example.org", "commit", "-qm", "one"],
    ):
        subprocess.run(["git", *command], cwd=site, check=True, capture_output=True)
    return site


def edit(site: Path, path: str, old: str, new: str) -> None:
    text = (site / path).read_text(encoding="utf-8")
    assert old in text
    (site / path).write_text(text.replace(old, new), encoding="utf-8")


def review(site: Path, language: str = "en") -> str:
    result = invoke("review", "--base", "HEAD", "--lang", language, cwd=site)
    assert result.returncode == 0, result.stderr
    return result.stdout


def test_nothing_changed_is_said(proposal: Path) -> None:
    assert "No text of the site is changed." in review(proposal)


def test_a_source_edit_lists_what_it_leaves_behind_and_what_to_run(proposal: Path) -> None:
    edit(proposal, START, "Wells ran dry in 1,234", "Wells had run dry in 1,235")
    said = review(proposal)
    assert f"| changed: `{START}` | why |" in said
    assert "1 passage of translations left behind" in said
    assert "### Français: `docs/papers/water/start.fr.md`, why" in said
    assert "~~ran~~ **had run** dry in ~~1,234~~ **1,235** villages" in said
    assert "- numbers: to be put in: 1235; to be taken out: 1234" in said
    assert "`issue-papers sync docs/papers/water/start.fr.md`" in said
    assert "mend before" not in said


def test_it_is_told_in_the_language(proposal: Path) -> None:
    edit(proposal, START, "Wells ran dry in 1,234", "Wells had run dry in 1,235")
    said = review(proposal, "es")
    assert f"| modificado: `{START}` | why |" in said
    assert "## 1 pasaje de traducciones se queda atrás" in said
    assert "- numbers: por añadir: 1235; por quitar: 1234" in said


def test_new_mistakes_are_listed_and_old_ones_are_not(proposal: Path) -> None:
    edit(proposal, "case_studies/dakar/index.fr.md", "Elles fuyaient.", "Elles [fuyaient](x.md).")
    said = review(proposal)
    assert "1 mistake to mend before it can be published" in said
    assert "`case_studies/dakar/index.fr.md:20` **link**: `x.md` leads to a file" in said
    subprocess.run(
        ["git", "-c", "user.name=T", "-c", "user.email=t@example.org", "commit", "-qam", "two"],
        cwd=proposal,
        check=True,
        capture_output=True,
    )
    assert "mend before" not in review(proposal)


def test_pages_that_come_and_go(proposal: Path) -> None:
    (proposal / "docs" / "about.md").unlink()
    (proposal / "docs" / "team.md").write_text("# Team\n\nWe.\n", encoding="utf-8")
    said = review(proposal)
    assert "| removed: `docs/about.md` |" in said
    assert "| added: `docs/team.md` |" in said


def test_an_unknown_commit_is_explained(proposal: Path) -> None:
    result = run(COMMAND, "review", "--base", "nowhere", cwd=proposal)
    assert result.returncode == 1
    assert "git knows no commit `nowhere` here" in result.stderr
