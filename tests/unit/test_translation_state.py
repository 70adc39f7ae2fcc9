"""The verdicts on translations, through the real commands, with and without git."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from harness import forked, invoke
from issue_papers.checks import rules
from issue_papers.cli.site import load_site, settings
from issue_papers.kinds import registry as registry_of_kinds
from issue_papers.maps.atlas import Atlas
from issue_papers.translation.state import Fingerprints
from issue_papers.views.translation_shapes import LanguageStateView

START = "docs/papers/water/start.md"
FRENCH = "docs/papers/water/start.fr.md"


def states(site: Path) -> dict[tuple[str, str, str], str]:
    """Return the state of every passage that isn't current."""
    result = invoke("status", "--json", cwd=site)
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
    rows = json.loads(invoke("status", "--json", cwd=site).stdout)
    untranslated = {row["page"] for row in rows if row["state"] == "untranslated"}
    assert "case-studies/cairo/index.md" in untranslated
    assert set(rows[0]) == {"page", "language", "section", "state", "words", "review", "differs"}


def test_how_far_a_translation_can_be_trusted_is_said(small_site: Callable[..., Path]) -> None:
    site = small_site()
    rows = json.loads(invoke("status", "--json", cwd=site).stdout)
    reviews = {(row["page"], row["language"]): row["review"] for row in rows}
    assert reviews["index.md", "fr"] == "reviewed"
    assert reviews["case-studies/cairo/index.md", "fr"] is None
    said = " ".join(forked("status", cwd=site, COLUMNS="200").stdout.split())
    count = [review for (_, tag), review in reviews.items() if tag == "fr"].count("reviewed")
    assert f"fr: {count} reviewed by a person" in said


def _translations(site: Path, **kept: str) -> LanguageStateView:
    """Return what the page of translations says of French, of a site of the pages that are kept."""
    library, catalogues, _ = rules.load_and_check(settings(site / "mkdocs.yml"))
    entries = {key: entry for key, entry in library.entries.items() if key in kept.values()}
    library = replace(library, entries=entries)
    views = registry_of_kinds.views(library, catalogues, Atlas(), "en")
    return next(state for state in views.progress.states if state.language.tag == "fr")


def test_a_status_in_no_language_of_the_site_is_refused(small_site: Callable[..., Path]) -> None:
    result = invoke("status", "-l", "pt", cwd=small_site())
    assert result.returncode == 2
    assert "`pt` is no language that this site is translated into" in result.stderr
    assert "`ar`, `fr`" in result.stderr


def test_nothing_is_left_to_do_only_where_all_is_reviewed(small_site: Callable[..., Path]) -> None:
    site = small_site()
    done = _translations(site, home="index.md")
    assert (done.is_done, done.reviews, done.unreviewed) == (True, (("reviewed", 1),), ())
    for status in ("machine", "draft"):
        edit(site, "docs/index.fr.md", "status: reviewed", f"status: {status}")
        found = _translations(site, home="index.md")
        assert (found.current, found.total, found.pages) == (1, 1, ())
        assert not found.is_done
        assert found.reviews == ((status, 1),)
        assert [(p.link.title, p.link.url, p.status) for p in found.unreviewed] == [
            ("Petites études", "fr/", status)
        ]
        edit(site, "docs/index.fr.md", f"status: {status}", "status: reviewed")


def test_a_typo_makes_one_passage_stale_and_no_error(small_site: Callable[..., Path]) -> None:
    site = small_site()
    before = states(site)
    edit(site, START, "Wells ran dry", "Wells had run dry")
    changed = dict(set(states(site).items()) - set(before.items()))
    assert changed == {("papers/water/start.md", "fr", "why"): "stale"}
    assert invoke("check", cwd=site).returncode == 0


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
    assert invoke("check", cwd=site).returncode == 0


def test_sync_refuses_what_was_not_touched(small_site: Callable[..., Path]) -> None:
    site = small_site()
    edit(site, START, "Wells ran dry", "Wells had run dry")
    refused = forked("sync", FRENCH, cwd=site)
    assert refused.returncode == 1
    assert f"{FRENCH}:14: why: not recorded" in refused.stdout
    assert "--accept" in refused.stdout
    edit(site, FRENCH, "Les puits se sont taris", "Les puits s’étaient taris")
    done = invoke("sync", FRENCH, cwd=site)
    assert done.returncode == 0
    assert f"{FRENCH}: recorded why" in done.stdout
    assert "stale" not in states(site).values()


def test_accept_records_that_it_was_looked_at(small_site: Callable[..., Path]) -> None:
    site = small_site()
    edit(site, START, "Wells ran dry", "Wells ran quite dry")
    body = (site / FRENCH).read_text(encoding="utf-8").split("---\n")[2]
    assert invoke("sync", "--accept", FRENCH, cwd=site).returncode == 0
    assert "stale" not in states(site).values()
    assert (site / FRENCH).read_text(encoding="utf-8").split("---\n")[2] == body


def test_sync_keeps_windows_line_ends_and_the_mark(small_site: Callable[..., Path]) -> None:
    site = small_site()
    path = site / FRENCH
    text = path.read_text(encoding="utf-8")
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    edit_bytes = path.read_bytes().replace(b"Les puits se", b"Les vieux puits se")
    path.write_bytes(edit_bytes)
    assert invoke("sync", FRENCH, cwd=site).returncode == 0
    written = path.read_bytes()
    assert written.startswith(b"\xef\xbb\xbf---\r\n")
    assert b"\n" not in written.replace(b"\r\n", b"")
    assert invoke("check", cwd=site).returncode == 0


