"""Bold beside letters of scripts that put no space there, as a rule of markdown-it-py.

CommonMark takes no asterisks for bold where a sign stands on one side and a letter on the other, as
in `是**“水”**` or `ה**"ארץ"**`: it wants a space, which Chinese, Japanese and Thai don't have
there, nor Korean before its particles or Arabic and Hebrew behind theirs. Here, such a letter is as
good as a space, and a sign of full width as a letter. One asterisk alone may be a product.

Source: "Markdown CJK-friendly amendments", for the letters of all scripts from Hebrew on.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter

_JOINING = re.compile(
    "[\u05d0-\u0659\u0660-\u06d3\u06d5-\u0963\u0966-\u1cff\u2e80-\u2fff\u3005-\u3007\u3031-\ufdff"
    "\ufe70-\ufefe\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff66-\uffdc\U00020000-\U0003ffff]"
)
_FULL_WIDTH = re.compile("[\u3001-\u3003\u3008-\u3020\u3030\ufe30-\ufe4f\uff01-\uff65]")


def register(md: MarkdownIt) -> None:
    """Add the rule to a parser."""
    md.inline.ruler.before("emphasis", "joined_bold", _bold)


def _bold(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's order
    start = state.pos
    if silent or not state.src.startswith("**", start):
        return False
    scanned = state.scanDelims(start, True)  # noqa: FBT003 - markdown-it's order
    end = start + scanned.length
    before = state.src[start - 1] if start else " "
    after = state.src[end] if end < state.posMax else " "
    opens = _touches(before, after)
    closes = _touches(after, before)
    if (scanned.can_open or not opens) and (scanned.can_close or not closes):
        return False
    for _ in range(scanned.length):
        token = state.push("text", "", 0)
        token.content = "*"
        state.delimiters.append(
            Delimiter(
                marker=ord("*"),
                length=scanned.length,
                token=len(state.tokens) - 1,
                end=-1,
                open=scanned.can_open or opens,
                close=scanned.can_close or closes,
            )
        )
    state.pos = end
    return True


def _touches(outside: str, inside: str) -> bool:
    """Whether asterisks between two characters may begin or end what is bold."""
    if inside.isspace():
        return False
    return _JOINING.match(outside) is not None or _FULL_WIDTH.match(inside) is not None
