"""Where units of a build run: in this process, in a pool of processes, or wherever one says."""

from __future__ import annotations

import importlib
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from multiprocessing import connection
from typing import ParamSpec, TypeVar, cast

from issue_papers.building.copied_processes import CopiedProcesses
from issue_papers.building.watching import Watched
from issue_papers.reporting.messages import Message, say
from issue_papers.work import Pool

_P = ParamSpec("_P")
_T = TypeVar("_T")


class UnusableExecutorError(ValueError):
    """An executor that can't be had; its argument is the message that says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


class InThisProcess(Executor):
    """Does everything at once where it is asked for."""

    def submit(self, fn: Callable[_P, _T], /, *args: _P.args, **kwargs: _P.kwargs) -> Future[_T]:
        """Call a function, and return what came of it."""
        future: Future[_T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - whoever asks for the result gets it
            future.set_exception(error)
        return future


class Processes(Executor):
    """A pool of processes that end with this one, even if it is gone without a word.

    They are copies of this process where the system can make them, and else start from scratch.
    When something has failed in the `with` of the pool, nothing new is begun.

    Args:
        count: How many.

    Attributes:
        pool: The pool.
    """

    def __init__(self, count: int) -> None:
        self.pool: Executor = (
            CopiedProcesses(count, _begin)
            if _can_be_copied()
            else ProcessPoolExecutor(
                count, mp_context=multiprocessing.get_context("spawn"), initializer=_begin
            )
        )

    def submit(self, fn: Callable[_P, _T], /, *args: _P.args, **kwargs: _P.kwargs) -> Future[_T]:
        """Have something done."""
        return self.pool.submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - as its like
        """End the processes."""
        self.pool.shutdown(wait=wait, cancel_futures=cancel_futures)

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """End the processes."""
        self.shutdown(cancel_futures=kind is not None)


def _begin() -> None:
    """Let a worker end when its parent does, and not before."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is told to both: the parent ends this
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if parent := multiprocessing.parent_process():
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(parent: int) -> None:
    connection.wait([parent])
    os._exit(1)


def executor(workers: int | None = None, factory: str = "") -> Executor:
    """Return what runs the units of a build.

    Args:
        workers: How many processes; one a core where nothing is said, and this one alone for 0
            or 1.
        factory: `module:function`, which returns any `concurrent.futures.Executor`, as Dask's
            `Client().get_executor()`; called without arguments.

    Raises:
        UnusableExecutorError: There is no such factory.
    """
    if factory:
        return _made(factory)
    count = cores() if workers is None else workers
    if count <= 1 or not _has_semaphores():
        return InThisProcess()
    return Processes(count)


def _has_semaphores() -> bool:
    """Whether processes can wait for each other: Linux wants a /dev/shm that can be written."""
    try:
        multiprocessing.Lock()
    except (ImportError, OSError):
        return False
    return True


def cores() -> int:
    """Return how many cores this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)  # not on macOS
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def is_alone(running: Executor) -> bool:
    """Whether this process does everything itself."""
    return isinstance(_inner(running), InThisProcess)


def shares_memory(running: Executor) -> bool:
    """Whether workers start with all that this process knows by now."""
    return isinstance(_inner(running), InThisProcess | CopiedProcesses)


def copied(pool: Pool) -> Pool | None:
    """Return what makes executors if their workers know all that this one does; else nothing."""
    with pool() as running:
        return pool if shares_memory(running) else None


def _inner(running: Executor) -> Executor:
    inner = running.inner if isinstance(running, Watched) else running
    return inner.pool if isinstance(inner, Processes) else inner


def _can_be_copied() -> bool:
    """Whether the system makes copies of processes that live."""
    # macOS has fork, too, but its own libraries don't survive it; Windows has none.
    return sys.platform == "linux"


def _made(factory: str) -> Executor:
    module, _, name = factory.partition(":")
    try:
        made = getattr(importlib.import_module(module), name)()
    except (ImportError, AttributeError, ValueError) as error:
        message = say(
            "there is no executor `{factory}`: expected `module:function`", factory=factory
        )
        raise UnusableExecutorError(message) from error
    if not hasattr(made, "submit"):
        message = say("`{factory}` returns no executor", factory=factory)
        raise UnusableExecutorError(message)
    return cast("Executor", made)
