"""What a build is at: shown while it lasts, summed up at its end, and written as a trace.

A trace is in the Trace Event Format of Chromium, as chrome://tracing and https://ui.perfetto.dev
read it: one bar for each page, edition, index and copy, in the worker that has made it.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from logging import Handler, LogRecord
from pathlib import Path
from typing import Generic, ParamSpec, TextIO, TypeVar

from issue_papers.reporting.messages import joined, local, say
from issue_papers.work import Work

_P = ParamSpec("_P")
_T = TypeVar("_T")

PATIENCE = 2.0
"""Seconds after which people want to know what takes so long."""
_SLOWEST = 5
_CLEAR = "\r\x1b[K"


@dataclass(frozen=True)
class Span:
    """What something has taken.

    Attributes:
        kind: What it is: `pages`, `editions`, a stage of the build.
        name: Which of them.
        start: When it began, in seconds since 1970 (UTC).
        seconds: How long it took.
        worker: The process that has made it.
    """

    kind: str
    name: str
    start: float
    seconds: float
    worker: int

    @classmethod
    def since(cls, start: float, kind: str, name: str) -> Span:
        """Return what something in this process has taken until now."""
        return cls(kind, name, start, time.time() - start, os.getpid())


@dataclass(frozen=True)
class _Timed(Generic[_P, _T]):
    """A function that says what it has taken, where it has been done."""

    work: Callable[_P, _T]

    @property
    def room(self) -> int:
        return self.work.room if isinstance(self.work, Work) else 0

    def __call__(self, *args: _P.args, **kwargs: _P.kwargs) -> tuple[_T, Span]:
        start, work = time.time(), self.work
        result = work(*args, **kwargs)
        kind, name = (work.kind, work.name) if isinstance(work, Work) else ("", "")
        return result, Span.since(start, kind, name)


class Watched(Executor):
    """An executor that knows what it has done, and what is left.

    Args:
        inner: What does the work.
        show: Shows how far it is; called in any thread, whenever something is done.

    Attributes:
        spans: What has been done.
    """

    def __init__(self, inner: Executor, show: Callable[[str], None] | None = None) -> None:
        self.inner = inner
        self.spans: list[Span] = []
        self._show = show
        self._started = time.time()
        self._lock = threading.Lock()
        self._wanted: dict[str, int] = {}
        self._done: dict[str, int] = {}

    def submit(self, fn: Callable[_P, _T], /, *args: _P.args, **kwargs: _P.kwargs) -> Future[_T]:
        """Have something done."""
        kind, count = (fn.kind, fn.count) if isinstance(fn, Work) else ("", 1)
        with self._lock:
            self._wanted[kind] = self._wanted.get(kind, 0) + count
        outer: Future[_T] = Future()

        def done(future: Future[tuple[_T, Span]]) -> None:
            if future.cancelled():
                outer.cancel()
                return
            error = future.exception()
            if error is not None:
                outer.set_exception(error)
                return
            result, span = future.result()
            with self._lock:
                self._done[kind] = self._done.get(kind, 0) + count
                self.spans.append(span)
            self._tell()
            outer.set_result(result)

        self.inner.submit(_Timed(fn), *args, **kwargs).add_done_callback(done)
        return outer

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - as its like
        """End what does the work."""
        more = {"cancel_futures": True} if cancel_futures else {}  # Dask's has no such word
        self.inner.shutdown(wait=wait, **more)

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """End what does the work; what isn't begun needn't be done when something has failed."""
        self.shutdown(cancel_futures=kind is not None)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Note how long a stage of the build takes in this process."""
        start = time.time()
        yield
        self.spans.append(Span.since(start, "stage", name))

    def slowest(self) -> list[Span]:
        """Return what has taken longest, the longest first; stages and batches aside."""
        single = (span for span in self.spans if span.name and span.kind != "stage")
        return sorted(single, key=lambda span: (-span.seconds, span.name))[:_SLOWEST]

    def write_trace(self, file: Path) -> None:
        """Write everything that has been done as a trace."""
        events = [
            {
                "name": span.name or span.kind or "work",
                "cat": span.kind,
                "ph": "X",
                "ts": round((span.start - self._started) * 1e6),
                "dur": round(span.seconds * 1e6),
                "pid": span.worker,
                "tid": 0,
            }
            for span in sorted(self.spans, key=lambda span: span.start)
        ]
        file.write_text(
            json.dumps({"traceEvents": events}, indent=1), encoding="utf-8", newline="\n"
        )

    def _tell(self) -> None:
        if self._show and time.time() - self._started > PATIENCE:
            counts = (
                f"{kind} {self._done.get(kind, 0)}/{count}"
                for kind, count in self._wanted.items()
                if kind
            )
            self._show(" · ".join(counts))


def stage(running: Executor, name: str) -> AbstractContextManager[None]:
    """Note how long a stage of a build takes, where anybody watches."""
    return running.stage(name) if isinstance(running, Watched) else nullcontext()


def summary(spans: list[Span]) -> str:
    """Say what has taken longest."""
    told = [f"{span.name} ({span.seconds:.1f} s)" for span in spans]
    return local(say("slowest: {units}", units=joined(", ", told)))


class Terminal(Handler):
    """Shows a build's log, and below it, on a terminal, how far it is.

    Args:
        stream: Where it is shown; standard error unless told.
    """

    def __init__(self, stream: TextIO | None = None) -> None:
        super().__init__()
        self._stream = stream or sys.stderr
        self.is_terminal = self._stream.isatty()
        self._line = ""

    def emit(self, record: LogRecord) -> None:
        """Show a line of the log."""
        with self.lock or nullcontext():
            self._clear()
            self._stream.write(f"{self.format(record)}\n")
            self._write(self._line)

    def show(self, line: str) -> None:
        """Show how far a build is, in place of what was shown of that before."""
        with self.lock or nullcontext():
            self._clear()
            self._write(line)

    def end(self) -> None:
        """Show no more of that."""
        self.show("")

    def _clear(self) -> None:
        if self.is_terminal and self._line:
            self._stream.write(_CLEAR)

    def _write(self, line: str) -> None:
        if self.is_terminal:
            self._line = line
            self._stream.write(line)
            self._stream.flush()
