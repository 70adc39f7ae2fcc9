"""What a site is given: its date, by its commit, and its files."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from issue_papers import git
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem, ProblemsError

DATED_BY = "SOURCE_DATE_EPOCH"
"""The variable of the environment that says when a site is built."""

_DAY = 86_400
"""Seconds."""

_SECONDS = re.compile(r"[0-9]{1,12}")
_YEAR_9999 = 253_370_764_800


def source_date(root: Path, config: str, texts: Iterable[Path] = ()) -> int:
    """Return the time that a build of this tree bears, in seconds since 1970 (UTC).

    It is what SOURCE_DATE_EPOCH says, or the time of the last commit, so that two builds of one
    commit agree; where there is none yet, the day on which a file was last saved, so that a day
    that passes changes nothing. See https://reproducible-builds.org/specs/source-date-epoch/.

    Args:
        root: The project's folder.
        config: The file to name where the variable can't be used.
        texts: The folders that texts are in.

    Raises:
        ProblemsError: It can't: it must be a whole number in ASCII.
    """
    said = os.environ.get(DATED_BY, "")
    if not said:
        committed = git.committed(root)
        return _last_saved(root / config, texts) if committed is None else committed
    if not _SECONDS.fullmatch(said) or int(said) >= _YEAR_9999:
        message = say(
            "found `{found}` in the variable {name}, expected seconds since 1970 as a whole number",
            found=said if len(said) <= _SHOWN else f"{said[:_SHOWN]}…",
            name=DATED_BY,
        )
        hint = say("write the date as `date +%s` does, or leave the variable out")
        raise ProblemsError(Problem(config, 1, "environment", message, hint))
    return int(said)


def _last_saved(config: Path, folders: Iterable[Path]) -> int:
    """Return the beginning of the day (UTC) on which any of a site's files was last saved."""
    found = (
        Path(at, name) for folder in folders for at, _, names in os.walk(folder) for name in names
    )
    seconds = (state.st_mtime for file in (config, *found) if (state := _state(file)))
    return int(min(max(seconds, default=0.0), _YEAR_9999 - 1)) // _DAY * _DAY


def _state(file: Path) -> os.stat_result | None:
    try:
        return file.stat()
    except OSError:
        return None


_SHOWN = 40
"""How many characters of an odd value are shown."""


def put(path: Path, content: bytes) -> None:
    """Write a file of a site, and make the folders that lead to it.

    What is there is replaced and not written into: it may be the same file as that of a site that
    is published.
    """
    with _opened(path) as file:
        file.write(content)


def put_pieces(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file as `put` does, a piece after the other; none where there is no piece."""
    left = iter(pieces)
    first = next(left, None)
    if first is not None:
        with _opened(path) as file:
            file.write(first)
            file.writelines(left)


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("xb")
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        path.unlink()
    return path.open("xb")