LEDGER = "docs/papers/water/.passages.fr.txt"


def record(site: Path, passage: str) -> str:
    """Return what the ledger records of a passage of the French page."""
    page = (site / LEDGER).read_text(encoding="utf-8").partition("[start.md]")[2]
    return next(line.split()[1] for line in page.split("\n") if line.startswith(f"{passage} "))


@pytest.mark.parametrize("source", ["invented", "another passage", "a digit less"])
def test_an_unknown_record_is_an_error_and_never_current(
    small_site: Callable[..., Path], source: str
) -> None:
    site = small_site()
    old = record(site, "why")
    new = {
        "invented": "aaaaaaaaaaaa-aaaaaaaaaaaa-aaaaaaaaaaaa-aaaa",
        "another passage": record(site, "title"),
        "a digit less": old[:-1],
    }[source]
    edit(site, LEDGER, old, new)
    checked = invoke("check", cwd=site)
    assert checked.returncode == 1
    assert f"{LEDGER}:" in checked.stdout
    assert states(site)["papers/water/start.md", "fr", "why"] == "stale"
    # Nobody knows what was translated, so that it takes a look to record it.
    refused = invoke("sync", FRENCH, cwd=site)
    assert refused.returncode == 1
    assert "was never written by this command" in refused.stdout
    assert record(site, "why") == new
    assert invoke("sync", "--accept", FRENCH, cwd=site).returncode == 0
    assert record(site, "why") == old


BLOCK = """\
translation:  # by hand
  # Compared twice.
  status: machine
  sections:  # not by hand
    title: 000000000000-000000000000-000000000000-0000
    why:
      {why}
  date: 2026-11-20  # as yet
# What follows is another's.
images: {{use: {{caption: Qui consomme l’eau}}}}
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (BLOCK, BLOCK.partition("  sections")[0] + BLOCK[BLOCK.index("  date") :]),
        (
            "translation: {{status: machine, sections: {{why: {why}}}}}\n",
            "translation:\n  status: machine\n",
        ),
    ],
)
def test_records_in_the_front_matter_move_into_the_ledger(
    small_site: Callable[..., Path], old: str, new: str
) -> None:
    site = small_site()
    text = (site / FRENCH).read_text(encoding="utf-8")
    start, _, rest = text.partition("images:")
    body = rest.partition("---\n")[2]
    entry = load_site(site / "mkdocs.yml").entries["papers/water/start.md"]
    source, target = (
        next(p for p in document.passages if p.id == "why") for document in entry.documents()
    )
    old = old.format(why=Fingerprints.of(source, target))
    (site / FRENCH).write_text(f"{start}{old}---\n{body}", encoding="utf-8")
    ledger = (site / LEDGER).read_text(encoding="utf-8")
    (site / LEDGER).unlink()
    before = states(site)
    assert ("papers/water/start.md", "fr", "why") not in before
    assert invoke("sync", "--accept", "docs/papers", cwd=site).returncode == 0
    after = (site / FRENCH).read_text(encoding="utf-8")
    assert after == f"{start}{new.format()}---\n{body}"
    if "images" in new:
        assert (site / LEDGER).read_text(encoding="utf-8") == ledger


def test_a_section_that_was_recorded_as_a_whole_stays_stale(
    small_site: Callable[..., Path],
) -> None:
    site = small_site()
    entry = load_site(site / "mkdocs.yml").entries["papers/water/start.md"]
    source, target = (
        next(p for p in document.passages if p.id == "why") for document in entry.documents()
    )
    old = str(Fingerprints.of(source, target))
    edit(site, FRENCH, "status: machine\n", f"status: machine\n  sections: {{why: {old}}}\n")
    edit(site, START, "Wells ran dry", "Wells had run dry")
    assert invoke("sync", FRENCH, cwd=site).returncode == 1
    assert "sections" not in (site / FRENCH).read_text(encoding="utf-8")
    assert record(site, "why/all") == old
    assert states(site)["papers/water/start.md", "fr", "why"] == "stale"
    edit(site, FRENCH, "Les puits se sont taris", "Les puits s’étaient taris")
    assert invoke("sync", FRENCH, cwd=site).returncode == 0
    assert "/all" not in (site / LEDGER).read_text(encoding="utf-8")


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
    shown = invoke("status", "--diff", cwd=edited, COLUMNS="160", NO_COLOR="1").stdout
    assert "[-ran-]" in shown
    assert "{+had run+}" in shown
    assert "Les puits se sont taris" in shown


def test_the_diff_says_so_where_there_is_none(edited: Path) -> None:
    shutil.rmtree(edited / ".git")
    shown = invoke("status", "--diff", cwd=edited, COLUMNS="160", NO_COLOR="1").stdout
    assert "isn't in the history that is here" in " ".join(shown.split())


def test_a_passage_that_is_only_laid_out_is_missing(small_site: Callable[..., Path]) -> None:
    site = small_site()
    path = site / "case_studies" / "dakar" / "index.fr.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Elles fuyaient.", "<!-- They leaked. -->"), encoding="utf-8")
    assert invoke("sync", cwd=site).returncode == 0
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
    result = invoke("check", cwd=site)
    assert result.returncode == 0, result.stdout
    found = states(site)
    assert found["papers/water/end.md", "fr", "recommendation-count-wells"] == "missing"
    assert found["case-studies/dakar/index.md", "fr", "figures.saved.label"] == "orphan"
