"""What once took far longer the more there was of it; tests/fuzz/growth.py tries all there is."""

from __future__ import annotations

import sys

import pytest
from harness import ROOT

sys.path.insert(0, str(ROOT / "tests" / "fuzz"))

from growth import SLACK, growth
from growth_subjects import SUBJECTS

ONCE = (
    ("titles of works", "' '"),
    ("titles of works", "'a-'"),
    ("titles of works", "'-' between letters"),
    ("names", "' ' between letters"),
    ("misread letters", repr("caf\u00c3\u00a9 caf\ufffd ")),
    ("typography", "a long word before signs"),
    ("printing", "a word in many pieces"),
    ("Markdown", "'*a* '"),
    ("clean lines", "' '"),
    ("paragraphs for translators", "'[^'"),
    ("drawings' attributes", "'url('"),
    ("drawings' styles", "'url('"),
)
"""Subjects and patterns."""


@pytest.mark.parametrize(("name", "pattern"), ONCE)
def test_time_grows_with_the_text(name: str, pattern: str) -> None:
    found = growth(SUBJECTS[name], pattern)
    assert found is None or found.times <= SLACK
