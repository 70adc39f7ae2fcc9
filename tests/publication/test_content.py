"""The publication's content, as it is read: sound by its check, complete in each language."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from benchmarks.copies import make_site
from datafiles import load, read_json
from editor_tools import Tools, content
from harness import ROOT, SITES, invoke
from issue_papers.cli import schemas
from issue_papers.cli.site import settings
from issue_papers.content import termbase_file
from issue_papers.reporting.catalogues import LANGUAGES
from issue_papers.reporting.problems import Problem, Severity, describe
from jsonschema import Draft202012Validator

SETTINGS = settings(ROOT / "mkdocs.yml")
SCHEMA = "data/recommendations.schema.json"
PREFIXES = {"en": "", "es": "es/", "fr": "fr/"}


def test_the_check_finds_nothing() -> None:
    told = invoke("check", cwd=ROOT)
    assert (told.returncode, told.stdout) == (0, "No problems found.\n"), told.stdout


def test_the_check_finds_nothing_in_what_benchmarks_make_of_it(tmp_path: Path) -> None:
    """A site with errors isn't built: its figures would be those of a check."""
    told = invoke("check", cwd=make_site(tmp_path / "site", 1, lean=True))
    assert (told.returncode, told.stdout) == (0, "No problems found.\n"), told.stdout


def test_the_committed_files_are_up_to_date() -> None:
    """If this fails, run `issue-papers schema` and commit what it writes."""
    folder = ROOT / ".vscode"
    expected = {n: schemas.as_text(s) for n, s in schemas.schemas(SETTINGS).items()}
    found = {p.name: p.read_text(encoding="utf-8") for p in (folder / "schemas").iterdir()}
    assert found == expected
    ours = schemas.settings_json(SETTINGS, ".vscode/schemas")["yaml.schemas"]
    assert (
        json.loads((folder / "settings.json").read_text(encoding="utf-8"))["yaml.schemas"] == ours
    )


@pytest.mark.parametrize("path", list(content(ROOT)))
def test_every_file_is_right(path: str) -> None:
    assert Tools(ROOT).faults(path) == []


def test_the_task_finds_place_and_weight_in_a_report() -> None:
    tasks = json.loads((ROOT / ".vscode" / "tasks.json").read_text(encoding="utf-8"))
    matchers = tasks["tasks"][0]["problemMatcher"]
    report = (SITES / "broken" / "several-at-once" / "expected.txt").read_text(encoding="utf-8")
    found = [
        match
        for line in report.splitlines()
        for matcher in matchers
        if (match := re.match(matcher["pattern"][0]["regexp"], line))
    ]
    lines = [line for line in report.splitlines() if ".md:" in line and not line.startswith(" ")]
    assert [f"{m[1]}:{m[2]}" for m in found] == [":".join(x.split(":")[:2]) for x in lines]
    weights = {"error": Severity.ERROR, "warning": Severity.WARNING, "info": Severity.NOTICE}
    for language in LANGUAGES:
        for severity in weights.values():
            problem = Problem("docs/a.md", 1, "title", "long", severity=severity)
            line = describe(problem, language)
            taken = [
                weights[matcher["severity"]]
                for matcher in matchers
                if re.match(matcher["pattern"][0]["regexp"], line)
            ]
            assert taken == [severity], line


def test_cities_that_take_part_are_on_file() -> None:
    """Places each have a name in all languages."""
    cities = yaml.safe_load((ROOT / "case_studies" / "cities.yml").read_text(encoding="utf-8"))
    assert all({"en", "es", "fr"} <= set(city["names"]) for city in cities.values())


@cache
def recommendations(prefix: str = "") -> dict[str, dict[str, Any]]:
    found = read_json(ROOT, f"{prefix}data/recommendations.json")["recommendations"]
    return {item["id"]: item for item in found}


@pytest.mark.parametrize("language", PREFIXES)
def test_the_eleven_are_complete_in_each_language(language: str) -> None:
    found = recommendations(PREFIXES[language])
    document = read_json(ROOT, f"{PREFIXES[language]}data/recommendations.json")
    assert Draft202012Validator(read_json(ROOT, SCHEMA)).is_valid(document)
    assert list(found) == list(recommendations())
    assert [item["number"] for item in found.values()] == list(range(1, 12))
    for item in found.values():
        assert item["title_language"] == item["text_language"] == language
        assert len(item["text"].split()) > 20
        assert item["audience"]
        assert all(audience["language"] == language for audience in item["audience"])
        assert item["sections"]
        assert item["url"].endswith(f"#recommendation-{item['id'].split('/')[1]}")
        assert f"/issue-papers/{PREFIXES[language]}papers/" in item["url"]
    assert sum(bool(item["cases"]) for item in found.values()) == 9
    (paper,) = document["papers"]
    assert paper["language"] == language
    assert paper["licence"]["id"] == "CC-BY-NC-SA-4.0"


def test_every_audience_of_the_site_has_something_to_do() -> None:
    library, _ = load(ROOT)
    used = {a["id"] for item in recommendations().values() for a in item["audience"]}
    assert used == set(library.settings.audiences)
    for labels in library.settings.audiences.values():
        assert set(labels) == set(PREFIXES)


def test_the_termbase_is_complete() -> None:
    termbase, problems = termbase_file.load(SETTINGS)
    assert problems == []
    assert len(termbase.concepts) >= 30
    assert all(set(terms) == set(PREFIXES) for terms in termbase.concepts.values())
    ialg = termbase.concepts["ialg"]
    assert (ialg["en"].acronym, ialg["es"].acronym, ialg["fr"].acronym) == ("IALG", "AIGL", "AIGL")
    assert all("IAGL" in ialg[tag].forbidden for tag in PREFIXES)


def test_the_repository_can_be_cited() -> None:
    cff = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert cff["cff-version"] == "1.2.0"
    assert cff.keys() >= {"message", "title", "authors"}
    assert cff["type"] == "software"
    assert cff["license"] == "MIT"
