"""What an editor is told when the generator itself fails: one line, and whom to tell."""

from __future__ import annotations

import traceback
from pathlib import Path

from issue_papers.reporting.messages import joined, say
from issue_papers.reporting.problems import Problem
from issue_papers.reporting.refusals import refusal

ISSUES = "https://github.com/issue-papers/issue-papers/issues"
"""Where faults of the generator are reported."""

SOFTWARE_FAULT = 70
"""The exit status of a program that failed through a fault of its own (`EX_SOFTWARE`, sysexits)."""


def unexpected(error: BaseException, root: Path, config: str = "mkdocs.yml") -> Problem:
    """Describe an exception that nobody foresaw, at the file that was being read if that is known.

    Args:
        error: The exception, with its traceback.
        root: The project's folder.
        config: The file to name where no other is known.
    """
    if refused := refusal(error):
        name = getattr(error, "filename", None)
        path = _file_of(name, root) if isinstance(name, str) else ""
        return Problem(path or config, 1, "system", refused.message, refused.hint)
    path = being_read(error, root) or config
    said = " ".join(str(error).split())
    name = type(error).__name__
    found = joined("", [f"{name}: {said}" if said else name])
    message = say("the generator failed: {error}", error=found)
    hint = say(
        "this is a fault of the generator, not of your text: report it at {address}, with what the "
        "command shows with `--traceback`",
        address=ISSUES,
    )
    return Problem(path, 1, "generator", message, hint)


def status(error: BaseException) -> int:
    """Return the exit status of a command that an exception has ended."""
    return 1 if refusal(error) else SOFTWARE_FAULT


def being_read(error: BaseException, root: Path) -> str:
    """Return the file of the project that was being read when an exception was raised.

    It is looked for among the values of the functions that were running, the innermost first:
    a file's path, or something that knows its file. Nothing is kept while all goes well.
    """
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    for frame in reversed(frames):
        for value in frame.f_locals.values():
            if path := _file_of(value, root):
                return path
    return ""


def _file_of(value: object, root: Path) -> str:
    """Return the path that a value is or has, if it is that of a file below the root."""
    if not isinstance(value, (str, Path)):
        if isinstance(value, type) or not hasattr(type(value), "__dict__"):
            return ""
        has = vars(value) if hasattr(value, "__dict__") else {}
        value = has.get("path", has.get("source"))
        if value is not None and not isinstance(value, (str, Path)):
            value = (vars(value) if hasattr(value, "__dict__") else {}).get("path")
    if not isinstance(value, (str, Path)) or not 0 < len(str(value)) < _LONGEST_PATH:
        return ""
    try:
        path = (root / value).resolve()
        known = path.is_relative_to(root.resolve()) and path.is_file()
        return path.relative_to(root.resolve()).as_posix() if known else ""
    except (OSError, ValueError):
        return ""


_LONGEST_PATH = 1024
