"""The scripts on a machine of a CI service: a user who isn't root, and may use sudo or not."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from harness import ROOT


def commands(folder: Path, **scripts: str) -> Path:
    """Put commands into a folder that stands before the system's."""
    folder.mkdir()
    for name, script in scripts.items():
        file = folder / name.replace("_", "-")
        file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        file.chmod(0o755)
    return folder


@pytest.mark.parametrize(("is_free", "status"), [(True, 0), (False, 1)])
def test_packages_are_installed_with_sudo_where_that_asks_for_no_password(
    is_free: bool,  # noqa: FBT001 - pytest gives it
    status: int,
    tmp_path: Path,
) -> None:
    log = tmp_path / "log"
    sudo = 'shift; exec "$@"' if is_free else "exit 1"
    path = commands(
        tmp_path / "bin",
        id="echo 1001",
        sudo=sudo,
        apt_get=f'echo "$@" >> {log}',
    )
    text = "source scripts/environment.sh; can_apt_install && apt_install qpdf"
    done = subprocess.run(
        ["bash", "-c", text],
        cwd=ROOT,
        capture_output=True,
        check=False,
        env={"PATH": f"{path}{os.pathsep}{os.environ['PATH']}"},
    )
    assert done.returncode == status, done.stderr
    told = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
    assert told == (
        ["update -qq", "install -qq --yes --no-install-recommends qpdf"] if is_free else []
    )
