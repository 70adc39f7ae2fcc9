"""The summary of a pull request, through the real command in a real repository."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import cmarkgfm
import lxml.html
import pytest
from harness import forked, invoke

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


def review(site: Path, *options: str) -> str:
    result = invoke("review", "--base", "HEAD", *options, cwd=site)
    assert result.returncode == 0, result.stderr
    return result.stdout


def test_nothing_changed_is_said(proposal: Path) -> None:
    assert "No text of the site is changed." in review(proposal)


def test_a_source_edit_lists_what_it_leaves_behind_and_what_to_run(proposal: Path) -> None:
    edit(proposal, START, "Wells ran dry in 1,234", "Wells had run dry in 1,235")
    said = review(proposal)
    assert f"- changed: `{START}` (`why`)\n" in said
    assert "1 passage of translations left behind" in said
    assert "#### Français: `docs/papers/water/start.fr.md: why`" in said
    assert "\n- ran\n+ had run\n  dry in\n- 1,234\n+ 1,235\n  villages" in said
    assert "- numbers: `to be put in: 1235`\n- numbers: `to be taken out: 1234`" in said
    assert "`issue-papers sync docs/papers/water/start.fr.md --accept`" in said
    assert "to mend before" not in said


def test_new_mistakes_are_listed_and_old_ones_are_not(proposal: Path) -> None:
    edit(proposal, "case_studies/dakar/index.fr.md", "Elles fuyaient.", "Elles [fuyaient](x.md).")
    said = review(proposal)
    assert "1 erreur à corriger avant de pouvoir publier" in said
    assert "- `case_studies/dakar/index.fr.md:13` ``" in said
    assert "`x.md`" in said
    subprocess.run(
        ["git", "-c", "user.name=T", "-c", "user.email=t@example.org", "commit", "-qam", "two"],
        cwd=proposal,
        check=True,
        capture_output=True,
    )
    assert "erreur" not in review(proposal)


def test_pages_that_come_and_go(proposal: Path) -> None:
    (proposal / "docs" / "about.md").unlink()
    (proposal / "docs" / "team.md").write_text("# Team\n\nWe.\n", encoding="utf-8")
    said = review(proposal)
    assert "- removed: `docs/about.md`" in said
    assert "- added: `docs/team.md`" in said


def test_an_unknown_commit_is_explained(proposal: Path) -> None:
    result = forked("review", "--base", "nowhere", cwd=proposal)
    assert result.returncode == 1
    assert "git knows no commit `nowhere` here" in result.stderr


def test_changed_pages_have_links_into_the_preview_in_each_language_that_shows_them(
    proposal: Path,
) -> None:
    edit(proposal, START, "Wells ran dry", "Wells had run dry")
    edit(proposal, "docs/papers/water/end.fr.md", "Réparez", "Remplacez")
    said = review(proposal, "--preview", "previews/7/")
    root = "https://small.example/base/previews/7/"
    assert f"**[Ouvrir l’aperçu]({root})**" in said
    start = "papers/water/start/"
    assert f": [العربية]({root}ar/{start}) · [Français]({root}fr/{start})" in said
    assert f"[English]({root}{start})" in said
    assert f"`): [Français]({root}fr/papers/water/end/)\n" in said
    assert "previews/7" not in review(proposal)


def test_it_speaks_the_language_of_the_texts_unless_told(proposal: Path) -> None:
    edit(proposal, "docs/papers/water/end.fr.md", "Réparez", "Remplacez")
    assert "## Ce que fait ce changement" in review(proposal)
    assert "## What this change does" in review(proposal, "--lang", "en")


HOSTILE = "@everyone ![x](https://evil.example/x.png) <img src=x> ``` `` #1 abc"


def test_nothing_of_the_proposal_is_more_than_code(proposal: Path) -> None:
    edit(proposal, START, "Wells ran dry", f"{HOSTILE} [[a]](no.md) ran dry")
    edit(proposal, "docs/papers/water/end.md", "Mend the pipes.", f"[{HOSTILE}](nowhere.md)")
    said = review(proposal)
    assert "everyone" in said
    html = cmarkgfm.github_flavored_markdown_to_html(said)
    tree = lxml.html.fromstring(f"<div>{html}</div>")
    assert not tree.cssselect("img, a")
    for shown in tree.cssselect("code"):
        shown.drop_tree()
    assert "everyone" not in tree.text_content()
    assert "evil" not in tree.text_content()
    assert "\u202e" not in said
