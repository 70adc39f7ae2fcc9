"""A piece of a build's work that says what it is, wherever it is done."""

from __future__ import annotations

import atexit
import contextlib
import ctypes
import gc
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, ParamSpec, TypeAlias, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
Keyed = TypeVar("Keyed", bound=tuple[str, Any])

Pool: TypeAlias = Callable[[], Executor]
"""Makes an executor whose workers know all that this process does when the first has something to
do."""

_RARELY = (50_000, 20, 100)
_STATE = Path("/proc/self/statm")


def collect_garbage_rarely() -> None:
    """Let Python look for circles of garbage rarely, in this process and those copied from it.

    Nearly all that a build makes is values, which lead to no circles and live to its end: to look
    through them again and again took a tenth of its time. Nor does it look through them when all is
    over: that took half a second on a large site.
    """
    gc.set_threshold(*_RARELY)
    atexit.register(gc.freeze)


def give_back() -> None:
    """Give back to the system what is free in this process, and so to those copied from it.

    The C library does so by itself only at the end of its heap. Only glibc can be asked to.
    """
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


def resident() -> int:
    """Return how many bytes this process has in memory, those shared with others among them.

    Only Linux says so for the asking; 0 elsewhere.
    """
    try:
        return int(_STATE.read_bytes().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


@dataclass(frozen=True)
class Work(Generic[P, T]):
    """A function to be run by an executor.

    Attributes:
        kind: What it makes: `pages`, `editions`, `search`, `copies`.
        name: Which of them.
        do: The function; it and all that it is given can be sent to another process.
        count: How many it makes.
        room: How many bytes it takes, if it is many: it has all pages of a site at hand.
    """

    kind: str
    name: str
    do: Callable[P, T]
    count: int = 1
    room: int = 0

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> T:
        """Do it."""
        return self.do(*args, **kwargs)


def shares(pages: Iterable[Keyed], *, enough: int, most: int) -> Iterator[list[Keyed]]:
    """Share pages out: those of one folder, which show each other's texts, stay together.

    A page that is in no folder may list all others: it is shared out by itself, in its languages.

    Args:
        pages: The pages in their order; each begins with its key.
        enough: From how many on a share ends with its folder.
        most: How many it has at most, to keep all workers busy to the end.
    """
    share: list[Keyed] = []
    for page in pages:
        if share:
            last, folder = share[-1][0], page[0].rpartition("/")[0]
            is_other = folder != last.rpartition("/")[0] or (not folder and page[0] != last)
            if len(share) >= most or (is_other and (not folder or len(share) >= enough)):
                yield share
                share = []
        share.append(page)
    if share:
        yield share
