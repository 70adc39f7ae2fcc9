"""What git knows of a project's folder; nothing where there is no git, or it knows nothing.

A question is put so that its answer depends on the repository alone, and that nothing of anybody's
runs to give it: to commands that are made for programs, with the settings given that could name a
program or change the form, without the variables that would lead to another repository, and without
the attributes that a proposed change brings along (`.gitattributes` names filters, and hides files
from archives). A repository that is only a folder of the tree isn't believed to be one
(`safe.bareRepository`, git 2.38): anybody may propose such a folder, with settings in it.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from issue_papers.reporting.messages import Message, joined, say
from issue_papers.reporting.problems import Problem, Severity

_SETTINGS = (
    ("core.fsmonitor", "false"),
    ("core.hooksPath", os.devnull),
    ("core.attributesFile", os.devnull),
    ("core.quotePath", "false"),
    ("color.ui", "false"),
    ("diff.mnemonicPrefix", "false"),
    ("diff.noprefix", "false"),
    ("diff.orderFile", os.devnull),
    ("diff.relative", "false"),
    ("safe.bareRepository", "explicit"),
)
"""Whatever the user, the machine or the clone has set."""

_KEPT = ("GIT_CONFIG_", "GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM")
"""How the names of git's variables begin that are about this machine, and not a repository."""

_FIRST, _LAST = 0, 253_402_128_000
"""1970, and the last but one day of Python's calendar: somewhere it is a day later."""


def ask(root: Path, *arguments: str, told: bytes = b"") -> bytes:
    """Run git in a folder and return what it says; nothing where it can't.

    Args:
        root: The folder.
        *arguments: git's command, and what belongs to it.
        told: What it is given to read.
    """
    try:
        result = _run(root, *arguments, told=told)
    except OSError:
        return b""
    return b"" if result.returncode else result.stdout


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


