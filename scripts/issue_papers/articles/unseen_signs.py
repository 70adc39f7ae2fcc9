"""Signs that nobody sees before the mark that a line begins with, as U+200F before `##`.

Keyboards and programs leave them behind. The line is read as if they weren't there, and told as a
fault: otherwise readers would see the mark, and one mistake would be told as several.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

from issue_papers.articles.block_lines import FAULTS, is_code
from issue_papers.articles.characters import SPACES, UNSEEN

_SIGNS = f"\u00ad\u061c{UNSEEN}{SPACES}"
_FIRST = re.compile(f"[{_SIGNS}]")
_MEANT = re.compile(
    f"[ {_SIGNS}]+"
    r"(?P<mark>#{1,6}(?=[ \xa0][ \t]*\S)|\|(?=[^|\n]*\|[^\S\n]*$|[^\n]*\|[^\n]*\|)"
    r"|\[\^[^\[\]\s]+\](?=:)|```+|~~~+|!!!(?=[ ]\w)|\?{3}\+?(?=[ ]\w))",
    re.MULTILINE,
)
"""Marks that nobody types before words that are only words."""


_QUOTED = re.compile(f"[ {_SIGNS}]+(?P<mark>>)[ \xa0]+\\w")
"""A mark that may be only a sign: it is told, and stays what it is. Lists have a rule of theirs."""


def unseen_rule(state: StateBlock, start: int, _end: int, _silent: bool) -> bool:  # noqa: FBT001 - markdown-it's order
    """Take such signs off a line, as a rule that all others come after."""
    begins_seen(state, start)
    return False


def begins_seen(state: StateBlock, line: int) -> None:
    """Let a line begin with its mark."""
    at = state.bMarks[line] + state.tShift[line]
    if not _FIRST.match(state.src, at) or is_code(state, line):
        return
    match = _MEANT.match(state.src, at, state.eMarks[line])
    kind = "sign-unseen"
    if match:
        state.bMarks[line], state.tShift[line] = match.start("mark"), 0
    elif match := _QUOTED.match(state.src, at, state.eMarks[line]):
        kind = "sign-unseen-quotation"
    else:
        return
    sign = next(sign for sign in match[0] if sign != " ")
    fault = (kind, line, match["mark"].replace("`", "'"), f"U+{ord(sign):04X}")
    faults = state.env.setdefault(FAULTS, [])
    if fault not in faults[-20:]:  # a line may be looked at more than once
        faults.append(fault)
