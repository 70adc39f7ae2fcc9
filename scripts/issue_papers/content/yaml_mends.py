"""YAML that can't be read, as it was meant: a mend is offered only if the YAML can be read with it.

Editors leave out the space after a colon, indent with tabs, and write texts that YAML takes for
something else: `title: Ports: a view`, `“Ports: a view”`, `@ports`. Each mend changes one line, so
that the lines of everything else stay the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from math import inf

import yaml

from issue_papers import yaml_loader
from issue_papers.content import yaml_signs
from issue_papers.reporting.messages import Message, say

_MOST = 20
"""How many lines of one file are mended; with more of them wrong, nobody knows what was meant."""

_LONGEST = 400
"""The number of lines up to which all lines above the parser's are tried."""

_KEY = r"(?P<before>[ ]*(?:-[ ]+)*(?:(?P<key>[A-Za-z_][\w-]*)[ ]*:[ \t]+|-[ ]+))"
_NO_SPACE = re.compile(
    r"(?P<before>[ ]*(?:-[ ]+)?)(?P<key>[A-Za-z_][\w-]*):[\u00a0\u2007\u202f]*(?P<value>[^\s:/#].*)"
)
_NO_SPACE_IN_FLOW = re.compile(r"(?P<before>[{,]\s*)(?P<key>[a-z][a-z_-]*):(?=[^\s:/])")
_EQUALS = re.compile(r"(?P<before>[ ]*(?:-[ ]+)?)(?P<key>[A-Za-z_][\w-]*)[ ]*=[ ]*(?P<value>\S.*)")
_VALUE = re.compile(_KEY + r"(?P<value>\S.*?)[ \t]*")
_SMART = re.compile('[“”„«‘‟](?P<text>[^“”„«»‘’‟"]*)[“”»’‟]')
_SQUEEZED = re.compile(r"(?P<key>[A-Za-z_][\w-]*):(?P<value>[^\s:/].*)")
_IN_BRACKETS = re.compile(r"\[[^\[\]]*\](?=[^\]}]*$)[^,]|\{[^{}]*\}(?=[^\]}]*$)[^,]")
_STRUCTURE = re.compile(r"[|>][+-]?\d?$|[|>]\d?[+-]?$|[&!]\S+$|\*\w+$")
_WORDS = re.compile(r"[ ]*[^\W\d_](?:[^:#{}\[\]]|:(?=\S))*")
_KEY_LINE = re.compile(r"(?P<indent>[ ]*)(?:- )?[A-Za-z_][\w-]*:[ ]+[^\s\[{|>&*!]")
_GOES_ON = say("found a line without `: `")
_INDENT = say("put two spaces before the line, if it goes on with the text above it")
_SPACE = say("a space is missing after the colon")
_COLON = say("found `=` after a key, expected a colon")
_STRAIGHT = say("found typographic quotation marks: YAML knows straight ones alone")


@dataclass(frozen=True)
class Mend:
    """A line as it should be typed.

    Attributes:
        number: The line's number in the YAML, from 0.
        line: What it should be.
        message: What is wrong with it; nothing where the parser's words say it.
        at: The key that it is about, if the YAML can be read.
        is_sure: Whether nothing else can have been meant.
        hint: How to mend it, where the line alone doesn't say it.
    """

    number: int
    line: str
    message: Message | None = None
    at: tuple[str | int, ...] = ()
    is_sure: bool = True
    hint: Message | None = None


def mend(text: str) -> tuple[str, tuple[Mend, ...]]:
    """Mend YAML that can't be read, as far as it is clear what was meant.

    Args:
        text: The YAML.

    Returns:
        The YAML, which may still be broken further down, and what was mended in it.
    """
    lines = text.split("\n")
    mends: dict[int, Mend] = {}
    at = broken_at(text)
    while at is not None and len(mends) < _MOST:
        if together := _together(lines, at):
            mends |= together
            lines = [together[n].line if n in together else line for n, line in enumerate(lines)]
            at = broken_at("\n".join(lines))
            continue
        found = _better(lines, at) or _better_spaced(lines, at) or _run_on(lines, at)
        if found is None:
            break
        lines[found.number] = found.line
        if earlier := mends.get(found.number):
            found = replace(found, message=earlier.message or found.message)
        mends[found.number] = found
        at = broken_at("\n".join(lines))
    return "\n".join(lines), tuple(mends[number] for number in sorted(mends))


