"""An edition bears the day on which something that it shows was last changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from harness import copy_site, settings_of
from issue_papers.checks.rules import load_and_check
from issue_papers.content.library import Library
from issue_papers.kinds.paper.dates import edition_day
from issue_papers.kinds.paper.model import PAPER

FIRST, LATER, TODAY = dt.date(2021, 1, 1), dt.date(2021, 6, 1), dt.date(2022, 1, 1)
GLOSSARY = """
pipe:
  en: {term: pipe, definition: What water flows in.}
"""
WORKS = """
- id: common
  type: book
  title: Wells
  issued: 2020
  author: [{literal: Us}]
"""


def _read(folder: Path, text: str) -> Library:
    """Read a site whose paper discusses a case, cites a work of the site's, and says something."""
    source = copy_site(folder / "source")
    docs = source / "docs"
    (docs / "glossary.yml").write_text(GLOSSARY, encoding="utf-8")
    (docs / "references.yml").write_text(WORKS, encoding="utf-8")
    with (docs / "papers/water/start.md").open("a", encoding="utf-8") as page:
        page.write(text)
    settings = replace(settings_of(source), date=TODAY)
    return load_and_check(settings)[0]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Read a site whose paper names a term, too."""
    return _read(tmp_path_factory.mktemp("days"), "\nA pipe [@common].\n")


def _files(library: Library) -> Mapping[str, dt.datetime]:
    root = library.settings.root
    paths = (path for path in sorted(root.rglob("*")) if path.is_file())
    return {path.relative_to(root).as_posix(): _moment(FIRST) for path in paths}


def _moment(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("docs/papers/water/start.md", LATER),
        ("docs/papers/water/references.yml", LATER),
        ("case_studies/dakar/index.md", LATER),
        ("case_studies/cities.yml", LATER),
        ("docs/glossary.yml", LATER),
        ("docs/references.yml", LATER),
        ("docs/about.md", FIRST),
        ("case_studies/cairo/index.md", FIRST),
        ("mkdocs.yml", FIRST),
    ],
)
def test_an_edition_bears_the_day_of_what_it_shows(
    path: str, day: dt.date, library: Library
) -> None:
    files = _files(library)
    assert path in files
    (paper,) = library.of(PAPER)
    changed = replace(library, changed={**files, path: _moment(LATER)})
    assert edition_day(changed, paper, "en") == day


def test_a_term_that_readers_have_not_marked_dates_no_edition(tmp_path: Path) -> None:
    library = _read(tmp_path, "\n## A pipe { #pipe }\n\nSo it was [@common].\n")
    (paper,) = library.of(PAPER)
    glossary = {"docs/glossary.yml": _moment(LATER)}
    changed = replace(library, changed={**_files(library), **glossary})
    assert edition_day(changed, paper, "en") == FIRST


def test_an_edition_of_unknown_history_bears_the_site_s_day(library: Library) -> None:
    known = {path: moment for path, moment in _files(library).items() if "cities" not in path}
    (paper,) = library.of(PAPER)
    assert edition_day(replace(library, changed=known), paper, "en") == TODAY
