"""Which signs of a text Markdown would take for its own: those alone are escaped.

Some mean something wherever they stand: `*`, `[`. Others do only at the start of a line: `2020.`,
`+`, `#`. Where a line starts isn't known before a whole page is Markdown, so those are marked in
the text first, and settled in the page's lines afterwards.

Not every Markdown lets a backslash stand before every sign; CommonMark does, Python-Markdown has a
list. A sign that isn't on it is written as a character reference.
"""

from __future__ import annotations

import re

_MARK = "\ufdd0"
"""A noncharacter, which no text has (Unicode, chapter 23.7)."""

_ANYWHERE = re.compile(  # it begins with all that may be found: what else there is, is passed by
    r"""[\\`*\[\]_<&~] (?:
      (?<=[\\`*\[\]])
    | (?<=_) (?: (?<![^\W_]_) | (?![^\W_]) )    # inside a word it is no emphasis
    | (?<=<) (?=[A-Za-z/!?]|$)                  # else no tag begins here
    | (?<=&) (?=\#?\w+;|$)                      # else no reference does
    | (?<=~) (?: (?=~) | (?<=~~) )
    )""",
    re.VERBOSE,
)
_AT_START = re.compile(  # a number sign behind `&` is that of a reference
    r"""[.)\-+:\#>=] (?:
      (?<=[.)]) (?: (?<=\d.) | (?<=^.) ) (?=\s|$)          # 1. 1)
    | (?<=[-+:]) (?: (?<=\s.) | (?<=^.) ) (?=[-\s]|$)      # an item, a rule, a definition
    | (?<=\#) (?<!&\#) | (?<=>) | (?<==) (?: =+ | (?<=\s=) | (?<=^=) )
    )""",
    re.VERBOSE,
)
_LEAD = re.compile(r"(?:[ >]|[-*+][ ]|\d{1,9}\.[ ]|:[ ]|\[\^[^\]]+\]:[ ])*")
"""What our own Markdown has before a line's text: indents and marks of items and quotations."""
_FIRST = re.compile(rf"(?P<digits>\d{{0,9}}){_MARK}(?P<sign>(?<=\d.)[.)]|(?<!\d.)[^.)])", re.DOTALL)
_WITH_BACKSLASH = frozenset(r"\`*_[]()>#+-.")
"""What Python-Markdown (3.11) knows with a backslash."""
_HEADING = re.compile(r"#{1,6} ")


def marked(text: str, *, in_table: bool = False) -> str:
    """Escape what Markdown knows anywhere, and mark what it knows at the start of a line."""
    found = _AT_START.sub(rf"{_MARK}\g<0>", _ANYWHERE.sub(lambda sign: _escape(sign[0]), text))
    return found.replace("|", r"\|") if in_table else found


def settled(page: str) -> str:
    """Escape what has come to stand at the start of a line, and forget the other marks."""
    return "\n".join(_settled(line) for line in page.split("\n"))


def _settled(line: str) -> str:
    if _MARK not in line:
        return line
    start = _LEAD.match(line).end()  # type: ignore[union-attr]  # it matches nothing, too
    lead, rest = line[:start], line[start:]
    if first := _FIRST.match(rest):
        rest = first["digits"] + _escape(first["sign"]) + rest[first.end() :]
    elif _HEADING.match(rest):
        rest = rest.replace(f"{_MARK}#", "\\#")  # at the end it would close the heading
    return lead + rest.replace(_MARK, "")


def _escape(sign: str) -> str:
    return f"\\{sign}" if sign in _WITH_BACKSLASH else f"&#{ord(sign)};"
