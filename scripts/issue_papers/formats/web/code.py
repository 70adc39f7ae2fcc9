"""Code with its words marked by what they are, so that a style sheet may colour them."""

from __future__ import annotations

import re
from functools import cache
from itertools import accumulate

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from issue_papers.articles.nodes import CodeBlock


def highlighted(node: CodeBlock) -> str:
    """Return a block's lines as markup; nothing if nobody knows their language.

    The fence's option `hl_lines` says which lines stand out.
    """
    lines = _numbers(dict(node.options).get("hl_lines", ""), node.text.count("\n") + 1)
    lexer = _lexer(node.language or ("text" if lines else ""))
    if lexer is None:
        return ""
    return str(highlight(node.text, lexer, HtmlFormatter(nowrap=True, hl_lines=lines)))


@cache
def _lexer(language: str) -> Lexer | None:
    try:
        return get_lexer_by_name(language, stripnl=False) if language else None
    except ClassNotFound:
        return None


def _numbers(lines: str, last: int) -> list[int]:
    """Return the numbers in `1 3-5` that a text has lines for."""
    changes = [0] * (last + 2)  # in how many of the ranges one is, from a line on
    for a, b in re.findall(r"(\d{1,5})(?:-(\d{1,5}))?", lines):
        first, end = int(a), min(int(b or a), last)
        if first <= end:
            changes[first] += 1
            changes[end + 1] -= 1
    return [number for number, count in enumerate(accumulate(changes[:-1])) if count and number]
