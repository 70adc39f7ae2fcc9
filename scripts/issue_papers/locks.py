"""Locks that end with the process that has taken them, however it ends."""

from __future__ import annotations

import os
import sys
from pathlib import Path

if sys.platform != "win32":
    import fcntl


class Lock:
    """A file that one process holds at a time.

    Args:
        file: The file; made when the lock is taken, and deleted when it is released.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self._handle: int | None = None

    def take(self) -> bool:
        """Take it, and say whether that was possible."""
        if sys.platform == "win32":
            # What another process has open can't be deleted there, which says the same.
            try:
                self.file.unlink(missing_ok=True)
            except PermissionError:
                return False
        handle = os.open(self.file, os.O_RDWR | os.O_CREAT, 0o600)
        if sys.platform != "win32":
            try:
                # Unlike flock's, this lock isn't inherited by a child that outlives its parent.
                fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                os.close(handle)
                return False
        self._handle = handle
        return True

    def release(self) -> None:
        """Release it, if it has been taken."""
        if self._handle is None:
            return
        if sys.platform == "win32":
            os.close(self._handle)
            self.file.unlink(missing_ok=True)
        else:
            self.file.unlink(missing_ok=True)  # while nobody else can take it
            os.close(self._handle)
        self._handle = None
