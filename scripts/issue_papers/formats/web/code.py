"""Code with its words marked by what they are, so that a style sheet may colour them."""

from __future__ import annotations

import re
from functools import cache

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
    lines = _numbers(dict(node.options).get("hl_lines", ""))
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


def _numbers(lines: str) -> list[int]:
    """Return the numbers in `1 3-5`."""
    found = re.findall(r"(\d{1,5})(?:-(\d{1,5}))?", lines)
    return [number for a, b in found for number in range(int(a), int(b or a) + 1)]
