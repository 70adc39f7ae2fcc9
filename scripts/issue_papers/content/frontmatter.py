"""Text → metadata, body, and the line of every key.

Front matter is YAML between two `---` lines at the start of the file. The YAML is composed into
nodes first, so that each key's line is known and duplicate keys are seen; only then is it turned
into plain values. A byte-order mark and Windows line endings are accepted. What would keep the rest
from being read, such as the marks of a merge conflict, is said alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeAlias

import yaml

from issue_papers import yaml_loader
from issue_papers.articles import characters
from issue_papers.content import fences, yaml_faults, yaml_mends
from issue_papers.content.yaml_mends import Mend
from issue_papers.reporting.edits import Edit
from issue_papers.reporting.messages import Message, joined, say
from issue_papers.reporting.problems import Problem

KeyPath: TypeAlias = tuple[str | int, ...]

_CONFLICT = re.compile(
    r"^<{7} .*\n(?:(?![<>]{7} ).*\n)*?={7}\n(?:(?!>{7} ).*\n)*?>{7} |^[<>]{7} (?=\S)", re.MULTILINE
)


@dataclass(frozen=True)
class YamlData:
    """A YAML document's value with the line of each of its keys and items.

    Attributes:
        value: Plain values: mappings, lists, strings, numbers, dates.
        lines: Line in the file, counted from 1, by key path such as `("figures", 0, "value")`.
        comments: Comments that follow a text without quotation marks on its line, by key path.
    """

    value: Any
    lines: Mapping[KeyPath, int] = field(default_factory=dict)
    comments: Mapping[KeyPath, str] = field(default_factory=dict)

    @cached_property
    def written(self) -> Mapping[tuple[KeyPath, object], str]:
        """How keys are written that YAML takes for no text (`on`, `~`, `1`), by their place."""
        found: dict[tuple[KeyPath, object], str] = {}
        for path in self.lines:
            meant = yaml_loader.plain(str(path[-1]))
            if not isinstance(meant, str | list | dict):
                found.setdefault((path[:-1], meant), str(path[-1]))
        return found

    def line(self, path: KeyPath, default: int = 1) -> int:
        """Return the line of a key, or of the nearest one above it that is in the file."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return default


@dataclass(frozen=True)
class SourceText:
    r"""A Markdown file taken apart.

    Attributes:
        meta: The front matter; an empty mapping where there is none.
        body: The Markdown after it, with `\\n` line endings.
        body_line: Line in the file on which the body starts.
        is_readable: Whether the metadata is what the file says, be it after a mend.
    """

    meta: YamlData
    body: str
    body_line: int
    is_readable: bool = True


