"""Two builds of one tree are the same bytes, whichever command makes them."""

from __future__ import annotations

import hashlib
from pathlib import Path

from harness import COMMAND, ROOT, run


def fingerprint(site: Path) -> dict[str, str]:
    """Return a hash of each file of a site."""
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def test_mkdocs_and_our_command_give_the_same_bytes(reference_built: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    result = run(COMMAND, "build", "-d", again, cwd=ROOT, PYTHONHASHSEED="7", TZ="Asia/Seoul")
    assert result.returncode == 0, result.stderr
    first, second = fingerprint(reference_built), fingerprint(again)
    assert sorted(first) == sorted(second)
    assert [name for name in first if first[name] != second[name]] == []
