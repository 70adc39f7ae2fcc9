"""The verdicts on translations, through the real commands, with and without git."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from harness import COMMAND, run

START = "docs/papers/water/start.md"
FRENCH = "docs/papers/water/start.fr.md"


def states(site: Path) -> dict[tuple[str, str, str], str]:
    """Return the state of every passage that isn't current."""
    result = run(COMMAND, "status", "--json", cwd=site)
    assert result.returncode == 0, result.stderr
    return {
        (row["page"], row["language"], row["section"]): row["state"]
        for row in json.loads(result.stdout)
        if row["state"] not in {"current", "untranslated"}
    }


def edit(site: Path, path: str, old: str, new: str) -> None:
    text = (site / path).read_text(encoding="utf-8")
    assert old in text
    (site / path).write_text(text.replace(old, new), encoding="utf-8")


def test_nothing_is_stale_to_begin_with(small_site: Callable[..., Path]) -> None:
    site = small_site()
    assert {s for s in states(site).values() if s != "missing"} == set()
    rows = json.loads(run(COMMAND, "status", "--json", cwd=site).stdout)
    untranslated = {row["page"] for row in rows if row["state"] == "untranslated"}
    assert "case-studies/cairo/index.md" in untranslated
    assert set(rows[0]) == {"page", "language", "section", "state", "words"}


def test_a_typo_makes_one_passage_stale_and_no_error(small_site: Callable[..., Path]) -> None:
    site = small_site()
    before = states(site)
    edit(site, START, "Wells ran dry", "Wells had run dry")
    changed = dict(set(states(site).items()) - set(before.items()))
    assert changed == {("papers/water/start.md", "fr", "why"): "stale"}
    assert run(COMMAND, "check", cwd=site).returncode == 0


def test_wrapping_is_nothing_and_a_target_is_cosmetic(small_site: Callable[..., Path]) -> None:
    site = small_site()
    before = states(site)
    edit(
        site,
        START,
        "Wells ran dry in 1,234 villages. Dakar",
        "Wells ran dry\nin 1,234 villages.\nDakar",
    )
    assert states(site) == before
    edit(site, START, "cairo/index.md)", "dakar/index.md)")
    changed = dict(set(states(site).items()) - set(before.items()))
    assert changed == {("papers/water/start.md", "fr", "why"): "cosmetic"}


def test_a_label_is_a_passage_of_its_own(small_site: Callable[..., Path]) -> None:
    site = small_site()
    before = states(site)
    edit(site, "case_studies/dakar/index.md", "label: water saved", "label: water not lost")
    changed = dict(set(states(site).items()) - set(before.items()))
    key = ("case-studies/dakar/index.md", "fr", "figures.saved.label")
    assert changed == {key: "stale"}


def test_a_new_heading_is_missing_and_a_deleted_one_an_orphan(
    small_site: Callable[..., Path],
) -> None:
    site = small_site()
    before = states(site)
    edit(site, "case_studies/dakar/index.md", "## Pipes { #pipes }", "## Taps { #taps }")
    changed = dict(set(states(site).items()) - set(before.items()))
    page = "case-studies/dakar/index.md"
    assert changed == {(page, "fr", "taps"): "missing", (page, "fr", "pipes"): "orphan"}
    assert run(COMMAND, "check", cwd=site).returncode == 0


def test_sync_refuses_what_was_not_touched(small_site: Callable[..., Path]) -> None:
    site = small_site()
    edit(site, START, "Wells ran dry", "Wells had run dry")
    refused = run(COMMAND, "sync", FRENCH, cwd=site)
    assert refused.returncode == 1
    assert f"{FRENCH}:18: why: not recorded" in refused.stdout
    assert "--accept" in refused.stdout
    edit(site, FRENCH, "Les puits se sont taris", "Les puits s’étaient taris")
    done = run(COMMAND, "sync", FRENCH, cwd=site)
    assert done.returncode == 0
    assert f"{FRENCH}: recorded why" in done.stdout
    assert "stale" not in states(site).values()