def tidied(text: str, node: yaml.Node) -> tuple[str, tuple[Mend, ...]]:
    """Mend YAML that can be read, but not as it was meant.

    Args:
        text: The YAML.
        node: What it was read into.
    """
    lines = text.split("\n")
    is_text = isinstance(node, yaml.ScalarNode) and not node.style
    found = _keys_in_text(lines, node) if is_text else _untidy(node, (), set())
    places = sorted(found, key=lambda place: (place.line, -place.start))
    if not places:
        return text, ()
    mends: dict[int, Mend] = {}
    for place in places:  # of one line, the last comes first
        line = lines[place.line]
        lines[place.line] = f"{line[: place.start]}{place.text}{line[place.end :]}"
        mends[place.line] = Mend(place.line, lines[place.line], place.message, place.at)
    changed = "\n".join(lines)
    is_better = broken_at(changed) is None
    return (changed, tuple(mends.values())) if is_better else (text, ())


@dataclass(frozen=True)
class _Place:
    """A stretch of a line, and what should stand there."""

    line: int
    start: int
    end: int
    text: str
    message: Message
    at: tuple[str | int, ...]


def _untidy(node: yaml.Node, at: tuple[str | int, ...], seen: set[int]) -> Iterator[_Place]:
    """Yield what in a value is typed in another way than YAML needs it."""
    if id(node) in seen or len(at) > yaml_loader.DEEPEST:
        return  # an alias stands for it, be it within itself
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _untidy(item, (*at, index), seen)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                if value.tag.endswith(":null") and not value.value:
                    yield from _squeezed(key, at)
                yield from _untidy(value, (*at, str(key.value)), seen)
    elif isinstance(node, yaml.ScalarNode):
        yield from _typographic(node, at)


def _keys_in_text(lines: list[str], node: yaml.Node) -> Iterator[_Place]:
    """Yield keys with their values that YAML takes for one text: `title:Ports`, `title = Ports`."""
    numbers = range(node.start_mark.line, node.end_mark.line + 1)
    for number in (number for number in numbers if number < len(lines) and lines[number].strip()):
        line = lines[number]
        match, message = _NO_SPACE.fullmatch(line), _SPACE
        if match is None:
            match, message = _EQUALS.fullmatch(line), _COLON
        if match is None:
            return
        new = f"{match['before']}{match['key']}: {match['value']}"
        yield _Place(number, 0, len(line), new, message, (match["key"],))


def _typographic(node: yaml.ScalarNode, at: tuple[str | int, ...]) -> Iterator[_Place]:
    """Yield a text with typographic quotation marks around it."""
    start, end = node.start_mark, node.end_mark
    match = _SMART.fullmatch(str(node.value))
    if match and not node.style and start.line == end.line:
        yield _Place(start.line, start.column, end.column, quoted(match["text"]), _STRAIGHT, at)


def _squeezed(node: yaml.ScalarNode, above: tuple[str | int, ...]) -> Iterator[_Place]:
    """Yield a key with its value, `id:use`, that YAML takes for one text."""
    start, end = node.start_mark, node.end_mark
    match = _SQUEEZED.fullmatch(str(node.value))
    if match and not node.style and start.line == end.line:
        new, at = f"{match['key']}: {match['value']}", (*above, match["key"])
        yield _Place(start.line, start.column, end.column, new, _SPACE, at)


