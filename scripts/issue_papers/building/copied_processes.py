"""Processes copied from this one, each of which gives its place to a new copy before it is large.

What a process has let go doesn't all go back to the system: between what is still held, it stays.
One that has made some hundred pages of a large site takes twice what it began with, and would go on
like that. So it ends, and the next is as this process was. A copy can only be made safely of a
process with a single thread: a keeper, which does nothing else. It is a copy itself, made before
this process has any threads of its own for them.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import pickle
import queue
import signal
import threading
import traceback
from collections.abc import Callable
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from types import FrameType
from typing import Any, ParamSpec, TypeVar

from issue_papers.work import give_back, resident

P = ParamSpec("P")
T = TypeVar("T")

MOST_BYTES = 288 << 20
"""How much a process holds before another takes its place."""

LEAST_BYTES = 40 << 20
"""How much it must have grown for that: what it has at hand takes time to be made anew."""

ROOM_BYTES = 340 << 20
"""How much it may hold with something large that it is given next,"""

_SOME_BYTES = 8 << 20
"""if it has grown by so much."""

_END = b""
"""What a process is sent that is to end: others hold the end of its pipe that is here, too."""

_ROOM = b"room "
"""What a process is sent before something large, and its bytes: it does that, or another."""

_ENDING = frozenset({signal.SIGTERM})

_RENEWED = 3
"""The status with which a process ends whose place is to be taken."""


@dataclass(frozen=True)
class _Job:
    """Something to be done.

    Attributes:
        call: A function and what it is given, pickled.
        room: How many bytes it takes.
        future: Waits for what comes of it.
    """

    call: bytes
    room: int
    future: Future[Any] = field(default_factory=Future)


class CopiedProcesses(Executor):
    """Runs units in copies of this process, which are made when the first unit is given.

    Args:
        count: How many at once.
        begin: What each does first.
    """

    def __init__(self, count: int, begin: Callable[[], None]) -> None:
        self._count = count
        self._begin = begin
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._keepers: list[BaseProcess] = []
        self._is_broken = False

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Have something done.

        Raises:
            BrokenProcessPool: A process has ended before it should.
        """
        if self._is_broken:
            raise _gone()
        if not self._threads:
            self._start()
        job = _Job(pickle.dumps((fn, args, kwargs)), getattr(fn, "room", 0))
        self._jobs.put(job)
        return job.future

    def _start(self) -> None:
        give_back()
        context = multiprocessing.get_context("fork")
        ends = []
        for _ in range(self._count):
            here, there = context.Pipe()
            keeper = context.Process(target=_keep, args=(there, self._begin), daemon=True)
            keeper.start()
            there.close()  # so that it is heard when the last process that has it is gone
            ends.append(here)
            self._keepers.append(keeper)
        for here in ends:
            thread = threading.Thread(target=self._hand_out, args=(here,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _hand_out(self, there: Connection) -> None:
        """Give a process one job after the other."""
        with there:
            while (job := self._jobs.get()) is not None:
                if self._is_broken:
                    job.future.set_exception(_gone())
                elif job.future.set_running_or_notify_cancel():
                    self._hand(job, there)
            with contextlib.suppress(OSError):
                there.send_bytes(_END)

    def _hand(self, job: _Job, there: Connection) -> None:
        try:
            if job.room:
                there.send_bytes(_ROOM + b"%d" % job.room)
            there.send_bytes(job.call)
            answer = there.recv_bytes()
        except (EOFError, OSError):
            self._is_broken = True
            job.future.set_exception(_gone())
            return
        try:
            is_well, result = pickle.loads(answer)  # noqa: S301 - of a copy of this process
        except Exception as error:  # noqa: BLE001 - whoever asks for the result gets it
            is_well, result = False, error
        if is_well:
            job.future.set_result(result)
        else:
            job.future.set_exception(result)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - as its like
        """End the processes when all is done; or when they have done what they are at."""
        while cancel_futures:
            try:
                job = self._jobs.get_nowait()
            except queue.Empty:
                break
            if job:
                job.future.cancel()
                job.future.set_running_or_notify_cancel()
        for _ in self._threads:
            self._jobs.put(None)
        if wait:
            for thread in self._threads:
                thread.join()
            for keeper in self._keepers:
                keeper.join()


def _gone() -> BrokenProcessPool:
    return BrokenProcessPool("a process has ended before it should")


def _keep(there: Connection, begin: Callable[[], None]) -> None:
    """Have a process at work, and another whenever it has become large; end as the last does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()  # what is here stays: nobody looks through it for what might go
    copy = 0

    def end(number: int, _: FrameType | None) -> None:
        if copy:
            os.kill(copy, number)
        os._exit(1)

    status = _RENEWED
    while status == _RENEWED:
        signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)  # until it is known whom to end
        if not (copy := os.fork()):
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
            _be_copy(there, begin)
        signal.signal(signal.SIGTERM, end)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
        status = os.waitstatus_to_exitcode(os.waitpid(copy, 0)[1])
        copy = 0
    os._exit(1 if status else 0)


def _be_copy(there: Connection, begin: Callable[[], None]) -> None:
    """Work, and end."""
    status = 1
    try:
        begin()
        status = _serve(there)
    finally:
        os._exit(status)


def _serve(there: Connection) -> int:
    """Do one job after the other, and return the status to end with."""
    first = resident()
    with contextlib.suppress(EOFError, OSError):
        while (call := there.recv_bytes()) != _END:
            if call.startswith(_ROOM):
                least, most = _SOME_BYTES, ROOM_BYTES - int(call.removeprefix(_ROOM))
            else:
                there.send_bytes(_done(call))
                least, most = LEAST_BYTES, MOST_BYTES
            if resident() > max(first + least, most):
                return _RENEWED
    return 0


def _done(call: bytes) -> bytes:
    try:
        function, args, kwargs = pickle.loads(call)  # noqa: S301 - of the process that this is of
        return pickle.dumps((True, function(*args, **kwargs)))
    except Exception as error:  # noqa: BLE001 - whoever asks for the result gets it
        error.add_note(traceback.format_exc())
        try:
            return pickle.dumps((False, error))
        except Exception as other:  # noqa: BLE001 - it can't be sent
            return pickle.dumps((False, RuntimeError(f"{error!r}: {other!r}")))