def commit(root: Path, name: str) -> str:
    """Return the full name of the commit that a name means; empty where there is none."""
    if name.startswith("-"):
        return ""  # git would take it for an option
    said = ask(root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
    return said.decode("ascii", "replace").strip()


def committed(root: Path, name: str = "HEAD") -> int | None:
    """Return when a commit was made, in seconds since 1970 (UTC); nothing where there is none."""
    said = ask(root, "rev-list", "--max-count=1", "--timestamp", commit(root, name))
    first = said.split()
    return moment(first[0].decode("ascii", "replace")) if first else None


def moment(written: str) -> int:
    """Read the time of a commit, which whoever makes it may set: no calendar holds all of them."""
    digits = written.strip()
    is_number = digits.removeprefix("-").isascii() and digits.removeprefix("-").isdecimal()
    if not is_number or len(digits) > len(str(_LAST)):
        return _FIRST
    return min(max(int(digits), _FIRST), _LAST)


def trouble(root: Path, config: str) -> Problem | None:
    """Say what keeps git from answering where there is a repository, if something does.

    Args:
        root: A project's folder.
        config: The file to name: what is wrong is the machine's.
    """
    if not any((folder / ".git").exists() for folder in (root, *root.resolve().parents)):
        return None
    try:
        result = _run(root, "rev-parse", "--git-dir")
    except OSError:
        return _doubt(
            config,
            say("git isn't installed here, so pages bear no dates of their changes"),
            say("install git, if they are to bear them"),
        )
    if not result.returncode:
        return None
    said = result.stderr.decode("utf-8", "replace").strip()
    if "dubious ownership" in said or "safe.directory" in said:
        return _doubt(
            config,
            say("git doesn't read this repository: it belongs to another user"),
            say("trust it with `git config --global --add safe.directory {folder}`", folder=root),
        )
    reason = joined("", [said.splitlines()[0].removeprefix("fatal: ") if said else ""])
    return _doubt(
        config,
        say("git can't read this repository: {reason}", reason=reason),
        say("mend what it says, or pages bear no dates of their changes"),
    )


def doubts(root: Path, config: str, *, is_dated: bool = True) -> tuple[Problem, ...]:
    """Say what keeps pages from bearing the dates of their changes, where there is a repository.

    Args:
        root: A project's folder.
        config: The file to name: what is wrong is the machine's.
        is_dated: Whether a history that isn't whole matters.
    """
    if found := trouble(root, config):
        return (found,)
    if not is_dated or ask(root, "rev-parse", "--is-shallow-repository").strip() != b"true":
        return ()
    message = say("this clone is shallow, so pages bear no dates of their changes")
    return (_doubt(config, message, say("fetch the whole history: `git fetch --unshallow`")),)


def _doubt(config: str, message: Message, hint: Message) -> Problem:
    return Problem(config, 1, "git", message, hint, Severity.WARNING)


def unpack(root: Path, name: str, folder: Path, below: tuple[str, ...] = ()) -> bool:
    """Write a commit's files into a folder, and say whether there is such a commit here.

    They are written as they were committed: no attribute changes them, or leaves one out. What is
    another repository's (a submodule) isn't among them; links are, after all files, so that nothing
    is written through one.

    Args:
        root: The project's folder; of what is above it, nothing is taken.
        name: The commit.
        folder: Where they go; there must be nothing yet.
        below: The only files and folders to take, by their paths from `root`; all if none.
    """
    found = commit(root, name)
    if not found:
        return False
    listed = ask(root, "ls-tree", "-r", "-z", found, "--", *below)
    entries = [entry for entry in map(_entry, listed.split(b"\0")) if entry]
    contents = _contents(root, [blob for _, blob, _ in entries])
    links = []
    for mode, blob, path in entries:
        content = contents.get(blob)
        if content is None:
            continue
        if mode == _LINK:
            links.append((folder / path, content))
        else:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
    for link, target in links:
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(os.fsdecode(target))
    return True


_FILES, _LINK = frozenset({b"100644", b"100755"}), b"120000"


def _entry(line: bytes) -> tuple[bytes, bytes, str] | None:
    """Return an entry's mode, its object and its path; nothing where that isn't a file's."""
    about, _, path = line.partition(b"\t")
    mode, _, rest = about.partition(b" ")
    parts = PurePosixPath(os.fsdecode(path)).parts
    is_sound = parts and not {"..", ".git", "/"} & set(parts)
    if mode not in {*_FILES, _LINK} or not is_sound:
        return None
    return mode, rest.partition(b" ")[2], os.fsdecode(path)


def _contents(root: Path, blobs: list[bytes]) -> Mapping[bytes, bytes]:
    """Return the contents of objects by their names."""
    asked = [*dict.fromkeys(blobs)]
    said = ask(root, "cat-file", "--batch", "--buffer", told=b"\n".join([*asked, b""]))
    return dict(_batch(said))


def _batch(said: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield objects and contents of `cat-file --batch`: a line that ends in a size, then bytes."""
    at = 0
    while (end := said.find(b"\n", at)) >= 0:
        words = said[at:end].split(b" ")
        at = end + 1
        if len(words) == 3:  # noqa: PLR2004 - object, type, size; else it is missing
            size = int(words[2])
            yield words[0], said[at : at + size]
            at += size + 1


def _run(root: Path, *arguments: str, told: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    settings = [word for name, value in _SETTINGS for word in ("-c", f"{name}={value}")]
    return subprocess.run(  # noqa: S603 - fixed words and our own paths
        ["git", "-C", str(root), "--no-pager", *settings, *arguments],  # noqa: S607
        capture_output=True,
        check=False,
        input=told,
        env=_environment(),
    )


def _environment() -> dict[str, str]:
    """Return the environment without what would lead git elsewhere; it answers in English."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name.startswith(_KEPT)
    }
    own = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    return kept | own | {"GIT_ATTR_NOSYSTEM": "1", "GIT_NO_REPLACE_OBJECTS": "1"}
