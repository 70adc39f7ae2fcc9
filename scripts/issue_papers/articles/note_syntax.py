"""Footnotes' notes, `[^name]: …`, as a rule of markdown-it-py.

A line that was meant for a note and isn't quite one (`[^1] : …`, `[^my note]: …`, `[^1] …`) is read
as what it was meant to be, and told as a fault: otherwise one mistake would be told as several.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from markdown_it.rules_block import StateBlock

from issue_papers.articles.block_lines import INDENT, is_code, line_of, tell
from issue_papers.articles.characters import UNSEEN

SPACED_NOTES = "spaced_notes"
"""In the environment of a parse: the names of notes that are typed with spaces, as typed."""

_NOTE = re.compile(r"\[\^(?P<name>[^\[\]\s]+)\]:")
_ALMOST = re.compile(
    r"\[\^(?P<name>[^\[\]\n]{1,60})\](?:[ \t\xa0\u202f]*[:\uff1a]|(?P<bare>[ \t\xa0\u202f])(?=\S))"
)
_ANY = re.compile(r"\[\^(?P<name>[^\[\]\s]+)\](?P<colon>:?)")
_BEFORE = re.compile(rf"[\s>\u00ad{UNSEEN}]*")
_KNOWN = "note_names"
_NO_PARAGRAPH = re.compile(r"[-*+>#|`~/!?=<:\[{$]|\d{1,9}[.)] ")
_SHOWN = 60


@dataclass(frozen=True)
class _Line:
    """A line that begins a note.

    Attributes:
        name: The note's.
        end: Where its text begins in the line.
        fault: What is wrong with the line; empty if it is as it must be.
        right: How it should be typed, where it isn't.
    """

    name: str
    end: int
    fault: str = ""
    right: str = ""


def note_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's order
    """Read a note."""
    if is_code(state, start):
        return False
    text = line_of(state, start)
    line = _read(state, text) if text.startswith("[^") else None
    if line is None:
        return False
    if silent:
        return True
    if line.fault:
        tell(state, line.fault, start, line.right, text[: line.end].rstrip())
    if line.fault == "note-spaced":
        name = text[2 : text.index("]")]
        state.env.setdefault(SPACED_NOTES, {})[" ".join(name.split())] = line.name
    _content(state, start, end, line)
    _tell_of_the_next(state, start, end)
    return True


def _content(state: StateBlock, start: int, end: int, line: _Line) -> None:
    begin = state.bMarks[start] + state.tShift[start] + line.end
    opening = state.push("note_open", "", 1)
    opening.map, opening.info = [start, start + 1], line.name
    old = (
        state.bMarks[start],
        state.tShift[start],
        state.sCount[start],
        state.blkIndent,
        state.parentType,
    )
    spaces = len(state.src[begin : state.eMarks[start]]) - len(
        state.src[begin : state.eMarks[start]].lstrip(" \t")
    )
    state.bMarks[start], state.tShift[start] = begin, spaces
    state.blkIndent += INDENT
    state.sCount[start] = state.blkIndent
    state.parentType = "footnote"
    state.md.block.tokenize(state, start, end)
    (
        state.bMarks[start],
        state.tShift[start],
        state.sCount[start],
        state.blkIndent,
        state.parentType,
    ) = old
    if state.line == start:  # nothing was there to read
        state.line = start + 1
    opening.map = [start, state.line]
    state.push("note_close", "", -1)


def _read(state: StateBlock, text: str) -> _Line | None:
    """Read a line that begins a note, or was meant to; nothing if it is another."""
    if match := _NOTE.match(text):
        return _Line(match["name"], match.end())
    match = _ALMOST.match(text)
    if match is None:
        return None
    words = match["name"].split()
    name = "-".join(words)
    defined, called = _names(state)
    if not name or name in defined:
        return None
    fault = "note-line"
    if match["name"] != name:
        fault = "note-spaced"
    if match["bare"] and (fault == "note-spaced" or name not in called):
        return None
    right = f"[^{name}]: {text[match.end() :].strip()}"
    if len(right) > _SHOWN:
        right = f"{right[: right.rindex(' ', 0, _SHOWN)] if ' ' in right[:_SHOWN] else right}…"
    return _Line(name, match.end(), fault, right.replace("`", "'"))


def _names(state: StateBlock) -> tuple[frozenset[str], frozenset[str]]:
    """Return the names of the notes that a text has, and of those that it calls within a line."""
    if _KNOWN not in state.env:
        defined: set[str] = set()
        called: set[str] = set()
        for match in _ANY.finditer(state.src):
            begin = state.src.rfind("\n", 0, match.start()) + 1
            is_first = _BEFORE.fullmatch(state.src, begin, match.start())
            if not is_first:
                called.add(match["name"])
            elif match["colon"]:
                defined.add(match["name"])
        state.env[_KNOWN] = frozenset(defined), frozenset(called)
    found: tuple[frozenset[str], frozenset[str]] = state.env[_KNOWN]
    return found


def _tell_of_the_next(state: StateBlock, start: int, end: int) -> None:
    """Tell of a paragraph below a note that is set in, but not far enough to be a part of it."""
    number = state.line
    while number < end and state.isEmpty(number):
        number += 1
    if number == state.line and not state.isEmpty(number - 1):
        return
    if number >= end or state.sCount[start] != state.blkIndent:
        return
    by = state.sCount[number] - state.blkIndent
    if 0 < by < INDENT and not _NO_PARAGRAPH.match(line_of(state, number)):
        tell(state, "note-apart", number, str(by))
