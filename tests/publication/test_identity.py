"""No output of this edition has its words stand as those of the authors of the original."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
import yaml
from harness import ROOT
from origins import Expected, origins, origins_of_editions
from sitefiles import page, text

sys.path.append(str(ROOT / "tests/judged"))
import exporting

PAPER = "papers/internationalisation/"
PAGES = (PAPER, f"{PAPER}means/", "case-studies/guangzhou/")
LANGUAGES = {"en": "", "es": "es/", "fr": "fr/"}
ADAPTER = "Issue-papers contributors"
ORIGINAL = (
    *("Arjona", "Betancur", "The internationalisation of metropolitan spaces", "2020"),
    "Metropolis",
)
EXPECTED = Expected(ADAPTER, ORIGINAL)


@pytest.mark.parametrize("prefix", LANGUAGES.values())
@pytest.mark.parametrize("url", PAGES)
def test_a_page_tells_edition_and_original_apart(published: Path, prefix: str, url: str) -> None:
    found = list(origins(published, prefix, url))
    assert len(found) == 9
    assert [fault for name, said in found for fault in EXPECTED.differs(name, said)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_so_does_what_is_taken_away(published: Path, language: str) -> None:
    found = list(origins_of_editions(published, "internationalisation", language))
    assert len(found) == 4
    assert [fault for name, said in found for fault in EXPECTED.differs(name, said)] == []


@pytest.mark.parametrize("prefix", LANGUAGES.values())
def test_so_do_cover_home_page_and_llms(published: Path, prefix: str) -> None:
    lines = page(published, prefix + PAPER).cssselect(".ip-cover__authors li")
    assert ADAPTER in text(lines[0])
    assert "Betancur" in text(lines[1])
    (entry,) = page(published, prefix).cssselect(".ip-entry__facts")
    assert ADAPTER in text(entry)
    llms = (published / prefix / "llms.txt").read_text(encoding="utf-8")
    for part in (ADAPTER, "2026", *ORIGINAL):
        assert part in llms


@pytest.mark.parametrize("prefix", LANGUAGES.values())
def test_feeds_are_signed_by_nobody_of_the_original(published: Path, prefix: str) -> None:
    feed = json.loads((published / prefix / "news/feed.json").read_text(encoding="utf-8"))
    assert feed["authors"]
    for author in feed["authors"]:
        assert not any(name in author["name"] for name in ORIGINAL)


def test_every_page_that_is_cited_names_the_adapter_alone(published: Path) -> None:
    files = sorted(published.rglob("cite.json"))
    assert len(files) == 3 * (1 + 9 + 12)
    for file in files:
        (record,) = json.loads(file.read_text(encoding="utf-8"))
        assert record["author"] == [{"literal": ADAPTER}], file
        assert record["publisher"] == "Issue papers"
        original = record["custom"]["adapted-from"]
        assert [one["family"] for one in original["author"]] == ["Arjona", "Betancur"]
        assert not [name for name in record if name.startswith("original-")]


def test_what_is_taken_home_is_what_the_page_shows(published: Path) -> None:
    files = exporting.exported(published, PAGES, ["apa"])
    assert len(files) == 3 * 3 * 3
    found = zip(files, exporting.written(files), strict=True)
    assert [said for file, other in found if (said := file.differs(other)[0])] == []


def test_the_original_is_the_work_that_is_cited_as_such() -> None:
    front = (ROOT / "docs" / PAPER / "index.md").read_text(encoding="utf-8").split("---\n")[1]
    original = yaml.safe_load(front)["based_on"]
    references = yaml.safe_load((ROOT / "docs/references.yml").read_text(encoding="utf-8"))
    (entry,) = [one for one in references if one["id"] == original["reference"]]
    names = [f"{one['given']} {one['family']}" for one in entry["author"]]
    assert [one["name"] for one in original["authors"]] == names
    assert original["publisher"]["name"] == entry["publisher"]
