"""What was made of a site's files before, for a program that reads them again and again.

A preview reads its site anew whenever a file is saved. Nearly all files are as they were: what was
made of them is the same, down to its identity, so that whatever hangs from it (a text that was
taken apart, a page's fingerprint) is there, too. A value's key is everything that it was made from,
so it is never out of date. What a reading hasn't asked for is forgotten with the next but one.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, cast

T = TypeVar("T")

_SETTLED = 3.0
"""Seconds after which a file's time of change tells whether it has changed again: systems of files
count in steps, of up to two seconds on FAT."""


@dataclass(frozen=True)
class _Read:
    """A file that was read.

    Attributes:
        state: Its size, its time of change and its number, as git has them.
        content: What is in it.
        is_settled: Whether it had that state for long enough to be known by it.
    """

    state: tuple[int, int, int]
    content: bytes
    is_settled: bool


class Memory:
    """Values by what they were made from, and files by their states.

    It serves one site with one configuration: what is made by that alone is in no key.
    """

    def __init__(self) -> None:
        self._before: dict[Hashable, object] = {}
        self._now: dict[Hashable, object] = {}
        self._files: dict[Path, _Read] = {}

    @property
    def is_fresh(self) -> bool:
        """Whether this is the first reading."""
        return not self._before

    def turn(self) -> None:
        """Begin another reading: what the last one hasn't asked for is forgotten."""
        self._before, self._now = self._now, {}

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return the value of a key, and make it if it isn't there.

        Args:
            key: What makes the value, and all that it is made from.
            make: Makes it; nobody changes it afterwards.
        """
        if key not in self._now:
            self._now[key] = self._before[key] if key in self._before else make()
        return cast("T", self._now[key])

    def read(self, path: Path) -> bytes:
        """Return a file's bytes: the same object, as long as they are the same.

        Raises:
            OSError: It can't be read.
        """
        found = path.stat()  # before it is read: what changes meanwhile is read again
        state = (found.st_size, found.st_mtime_ns, found.st_ino)
        known = self._files.get(path)
        if known and known.is_settled and known.state == state:
            return known.content
        is_settled = time.time() - found.st_mtime > _SETTLED
        content = path.read_bytes()
        if known and known.content == content:
            content = known.content
        self._files[path] = _Read(state, content, is_settled)
        return content
