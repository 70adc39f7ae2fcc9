"""What took long to make, kept by what it was made from.

An entry's key is a digest of everything that decides its content, so an entry is never out of date,
only no longer asked for.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
import tempfile
import time
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import TypeVar, cast

T = TypeVar("T")

_KEPT_DAYS = 30
_SECONDS_A_DAY = 86_400
_SHELF = ".shelf"


def cache_folder(root: Path) -> Path:
    """Return where a project keeps what took long to make.

    That is `.cache/issue-papers` in its folder, or what ISSUE_PAPERS_CACHE names, as for a cache
    that a CI service keeps from run to run.
    """
    return Path(os.environ.get("ISSUE_PAPERS_CACHE") or root / ".cache" / "issue-papers")


def digest(parts: Iterable[bytes | str]) -> str:
    """Return the SHA-256 of some parts, in hexadecimal; where one ends makes a difference."""
    total = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        total.update(len(data).to_bytes(8, "big"))
        total.update(data)
    return total.hexdigest()


def tree_digest(*folders: Path, suffixes: frozenset[str] = frozenset()) -> str:
    """Return a digest of all files in some folders, by name and content.

    Args:
        *folders: Folders, or single files.
        suffixes: Only files with one of these; all where there are none.
    """
    parts: list[bytes | str] = []
    for folder in folders:
        files = sorted(folder.rglob("*")) if folder.is_dir() else [folder]
        for file in files:
            if file.is_file() and (not suffixes or file.suffix in suffixes):
                parts += [file.relative_to(folder).as_posix(), file.read_bytes()]
    return digest(parts)


@cache
def generator() -> str:
    """Return a digest of the generator's own files."""
    package = Path(__file__).parent
    return tree_digest(package, suffixes=frozenset({".py", ".yml", ".json"}))


class Shelf:
    """Many small values of one site in one file, kept as long as they are asked for.

    What a run doesn't ask for is gone when it ends. A file that can't be read is as none.

    Args:
        cache: The folder that it is in.
        name: What is on the shelf.
        root: The site's folder: sites that share a cache don't share shelves.
    """

    def __init__(self, cache: ContentCache, name: str, root: Path) -> None:
        self._cache = cache
        self._file = f"{name}-{digest([str(root)])[:16]}"
        self._before = self._read()
        self._now: dict[str, bytes] = {}

    def get(self, key: str, make: Callable[[], T]) -> T:
        """Return the value of a key, and make it if it isn't there."""
        if key in self:
            return cast("T", self[key])
        value = make()
        self[key] = value
        return value

    def __contains__(self, key: str) -> bool:
        """Whether a key has a value."""
        return key in self._now or key in self._before

    def __getitem__(self, key: str) -> object:
        """Return the value of a key, which is kept.

        Raises:
            KeyError: It has none.
        """
        known = self._now.get(key) or self._before[key]
        self._now[key] = known
        return pickle.loads(known)  # noqa: S301 - our own cache

    def __setitem__(self, key: str, value: object) -> None:
        """Keep the value of a key."""
        self._now[key] = pickle.dumps(value)

    def close(self) -> None:
        """Write what was asked for, unless that is what is there."""
        if self._now.keys() != self._before.keys():
            self._cache.put(self._file, _SHELF, pickle.dumps(self._now))

    def _read(self) -> dict[str, bytes]:
        content = self._cache.find(self._file, _SHELF)
        try:
            found = pickle.loads(content) if content else {}  # noqa: S301 - our own cache
        except Exception:  # noqa: BLE001 - pickle raises anything when a file is cut off
            return {}
        return found if isinstance(found, dict) else {}


class ContentCache:
    """A folder of files, each named by the digest of what it was made from.

    Safe for several threads and processes: a file appears whole or not at all.

    Args:
        folder: Where they are; made when the first is written.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.made = 0

    def get(self, key: str, suffix: str, make: Callable[[], bytes]) -> bytes:
        """Return what belongs to a key, and make it if it isn't there.

        Args:
            key: A `digest`.
            suffix: The file's suffix, for whoever looks into the folder.
            make: Makes the content.
        """
        content = self.find(key, suffix)
        if content is None:
            content = make()
            self.put(key, suffix, content)
        return content

    def value(self, key: str, suffix: str, make: Callable[[], T]) -> T:
        """Return the value that belongs to a key, and make it if it isn't there.

        Args:
            key: A `digest`.
            suffix: The file's suffix.
            make: Makes the value, which must be one that can be pickled.
        """
        kept = self.get(key, suffix, lambda: pickle.dumps(make()))
        return cast("T", pickle.loads(kept))  # noqa: S301 - our own cache

    def find(self, key: str, suffix: str) -> bytes | None:
        """Return what belongs to a key, if it was made before."""
        path = self.folder / f"{key}{suffix}"
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
        return content

    def put(self, key: str, suffix: str, content: bytes) -> None:
        """Keep what belongs to a key."""
        self.made += 1
        self._write(self.folder / f"{key}{suffix}", content)

    def _write(self, path: Path, content: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).replace(path)

    def prune(self, days: float = _KEPT_DAYS) -> None:
        """Delete what nobody has asked for in so many days."""
        limit = time.time() - days * _SECONDS_A_DAY
        for path in self.folder.glob("*"):
            with contextlib.suppress(OSError):
                if path.stat().st_mtime < limit:
                    path.unlink()
