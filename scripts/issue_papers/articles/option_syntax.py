"""The options of a `///` block, a line each below its first line: `    title: Water: a view`.

Those of the site's own blocks are read line by line, and what stands after the colon is the text as
it is typed, whatever YAML would take it for; quotation marks around all of it, a value of several
lines and `>` are YAML's. PyMdown's own blocks have YAML. Where options aren't as far in as they
must be, or stand below an empty line, they are read all the same, and told as a fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml
from markdown_it.rules_block import StateBlock

from issue_papers.articles.block_lines import INDENT, line_of, tell
from issue_papers.articles.directives import DirectiveType

_KEY = re.compile(r"[^\W\d_][\w-]*")
_KNOWN = re.compile(
    r"(?:-[ ]+)?(?P<mark>[\"']?)(?P<key>\w+)(?P=mark)[ \t\u00a0\u202f]*[:\uff1a=](?P<value>.*)"
)
_COMMENT = re.compile(r"(?:^|\s)#.*")
_OF_SEVERAL_LINES = re.compile(r"[|>][-+]?\d?")
_QUOTED = re.compile(r"(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*')(?:\s+#(?:\s.*)?)?", re.DOTALL)
_TRUTH = {"true": True, "false": False}


@dataclass(frozen=True)
class Options:
    """What stands between a block's first line and what it says.

    Attributes:
        items: The options by key; what is no option has an empty one.
        lines: The line of each, from 0.
        after: The line after them.
    """

    items: tuple[tuple[str, object], ...] = ()
    lines: tuple[int, ...] = ()
    after: int = 0


@dataclass
class _Item:
    """An option while its lines are read."""

    key: str
    value: str
    line: int
    indent: int


def read(state: StateBlock, first: int, end: int, block: DirectiveType | None) -> Options:
    """Read the options below a block's first line.

    Args:
        state: The parser's.
        first: The line after the block's first.
        end: The line that closes it.
        block: What is known of it; nothing of one that isn't the site's own.
    """
    last = first
    while last < end and not state.isEmpty(last) and state.sCount[last] - state.blkIndent >= INDENT:
        last += 1
    if block is None:
        return _as_yaml(state, first, last)
    items = [*_items(state, first, last, block)]
    given = {item.key for item in items}
    misplaced = [*_misplaced(state, last, end, block, given)]
    if misplaced:
        tell(state, "option-place", misplaced[0].line)
        last = misplaced[-1].line + 1
    found: dict[str, tuple[object, int]] = {}
    for item in (*items, *misplaced):
        if item.key in found and item.key:
            tell(state, "option-twice", item.line, item.key)
        found.setdefault(item.key, (_value(item, block), item.line))
    pairs = tuple((key, value) for key, (value, _) in found.items())
    return Options(pairs, tuple(line for _, line in found.values()), last)


def _items(state: StateBlock, first: int, last: int, block: DirectiveType) -> Iterator[_Item]:
    """Yield the options, each with the lines that go on with it."""
    item: _Item | None = None
    for line in range(first, last):
        written, indent = line_of(state, line).rstrip(), state.sCount[line]
        if item is not None and indent > item.indent and not _known(written, block):
            item.value += f"\n{written}"
            continue
        if written.startswith("# ") and last - first > 1:
            continue
        if item is not None:
            yield item
        key, value = _known(written, block) or _any(written)
        item = _Item(key, value, line, indent)
    if item is not None:
        yield item


def _known(written: str, block: DirectiveType) -> tuple[str, str] | None:
    """Return an option that the block has, and its value."""
    match = _KNOWN.fullmatch(written)
    if match and match["key"] in block.options:
        return match["key"], match["value"].strip()
    return None


def _any(written: str) -> tuple[str, str]:
    """Return an option that it hasn't, and its value; without a key, what is no option."""
    key, colon, value = written.partition(":")
    is_option = colon and value[:1].strip() == "" and _KEY.fullmatch(key.strip())
    return (key.strip(), value.strip()) if is_option else ("", written)


def _misplaced(
    state: StateBlock, first: int, end: int, block: DirectiveType, given: set[str]
) -> Iterator[_Item]:
    """Yield options that don't stand where they must: with less than four spaces, or too far down.

    At the margin below an empty line, only one that the block must have can have been meant.
    """
    line = first
    while line < end and state.isEmpty(line):
        line += 1
    is_apart, has_begun = line > first, False
    while line < end and not state.isEmpty(line):
        indent = state.sCount[line] - state.blkIndent
        option = _known(line_of(state, line), block)
        if option is None or not option[1] or option[0] in given:
            return
        if is_apart and not has_begun and not indent and option[0] not in block.required:
            return
        yield _Item(*option, line, indent)
        line, has_begun = line + 1, True


def _value(item: _Item, block: DirectiveType) -> object:
    """Return what an option says; nothing where it says nothing."""
    text = item.value
    if _QUOTED.fullmatch(text) or _OF_SEVERAL_LINES.fullmatch(text.partition("\n")[0]):
        text = _of_yaml(text)
    elif item.key in block.options and item.key not in block.texts:
        text = _COMMENT.sub("", text).strip()
    elif "\n" in text:
        text = " ".join(text.split())
    if item.key not in block.texts and text.lower() in _TRUTH:
        return _TRUTH[text.lower()]
    return text or None


def _of_yaml(text: str) -> str:
    indented = text.replace("\n", "\n  ")
    try:
        value = yaml.safe_load(f"a: {indented}")["a"]
    except (yaml.YAMLError, ValueError):
        return text
    return value.strip() if isinstance(value, str) else text


def _as_yaml(state: StateBlock, first: int, last: int) -> Options:
    """Return the options of a block that isn't the site's own."""
    if last == first:
        return Options(after=first)
    written = state.getLines(first, last, state.blkIndent + INDENT, False)  # noqa: FBT003
    items: tuple[tuple[str, object], ...] = (("", written),)
    try:
        # no option needs an alias, and they can make few lines endless
        if not any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(written)):
            value = yaml.safe_load(written)
            is_keyed = isinstance(value, dict)
            items = tuple((str(k), v) for k, v in value.items()) if is_keyed else (("", value),)
    except (yaml.YAMLError, ValueError, RecursionError):
        pass
    return Options(items, tuple(range(first, first + len(items))), last)
