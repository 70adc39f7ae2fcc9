"""PyMdown's blocks, `/// name | argument` … `///`, as a rule of markdown-it-py.

A line that was meant to open or close a block and isn't quite one is read as what it was meant to
be, and told as a fault: otherwise one mistake would be told as two.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from markdown_it.rules_block import StateBlock

from issue_papers.articles import option_syntax
from issue_papers.articles.block_lines import is_code, line_of, tell
from issue_papers.articles.characters import UNSEEN
from issue_papers.articles.directives import DirectiveType
from issue_papers.articles.settings import OTHER_BLOCKS

_FENCE = re.compile(
    r"(?P<slashes>/{3,})(?:[ ]*(?P<name>[\w-]+)[ ]*(?:\|[ ]*(?P<argument>.*?))?)?\s*"
)
_ALMOST = re.compile(
    rf"[\s{UNSEEN}]*(?P<slashes>[/\uff0f](?:[ \u00a0]?[/\uff0f])+)"
    r"(?:[\W_]*(?P<name>\w[\w-]*)(?:\W+(?P<argument>\w[\w-]*))?\W*)?"
)
_WORDS = re.compile(r"/{3,}[ ]*(?P<words>[^\s|/][^|]*)(?:\|(?P<argument>.*))?")
_BETWEEN = re.compile(r"[\W_]+")
_FIRST = frozenset("/\uff0f\xa0\u200b\u200c\u200d\u200e\u200f\u202f\u2060\ufeff")
_LOOKALIKES = str.maketrans({"\uff0f": "/", "\xa0": " ", "\u202f": " ", "\uff5c": "|"})
_CODE = re.compile(r"[ ]{0,3}(?P<mark>`{3,}|~{3,})")
_Rule = Callable[[StateBlock, int, int, bool], bool]
_MENDED = "block ends"
"""In the environment of a parse: how many blocks were closed by a line with a fault in it."""
_MOST_MENDED = 40
"""Without a bound, the rest of a text would be read once for each of them."""
CLOSING = "closing"
"""The detail of a fault in a line that was meant to close a block."""


@dataclass(frozen=True)
class _Known:
    """What is known of blocks.

    Attributes:
        own: The site's own, by name.
    """

    own: Mapping[str, DirectiveType]

    @cached_property
    def names(self) -> frozenset[str]:
        """The names that a block may have."""
        return frozenset({*self.own, *OTHER_BLOCKS})

    @cached_property
    def letters(self) -> Mapping[str, str]:
        """The names of the site's own, by their letters alone."""
        return {_letters(name): name for name in self.own}


def _letters(name: str) -> str:
    return _BETWEEN.sub("", name).lower()


@dataclass(frozen=True)
class _Line:
    """A line that opens or closes a block.

    Attributes:
        length: How many slashes it has.
        name: The block's name; empty where it closes one.
        argument: What follows the `|`.
        fault: The line as it is written, if it isn't as it must be.
        may_close: Whether it may have been meant to close a block, with words after the slashes.
    """

    length: int
    name: str
    argument: str
    fault: str = ""
    may_close: bool = False


