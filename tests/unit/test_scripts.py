"""The theme's scripts: types, lint and form, their own tests, and their length.

Each of these says itself what it found. `tests/judges/node_modules/.bin/biome check --write
--config-path=tests/judges overrides tests/scripts` mends what Biome can mend.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from harness import ROOT
from judging import JUDGES, judged, node

THEME = ROOT / "overrides"
TESTS = ROOT / "tests/scripts"
TEMPLATES = {"editions/offline/modules.js", "editions/offline/search-data.js"}
"""What becomes a script when it is filled in."""

SCRIPTS = sorted(path for path in THEME.rglob("*.js"))
LONGEST = 300


def name_of(script: Path) -> str:
    return script.relative_to(THEME).as_posix()


@pytest.mark.parametrize("settings", sorted(path.name for path in JUDGES.glob("tsconfig*.json")))
def test_types_hold(settings: str) -> None:
    judged("tsc", "--project", JUDGES / settings)


def test_types_are_asked_of_all() -> None:
    seen = {
        Path(line).resolve()
        for settings in JUDGES.glob("tsconfig*.json")
        for line in judged("tsc", "--project", settings, "--listFilesOnly").splitlines()
    }
    assert {name_of(script) for script in SCRIPTS if script not in seen} == TEMPLATES


def test_nothing_is_found_by_biome() -> None:
    judged("biome", "ci", "--error-on-warnings", f"--config-path={JUDGES}", THEME, TESTS)


def test_scripts_do_what_they_should() -> None:
    # A page's scripts are modules by how they are loaded, and not by a package's word.
    quiet = "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON"
    tests = sorted(TESTS.glob("*.test.js"))
    said = node(quiet, "--test", "--test-reporter=tap", *tests)
    assert f"# tests {said.count('ok ')}" in said
    assert "# fail 0" in said


def test_a_script_stays_readable() -> None:
    scripts = [*SCRIPTS, *TESTS.glob("*.js")]
    lengths = {
        script.name: len(script.read_text(encoding="utf-8").splitlines()) for script in scripts
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}