def decode(data: bytes, path: str) -> tuple[str, list[Problem]]:
    r"""Decode a file's bytes as UTF-8, without byte-order mark, with `\\n` line endings.

    Returns:
        The text, and why it can't be read: its bytes, its characters, or a conflict that git left.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        byte = f"0x{data[error.start]:02x}"
        message = say("the file isn't UTF-8: byte {byte} can't be read", byte=byte)
        hint = say("save the file with the encoding UTF-8 in your editor")
        return "", [Problem(path, line, "encoding", message, hint)]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text, [*_forbidden(text, path), *_conflicts(text, path)]


def _forbidden(text: str, path: str) -> Iterator[Problem]:
    """Yield each line with characters that no text may hold, such as Word's soft break.

    Isolates are looked at where it is known where a text ends.
    """
    if next(characters.breaches(text, isolates=False), None) is None:
        return
    for number, line in enumerate(text.split("\n"), 1):
        if breach := next(characters.breaches(line, isolates=False), None):
            yield Problem(path, number, "encoding", *characters.told(breach, line))


def _conflicts(text: str, path: str) -> Iterator[Problem]:
    """Yield each place where git left both versions of some lines for somebody to choose."""
    for match in _CONFLICT.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        last = text.count("\n", 0, match.end()) + 1
        message = say("a merge conflict up to line {last} isn't resolved", last=last)
        if last == line:
            message = say("a line of a merge conflict has been left")
        hint = say(
            "keep the right one of the two versions, and delete the lines that begin with "
            "`<<<<<<<`, `=======` and `>>>>>>>`"
        )
        yield Problem(path, line, "conflict", message, hint)


def parse(text: str, path: str) -> tuple[SourceText, list[Problem]]:
    r"""Take a Markdown file's text apart.

    Args:
        text: The file's text with `\\n` line endings.
        path: Its path, for problems.

    Returns:
        Metadata and body; and what is wrong with the front matter. What is clear in spite of a
        fault is read as it was meant, so that everything else that is wrong is told with it.
    """
    around, problems = fences.find(text, path)
    if around is None:
        body = "" if problems else text  # nobody knows where it begins
        return SourceText(YamlData({}), body, 1, is_readable=not problems), problems
    lines = text.split("\n")
    inner = "\n".join(lines[around.start : around.end])
    meta, faults = parse_yaml(inner, path, first_line=around.start + 1)
    problems += faults
    is_readable = meta.value is not None or not faults
    if meta.value is None:
        meta = YamlData({})
    if not isinstance(meta.value, dict):
        found = type_name(meta.value)
        message = say("found {found}, expected keys with values", found=found)
        hint = say("write `title: …`")
        problems.append(Problem(path, around.start + 1, "front matter", message, hint))
        meta, is_readable = YamlData({}), False
    body = "\n".join(lines[around.body :])
    return SourceText(meta, body, around.body + 1, is_readable), problems


def parse_yaml(text: str, path: str, *, first_line: int = 1) -> tuple[YamlData, list[Problem]]:
    """Read YAML with the line of every key.

    Args:
        text: The YAML.
        path: The file it stands in, for problems.
        first_line: The line of that file on which `text` starts.
    """
    try:
        return _parsed(text, path, first_line)
    except RecursionError:  # as it is written, or as it was meant
        return YamlData(None), [_nested(path, first_line + (yaml_loader.too_deep(text) or 0))]


def _parsed(text: str, path: str, first_line: int) -> tuple[YamlData, list[Problem]]:
    """Do so, but for YAML that is nested too deep.

    Raises:
        RecursionError: It is.
    """
    problems: list[Problem] = []
    try:
        node, value = yaml_loader.read(text)
    except yaml_loader.EndlessError as error:
        return YamlData(None), [_nested(path, first_line + reason(error)[0])]
    except (yaml.YAMLError, ValueError) as error:
        _, detail = reason(error)
        text, mends = yaml_mends.mend(text)
        problems = [_mended(path, first_line, mend, detail) for mend in mends]
        try:
            node, value = yaml_loader.read(text)
        except (yaml.YAMLError, ValueError) as other:
            number, detail = reason(other)
            fault = yaml_faults.broken(text, path, number, first_line, detail)
            return YamlData(None), [*problems, fault]
    text, mends = yaml_mends.tidied(text, node) if node else (text, ())
    if mends:
        problems += [_mended(path, first_line, mend) for mend in mends]
        node, value = yaml_loader.read(text)
    if node is None:
        return YamlData(None), problems
    notes = _Notes(path, first_line, text.split("\n"))
    problems += _walk(node, (), notes)
    if notes.is_unusable or notes.has_breaches:
        return YamlData(None), problems
    return YamlData(value, notes.lines, notes.comments), problems


def reason(error: Exception) -> tuple[int, str]:
    """Return the line, from 0, at which YAML can't be read, and the parser's words for why."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return 0, str(error)
    mark = error.problem_mark or error.context_mark
    return mark.line if mark else 0, " ".join(filter(None, [error.context, error.problem]))


def _mended(path: str, first_line: int, mend: Mend, detail: str = "") -> Problem:
    """Say of a line what it should be."""
    line = first_line + mend.number
    message = mend.message or say("broken YAML: {detail}", detail=yaml_faults.known(detail))
    hint = mend.hint or say("write `{line}`", line=mend.line.strip())
    fix = Edit(path, line, line, (mend.line,)) if mend.is_sure else None
    return Problem(path, line, dotted(mend.at) or "yaml", message, hint, fix=fix)


