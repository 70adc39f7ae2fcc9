"""What a site is given: its date, by its commit, and its files."""

from __future__ import annotations

from pathlib import Path

from issue_papers import git


def source_date(root: Path) -> int:
    """Return the time that a build of this tree bears, in seconds since 1970 (UTC).

    It is the time of the last commit, so that two builds of one commit agree; without git, that of
    a fixed day. See https://reproducible-builds.org/specs/source-date-epoch/.
    """
    seconds = git.ask(root, "log", "-1", "--format=%ct")
    return int(seconds) if seconds.strip() else _NO_COMMIT


_NO_COMMIT = 1_577_836_800
"""2020-01-01T00:00:00Z."""


def put(path: Path, content: bytes) -> None:
    """Write a file of a site, and make the folders that lead to it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
