"""A command that is told to end ends what it has begun, too."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from harness import COMMAND, SPOKEN

PATIENCE = 60.0


def _children(parent: int) -> set[int]:
    """Return the processes that a process has begun."""
    found = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            _, _, rest = stat.read_text(encoding="utf-8").rpartition(")")
            if int(rest.split()[1]) == parent:
                found.add(int(stat.parent.name))
    return found


def _is_there(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def _wait(wanted: Callable[[], bool]) -> bool:
    end = time.monotonic() + PATIENCE
    while not wanted():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


BUILD = ("build", "--workers", "2")
SERVE = ("serve", "--dev-addr", "127.0.0.1:0")


@pytest.mark.parametrize(
    ("command", "by"),
    [
        (BUILD, signal.SIGTERM),
        (BUILD, signal.SIGKILL),
        (SERVE, signal.SIGTERM),
    ],
    ids=lambda value: value.name if isinstance(value, signal.Signals) else value[0],
)
def test_nothing_is_left_running(
    command: tuple[str, ...], by: signal.Signals, small_site: Callable[..., Path], tmp_path: Path
) -> None:
    """Be it told politely or be it gone without a word, which only workers can notice."""
    source = small_site()
    own = {"ISSUE_PAPERS_CACHE": str(tmp_path / "cache")}  # there is something to do
    process = subprocess.Popen(
        [COMMAND, *command],
        cwd=source,
        env={**os.environ, **SPOKEN, **own},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    expected = 2 if command is BUILD else 1
    assert _wait(lambda: len(_children(process.pid)) >= expected)
    begun = _children(process.pid)
    process.send_signal(by)
    _, said = process.communicate(timeout=PATIENCE)
    statuses = {signal.SIGTERM: 128 + by, signal.SIGKILL: -by}
    assert process.returncode == statuses[by]
    assert b"Traceback" not in said
    assert _wait(lambda: not any(map(_is_there, begun)))
    assert not (source / "site").exists()
    if by is not signal.SIGKILL:
        assert not list(source.glob(".site-*"))
