"""Patterns of files that can't fit any, so that what they were to hide would be published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from issue_papers.building.config_files import ConfigDocument
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem, Severity

_KEYS = {
    "exclude_docs": Severity.ERROR,
    "draft_docs": Severity.ERROR,
    "not_in_nav": Severity.WARNING,
}
_COMMENT = re.compile(r"(?<=\S)\s+#\s.*")
_BACKSLASH = re.compile(r"\\(?=\w)")
_BETWEEN = re.compile(r"\s*[,;]\s*|\s+")
_LIKE_PATTERN = re.compile(r"!?\S*(?:[*/]\S*|\.[a-z]{2,4})")


def mistaken(document: ConfigDocument, docs_dir: Path) -> Iterator[Problem]:
    """Yield patterns that are written as no pattern is: paths from elsewhere, several in a line.

    Args:
        document: The configuration.
        docs_dir: Where the files are that they are about.
    """
    for key, severity in _KEYS.items():
        value = document.value.get(key)
        for line in value.splitlines() if isinstance(value, str) else ():
            pattern = line.strip()
            if not pattern or pattern.startswith("#"):
                continue
            message = say("`{pattern}` fits no file", pattern=pattern)
            parts = _BETWEEN.split(_COMMENT.sub("", pattern))
            are_several = len(parts) > 1 and all(map(_LIKE_PATTERN.fullmatch, parts))
            if are_several and not _is_there(pattern, docs_dir):
                hint = say("write one below the other, after `{key}: |`", key=key)
                yield document.problem((key,), message, hint, severity)
            elif (right := _right(pattern, docs_dir)) != pattern:
                yield document.problem(
                    (key,), message, say("write `{right}`", right=right), severity
                )


def _is_there(pattern: str, docs_dir: Path) -> bool:
    """Whether a file is called just so, spaces and all."""
    try:
        return (docs_dir / pattern.removeprefix("!").strip("/")).exists()
    except OSError:  # no file may have so long a name
        return False


def _right(pattern: str, docs_dir: Path) -> str:
    """Return a pattern as it was meant."""
    right = _BACKSLASH.sub("/", _COMMENT.sub("", pattern))
    negation = "!" if right.startswith("!") else ""
    path = right.removeprefix("!")
    if path.startswith("./"):
        path = path.removeprefix(".")
    inside = path.removeprefix("/")
    if inside.startswith(f"{docs_dir.name}/") and not (docs_dir / docs_dir.name).exists():
        path = inside.removeprefix(docs_dir.name)
    return negation + path
