"""Text → metadata, body, and the line of every key.

Front matter is YAML between two `---` lines at the start of the file. The YAML is composed into
nodes first, so that each key's line is known and duplicate keys are seen; only then is it turned
into plain values. A byte-order mark and Windows line endings are accepted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import yaml

from issue_papers.reporting.messages import Message, joined, say
from issue_papers.reporting.problems import Problem

KeyPath: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True)
class YamlData:
    """A YAML document's value with the line of each of its keys and items.

    Attributes:
        value: Plain values: mappings, lists, strings, numbers, dates.
        lines: Line in the file, counted from 1, by key path such as `("figures", 0, "value")`.
    """

    value: Any
    lines: Mapping[KeyPath, int] = field(default_factory=dict)

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
    """

    meta: YamlData
    body: str
    body_line: int


def decode(data: bytes, path: str) -> tuple[str, list[Problem]]:
    r"""Decode a file's bytes as UTF-8, without byte-order mark, with `\\n` line endings."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        byte = f"0x{data[error.start]:02x}"
        message = say("the file isn't UTF-8: byte {byte} can't be read", byte=byte)
        hint = say("save the file with the encoding UTF-8 in your editor")
        return "", [Problem(path, line, "encoding", message, hint)]
    return text.replace("\r\n", "\n").replace("\r", "\n"), []


def parse(text: str, path: str) -> tuple[SourceText, list[Problem]]:
    r"""Take a Markdown file's text apart.

    Args:
        text: The file's text with `\\n` line endings.
        path: Its path, for problems.

    Returns:
        Metadata and body; and what is wrong with the front matter. Where it is broken, the
        metadata is empty and the body is still returned.
    """
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return SourceText(YamlData({}), text, 1), []
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() in {"---", "..."}), None)
    if end is None:
        problem = Problem(
            path,
            1,
            "front matter",
            say("the front matter opened by `---` on line 1 is never closed"),
            say("put a line with `---` alone after the last key"),
        )
        return SourceText(YamlData({}), "", len(lines)), [problem]
    meta, problems = parse_yaml("\n".join(lines[1:end]), path, first_line=2)
    if meta.value is None:
        meta = YamlData({})
    if not isinstance(meta.value, dict):
        if not problems:
            found = type_name(meta.value)
            message = say("found {found}, expected keys with values", found=found)
            problems.append(Problem(path, 2, "front matter", message, say("write `title: …`")))
        meta = YamlData({})
    return SourceText(meta, "\n".join(lines[end + 1 :]), end + 2), problems


def parse_yaml(text: str, path: str, *, first_line: int = 1) -> tuple[YamlData, list[Problem]]:
    """Read YAML with the line of every key.

    Args:
        text: The YAML.
        path: The file it stands in, for problems.
        first_line: The line of that file on which `text` starts.
    """
    try:
        node, value = _compose(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        detail = " ".join(filter(None, [error.context, error.problem]))
        message = say("broken YAML: {detail}", detail=detail)
        return YamlData(None), [Problem(path, line, "yaml", message, _HINT)]
    except (yaml.YAMLError, ValueError) as error:
        message = say("broken YAML: {detail}", detail=str(error))
        return YamlData(None), [Problem(path, first_line, "yaml", message, _HINT)]
    if node is None:
        return YamlData(None), []
    lines: dict[KeyPath, int] = {}
    problems = list(_walk(node, (), lines, path, first_line))
    return YamlData(value, lines), problems


def _compose(text: str) -> tuple[yaml.Node | None, Any]:
    """Read YAML into nodes, which know their lines, and into plain values.

    libyaml is ten times as fast as PyYAML's own parser; that one is asked where it is missing, and
    for its clearer words where the YAML is broken.
    """
    fast = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return _read_with(fast, text)
    except yaml.YAMLError:
        return _read_with(yaml.SafeLoader, text)


def _read_with(loader_type: Any, text: str) -> tuple[yaml.Node | None, Any]:
    loader = loader_type(text)
    try:
        node = loader.get_single_node()
        return node, None if node is None else loader.construct_document(node)
    finally:
        loader.dispose()


_HINT = say(
    "put a text that holds `: ` or starts with a sign such as [ {{ * & ! % @ in quotation marks"
)


def _walk(
    node: yaml.Node, at: KeyPath, lines: dict[KeyPath, int], path: str, first_line: int
) -> Iterator[Problem]:
    """Note the line of each key below a node, and yield each key that stands twice."""
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            lines[(*at, index)] = first_line + item.start_mark.line
            yield from _walk(item, (*at, index), lines, path, first_line)
    elif isinstance(node, yaml.MappingNode):
        for key_node, value_node in node.value:
            key = str(key_node.value)
            here = (*at, key)
            line = first_line + key_node.start_mark.line
            if here in lines:
                message = say(
                    "the key stands twice: on line {first} and on line {second}",
                    first=lines[here],
                    second=line,
                )
                yield Problem(path, line, dotted(here), message, say("keep one of the two"))
            else:
                lines[here] = line
            yield from _walk(value_node, here, lines, path, first_line)


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
            return say("“{value}”", value=value) if is_short else say("a long text")
        case list():
            return say("a list")
        case dict():
            return say("keys with values")
        case _:
            return say("“{value}”", value=str(value))
