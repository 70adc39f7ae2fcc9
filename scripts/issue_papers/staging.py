"""Where a site is made until it is whole, and how it gets into its place.

It is made in a folder beside its place, or inside if that is a mount or its parent isn't ours to
write, so that nothing has to be copied in the end. Whether all that will work is found out before
the build begins. A build that fails, or is killed, never touches what is published; what it leaves
is swept away by the next one, which knows by a lock that it has ended.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from errno import EACCES, EXDEV
from pathlib import Path

from issue_papers.exchange import exchange, restore
from issue_papers.locks import Lock
from issue_papers.reporting.messages import Message, say

_LOCK = ".lock"
_ASIDE = "-old"
_GIT = ".git"
_ENTRY_PAGES = ("index.html", "404.html")
"""A folder with one of these is a site, whoever has made it."""

_LEAST_SPACE = 32_000_000
_AMPLE_SPACE = 8_000_000_000
"""Where so many bytes are free, nobody adds up the sizes of a site's ten thousand files."""
_FOLDER_MODE = 0o755
_FILE_MODE = 0o644

_SHELL = "/bin/sh"
_DELETES = 'rm -rf -- "$1" </dev/null >/dev/null 2>&1 &'
"""Deletes a folder behind the back of a shell, and holds nothing that its parent has open."""


class UnusablePlaceError(Exception):
    """A site can't be put where it is to be.

    Attributes:
        message: Why.
        hint: What to do.
    """

    def __init__(self, message: Message, hint: Message) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


@dataclass(frozen=True)
class _Place:
    """Where a site is to be.

    Attributes:
        target: The folder itself, when all links have been followed.
        is_filled: Whether its contents are changed, and not the folder itself.
    """

    target: Path
    is_filled: bool

    @property
    def beside(self) -> Path:
        """The folder in which a site is made, in a folder of its own."""
        return self.target if self.is_filled else self.target.parent

    @property
    def prefix(self) -> str:
        """How the names of those folders begin."""
        return f".{self.target.name}-"


def probe(target: Path, sources: tuple[Path, ...] = ()) -> None:
    """Find out whether a site can be put somewhere.

    Args:
        target: Where the site is to be.
        sources: What must not become a part of it.

    Raises:
        UnusablePlaceError: It can't.
    """
    try:
        place = _place(target, sources)
        if not os.access(place.beside, os.W_OK | os.X_OK):
            raise PermissionError(EACCES, os.strerror(EACCES), str(place.beside))
    except OSError as error:
        raise _unwritable(target, error) from error


class Staging:
    """A folder in which a site is built, near the one where it is to be."""

    def __init__(self) -> None:
        self._place: _Place | None = None
        self._folder: Path | None = None
        self._lock: Lock | None = None

    def open(self, target: Path, sources: tuple[Path, ...] = ()) -> Path:
        """Make the folder that a site is built in, and return it.

        Args:
            target: Where the site is to be.
            sources: What must not become a part of it.

        Raises:
            UnusablePlaceError: It can't be there, or another build is at work on it.
        """
        self.discard()
        try:
            place = _place(target, sources)
            folder = place.beside / f"{place.prefix}{secrets.token_hex(4)}"
            self._lock = _lock(folder)
            self._lock.take()  # whoever sees a folder without a lock sweeps it away
            folder.mkdir()
        except OSError as error:
            self.discard()
            raise _unwritable(target, error) from error
        self._place, self._folder = place, folder
        try:
            _sweep(place, folder)
        except UnusablePlaceError:
            self.discard()
            raise
        return folder

    def publish(self) -> None:
        """Put the built site in place of the old one."""
        if self._place is None or self._folder is None:
            return
        _open_to_all(self._folder)
        if self._place.is_filled:
            self._fill(self._folder, self._place.target)
        elif self._place.target.exists():
            _carry_over(self._place.target, self._folder)
            former = exchange(self._folder, self._place.target, _aside(self._folder))
            self._folder = None
            _delete_aside(former)
        else:
            self._folder.rename(self._place.target)
        self.discard()

    def discard(self) -> None:
        """Delete what was built and never published."""
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    @staticmethod
    def _fill(folder: Path, target: Path) -> None:
        """Put each thing of a site into a folder that stays, and then take out what is too much."""
        names = {entry.name for entry in folder.iterdir()}
        aside = _aside(folder)
        aside.mkdir()
        for name in sorted(names):
            if (target / name).exists():
                exchange(folder / name, target / name, aside / name)
            else:
                (folder / name).rename(target / name)
        for entry in target.iterdir():
            if entry.name not in names and not entry.name.startswith((folder.name, _GIT)):
                entry.rename(aside / entry.name)
        shutil.rmtree(aside, ignore_errors=True)


def _sweep(place: _Place, own: Path) -> None:
    """Delete what builds have left that were killed.

    Raises:
        UnusablePlaceError: Another build is at work.
    """
    for folder in _left(place) - {own}:
        lock = _lock(folder)
        if not lock.take():
            raise UnusablePlaceError(
                say("another build is at work on {folder}", folder=str(place.target)),
                say("wait until it has ended, or give another folder: `--site-dir`"),
            )
        if not place.is_filled:
            restore(_aside(folder), place.target)
        for left in (folder, _aside(folder)):
            shutil.rmtree(left, ignore_errors=True)
        lock.release()


def _left(place: _Place) -> set[Path]:
    """Return the folder of each build of a site that has begun and not ended well."""
    named = re.compile(re.escape(place.prefix) + r"(\w{8})(" + f"{_ASIDE}|{re.escape(_LOCK)})?")
    names = (named.fullmatch(entry.name) for entry in place.beside.iterdir())
    return {place.beside / f"{place.prefix}{name[1]}" for name in names if name}


