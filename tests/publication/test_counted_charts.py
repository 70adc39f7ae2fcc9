"""What charts count is what the pages say of themselves."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

from harness import ROOT, settings_of
from issue_papers.checks.rules import load_and_check
from issue_papers.content.library import Library

PAPER = Path("docs/papers/internationalisation")


def counted(path: Path) -> dict[str, int]:
    """Return what a file counts, by what: its first two columns."""
    with (ROOT / path).open(encoding="utf-8", newline="") as file:
        _, *rows = csv.reader(file)
    return {row[0]: int(row[1]) for row in rows}


def library() -> Library:
    found, _, _ = load_and_check(settings_of(ROOT))
    return found


def test_recommendations_are_counted_by_whom_they_are_addressed_to() -> None:
    meta = library().entries["papers/internationalisation/recommendations.md"].source.meta
    addressed = Counter(audience for one in meta.recommendations for audience in one.audience)
    assert counted(PAPER / "audiences.csv") == addressed


def test_each_case_is_of_one_kind() -> None:
    cases = [folder for folder in (ROOT / "case_studies").iterdir() if folder.is_dir()]
    assert sum(counted(Path("case_studies/instruments.csv")).values()) == len(cases) == 12
