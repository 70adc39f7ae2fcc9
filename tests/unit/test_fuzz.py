"""A short, fixed sample of tests/fuzz: whatever the input, the check answers."""

from __future__ import annotations

import sys
from pathlib import Path

from harness import ROOT

sys.path.insert(0, str(ROOT / "tests" / "fuzz"))

from fuzz_inputs import prepared, problem_of

FOUND = (30, 156)
"""Inputs that once raised something."""


def test_no_input_of_a_sample_raises_anything(tmp_path: Path) -> None:
    site = prepared(tmp_path)
    for seed in (*FOUND, *range(1000, 1040)):
        assert problem_of(site, seed, site.root) == "", seed
