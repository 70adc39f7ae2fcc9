"""What the machine refuses, in a sentence: a full disk, a missing right, too little of something.

An exception of the system's may come from anywhere. Here, and nowhere else, it is told from a fault
of the generator's, and becomes a message that somebody can act on.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Mapping
from concurrent.futures import BrokenExecutor
from dataclasses import dataclass
from pathlib import Path

from issue_papers.reporting.messages import Message, say

_NO_TEMPORARY = "No usable temporary directory"
"""How Python's `tempfile` begins to say that there is none."""


@dataclass(frozen=True)
class Refusal:
    """Why the machine didn't do something.

    Attributes:
        message: It in a sentence.
        hint: What to do; empty where the message says it all.
    """

    message: Message
    hint: Message | str = ""


def refusal(error: BaseException) -> Refusal | None:
    """Say what the machine refuses; nothing where an exception is the generator's own fault.

    Args:
        error: The exception.
    """
    match error:
        case OSError():
            return _of_system(error)
        case MemoryError():
            return _memory()
        case BrokenExecutor():
            return Refusal(
                say("a worker of this build was ended from outside"),
                say("build again; if the machine is short of memory, with `--workers 1`"),
            )
        case RuntimeError() if "start new thread" in str(error):
            return _processes()
        case ModuleNotFoundError() | ImportError():
            return Refusal(
                say("a part of the installation can't be loaded: {error}", error=_line(error)),
                say("install issue-papers anew, with `pip install --force-reinstall`"),
            )
        case _:
            return None


def _of_system(error: OSError) -> Refusal:
    file = _shown(error.filename)
    said = error.strerror or _line(error) or type(error).__name__
    if said.startswith(_NO_TEMPORARY):
        return Refusal(
            say("there is no folder in which temporary files can be written"),
            say("make space in it, or name another one in the variable TMPDIR"),
        )
    if error.errno == errno.ENOENT and not _is_anywhere():
        return Refusal(
            say("the folder in which this was begun isn't there any more"),
            say("go to a folder that is there, and begin again"),
        )
    if found := _BY_NUMBER.get(error.errno or 0):
        return found(file or "?")
    return Refusal(say("the system says: {error}", error=f"{file}: {said}" if file else said))


def _full(file: str) -> Refusal:
    message = say("the disk is full, so {file} can't be written", file=file)
    if file == "?":
        message = say("the disk is full")
    return Refusal(message, say("make space: `df -h` and `df -i` show what is full"))


def _read_only(file: str) -> Refusal:
    return Refusal(say("{file} can't be written: its disk can only be read", file=file))


def _forbidden(file: str) -> Refusal:
    return Refusal(
        say("this user may not read or write {file}", file=file),
        say("give the user the right, as with `chmod` or `chown`"),
    )


def _too_many_files(_: str) -> Refusal:
    return Refusal(
        say("the system lets this program open no more files at a time"),
        say("allow more of them, as with `ulimit -n 1024`"),
    )


def _too_large(file: str) -> Refusal:
    return Refusal(
        say("the system lets no file be as large as {file} would be", file=file)
        if file != "?"
        else say("the system lets no file be as large as one of these would be"),
        say("allow larger files, as with `ulimit -f unlimited`"),
    )


def _memory(_: str = "") -> Refusal:
    return Refusal(
        say("the machine has too little memory for this"),
        say("end other programs, or build with `--workers 1`"),
    )


def _processes(_: str = "") -> Refusal:
    return Refusal(
        say("the system lets this user begin no more processes or threads"),
        say("end other programs, or build with `--workers 1`"),
    )


_BY_NUMBER: Mapping[int, Callable[[str], Refusal]] = {
    errno.ENOSPC: _full,
    getattr(errno, "EDQUOT", errno.ENOSPC): _full,  # a user's share; Windows has none
    errno.EROFS: _read_only,
    errno.EACCES: _forbidden,
    errno.EPERM: _forbidden,
    errno.EMFILE: _too_many_files,
    errno.ENFILE: _too_many_files,
    errno.EFBIG: _too_large,
    errno.ENOMEM: _memory,
    errno.EAGAIN: _processes,
}
"""What the system's numbers mean (POSIX), given the name of a file, or `?`."""


def _shown(name: object) -> str:
    """Return a file's name as it can be printed, whatever its bytes are."""
    if isinstance(name, bytes):
        name = name.decode("utf-8", "backslashreplace")
    return str(name).encode("utf-8", "backslashreplace").decode() if name is not None else ""


def _line(error: BaseException) -> str:
    return " ".join(str(error).split())


def _is_anywhere() -> bool:
    """Whether the folder that this process is in is still there."""
    try:
        Path.cwd()
    except OSError:
        return False
    return True
