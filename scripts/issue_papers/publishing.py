"""How a build reaches its readers: dated by its commit, made aside, and put in place whole."""

from __future__ import annotations

import shutil
import tempfile
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


class Staging:
    """A folder beside the site's in which it is built.

    A build that fails never touches what is published.
    """

    def __init__(self) -> None:
        self._target: Path | None = None
        self._folder: Path | None = None

    def open(self, target: Path) -> Path:
        """Make the folder that a site is built in, and return it.

        Args:
            target: Where the site is to be.
        """
        self.discard()
        self._target = target
        target.parent.mkdir(parents=True, exist_ok=True)
        self._folder = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
        self._folder.chmod(0o755)
        return self._folder

    def publish(self) -> None:
        """Put the built site in place of the old one."""
        if self._target is None or self._folder is None:
            return
        if self._target.exists():
            old = self._folder.with_name(f"{self._folder.name}-old")
            self._target.rename(old)
            self._folder.rename(self._target)
            shutil.rmtree(old)
        else:
            self._folder.rename(self._target)
        self._folder = None

    def discard(self) -> None:
        """Delete what was built and never published."""
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None
