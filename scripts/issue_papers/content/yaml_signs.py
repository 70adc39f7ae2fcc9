"""Signs that look like YAML's and are others, as editors type them: each with the right one.

Bullets stand in the place of hyphens, colons and commas are those of another script, and what
indents a line is no space that YAML knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from issue_papers.reporting.messages import Message, say

_KEY_ALONE = re.compile(r"[ ]*(?:- )?[A-Za-z_][\w-]*:[ ]*")
_ITEM = re.compile(r"(?P<before>[ ]*)(?P<sign>[•·▪◦‣●–—*-])(?P<space>\s*)(?P<rest>[^\s*-].*)")
_SPACES = re.compile(r"[ ]*[\u00a0\u2000-\u200a\u202f\u3000][ \u00a0\u2000-\u200a\u202f\u3000]*")
_COLON = re.compile(
    r"(?P<before>[ ]*(?:-[ ]+)?[A-Za-z_][\w-]*)[ ]*"
    r"[\uff1a\ufe55\ufe30\u2236\u02d0][ ]*(?P<value>.*)"
)
_COMMA = re.compile(r"[\u060c\uff0c\u3001\u061b\uff1b][ ]*(?=[^\]}]*[\]}])")
_TWICE = re.compile(r",[ ]*(?:,[ ]*)+")

BULLET = say("found a sign that begins no item of a list, expected a hyphen and a space")
SPACES = say("the line begins with spaces of another kind: YAML knows ordinary ones alone")
COLON = say("found a colon of another script, expected `: `")
COMMA = say("found a comma of another script, expected `, `")
TWICE = say("found two commas in a row")


def in_all(lines: Sequence[str]) -> Iterator[tuple[dict[int, str], Message]]:
    """Yield what the lines with a sign of a kind should be, by their numbers, and what is wrong.

    Args:
        lines: The lines of the YAML.
    """
    yield _spaces(lines), SPACES
    yield _bullets(lines), BULLET


def _spaces(lines: Sequence[str]) -> dict[int, str]:
    found = ((number, _SPACES.match(line), line) for number, line in enumerate(lines))
    return {n: " " * match.end() + line[match.end() :] for n, match, line in found if match}


def _bullets(lines: Sequence[str]) -> dict[int, str]:
    """Return the items below a key, if one of them doesn't begin as items do."""
    found: dict[int, str] = {}
    is_below = False
    for number, line in enumerate(lines):
        match = _ITEM.fullmatch(line) if is_below else None
        if match and (match["sign"], match["space"]) != ("-", " "):
            found[number] = f"{match['before']}- {match['rest']}"
        is_below = bool(match) or _KEY_ALONE.fullmatch(line) is not None
    return found


def colon(line: str) -> Iterator[str]:
    """Yield `city: dakar` where its colon is of another script."""
    if match := _COLON.fullmatch(line):
        yield f"{match['before']}: {match['value']}".rstrip()


def comma(line: str) -> Iterator[str]:
    """`{from: 2015، to: 2019}`."""
    if ("[" in line or "{" in line) and (mended := _COMMA.sub(", ", line)) != line:
        yield mended


def twice(line: str) -> Iterator[str]:
    """`[water,, climate]`."""
    if ("[" in line or "{" in line) and (mended := _TWICE.sub(", ", line)) != line:
        yield mended
