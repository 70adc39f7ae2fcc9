"""Two versions of a text, compared word by word."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from enum import Enum


class Change(Enum):
    """What became of a run of words."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


def word_diff(old: str, new: str) -> Iterator[tuple[Change, str]]:
    """Yield runs of words in the order of reading, what was taken out before what was put in."""
    before, after = old.split(), new.split()
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, before, after).get_opcodes():
        if tag == "equal":
            yield Change.KEPT, " ".join(before[i1:i2])
            continue
        if i2 > i1:
            yield Change.REMOVED, " ".join(before[i1:i2])
        if j2 > j1:
            yield Change.ADDED, " ".join(after[j1:j2])
