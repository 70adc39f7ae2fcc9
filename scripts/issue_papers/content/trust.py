"""Which files a site may be made of: regular ones in its own folders, whoever has proposed them.

A link in a proposed change could lead to what the machine that builds it alone may know. So nothing
is read from behind a link that leads out of its folder, and nothing that is no file.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from issue_papers.content import file_names
from issue_papers.content.limits import raised
from issue_papers.content.settings import Settings
from issue_papers.reporting.messages import Message, joined, say
from issue_papers.reporting.problems import Problem

_LONGEST_NAME = 200
"""Bytes. Most file systems hold 255, and what is made of a file needs room for its suffixes."""


def breaches(settings: Settings) -> Iterator[Problem]:
    """Yield what is in a site's folders and must not be read, once for each.

    Args:
        settings: Where the folders are.
    """
    root = settings.root.resolve()
    for folder in dict.fromkeys((settings.docs_dir, settings.cases_dir, *settings.theme.folders)):
        if folder.resolve().is_relative_to(root):
            yield from _below(settings, folder, folder.resolve())
        elif folder.is_symlink():
            yield _problem(settings, folder, _leads_out(folder, root), _replace())


def is_readable(entry: os.DirEntry[str], folder: Path) -> bool:
    """Whether an entry of a folder may be read as a file.

    Args:
        entry: The entry.
        folder: The folder that it must not lead out of, with all links followed.
    """
    try:
        if not entry.is_symlink():
            return entry.is_file()
        target = Path(entry.path).resolve(strict=True)
    except (OSError, RuntimeError):  # it leads nowhere, or round in a circle
        return False
    return target.is_file() and _is_inside(target, folder)


def _is_inside(target: Path, folder: Path) -> bool:
    if not target.is_relative_to(folder):
        return False
    return not any(part.startswith(".") for part in target.relative_to(folder).parts)


def _below(settings: Settings, place: Path, folder: Path) -> Iterator[Problem]:
    try:
        entries = sorted(os.scandir(place), key=lambda entry: entry.name)
    except OSError:  # it isn't there
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if len(os.fsencode(entry.name)) > _LONGEST_NAME:
            message = say(
                "the name has {found} bytes, expected at most {most}",
                found=len(os.fsencode(entry.name)),
                most=_LONGEST_NAME,
            )
            yield _problem(settings, entry, message, say("give it a shorter name"))
        elif entry.is_symlink():
            if not is_readable(entry, folder):
                yield _problem(settings, entry, _behind(Path(entry), folder), _replace())
        elif entry.is_dir(follow_symlinks=False):
            yield from _below(settings, Path(entry), folder)
        elif not entry.is_file(follow_symlinks=False):
            message = say("it is {kind}, expected a file", kind=_kind(Path(entry)))
            yield _problem(settings, entry, message, say("take it away"))
        elif too_large := _too_large(settings, entry):
            yield _problem(settings, entry, *too_large)


def _too_large(settings: Settings, entry: os.DirEntry[str]) -> tuple[Message, Message] | None:
    """Say what is wrong with a file's size, if anything is."""
    kind, most = settings.limits.of_file(entry.name)
    try:
        found = entry.stat(follow_symlinks=False).st_size
    except OSError:  # it has just gone
        return None
    if found <= most:
        return None
    message = say("the file has {found} bytes, expected at most {most}", found=found, most=most)
    return message, joined(", ", [say("make it smaller"), raised(kind, found)])


def _behind(path: Path, folder: Path) -> Message:
    """Say what is wrong with a link, and nothing of what is behind it."""
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):
        return say("it is a link that leads nowhere")
    if target.is_dir():
        return say("it is a link to a folder, which isn't followed")
    if _is_inside(target, folder):
        return say("it is a link to {kind}, expected a file", kind=_kind(target))
    return _leads_out(path, folder)


def _leads_out(path: Path, folder: Path) -> Message:
    return say(
        "it is a link to {target}, which leads out of {folder}/",
        target=os.fsencode(path.readlink()).decode("utf-8", "backslashreplace"),
        folder=folder.name,
    )


def _replace() -> Message:
    return say("put the file itself there in the place of the link")


def _kind(path: Path) -> Message:
    mode = path.stat().st_mode
    if stat.S_ISFIFO(mode):
        return say("a pipe")
    if stat.S_ISSOCK(mode):
        return say("a socket")
    return say("a device")


def _problem(
    settings: Settings, place: os.PathLike[str], message: Message, hint: Message
) -> Problem:
    path = Path(place)
    name = settings.relative(path) if file_names.can_be_named(path) else ascii(str(path.name))[1:-1]
    return Problem(name, 1, "file", message, hint)
