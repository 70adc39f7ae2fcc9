"""Puts one folder in the place of another, at once where the system can do that."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

_HERE = -100  # AT_FDCWD
_EXCHANGE = 2  # RENAME_EXCHANGE of Linux, and RENAME_SWAP of macOS


def exchange(new: Path, old: Path, aside: Path) -> Path:
    """Put a folder in the place of another one; return where that one is now.

    Linux and macOS swap two names in one step, on most of their file systems. Elsewhere there is a
    moment between two steps in which neither is in its place; `restore` mends it if a process is
    killed in that moment.

    Args:
        new: What is to be in its place.
        old: What is there.
        aside: Where that goes if they can't be swapped.

    Raises:
        OSError: They can't be moved; they are as they were.
    """
    if _swapped(new, old):
        return new
    old.rename(aside)
    try:
        new.rename(old)
    except OSError:
        aside.rename(old)
        raise
    return aside


def restore(aside: Path, place: Path) -> None:
    """Put back what was taken aside, if nothing has come in its place."""
    if aside.exists() and not place.exists():
        aside.rename(place)


def _swapped(one: Path, other: Path) -> bool:
    """Swap two names in one step; say whether that has been done."""
    swap = _swap()
    return swap is not None and swap(os.fsencode(one), os.fsencode(other)) == 0


@cache
def _swap() -> Callable[[bytes, bytes], int] | None:
    """Return what swaps two names in this system.

    See renameat2(2) of Linux, and renamex_np(2) of macOS.
    """
    try:
        system = ctypes.CDLL(None)
        if sys.platform == "darwin":
            renamex = system.renamex_np
            return lambda one, other: int(renamex(one, other, _EXCHANGE))
        renameat2 = system.renameat2
    except (OSError, AttributeError, TypeError):  # no such function, or no such library
        return None
    return lambda one, other: int(renameat2(_HERE, one, _HERE, other, _EXCHANGE))
