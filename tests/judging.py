"""What judges the theme's scripts: Node.js, which is a package of Python's, and what npm installs.

`./scripts/test` installs both: tests/judges/package.json says what, its lock file by which digest.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from harness import ROOT

JUDGES = ROOT / "tests/judges"
NODE = Path(sys.executable).with_name("node")


def node(*arguments: str | Path, given: str = "", seconds: int = 120) -> str:
    """Return what Node.js says of its input; what it finds wrong fails the test."""
    if not NODE.is_file():
        pytest.fail("there is no Node.js: ./scripts/test installs it")
    return _said([NODE, *arguments], given, seconds)


def judged(name: str, *arguments: str | Path) -> str:
    """Return what a program of tests/judges says; what it finds wrong fails the test."""
    program = JUDGES / "node_modules/.bin" / name
    if not program.is_file():
        pytest.fail(f"there is no {name}: ./scripts/test installs it")
    return _said([program, *arguments])


def _said(command: list[str | Path], given: str = "", seconds: int = 120) -> str:
    path = os.pathsep.join((str(NODE.parent), os.environ["PATH"]))
    done = subprocess.run(
        command,
        input=given,
        cwd=JUDGES,
        check=False,
        capture_output=True,
        text=True,
        timeout=seconds,
        env=os.environ | {"PATH": path, "NO_COLOR": "1"},
    )
    if done.returncode:
        pytest.fail(f"{command[0]}:\n{done.stdout}{done.stderr}", pytrace=False)
    return done.stdout
