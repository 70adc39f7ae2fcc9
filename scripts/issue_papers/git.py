"""What git knows of a project's folder; nothing where there is no git, or it knows nothing."""

from __future__ import annotations

import io
import subprocess
import tarfile
from pathlib import Path


def ask(root: Path, *arguments: str) -> bytes:
    """Run git in a folder and return what it says; nothing where it can't."""
    try:
        result = subprocess.run(  # noqa: S603 - fixed words and our own paths
            ["git", "-C", str(root), *arguments],  # noqa: S607
            capture_output=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return b""
    return result.stdout


def has_commit(root: Path, commit: str) -> bool:
    """Whether a commit is in a repository, and in the history of what is checked out there."""
    is_there = ask(root, "rev-parse", "--verify", "--quiet", f"{commit}^{{commit}}")
    return bool(is_there) and not ask(root, "rev-list", "--max-count=1", commit, "^HEAD")


def check_out(root: Path, commit: str, folder: Path) -> bool:
    """Make a repository of its own of a commit, with its history and all tags; say if it's there.

    Nothing of the user's runs: no template's files, no hooks.

    Args:
        root: A folder of the repository.
        commit: The commit.
        folder: Where the other one is to be.
    """
    top = ask(root, "rev-parse", "--show-toplevel").decode().rstrip("\n")
    if not top:
        return False
    bare = ("--quiet", "--no-checkout", "--shared", "--template=")
    ask(root, "clone", *bare, "--config", "core.hooksPath=/dev/null", top, str(folder))
    ask(folder, "checkout", "--quiet", "--detach", commit)
    return ask(folder, "rev-parse", "HEAD").decode().strip() == commit


def unpack(root: Path, commit: str, folder: Path) -> bool:
    """Write a commit's files into a folder, and say whether there is such a commit here."""
    packed = ask(root, "archive", "--format=tar", commit)
    if not packed:
        return False
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        # Python before 3.11.4 has no filters.
        safely = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
        archive.extractall(folder, **safely)  # type: ignore[arg-type]  # noqa: S202 - git's own
    return True