def test_accept_records_that_it_was_looked_at(small_site: Callable[..., Path]) -> None:
    site = small_site()
    edit(site, START, "Wells ran dry", "Wells ran quite dry")
    body = (site / FRENCH).read_text(encoding="utf-8").split("---\n")[2]
    assert run(COMMAND, "sync", "--accept", FRENCH, cwd=site).returncode == 0
    assert "stale" not in states(site).values()
    assert (site / FRENCH).read_text(encoding="utf-8").split("---\n")[2] == body


def test_sync_keeps_windows_line_ends_and_the_mark(small_site: Callable[..., Path]) -> None:
    site = small_site()
    path = site / FRENCH
    text = path.read_text(encoding="utf-8")
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    edit_bytes = path.read_bytes().replace(b"Les puits se", b"Les vieux puits se")
    path.write_bytes(edit_bytes)
    assert run(COMMAND, "sync", FRENCH, cwd=site).returncode == 0
    written = path.read_bytes()
    assert written.startswith(b"\xef\xbb\xbf---\r\n")
    assert b"\n" not in written.replace(b"\r\n", b"")
    assert run(COMMAND, "check", cwd=site).returncode == 0


def git(site: Path, *arguments: str) -> None:
    subprocess.run(
        ["git", "-c", "user.name=T", "-c", "user.email=t@example.org", *arguments],
        cwd=site,
        check=True,
        capture_output=True,
    )


@pytest.fixture
def edited(small_site: Callable[..., Path]) -> Path:
    """Give a site with history, in which a typo was mended after the translation."""
    site = small_site()
    git(site, "init", "-q")
    git(site, "add", ".")
    git(site, "commit", "-qm", "one")
    edit(site, START, "Wells ran dry", "Wells had run dry")
    git(site, "commit", "-qam", "two")
    return site


def test_the_verdict_is_the_same_in_a_shallow_clone_and_without_git(
    edited: Path, tmp_path: Path
) -> None:
    expected = states(edited)
    assert expected["papers/water/start.md", "fr", "why"] == "stale"
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{edited}", str(shallow))
    assert states(shallow) == expected
    shutil.rmtree(shallow / ".git")
    assert states(shallow) == expected


def test_the_diff_shows_old_and_new_where_there_is_history(edited: Path) -> None:
    shown = run(COMMAND, "status", "--diff", cwd=edited, COLUMNS="160", NO_COLOR="1").stdout
    assert "[-ran-]" in shown
    assert "{+had run+}" in shown
    assert "Les puits se sont taris" in shown


def test_the_diff_says_so_where_there_is_none(edited: Path) -> None:
    shutil.rmtree(edited / ".git")
    shown = run(COMMAND, "status", "--diff", cwd=edited, COLUMNS="160", NO_COLOR="1").stdout
    assert "isn't in the history that is here" in " ".join(shown.split())


def test_a_passage_that_is_only_laid_out_is_missing(small_site: Callable[..., Path]) -> None:
    site = small_site()
    path = site / "case_studies" / "dakar" / "index.fr.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Elles fuyaient.", "<!-- They leaked. -->"), encoding="utf-8")
    assert run(COMMAND, "sync", cwd=site).returncode == 0
    assert states(site)["case-studies/dakar/index.md", "fr", "pipes"] == "missing"
    assert "pipes:" not in path.read_text(encoding="utf-8")


def test_what_the_source_adds_or_drops_is_no_error(small_site: Callable[..., Path]) -> None:
    """A source edit never fails because it makes a translation stale."""
    site = small_site()
    edit(
        site,
        "docs/papers/water/end.md",
        "recommendations: [{id: save-water",
        "recommendations: [{id: count-wells, title: Count wells}, {id: save-water",
    )
    edit(
        site,
        "docs/papers/water/end.md",
        "/// recommendation | save-water\nMend",
        "/// recommendation | count-wells\nCount them.\n///\n\n"
        "/// recommendation | save-water\nMend",
    )
    case = "case_studies/dakar/index.md"
    edit(site, case, "figures: [{id: saved, value: 20, unit: percent, label: water saved}]\n", "")
    result = run(COMMAND, "check", cwd=site)
    assert result.returncode == 0, result.stdout
    found = states(site)
    assert found["papers/water/end.md", "fr", "recommendation-count-wells"] == "missing"
    assert found["case-studies/dakar/index.md", "fr", "figures.saved.label"] == "orphan"
