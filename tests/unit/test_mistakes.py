"""Mistakes that people make, and what each gets: a report at its line, or the page as it was meant.

`tests/mistakes/mistakes.yml` is the table: a new kind of mistake is a new entry.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from harness import build, copy_site, pages_alone
from issue_papers.checks import rules
from issue_papers.cli.site import settings
from issue_papers.reporting.problems import Problem, describe
from lxml import html
from PIL import Image

TABLE = Path(__file__).parent.parent / "mistakes" / "mistakes.yml"
CASES: list[dict[str, Any]] = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
SHOWN = [case for case in CASES if "html" in case]
PAPER = "docs/papers/water"


def text_of(case: Mapping[str, Any]) -> str:
    """Return a case's file."""
    name = case["name"]
    head = f"---\ntitle: {name}\nsummary: About {name}.\n---\n"
    return str(case["text"]) if "text" in case else f"{head}{case['body']}"


def site_of(folder: Path, cases: list[dict[str, Any]]) -> Path:
    """Make a site whose paper has each case as a section."""
    site = copy_site(folder)
    paper = site / PAPER
    decomposed = unicodedata.normalize("NFD", "café.png")
    for name in ("plain.png", "my photo.png", "BIG.JPG", "Map.png", decomposed):
        Image.new("RGB", (8, 8)).save(paper / name)
    (paper / "broken.png").write_bytes(b"GIF? no.")
    for case in cases:
        (paper / f"{case['name']}.md").write_text(text_of(case), encoding="utf-8")
    index = paper / "index.md"
    names = ", ".join(case["name"] for case in cases)
    old = index.read_text(encoding="utf-8")
    index.write_text(old.replace("[start, end]", f"[start, end, {names}]"), encoding="utf-8")
    return site


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[Problem]]:
    """Check all cases at once; give the problems of each file."""
    site = site_of(tmp_path_factory.mktemp("mistakes") / "site", CASES)
    _, _, problems = rules.load_and_check(settings(site / "mkdocs.yml"))
    by_file: dict[str, list[Problem]] = {}
    for problem in problems:
        by_file.setdefault(problem.path, []).append(problem)
    return by_file


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the pages of the cases that are printed as they were meant."""
    folder = tmp_path_factory.mktemp("printed")
    return build(pages_alone(site_of(folder / "source", SHOWN)), folder / "site")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_each_mistake_is_told(case: dict[str, Any], found: Mapping[str, list[Problem]]) -> None:
    problems = found.get(f"{PAPER}/{case['name']}.md", [])
    told = "\n".join(describe(problem) for problem in problems)
    assert len(problems) == len(case["problems"]), told
    for expected in case["problems"]:
        assert any(_is(problem, expected) for problem in problems), told


def _is(problem: Problem, expected: Mapping[str, Any]) -> bool:
    return (
        problem.line == expected["line"]
        and problem.severity == expected["severity"]
        and expected["says"] in describe(problem)
    )


def test_nothing_else_is_told(found: Mapping[str, list[Problem]]) -> None:
    names = {f"{PAPER}/{case['name']}.md" for case in CASES}
    assert [describe(p) for path in found.keys() - names for p in found[path]] == []


@pytest.mark.parametrize("case", SHOWN, ids=lambda case: case["name"])
def test_what_is_right_is_printed(case: dict[str, Any], built: Path) -> None:
    page = html.fromstring((built / f"papers/water/{case['name']}/index.html").read_bytes())
    (article,) = page.cssselect("main article")
    for selector, text in case["html"].items():
        shown = [
            " ".join(element.xpath("string()").split()) for element in article.cssselect(selector)
        ]
        assert any(text in words for words in shown), (selector, shown)