def directive_rule(blocks: Mapping[str, DirectiveType]) -> _Rule:
    """Return the rule, for the blocks that a site has besides PyMdown's."""
    known = _Known(blocks)

    def directive(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's order
        if is_code(state, start):
            return False
        line = _read(line_of(state, start), known)
        if line is None:
            return False
        if not line.name and line.fault:
            return False  # a text, unless it is needed to close a block
        if silent:
            return True
        if not line.name:
            tell(state, "block-stray", start)
            state.line = start + 1
            closing = state.push("directive_stray", "", 0)
            closing.map, closing.info = [start, start + 1], line_of(state, start)
            return True
        _open(state, start, end, line, known)
        return True

    return directive


def _read(text: str, known: _Known) -> _Line | None:
    """Read a line that opens or closes a block, or was meant to; nothing if it is another."""
    if text[:1] not in _FIRST:
        return None
    if match := _FENCE.fullmatch(text):
        name, argument = match["name"] or "", match["argument"]
        right = name if name in known.names else known.letters.get(_letters(name), name)
        fault = _shown(text) if right != name else ""
        may_close = bool(name) and argument is None
        length = len(match["slashes"])
        return _Line(length, right, (argument or "").strip(), fault, may_close)
    if (match := _ALMOST.fullmatch(text)) and (line := _almost(text, match, known)):
        return line
    if match := _WORDS.fullmatch(text):
        return _of_words(text, match, known)
    return None


def _shown(text: str) -> str:
    return " ".join(text.split()).replace("`", "'")


def _almost(text: str, match: re.Match[str], known: _Known) -> _Line | None:
    """Read a line with other signs in it, or none between the name and what is named."""
    length = text.translate(_LOOKALIKES).count("/")
    name = (match["name"] or "").lower()
    if known.letters.get(_letters(f"{name}{match['argument'] or ''}")):
        return None  # a name of two words
    name = known.letters.get(_letters(name), name)
    is_meant = name in known.names if length < 3 or " " in match["slashes"] else bool(name)  # noqa: PLR2004 - three slashes
    if match["name"] and not is_meant:
        return None
    may_close = bool(name) and "|" not in text.translate(_LOOKALIKES)
    return _Line(max(length, 3), name, match["argument"] or "", _shown(text), may_close)


def _of_words(text: str, match: re.Match[str], known: _Known) -> _Line:
    """Read a line with several words: a name, a name with a title, or a text.

    A text is none that opens a block, but may have been meant to close one.
    """
    length, argument = len(text) - len(text.lstrip("/")), match["argument"]
    words = _BETWEEN.sub(" ", match["words"]).split()
    for count in range(min(len(words), 3), 0, -1):
        name = known.letters.get("".join(words[:count]).lower(), "")
        rest = " ".join(words[count:]) if argument is None else argument.strip()
        if name and (argument is None or count == len(words)):
            return _Line(length, name, rest, _shown(text), may_close=argument is None)
    if argument is not None:
        right = "-".join(words).lower()
        return _Line(length, right, argument.strip(), _shown(text), may_close=not words)
    return _Line(length, "", "", _shown(text), may_close=True)


def _open(state: StateBlock, start: int, end: int, line: _Line, known: _Known) -> None:
    """Read a block with its content."""
    close, is_closed, fault = _closing(state, start, end, line, known)
    if line.fault:
        tell(state, "block-line", start, f"{line.name}|{line.argument}")
    if fault:
        tell(state, "block-line", close, CLOSING)
    block = known.own.get(line.name)
    options = option_syntax.read(state, start + 1, close, block)
    opening = state.push("directive_open", "", 1)
    opening.map = [start, close + 1 if is_closed else close]
    opening.info = line_of(state, start)
    opening.meta = {
        "name": line.name,
        "argument": line.argument,
        "options": options.items,
        "option_lines": options.lines,
        "is_closed": is_closed,
        "close": close,
    }
    option = block.title if block else ""
    title = dict(options.items).get(option) if option else None
    if title:
        place = next(i for i, (name, _) in enumerate(options.items) if name == option)
        opening.meta |= {"title": str(title), "title_line": options.lines[place]}
    before = state.parentType, state.lineMax
    state.parentType, state.lineMax = "directive", close
    state.md.block.tokenize(state, options.after, close)
    state.parentType, state.lineMax = before
    closing = state.push("directive_close", "", -1)
    closing.map = [close, close + 1]
    closing.info = line_of(state, close) if is_closed else ""
    state.line = min(close + 1, end) if is_closed else close


def _closing(
    state: StateBlock, start: int, end: int, line: _Line, known: _Known
) -> tuple[int, bool, str]:
    """Return the line that closes a block, whether there is one, and what is wrong with it."""
    inner: list[tuple[int, _Line]] = []
    almost: list[tuple[int, _Line]] = []
    last = end
    for number, found in _lines_of_blocks(state, start + 1, end, known):
        if found is None:
            last = number
            break
        if found.name:
            inner.append((number, found))
        elif found.may_close:
            almost.append((number, found))
        elif (at := _last(inner, found.length)) is not None:
            del inner[at:]
        elif found.length == line.length or line.fault or found.fault:
            if not found.fault or line.fault:
                return number, True, ""
            almost.append((number, found))
    almost += [(number, found) for number, found in inner if found.may_close]
    mended = state.env.get(_MENDED, 0)
    if almost and mended < _MOST_MENDED:
        state.env[_MENDED] = mended + 1
        number, found = min(almost, key=lambda each: each[0])
        return number, True, found.fault or line_of(state, number)
    return last, False, ""


def _last(opened: list[tuple[int, _Line]], length: int) -> int | None:
    """Return the place of the block that was opened last with so many slashes."""
    places = range(len(opened) - 1, -1, -1)
    return next((place for place in places if opened[place][1].length == length), None)


def _lines_of_blocks(
    state: StateBlock, start: int, end: int, known: _Known
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
