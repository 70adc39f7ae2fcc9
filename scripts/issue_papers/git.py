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