def _lock(folder: Path) -> Lock:
    """Return what tells that a build in a folder hasn't ended."""
    return Lock(folder.with_name(f"{folder.name}{_LOCK}"))


def _aside(folder: Path) -> Path:
    """Return where the site is that a built one replaces, if two folders can't be swapped."""
    return folder.with_name(f"{folder.name}{_ASIDE}")


def _place(target: Path, sources: tuple[Path, ...]) -> _Place:
    """Find out where a site goes, and whether it can.

    Raises:
        OSError: It can't be found out.
        UnusablePlaceError: It can't.
    """
    target = target.resolve()
    if target.exists() and not target.is_dir():
        raise UnusablePlaceError(
            say("{folder} is a file, expected a folder for the site", folder=str(target)),
            say("move it away, or give another folder: `site_dir` or `--site-dir`"),
        )
    if message := misplaced(target, sources):
        hint = say("give it a folder of its own: `site_dir` or `--site-dir`")
        raise UnusablePlaceError(message, hint)
    target.parent.mkdir(parents=True, exist_ok=True)
    if not target.exists():
        place = _Place(target, is_filled=False)
    else:
        if not _is_site(target):
            raise UnusablePlaceError(
                say("{folder} holds other things than a site", folder=str(target)),
                say("give an empty folder, or one that isn't there: `site_dir` or `--site-dir`"),
            )
        is_ours = os.access(target.parent, os.W_OK | os.X_OK)
        place = _Place(target, is_filled=not is_ours or _is_mount(target))
    _demand_space(place)
    return place


def misplaced(target: Path, sources: Iterable[Path], root: Path | None = None) -> Message | None:
    """Say how a site would get in the way of what it is made from; nothing where it wouldn't.

    Args:
        target: Where it is to be.
        sources: What it is made from.
        root: The folder that the message says no more of than need be.
    """
    target = target.resolve()
    for source in sources:
        shown = os.path.relpath(source, root) if root else str(source)
        if source.resolve().is_relative_to(target):
            return say("the site would take the place of {source}", source=shown)
        if target.is_relative_to(source.resolve()):
            return say("the site would be a part of {source}, and so of itself", source=shown)
    return None


def _is_mount(folder: Path) -> bool:
    """Whether a folder can't be moved, only its contents.

    Of those that are mounted from the same file system (`mount --bind`, volumes of containers),
    only the system knows it: nothing can be moved out of them. It says so of a name that isn't
    there, too: nothing is put into a site that is published, not even for a moment.
    """
    if os.path.ismount(folder):
        return True
    name = f".{folder.name}-{secrets.token_hex(8)}"
    try:
        (folder / name).rename(folder.parent / name)
    except OSError as error:
        return error.errno == EXDEV
    return False


def _is_site(folder: Path) -> bool:
    """Whether a folder may be replaced: it holds a site, or what a killed build has left."""
    names = {entry.name for entry in folder.iterdir()}
    begun = f".{folder.name}-"
    others = {name for name in names if not name.startswith((begun, _GIT))}
    return not others or any(page in names for page in _ENTRY_PAGES) or others == {"lost+found"}


def _demand_space(place: _Place) -> None:
    """Make sure that a site finds space beside the one that it replaces, if that is of its size.

    Raises:
        UnusablePlaceError: It doesn't.
    """
    free = shutil.disk_usage(place.beside).free
    if free > _AMPLE_SPACE:
        return
    needed = max(_size(place.target), _LEAST_SPACE)
    if free < needed:
        raise UnusablePlaceError(
            say(
                "{folder} has {free} MB of free space, a build needs {needed} MB",
                folder=str(place.beside),
                free=free // 1_000_000,
                needed=-(-needed // 1_000_000),
            ),
            say("make space: the site is made beside the one that it replaces"),
        )


def _size(folder: Path | str) -> int:
    """Return how many bytes the files in a folder have, as far as it may be read."""
    total = 0
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                total += _size(entry.path)
            else:
                with suppress(OSError):
                    total += entry.stat(follow_symlinks=False).st_size
    return total


def _unwritable(target: Path, error: OSError) -> UnusablePlaceError:
    return UnusablePlaceError(
        say(
            "the site can't be written to {folder}: {reason}",
            folder=str(target),
            reason=error.strerror or str(error),
        ),
        say("give a folder that you may write to: `site_dir` or `--site-dir`"),
    )


def _carry_over(old: Path, new: Path) -> None:
    """Keep the folder in a git work tree, if it is one: it is no part of the site."""
    if (old / _GIT).exists() and not (new / _GIT).exists():
        (old / _GIT).rename(new / _GIT)


def _delete_aside(folder: Path) -> None:
    """Delete the site that was published before, in a process that nobody waits for.

    It takes as long as the site is large, and the new one is in its place by now. What is left of
    it if that process is ended, the next build sweeps away. Where there is no shell, it is waited
    for.
    """
    said = ("sh", "-c", _DELETES, "sh", str(folder))
    try:
        os.waitpid(os.posix_spawn(_SHELL, said, os.environ), 0)  # the shell's, which ends at once
    except (AttributeError, OSError):
        shutil.rmtree(folder, ignore_errors=True)


def _open_to_all(folder: Path) -> None:
    """Let everyone read a site, whatever this process' umask is: a server is somebody else."""
    folder.chmod(_FOLDER_MODE)
    for parent, folders, files in os.walk(folder):
        for name in folders:
            os.chmod(f"{parent}/{name}", _FOLDER_MODE)  # noqa: PTH101 - a path of each takes as long
        for name in files:
            os.chmod(f"{parent}/{name}", _FILE_MODE)  # noqa: PTH101
