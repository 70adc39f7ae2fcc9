"""What took long to make, kept by what it was made from.

An entry's key is a digest of everything that decides its content, so an entry is never out of date,
only no longer asked for. There are three ways to keep one: a `ContentCache` has a file for each, a
`Shelf` has all values of a run in one file that is written at the end, and to a `Journal` several
processes add small values at the same time.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import hashlib
import os
import pickle
import secrets
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from errno import EINVAL
from functools import cache
from pathlib import Path
from stat import S_ISREG
from typing import TypeVar, cast

from issue_papers.seals import KEY, Seal, seal_of

T = TypeVar("T")

_KEPT_DAYS = 30
_KEPT_BYTES = 4_000_000_000
_SECONDS_A_DAY = 86_400
_WRITING = "writing-"
"""How the name of a file begins while it is written."""

_LONGEST_WRITING = 3_600.0
"""Seconds after which such a file belongs to a process that was killed."""

_SHELF = ".shelf"
_JOURNAL = ".journal"


def cache_folder(root: Path) -> Path:
    """Return where a project keeps what took long to make.

    That is `.cache/issue-papers` in its folder, or what ISSUE_PAPERS_CACHE names, as for a cache
    that a CI service keeps from run to run.
    """
    return Path(os.environ.get("ISSUE_PAPERS_CACHE") or root / ".cache" / "issue-papers")


def site_cache(root: Path) -> ContentCache:
    """Return what a project keeps, sealed against what its own folder may be given."""
    folder = cache_folder(root)
    return ContentCache(folder, seal_of(folder, root))


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
        self._before: dict[str, bytes] = cache.noted(self._file, _SHELF, dict) or {}
        self._now: dict[str, bytes] = {}

    def get(self, key: str, make: Callable[[], T]) -> T:
        """Return the value of a key, and make it if it isn't there."""
        if key in self:
            return cast("T", self[key])
        value = make()
        self[key] = value
        return value

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing on it."""
        return not (self._now or self._before)

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
        if self._now != self._before:
            self._cache.put(self._file, _SHELF, pickle.dumps(self._now))


class Journal:
    """Many small values in one file, to which several processes may add at the same time.

    A value is appended as a line of its own by a single write, which POSIX doesn't mix with others,
    and is there at once for every process. A line that was cut off or spoiled is as none.

    Args:
        cache: The folder that it is in; without one nothing is kept.
        name: Names the file; a digest of what decides all values alike belongs in it.
    """

    def __init__(self, cache: ContentCache | None, name: str) -> None:
        self._file = cache.folder / f"{name}{_JOURNAL}" if cache else None
        self._seal = cache.seal if cache else Seal(b"")
        self._name = name
        self._known: dict[bytes, bytes] = {}
        self._read_to = 0

    def get(self, key: str, make: Callable[[], T]) -> T:
        """Return the value of a key, and make it if it isn't there.

        Args:
            key: A `digest`.
            make: Makes the value, which can be pickled.
        """
        if self._file is None:
            return make()
        name = key.encode()
        if name not in self._known:
            self._read(self._file)
        if (line := self._known.get(name)) is not None:
            with contextlib.suppress(ValueError, binascii.Error):
                data = self._seal.open(self._sealed(key), base64.b64decode(line, validate=True))
                if data is not None:
                    return cast("T", pickle.loads(data))  # noqa: S301 - our own cache
        value = make()
        written = base64.b64encode(self._seal.close(self._sealed(key), pickle.dumps(value)))
        self._known[name] = written
        self._append(self._file, b"\n%s %s\n" % (name, written))
        return value

    def _sealed(self, key: str) -> str:
        """Return what a line is sealed under: another journal's isn't one of this."""
        return f"{self._name} {key}"

    def _read(self, file: Path) -> None:
        """Read what has been added since this process read last."""
        try:
            with open(file, "rb", opener=_opened) as opened:
                size = os.fstat(opened.fileno()).st_size
                if size <= self._read_to:
                    return
                opened.seek(self._read_to)
                lines = opened.read()
        except OSError:
            return
        if not self._read_to:
            with contextlib.suppress(OSError):
                os.utime(file)  # it is in use
        end = lines.rfind(b"\n") + 1  # the last line may still be in the making
        self._read_to += end
        for line in lines[:end].split(b"\n"):
            name, _, written = line.partition(b" ")
            if written:
                self._known[name] = written

    @staticmethod
    def _append(file: Path, line: bytes) -> None:
        how = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0)  # Windows' own
        with contextlib.suppress(OSError):  # nothing needs what is kept
            file.parent.mkdir(parents=True, exist_ok=True)
            try:
                handle = _opened(file, how)
            except OSError:
                _clear(file)
                handle = _opened(file, how)
            try:
                os.write(handle, line)
            finally:
                os.close(handle)


def _opened(path: str | Path, how: int) -> int:
    """Open a regular file, and nothing else: a link leads elsewhere, and a pipe never ends.

    Raises:
        OSError: It is none, or can't be opened.
    """
    how |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    handle = os.open(path, how, 0o644)
    if not S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(EINVAL, os.strerror(EINVAL), str(path))
    return handle


def _clear(path: Path) -> None:
    """Take away what is in the place of a file of ours and is none."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