def _nested(path: str, line: int) -> Problem:
    message = say("found lists or keys nested without end")
    return Problem(path, line, "yaml", message, say("write the value without `&`, `*` and `[[`"))


@dataclass
class _Notes:
    """What is noted of a file's YAML while its nodes are walked."""

    path: str
    first_line: int
    text: list[str]
    lines: dict[KeyPath, int] = field(default_factory=dict)
    comments: dict[KeyPath, str] = field(default_factory=dict)
    is_unusable: bool = False
    has_breaches: bool = False


def _walk(node: yaml.Node, at: KeyPath, notes: _Notes) -> Iterator[Problem]:
    """Note the line of each key below a node, and yield each key that stands twice."""
    lines, first_line = notes.lines, notes.first_line
    if notes.is_unusable:
        return
    if len(at) > yaml_loader.DEEPEST:  # an alias may lead back to where it stands
        notes.is_unusable = True
        yield _nested(notes.path, lines[at[:1]])
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            lines[(*at, index)] = first_line + item.start_mark.line
            yield from _walk(item, (*at, index), notes)
    elif isinstance(node, yaml.MappingNode):
        for key_node, value_node in node.value:
            key = str(key_node.value)
            here = (*at, key)
            line = first_line + key_node.start_mark.line
            if fault := _unusable_key(key, at, line, notes):
                yield fault
                continue
            if here in lines:
                message = say(
                    "the key stands twice: on line {first} and on line {second}",
                    first=lines[here],
                    second=line,
                )
                yield Problem(notes.path, line, dotted(here), message, say("keep one of the two"))
                continue  # all that is in it may stand twice
            lines[here] = line
            yield from _walk(value_node, here, notes)
    elif isinstance(node, yaml.ScalarNode):
        yield from _scalar(node, at, notes)


def _unusable_key(key: str, at: KeyPath, line: int, notes: _Notes) -> Problem | None:
    """Return the problem of a key that is nothing, no text, or of several lines."""
    if key:
        strange = _strange(key, at, line, notes)
        return strange or _breach(characters.told_lines(key), at, line, notes)
    notes.is_unusable = True
    message = say("found a value without a key")
    hint = say("write `key: value`, or delete the line")
    return Problem(notes.path, line, dotted(at) or "yaml", message, hint)


def _strange(text: str, at: KeyPath, line: int, notes: _Notes) -> Problem | None:
    """Return the problem of a value with a character that no text may hold, which escapes make."""
    breach = next(characters.breaches(text), None)
    found = characters.told(breach, text) if breach else None
    return _breach(found, at, line, notes)


def _breach(
    found: tuple[Message, Message] | None, at: KeyPath, line: int, notes: _Notes
) -> Problem | None:
    if found is None:
        return None
    notes.has_breaches = True
    return Problem(notes.path, line, dotted(at) or "yaml", *found)


def _scalar(node: yaml.ScalarNode, at: KeyPath, notes: _Notes) -> Iterator[Problem]:
    """Note the comment after a text, and yield what it can't hold."""
    line = notes.first_line + node.start_mark.line
    if strange := _strange(str(node.value), at, line, notes):
        yield strange
    if node.style:
        return
    end = node.end_mark
    written = notes.text[end.line] if end.line < len(notes.text) else ""
    if re.match(r"\s+#", written[end.column :]):
        notes.comments[at] = written[end.column :].strip()


def dotted(path: KeyPath) -> str:
    """Write a key path as editors know it: `figures.0.value`."""
    return ".".join(map(str, path))


def type_name(value: object) -> Message:  # noqa: PLR0911 - a table, a row a type
    """Name a value's type as an editor would."""
    match value:
        case None:
            return say("nothing")
        case bool():
            return joined("", ["`", str(value).lower(), "`"])
        case int() | float():
            return say("the number {value}", value=value)
        case str():
            is_short = len(value) < 60  # noqa: PLR2004
            written = characters.visible(value)
            return say("“{value}”", value=written) if is_short else say("a long text")
        case list():
            return say("a list")
        case dict():
            return say("keys with values")
        case _:
            return say("“{value}”", value=str(value))
