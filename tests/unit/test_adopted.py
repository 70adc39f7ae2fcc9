"""An existing translation that is taken as it is: what differs is listed, and blocks nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from harness import build, invoke
from lxml import html

START = "docs/papers/water/start.md"
FRENCH = "docs/papers/water/start.fr.md"
KEY = "papers/water/start.md"
ORIGIN = "l’édition du Ministère de l’eau, 2019"
TEXT = f"""---
title: Le début
summary: Pourquoi l’eau compte.
translation:
  status: reviewed
  adopted: {ORIGIN}
---
/// key-message | shared
L’eau partagée dure plus longtemps.
///

## Pourquoi {{ #why }}

Les puits se sont taris dans 1 235 villages. Dakar a agi la première.

Un paragraphe de plus, que la source n’a pas.

## Ailleurs

Encore autre chose.

## Après {{ #after }}

Après cela.
"""
DIFFERING = {"images.use.caption": ["missing"], "why": ["parts", "numbers"], "after": ["extra"]}


@pytest.fixture
def site(small_site: Callable[..., Path]) -> Path:
    root = small_site()
    (root / FRENCH).write_text(TEXT, encoding="utf-8")
    return root


def edit(site: Path, path: str, old: str, new: str) -> None:
    text = (site / path).read_text(encoding="utf-8")
    assert old in text
    (site / path).write_text(text.replace(old, new), encoding="utf-8")


def states(site: Path) -> dict[str, tuple[str, list[str]]]:
    rows = json.loads(invoke("status", "--json", "-l", "fr", cwd=site).stdout)
    return {r["section"]: (r["state"], r["differs"]) for r in rows if r["page"] == KEY}


def differing(site: Path) -> dict[str, list[str]]:
    return {key: kinds for key, (state, kinds) in states(site).items() if state == "drift"}


def problems(site: Path) -> list[tuple[str, str]]:
    found = json.loads(invoke("check", "--format", "json", cwd=site).stdout)
    return [(p["severity"], p["key"]) for p in found if p["path"] == FRENCH]


def test_the_same_text_would_fail_the_check_if_it_were_made_here(site: Path) -> None:
    edit(site, FRENCH, f"  adopted: {ORIGIN}\n", "")
    assert invoke("check", cwd=site).returncode == 1
    assert {key for severity, key in problems(site) if severity == "error"} >= {
        "numbers",
        "blocks",
        "heading",
    }


def test_adopted_it_is_told_in_a_line_that_fails_nothing(site: Path) -> None:
    assert problems(site) == [("notice", "translation.adopted"), ("warning", "heading")]
    report = invoke("check", cwd=site)
    assert report.returncode == 0
    assert "it differs from its source in 3 passages" in report.stdout


def test_a_link_to_what_it_has_not_got_stops_no_other_page(site: Path) -> None:
    edit(site, FRENCH, "## Pourquoi { #why }", "## Pourquoi")
    report = invoke("check", cwd=site)
    assert report.returncode == 0
    told = "index.fr.md:9: warning: link: `start.md#why`: docs/papers/water/start.fr.md has no"
    assert told in report.stdout
    assert "write `{ #why }` after it" in report.stdout
    edit(site, FRENCH, f"  adopted: {ORIGIN}\n", "")
    assert "index.fr.md:9: link: `start.md#why`" in invoke("check", cwd=site).stdout


def test_a_form_that_the_glossary_forbids_is_a_warning_in_it(site: Path) -> None:
    (site / "docs" / "glossary.yml").write_text(
        "well:\n  en: {term: well, definition: A hole.}\n"
        "  fr: {term: forage, definition: Un trou., forbidden: [puits]}\n",
        encoding="utf-8",
    )
    assert invoke("check", cwd=site).returncode == 0
    assert ("warning", "term") in problems(site)
    edit(site, FRENCH, f"  adopted: {ORIGIN}\n", "")
    assert ("error", "term") in problems(site)


def test_the_status_lists_each_passage_that_differs_and_how(site: Path) -> None:
    assert differing(site) == DIFFERING
    listed = invoke("status", "-l", "fr", cwd=site).stdout
    plain = " ".join(listed.split())
    assert f"{FRENCH}:14: notice: numbers:" in plain
    assert "`1235` is too many" in plain
    assert f"nothing in {START} is `after`" in plain
    assert "nothing here is `images.use.caption`" in plain


def test_what_is_word_for_word_the_sources_differs_too(site: Path) -> None:
    edit(site, FRENCH, "L’eau partagée dure plus longtemps.", "Water that is shared lasts longer.")
    assert differing(site) == {**DIFFERING, "lead": ["copied"]}
    assert ("warning", "untranslated") not in problems(site)
    edit(site, FRENCH, f"  adopted: {ORIGIN}\n", "")
    assert ("warning", "untranslated") in problems(site)


def test_sync_records_what_agrees_and_leaves_out_what_differs(site: Path) -> None:
    (site / "docs/papers/water/.passages.fr.txt").unlink(missing_ok=True)
    result = invoke("sync", FRENCH, cwd=site)
    assert result.returncode == 0, result.stdout
    assert "not recorded where it differs: images.use.caption, after, why" in result.stdout
    now = {key: state for key, (state, _) in states(site).items() if state != "drift"}
    assert now == dict.fromkeys(("title", "summary", "lead"), "current")
    assert differing(site) == DIFFERING


def test_accepting_settles_nothing_that_differs(site: Path) -> None:
    assert invoke("sync", "--accept", FRENCH, cwd=site).returncode == 0
    assert differing(site) == DIFFERING


def test_a_passage_is_worked_off_by_an_edit_and_recorded(site: Path) -> None:
    edit(site, FRENCH, "## Après { #after }\n\nAprès cela.\n", "")
    edit(site, FRENCH, "translation:", "images: {use: {caption: Qui consomme l’eau}}\ntranslation:")
    assert invoke("sync", FRENCH, cwd=site).returncode == 0
    assert differing(site) == {"why": ["parts", "numbers"]}
    assert states(site)["images.use.caption"][0] == "current"
    edit(site, START, "Who uses the water", "Who drinks the water")
    assert states(site)["images.use.caption"][0] == "stale"


def test_what_may_differ_is_said_with_its_reason(site: Path) -> None:
    exempt = "  exempt: {after: {headings: Of that edition alone.}, why: {tables: In print.}}\n"
    edit(site, FRENCH, f"  adopted: {ORIGIN}\n", f"  adopted: {ORIGIN}\n{exempt}")
    assert set(differing(site)) == {"images.use.caption", "why"}
    assert ("warning", "translation.exempt.after.headings") not in problems(site)
    edit(site, FRENCH, "tables: In print.", "citations: In print.")
    assert ("warning", "translation.exempt.why.citations") in problems(site)


def test_what_the_source_changes_later_is_stale_and_no_drift(site: Path) -> None:
    assert invoke("sync", FRENCH, cwd=site).returncode == 0
    edit(site, START, "Water that is shared lasts", "Water that 12 towns share lasts")
    assert states(site)["lead"] == ("stale", [])
    assert differing(site) == DIFFERING


def test_readers_are_told_with_how_much_and_where(site: Path, tmp_path: Path) -> None:
    built = build(site, tmp_path / "built")
    page = html.parse(built / "fr/papers/water/start/index.html")
    (notice,) = page.xpath("//*[contains(@class, 'ip-notice--translation')]")
    words = " ".join(notice.text_content().split())
    assert f"reprise telle quelle : {ORIGIN}" in words
    assert "en 3 passages" in words
    (more,) = notice.xpath(".//a[contains(@href, '#adopted-fr')]")
    assert more.get("href") == "../../../translations/#adopted-fr"
    listing = html.parse(built / "fr/translations/index.html")
    (heading,) = listing.xpath("//h3[@id='adopted-fr']")
    items = heading.getnext().xpath("./li/details/ul/li")
    told = {" ".join(item.text_content().split()) for item in items}
    assert len(told) == 3
    assert any("Pourquoi" in text and "autres chiffres" in text for text in told)
    for link in heading.getnext().xpath(".//details//a"):
        assert "papers/water/start" in link.get("href")
    mirror = (built / "fr/translations/index.md").read_text(encoding="utf-8")
    assert ORIGIN in mirror
    assert "seulement dans la traduction" in mirror
    other = html.parse(built / "fr/papers/water/end/index.html")
    assert "telle quelle" not in other.getroot().text_content()