class ContentCache:
    """A folder of files, each named by the digest of what it was made from.

    Safe for several threads and processes: a file appears whole or not at all.

    Each bears a mark that only this user's generator makes (`seals`): one that is damaged, or that
    somebody else has put there, is as none.

    Args:
        folder: Where they are; made when the first is written.
        seal: What marks them; one that lasts as long as the process, if none is given.
    """

    def __init__(self, folder: Path, seal: Seal | None = None) -> None:
        self.folder = folder
        self.seal = seal or Seal(secrets.token_bytes(32))
        self.made = 0

    def __eq__(self, other: object) -> bool:
        """Whether it is the same folder under the same seal."""
        return isinstance(other, ContentCache) and self._same == other._same

    def __hash__(self) -> int:
        return hash(self._same)

    @property
    def _same(self) -> tuple[Path, Seal]:
        return self.folder, self.seal

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
        kept = self.find(key, suffix)
        if kept is not None:
            return cast("T", pickle.loads(kept))  # noqa: S301 - our own cache
        value = make()
        self.put(key, suffix, pickle.dumps(value))
        return value

    def noted(self, name: str, suffix: str, kind: type[T]) -> T | None:
        """Return a note of an earlier run; nothing if it is none of its kind, or can't be read.

        Args:
            name: Names the note.
            suffix: The file's suffix.
            kind: What it must be.
        """
        kept = self.find(name, suffix)
        try:
            note = pickle.loads(kept) if kept else None  # noqa: S301 - our own cache
        except Exception:  # noqa: BLE001 - pickle raises anything when a file is cut off
            return None
        return note if isinstance(note, kind) else None

    def has(self, key: str, suffix: str) -> bool:
        """Whether what belongs to a key was made before: it is in use, then."""
        path = self.folder / f"{key}{suffix}"
        if not os.path.isfile(path):  # noqa: PTH113 - Path's may raise
            return False
        with contextlib.suppress(OSError):
            os.utime(path)
        return True

    def find(self, key: str, suffix: str) -> bytes | None:
        """Return what belongs to a key, if it was made before."""
        path = self.folder / f"{key}{suffix}"
        try:
            with open(path, "rb", opener=_opened) as file:
                content = self.seal.open(path.name, file.read())
        except OSError:
            return None
        with contextlib.suppress(OSError):
            path.unlink() if content is None else os.utime(path)
        return content

    def put(self, key: str, suffix: str, content: bytes) -> bool:
        """Keep what belongs to a key, and say whether that was possible.

        Nothing but time is lost where it isn't: on a full disk, or where nobody may write.
        """
        self.made += 1
        try:
            self._write(key, suffix, content)
        except OSError:
            return False
        return True

    def _write(self, key: str, suffix: str, content: bytes) -> None:
        path = self.folder / f"{key}{suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=_WRITING)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(self.seal.close(path.name, content))
            if path.is_dir():
                _clear(path)
            Path(name).replace(path)
        except OSError:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            # Windows replaces no file that another process reads: it has the same content.
            if not path.is_file():
                raise

    def prune(self, days: float = _KEPT_DAYS, size: int = _KEPT_BYTES) -> None:
        """Delete what nobody has asked for in so many days, and the oldest of what is too much.

        What killed processes have left half-written goes, too.

        Args:
            days: How long something is kept that nobody asks for.
            size: How many bytes are kept at most.
        """
        now, total = time.time(), 0
        for asked, path, length in sorted(self._files(), reverse=True):
            total += length
            is_writing = path.name.startswith(_WRITING)
            limit = _LONGEST_WRITING if is_writing else days * _SECONDS_A_DAY
            if asked < now - limit or total > size:
                with contextlib.suppress(OSError):
                    path.unlink()

    def _files(self) -> Iterator[tuple[float, Path, int]]:
        """Yield when each file was asked for last, the file, and its size in bytes."""
        for path in self.folder.glob("*"):
            with contextlib.suppress(OSError):
                found = path.stat()
                if S_ISREG(found.st_mode) and path.name != KEY:
                    yield found.st_mtime, path, found.st_size
