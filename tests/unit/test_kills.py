"""A killed build leaves a whole site, and nothing for long; tests/tools/kills.py kills more."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from harness import ROOT

sys.path.insert(0, str(ROOT / "tests" / "tools"))

from kills import Moment, outcomes, table

SEED = 2
"""What decides at which moments the builds are killed."""


@pytest.mark.site
@pytest.mark.slow
def test_killed_builds_leave_whole_sites_and_right_next_builds(tmp_path: Path) -> None:
    found = [*outcomes(tmp_path, 8, SEED, is_lean=True)]
    assert {each.moment for each in found} == {*Moment} - {Moment.BETWEEN}
    assert [each for each in found if not each.is_well] == []
    last = table(found).splitlines()[-1].split(" | ")
    assert last[2] == last[6] == "8"