def broken_at(text: str) -> int | None:
    """Return the line, from 0, on which YAML can't be read any further; nothing if it can."""
    try:
        yaml_loader.compose(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return mark.line if mark else 0
    except (yaml.YAMLError, ValueError, RecursionError):
        return 0
    return None


def _better(lines: list[str], at: int) -> Mend | None:
    """Return the first mend of a line that lets more of the YAML be read."""
    first = 0 if len(lines) <= _LONGEST else max(0, at - 1)
    for number in range(min(at, len(lines) - 1), first - 1, -1):
        for rule, message in _RULES.items():
            best: tuple[float, str] = (at, "")
            for line in rule(lines[number]):
                after = broken_at("\n".join([*lines[:number], line, *lines[number + 1 :]]))
                best = max(best, (inf if after is None else after, line), key=lambda way: way[0])
            if best[1]:
                return Mend(number, best[1], message, is_sure=" #" not in lines[number])
    return None


def _better_spaced(lines: list[str], at: int) -> Mend | None:
    """Return the mend of a line that helps only together with another, of the parser's line."""
    for number in range(min(at, len(lines) - 1), -1, -1):
        for line in _space(lines[number]):
            if _better([*lines[:number], line, *lines[number + 1 :]], at):
                return Mend(number, line, _SPACE, is_sure=" #" not in line)
    return None


def _together(lines: list[str], at: int) -> dict[int, Mend]:
    """Return the mends of lines with signs of one kind, which help only together."""
    for changed, message in yaml_signs.in_all(lines):
        tried = [changed.get(number, line) for number, line in enumerate(lines)]
        after = broken_at("\n".join(tried)) if changed else at
        if after is None or after > at:
            return {number: Mend(number, line, message) for number, line in changed.items()}
    return {}


def _run_on(lines: list[str], at: int) -> Mend | None:
    """Return the mend of a line that goes on with the text above it, and isn't indented."""
    for number in (at - 1, at):
        if not 0 < number < len(lines) or not _WORDS.fullmatch(lines[number]):
            continue
        above = _KEY_LINE.match(lines[number - 1])
        line = " " * (len(above["indent"]) + 2 if above else 0) + lines[number].strip()
        after = broken_at("\n".join([*lines[:number], line, *lines[number + 1 :]]))
        if above and (after is None or after > at):
            return Mend(number, line, _GOES_ON, is_sure=False, hint=_INDENT)
    return None


def _space(line: str) -> Iterator[str]:
    """`title:Ports`."""
    if match := _NO_SPACE.fullmatch(line):
        yield f"{match['before']}{match['key']}: {match['value']}"
    if "{" in line and (mended := _NO_SPACE_IN_FLOW.sub(r"\g<before>\g<key>: ", line)) != line:
        yield mended


def _equals(line: str) -> Iterator[str]:
    """`title = Ports`."""
    if match := _EQUALS.fullmatch(line):
        yield f"{match['before']}{match['key']}: {match['value']}"


def _tabs(line: str) -> Iterator[str]:
    """`⇥from: 2016`."""
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent:
        yield indent.replace("\t", "  ") + line.lstrip()
        yield indent.replace("\t", "    ") + line.lstrip()
        yield line.lstrip()
    if "\t" in line.lstrip():
        yield indent.replace("\t", "  ") + line.lstrip().replace("\t", " ")


def _straight(line: str) -> Iterator[str]:
    """`title: “Ports: a view”`, and the same in brackets."""
    match = _VALUE.fullmatch(line)
    if match and (whole := _SMART.fullmatch(match["value"])):
        yield match["before"] + quoted(whole["text"])
    elif _SMART.search(line):
        yield _SMART.sub(lambda each: quoted(each["text"]), line)


def _quotation(line: str) -> Iterator[str]:
    """`title: Ports: a view`, `title: @ports`, `title: "Ports" and more`."""
    match = _VALUE.fullmatch(line)
    if not match or _STRUCTURE.match(match["value"]):
        return
    if match["value"][0] in "[{" and not _IN_BRACKETS.match(match["value"]):
        return  # a list or a mapping with something wrong in it
    if not match["key"] and ": " in match["value"]:
        return  # `- id: x`, a mapping in a list
    yield match["before"] + quoted(_bare(match["value"]))


def _bare(value: str) -> str:
    """Return a text without its quotation marks, which hold more of the same: `'the city's'`."""
    sign, inner = value[0], value[1:-1]
    if sign not in "'\"" or value[-1] != sign or len(value) < len("''a"):
        return value
    first = inner.find(sign)
    is_closed = (
        first > 0 and not inner[first - 1].isspace() and inner[first + 1 : first + 2] in {"", " "}
    )
    return value if is_closed else inner


_RULES: Mapping[Callable[[str], Iterator[str]], Message | None] = {
    _space: _SPACE,
    yaml_signs.colon: yaml_signs.COLON,
    yaml_signs.comma: yaml_signs.COMMA,
    yaml_signs.twice: yaml_signs.TWICE,
    _equals: _COLON,
    _straight: _STRAIGHT,
    _tabs: say("broken YAML: {detail}", detail=say("found a tab")),
    _quotation: None,
}


def quoted(text: str) -> str:
    """Write a text in straight quotation marks, as YAML reads them."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def plain(text: str, *, in_brackets: bool = False) -> str:
    """Write a text as YAML, in quotation marks only if it needs them.

    Args:
        text: The text.
        in_brackets: Whether it is to stand in a list or a mapping in brackets.
    """
    try:
        read = yaml_loader.read(f"[{text}]" if in_brackets else f"a: {text}")[1]
    except (yaml.YAMLError, RecursionError):
        return quoted(text)
    return text if read == ([text] if in_brackets else {"a": text}) else quoted(text)
