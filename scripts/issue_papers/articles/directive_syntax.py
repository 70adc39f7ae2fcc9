"""PyMdown's blocks, `/// name | argument` … `///`, as a rule of markdown-it-py.

A line that was meant to open or close a block and isn't quite one is read as what it was meant to
be, and told as a fault: otherwise one mistake would be told as two.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import yaml
from markdown_it.rules_block import StateBlock

from issue_papers.articles.block_lines import INDENT, is_code, line_of, tell

_FENCE = re.compile(
    r"(?P<slashes>/{3,})(?:[ ]*(?P<name>[\w-]+)[ ]*(?:\|[ ]*(?P<argument>.*?))?)?\s*"
)
_ALMOST = re.compile(
    r"[\s\u200b-\u200f\u2060\ufeff]*(?P<slashes>[/\uff0f](?:[ \u00a0]?[/\uff0f])+)"
    r"(?:[\W_]*(?P<name>\w[\w-]*)(?:\W+(?P<argument>\w[\w-]*))?\W*)?"
)
_FIRST = frozenset("/\uff0f\xa0\u200b\u200c\u200d\u200e\u200f\u202f\u2060\ufeff")
_LOOKALIKES = str.maketrans({"\uff0f": "/", "\xa0": " ", "\u202f": " ", "\uff5c": "|"})
_CODE = re.compile(r"[ ]{0,3}(?P<mark>`{3,}|~{3,})")
_Rule = Callable[[StateBlock, int, int, bool], bool]


@dataclass(frozen=True)
class _Line:
    """A line that opens or closes a block.

    Attributes:
        length: How many slashes it has.
        name: The block's name; empty where it closes one.
        argument: What follows the `|`.
        fault: The line as it is written, if it isn't as it must be.
    """

    length: int
    name: str
    argument: str
    fault: str = ""


def directive_rule(known: frozenset[str], titles: Mapping[str, str]) -> _Rule:
    """Return the rule.

    Args:
        known: The names that blocks may have.
        titles: By the name of a block, the option that is its title.
    """

    def directive(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's order
        if is_code(state, start):
            return False
        line = _read(line_of(state, start), known)
        if line is None:
            return False
        if not line.name and line.fault:
            return False
        if silent:
            return True
        if not line.name:
            tell(state, "block-stray", start)
            state.line = start + 1
            closing = state.push("directive_stray", "", 0)
            closing.map, closing.info = [start, start + 1], line_of(state, start)
            return True
        _open(state, start, end, line, known, titles)
        return True

    return directive


def _read(text: str, known: frozenset[str]) -> _Line | None:
    """Read a line that opens or closes a block, or was meant to; nothing if it is another."""
    if text[:1] not in _FIRST:
        return None
    if match := _FENCE.fullmatch(text):
        return _Line(len(match["slashes"]), match["name"] or "", (match["argument"] or "").strip())
    if not (match := _ALMOST.fullmatch(text)):
        return None
    written = text.translate(_LOOKALIKES)
    length = written.count("/")
    name = (match["name"] or "").lower()
    is_meant = name in known if length < 3 or " " in match["slashes"] else bool(name)  # noqa: PLR2004 - three slashes
    if match["name"] and not is_meant:
        return None
    fault = " ".join(text.split()).replace("`", "'")
    return _Line(max(length, 3), name, match["argument"] or "", fault)


def _open(  # noqa: PLR0913, PLR0917 - what a rule is given, and what it knows
    state: StateBlock,
    start: int,
    end: int,
    line: _Line,
    known: frozenset[str],
    titles: Mapping[str, str],
) -> None:
    """Read a block with its content."""
    close, is_closed, fault = _closing(state, start, end, line, known)
    if line.fault:
        tell(state, "block-line", start, line.name)
    elif fault:
        tell(state, "block-line", close, line.name)
    options, first = _options(state, start + 1, close)
    opening = state.push("directive_open", "", 1)
    opening.map = [start, close + 1 if is_closed else close]
    opening.info = line_of(state, start)
    opening.meta = {
        "name": line.name,
        "argument": line.argument,
        "options": options,
        "is_closed": is_closed,
        "close": close,
        "fault": line.fault,
    }
    option = titles.get(line.name)
    title = dict(options).get(option) if option else None
    if title and not isinstance(title, list | dict):
        place = next(i for i, (name, _) in enumerate(options) if name == option)
        opening.meta |= {"title": str(title), "title_line": start + 1 + place}
    before = state.parentType, state.lineMax
    state.parentType, state.lineMax = "directive", close
    state.md.block.tokenize(state, first, close)
    state.parentType, state.lineMax = before
    closing = state.push("directive_close", "", -1)
    closing.map = [close, close + 1]
    closing.info = line_of(state, close) if is_closed else ""
    state.line = min(close + 1, end) if is_closed else close


def _closing(
    state: StateBlock, start: int, end: int, line: _Line, known: frozenset[str]
) -> tuple[int, bool, str]:
    """Return the line that closes a block, whether there is one, and what is wrong with it."""
    inner: list[int] = []
    almost: tuple[int, str] | None = None
    for number, found in _lines_of_blocks(state, start + 1, end, known):
        if found is None:
            return number, False, ""
        if found.name:
            inner.append(found.length)
        elif found.length in inner:
            del inner[len(inner) - 1 - inner[::-1].index(found.length) :]
        elif found.length == line.length or line.fault or found.fault:
            if not found.fault or line.fault:
                return number, True, ""
            almost = almost or (number, found.fault)
    if almost:
        return almost[0], True, almost[1]
    return end, False, ""


def _lines_of_blocks(
    state: StateBlock, start: int, end: int, known: frozenset[str]
) -> Iterator[tuple[int, _Line | None]]:
    """Yield the lines that open or close blocks, code aside; nothing for where a container ends."""
    code = ""
    for number in range(start, end):
        if state.sCount[number] < state.blkIndent and not state.isEmpty(number):
            yield number, None
            return
        text = line_of(state, number)
        if mark := _CODE.match(text):
            if not code:
                code = mark["mark"]
            elif mark["mark"].startswith(code) and not text.strip(" `~"):
                code = ""
        elif not code and (found := _read(text, known)):
            yield number, found


def _options(state: StateBlock, first: int, end: int) -> tuple[tuple[tuple[str, object], ...], int]:
    """Return the YAML options below an opening line, and the line after them."""
    last = first
    while last < end and not state.isEmpty(last) and state.sCount[last] - state.blkIndent >= INDENT:
        last += 1
    if last == first:
        return (), first
    written = state.getLines(first, last, state.blkIndent + INDENT, False)  # noqa: FBT003
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(written)):
            return (
                ("", written),
            ), last  # no option needs one, and they can make few lines endless
        value = yaml.safe_load(written)
    except (yaml.YAMLError, ValueError, RecursionError):
        return (("", written),), last
    if not isinstance(value, dict):
        return (("", value),), last
    return tuple((str(key), option) for key, option in value.items()), last
