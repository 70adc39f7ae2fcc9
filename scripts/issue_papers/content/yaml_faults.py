"""YAML that can't be read: what its parser says of it, in an editor's words."""

from __future__ import annotations

import re

from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem

_TYPOGRAPHIC = re.compile(r"(?:^|[:,\[{-])\s*[“”„«‘]")
_BIBTEX = re.compile(r"\s*@[A-Za-z]+\s*\{")
_KEY = re.compile(r"\s*(?:- )?[A-Za-z_][\w-]*:(?:\s+(?!.*: )|$)")


def known(detail: str) -> str:
    """Return what an editor may make of PyYAML's words."""
    return next((words for sign, words in _DETAILS if sign in detail), detail)


def _is_key(line: str) -> bool:
    """Whether nothing but a key with its value stands in a line."""
    return _KEY.match(line) is not None


def broken(text: str, path: str, number: int, first_line: int, detail: str) -> Problem:
    """Say that YAML can't be read, and of its line what the reason may be.

    Args:
        text: The YAML.
        path: Its file.
        number: The line of it, from 0.
        first_line: The line of the file on which it starts.
        detail: The parser's words.
    """
    lines = text.split("\n")
    line = lines[number] if number < len(lines) else ""
    hint = say(
        "put a text that holds `: ` or starts with a sign such as [ {{ * & ! % @ in quotation marks"
    )
    if _BIBTEX.match(line) or any(map(_BIBTEX.match, lines)):
        hint = say("write each work in YAML: `- id: …`, then `type:`, `title:` and `language:`")
    elif "expected <block end>" in detail or (_is_key(line) and "mapping values" in detail):
        hint = say("give the line as many spaces at its beginning as the keys beside it have")
    elif "could not find expected ':'" in detail:
        hint = say(
            "write `key: value`; a line that goes on with the text above it begins with two spaces"
        )
    elif "expected the node content" in detail or "expected ',' or" in detail:
        hint = say("look for a bracket that isn't closed, and for a comma too many or too few")
    if _TYPOGRAPHIC.search(line):
        hint = say('put the whole text in straight quotation marks, "…": YAML knows no others')
    if "\t" in line:
        hint = say("write spaces in the place of the tab: YAML allows none")
    message = say("broken YAML: {detail}", detail=known(detail))
    return Problem(path, first_line + number, "yaml", message, hint)


_DETAILS = (
    ("mapping values are not allowed", say("found `: ` where none can stand")),
    ("character '\\t'", say("found a tab")),
    ("could not find expected ':'", say("found a line without `: `")),
    ("found unexpected end of stream", say("a quotation mark isn't closed")),
    ("expected ',' or", say("a bracket isn't closed, or a comma is missing")),
    ("expected <block end>", say("the line doesn't fit to what stands above it")),
    ("cannot start any token", say("found a text that begins with a sign of YAML's")),
    ("unhashable key", say("found a list or keys in the place of a key")),
    ("alias", say("found a text that begins with a sign of YAML's")),
)
"""What an editor may make of PyYAML's words, by a part of those."""
