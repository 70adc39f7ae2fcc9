"""Carries over to the next site what is the same in the one that is published.

A word changes one page of a thousand: to write the others anew, and to read them for that, took
longer than to make the one. What is published is noted file by file: what it was made from, and the
state in which it was put there. As long as both are so, the next site has the very same file, by a
link of the file system; where there are no such links, it is written. A file of a site is never
written into, only replaced (`publishing.put`): so nothing that is done to the next site changes the
one that is still published.
"""

from __future__ import annotations

import hashlib
import os
import pickle
from collections.abc import Iterable, Mapping
from pathlib import Path
from stat import S_ISREG
from typing import NamedTuple, TypeAlias, cast

from issue_papers.content_cache import ContentCache, digest
from issue_papers.publishing import put

_NOTE = ".carried"
_State: TypeAlias = tuple[int, int, int]
"""A file's size, its time of change and its number."""


class _File(NamedTuple):
    """A file of a site.

    Attributes:
        path: Where it is below the site's root.
        state: The state in which it was put there.
        digest: Its SHA-256.
    """

    path: str
    state: _State | None
    digest: str


class _Group(NamedTuple):
    """Files that are made together.

    It is held packed: a large site has tens of thousands, and each process of a build has them.

    Attributes:
        name: Names what they are made from.
        files: The files.
    """

    name: str
    files: tuple[_File, ...]

    @classmethod
    def unpacked(cls, held: bytes) -> _Group:
        """Return a group that was held."""
        return cast("_Group", pickle.loads(held))  # noqa: S301 - our own cache

    def packed(self) -> bytes:
        """Return it as it is held."""
        return pickle.dumps(self)


class Carrying:
    """A site that is made, to which files of the one that is published are carried over.

    Args:
        folder: Where it is made.
        published: Where the other one is, if there may be one.
        cache: Where it is kept what was published.
    """

    def __init__(
        self, folder: Path, published: Path | None = None, cache: ContentCache | None = None
    ) -> None:
        self.folder = folder
        self._published = published.resolve() if published else None
        self._cache = cache
        self._key = digest(["carried", str(self._published)])
        self._before = self._noted()
        self._now: dict[str, bytes] = {}

    def over(self, group: str, name: str) -> bool:
        """Carry files over, if they are made from the same; say whether that has been done.

        Args:
            group: Which files: the path of a page, of what stands beside it, or of an index.
            name: Names what they are made from.
        """
        held = self._before.get(group)
        if held is None:
            return False
        found = _Group.unpacked(held)
        if found.name != name or not all(map(self._link, found.files)):
            return False
        self._now[group] = held
        return True

    def put(self, group: str, name: str, files: Iterable[tuple[str, bytes]]) -> None:
        """Put files here that are made together, each by its path below the site's root.

        Those that are the same in the published site are carried over, and the others written.

        Args:
            group: Which files.
            name: Names what they are made from.
            files: The files.
        """
        held = self._before.get(group)
        before = {file.path: file for file in _Group.unpacked(held).files} if held else {}
        there = [self._put(path, content, before.get(path)) for path, content in files]
        self._now[group] = _Group(name, tuple(there)).packed()

    def note(self, group: str, name: str, digests: Mapping[str, str]) -> None:
        """Note files that have been written here by somebody else.

        Args:
            group: Which files.
            name: Names what they are made from.
            digests: The SHA-256 of each, by its path below the site's root.
        """
        there = (_File(p, _state(f"{self.folder}/{p}"), sha) for p, sha in digests.items())
        self._now[group] = _Group(name, tuple(there)).packed()

    def _put(self, path: str, content: bytes, before: _File | None) -> _File:
        found = hashlib.sha256(content).hexdigest()
        if before and before.digest == found and self._link(before):
            return before
        put(self.folder / path, content)
        return _File(path, _state(f"{self.folder}/{path}"), found)

    def digests(self, suffix: str = "") -> dict[str, str]:
        """Return the SHA-256 of all files that are still as they were put here, by path.

        Args:
            suffix: How the names of those end that are asked for.
        """
        return {
            file.path: file.digest
            for held in self._now.values()
            for file in _Group.unpacked(held).files
            if file.path.endswith(suffix)
            and file.state
            and file.state == _state(f"{self.folder}/{file.path}")
        }

    def close(self) -> None:
        """Note what is published, now that it is."""
        if self._cache and self._published and self._now != self._before:
            self._cache.put(self._key, _NOTE, pickle.dumps(self._now))

    def _noted(self) -> dict[str, bytes]:
        if not (self._cache and self._published):
            return {}
        return self._cache.noted(self._key, _NOTE, dict) or {}

    def _link(self, file: _File) -> bool:
        """Have the very same file here, if it is still as it was put there."""
        source, target = f"{self._published}/{file.path}", f"{self.folder}/{file.path}"
        if file.state is None or _state(source) != file.state:
            return False
        try:
            try:
                os.link(source, target)
            except FileNotFoundError:
                Path(target).parent.mkdir(parents=True, exist_ok=True)
                os.link(source, target)
        except OSError:
            return False
        return True


def _state(path: str) -> _State | None:
    """Return the state of a file of ours; nothing for what is none, or belongs to another user."""
    try:
        found = os.lstat(path)
    except OSError:
        return None
    if not S_ISREG(found.st_mode):
        return None
    if hasattr(os, "geteuid") and found.st_uid != os.geteuid():
        return None
    return found.st_size, found.st_mtime_ns, found.st_ino
