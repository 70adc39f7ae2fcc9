"""How a fault is mended: new lines for some lines of a file, or a new name for it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, order=True)
class Edit:
    """New lines in the place of others.

    Attributes:
        path: File, relative to the project's root, with forward slashes.
        line: The first line that goes, counted from 1.
        last: The last one; `line - 1` where none goes and the new ones are put before `line`.
        lines: What comes in their place, without line endings.
    """

    path: str
    line: int
    last: int
    lines: tuple[str, ...]


@dataclass(frozen=True, order=True)
class Rename:
    """A new name for a file.

    Attributes:
        path: File, relative to the project's root, with forward slashes.
        target: Where it goes, the same way.
    """

    path: str
    target: str


def apply(text: str, edits: Iterable[Edit]) -> str:
    r"""Make edits of one file; of two that touch the same lines, the first is made.

    Args:
        text: The file's text with `\\n` line endings.
        edits: The edits, in any order.
    """
    lines = text.split("\n")
    chosen: list[Edit] = []
    for edit in sorted(set(edits)):
        if not chosen or edit.line > max(chosen[-1].last, chosen[-1].line - 1):
            chosen.append(edit)
    for edit in reversed(chosen):
        lines[edit.line - 1 : edit.last] = edit.lines
    return "\n".join(lines)


def between(path: str, before: str, after: str) -> Iterator[Edit]:
    """Yield the fewest edits that make one text of another.

    Args:
        path: The file, for the edits.
        before: Its text.
        after: The text that it is to have.
    """
    old, new = before.split("\n"), after.split("\n")
    for kind, start, end, new_start, new_end in difflib.SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if kind == "equal":
            continue
        if kind == "replace" and end - start == new_end - new_start:
            for offset in range(end - start):  # a line each, so that each fault finds its own
                line = start + offset + 1
                yield Edit(path, line, line, (new[new_start + offset],))
        else:
            yield Edit(path, start + 1, end, tuple(new[new_start:new_end]))


def unified(path: str, before: str, after: str, target: str = "") -> str:
    """Write what edits change as a unified diff, which `git apply` and `patch` read.

    Args:
        path: The file.
        before: Its text.
        after: The text that it is to have.
        target: Its new name, if it gets one.
    """
    if before == after:
        return ""
    lines = difflib.unified_diff(
        _lines(before), _lines(after), f"a/{path}", f"b/{target or path}", lineterm="\n"
    )
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )


def _lines(text: str) -> list[str]:
    ends = [-1, *(i for i, sign in enumerate(text) if sign == "\n")]
    lines = [text[start + 1 : end + 1] for start, end in pairwise(ends)]
    rest = text[ends[-1] + 1 :]
    return [*lines, rest] if rest else lines
