"""Copies of this process do what they are given, and give their places to others when large."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from pathlib import Path

import pytest
from issue_papers.building import copied_processes
from issue_papers.building.executors import executor, shares_memory
from issue_papers.building.watching import Watched
from issue_papers.work import Work

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="copies are made on Linux alone")


def _who(_: int) -> int:
    return os.getpid()


def _keeper_and_kept() -> tuple[int, int]:
    return os.getppid(), os.getpid()


def _refuse() -> None:
    raise ValueError("no")


def _end() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _unsendable() -> object:
    return lambda: None


def _grow(size: int) -> int:
    # In one piece: small ones find room in what this process has let go and not given back.
    _HELD.append(b"x" * size)
    return os.getpid()


_HELD: list[object] = []


def test_a_process_that_is_large_gives_its_place_to_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(copied_processes, "MOST_BYTES", 0)
    monkeypatch.setattr(copied_processes, "LEAST_BYTES", 8 << 20)
    with executor(2) as running:
        assert shares_memory(running)
        grown = [running.submit(_grow, 20 << 20) for _ in range(6)]
        assert len({job.result() for job in grown}) == 6
        small = [running.submit(_who, number) for number in range(40)]
        assert len({job.result() for job in small}) <= 2


def test_what_is_large_is_done_by_a_process_that_has_room(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    large = Work("", "", _who, room=1)
    monkeypatch.setattr(copied_processes, "MOST_BYTES", 1 << 40)
    monkeypatch.setattr(copied_processes, "ROOM_BYTES", 1 << 40)
    with executor(2) as running:
        grown = {running.submit(_grow, 20 << 20).result() for _ in range(6)}
        assert len(grown | {running.submit(large, number).result() for number in range(20)}) <= 2
    monkeypatch.setattr(copied_processes, "ROOM_BYTES", 0)
    with executor(2) as running:
        grown = {running.submit(_grow, 20 << 20).result() for _ in range(6)}
        assert not grown & {running.submit(large, number).result() for number in range(20)}
        watched = Watched(running)
        last = watched.submit(Work("", "", _grow, room=1), 20 << 20).result()
        assert last not in {watched.submit(large, number).result() for number in range(20)}


def test_a_process_that_is_small_stays() -> None:
    with executor(2) as running:
        assert len({job.result() for job in [running.submit(_who, n) for n in range(40)]}) <= 2


def test_what_goes_wrong_in_a_unit_is_told_where_it_is_waited_for() -> None:
    with executor(2) as running:
        job = running.submit(_refuse)
        with pytest.raises(ValueError, match="no") as caught:
            job.result()
        assert "_refuse" in caught.value.__notes__[0]
        with pytest.raises((AttributeError, RuntimeError, TypeError)):
            running.submit(_unsendable).result()
        assert running.submit(_who, 1).result() != os.getpid()


def test_it_is_told_that_a_process_was_ended() -> None:
    with executor(2) as running:
        jobs = [running.submit(_end), *(running.submit(_who, n) for n in range(4))]
        with pytest.raises(BrokenProcessPool):
            jobs[0].result()
        for job in jobs[1:]:
            with suppress(BrokenProcessPool):
                job.result()
    assert not multiprocessing.active_children()


def test_a_keeper_that_is_ended_ends_whom_it_keeps() -> None:
    running = executor(2)
    keeper, kept = running.submit(_keeper_and_kept).result()
    os.kill(keeper, signal.SIGTERM)
    limit = time.monotonic() + 10
    while _is_at_work(kept):
        assert time.monotonic() < limit
        time.sleep(0.05)
    for child in multiprocessing.active_children():
        child.terminate()
    running.shutdown()
    assert not multiprocessing.active_children()


def _is_at_work(process: int) -> bool:
    """Whether there is a process that hasn't ended; who has asked for it may still have to know."""
    try:
        said = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    except FileNotFoundError:
        return False
    return said.rpartition(") ")[2][0] != "Z"


def test_nothing_is_begun_when_something_has_failed() -> None:
    running = executor(2)
    with pytest.raises(ValueError, match="failed"), running:  # noqa: PT012 - what is in it fails
        jobs = [running.submit(time.sleep, 0.2) for _ in range(50)]
        raise ValueError("failed")
    assert sum(job.cancelled() for job in jobs) > 40
