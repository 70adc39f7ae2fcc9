"""What word processors leave in a text: invisible characters, bullets, tabs, missing spaces.

What has a meaning in some script or language stays: no-break spaces between words, soft hyphens
within them, zero-width spaces between letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from issue_papers.fixes.sheet import Sheet
from issue_papers.reporting.edits import Edit

_NO_BREAK = "\u00a0\u202f"
_STEPS: tuple[tuple[re.Pattern[str], str], ...] = (
    # A byte-order mark within a text; zero-width spaces and soft hyphens at the edge of a word.
    (re.compile("\ufeff"), ""),
    (re.compile(r"(?<!\u200b)\u200b+(?=\s|$)|(?<!\S)\u200b+"), ""),
    (re.compile(r"(?<!\u00ad)\u00ad+(?=\s|$)|(?<!\S)\u00ad+"), ""),
    # No-break spaces that end a line, or stand between a mark and its text.
    (re.compile(rf"(?<![ \t{_NO_BREAK}])[ \t]*[{_NO_BREAK}][ \t{_NO_BREAK}]*$"), ""),
    (re.compile(rf"^( {{0,3}}#{{1,6}}|\s*(?:[-*+]|\d{{1,9}}[.)]|>))[{_NO_BREAK}]+"), r"\1 "),
    # `##Why`, and bullets that no Markdown knows.
    (re.compile(r"^( {0,3}#{2,6})(?=[^\s#])"), r"\1 "),
    (re.compile(rf"^([ \t]*)[•◦▪▫‣●○■□·∙][ \t{_NO_BREAK}]+(?=\S)"), r"\1- "),
)
_INDENT = re.compile(r"^[ ]*\t[ \t]*(?=\S)")
_TAB = 4


def fix(sheet: Sheet) -> Iterator[Edit]:
    """Yield the lines of a text without what a word processor left in them."""
    for number in sheet.prose:
        line = sheet.line(number)
        cleaned = clean(line)
        if cleaned != line:
            yield sheet.edit(number, cleaned)


def clean(line: str) -> str:
    """Return a line without what a word processor left in it."""
    for pattern, replacement in _STEPS:
        line = pattern.sub(replacement, line)
    return _INDENT.sub(lambda match: match[0].expandtabs(_TAB), line)
