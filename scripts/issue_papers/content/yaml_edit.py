"""Small changes to front matter that leave every other character as it is.

What is changed is found by parsing, so that its style doesn't matter, and changed as text:
comments, quotes, order and line endings stay.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from issue_papers.content import yaml_mends
from issue_papers.reporting.messages import say

_FRONT_MATTER = re.compile(
    r"(?:\ufeff)?---[ \t]*\r?\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE | re.DOTALL
)


class CannotEditError(ValueError):
    """The text isn't such that the change could be made safely."""


def insert_item(text: str, key: str, item: str, after: str) -> str:
    """Put an item into a list of a file's front matter.

    Args:
        text: The whole file.
        key: The list's key, at the top level.
        item: A slug.
        after: The item of the list that the new one follows.

    Returns:
        The file with the item in the list, in the style in which the list is written.

    Raises:
        CannotEditError: There is no such list or no such item in it.
    """
    front = _FRONT_MATTER.match(text)
    if not front:
        raise CannotEditError(say("there is no front matter"))
    source, start = front["yaml"], front.start("yaml")
    node = _list(source, key)
    items = [part.value for part in node.value]
    if after not in items:
        raise CannotEditError(say("`{key}:` has no `{after}`", key=key, after=after))
    # Some slugs are numbers or truth values to YAML: 2030, no.
    written = item if yaml.safe_load(item) == item else f'"{item}"'
    previous = node.value[items.index(after)]
    end = previous.end_mark.index
    if node.flow_style:
        new = f", {written}"
    else:
        # The item may be followed by a comment, so the new one begins after the line's end.
        line_end = source.index("\n", end) if "\n" in source[end:] else len(source)
        newline = "\r\n" if source[:line_end].endswith("\r") else "\n"
        indent = " " * node.start_mark.column
        new, end = f"{newline}{indent}- {written}", line_end - (len(newline) - 1)
    changed = source[:end] + new + source[end:]
    expected = [*items[: items.index(after) + 1], item, *items[items.index(after) + 1 :]]
    if [part.value for part in _list(changed, key).value] != expected:
        message = say("`{key}:` is written in a way that can't be added to", key=key)
        raise CannotEditError(message)
    return text[:start] + changed + text[start + len(source) :]


def set_values(text: str, key: str, values: Mapping[str, str | dt.date]) -> str:
    """Give keys below a key of a file's front matter their values.

    Args:
        text: The whole file.
        key: The key at the top level that holds the others, `translation`.
        values: What they are to be; those that aren't there yet stand after the others.

    Returns:
        The file with the values, in the style in which the others are written.

    Raises:
        CannotEditError: There is no such key, or nothing stands below it.
    """
    for name, value in values.items():
        text = _set(text, (key, name), value)
    return text


def set_text(text: str, path: Sequence[str], value: str) -> str:
    """Give a key of a file's front matter its text, however deep it stands.

    Args:
        text: The whole file.
        path: The key, with those above it; what isn't there yet is put behind what is.
        value: Its text.

    Returns:
        The file with the text, in the style in which what is around it is written.

    Raises:
        CannotEditError: It is written in a way that can't be added to.
    """
    return _set(text, path, value, is_whole=True)


def _set(text: str, path: Sequence[str], value: str | dt.date, *, is_whole: bool = False) -> str:
    front = _FRONT_MATTER.match(text)
    if not front:
        raise CannotEditError(say("there is no front matter"))
    source, start = front["yaml"], front.start("yaml")
    node = _root(source) if is_whole else _mapping(source, path[0])
    rest = [*path] if is_whole else [*path[1:]]
    while (old := _below(node, rest[0])) and len(rest) > 1:
        if not (isinstance(old, yaml.MappingNode) and old.value):
            break
        node, rest = old, rest[1:]
    if old:
        begin, end = old.start_mark.index, old.end_mark.index
        # A text in lines below its key ends with the last of these.
        kept = source[begin:end]
        new = _written(value, node) + kept[len(kept.rstrip("\r\n")) :]
    else:
        begin, new = _added(source, node, rest, _written(value, node))
        end = begin
    changed = source[:begin] + new + source[end:]
    if yaml.safe_load(changed) != _with(yaml.safe_load(source), path, value):
        message = say("`{key}:` is written in a way that can't be added to", key=path[0])
        raise CannotEditError(message)
    return text[:start] + changed + text[start + len(source) :]


def _written(value: str | dt.date, node: yaml.MappingNode) -> str:
    """Write a value as it stands in a mapping."""
    if isinstance(value, dt.date):
        return value.isoformat()
    if "\n" in value:
        return json.dumps(value, ensure_ascii=False)
    return yaml_mends.plain(value, in_brackets=bool(node.flow_style))


def _added(
    source: str, node: yaml.MappingNode, keys: Sequence[str], written: str
) -> tuple[int, str]:
    """Return where a value goes that a mapping hasn't yet, and how it is written there."""
    if node.flow_style:
        for key in reversed(keys[1:]):
            written = f"{{{key}: {written}}}"
        return node.value[-1][1].end_mark.index, f", {keys[0]}: {written}"
    newline = "\r\n" if "\r\n" in source else "\n"
    first = node.value[0][0].start_mark
    lines = [f"{' ' * (first.column + 2 * depth)}{key}:" for depth, key in enumerate(keys)]
    new = f"{newline.join(lines)} {written}{newline}"
    ends = [each for _, each in node.value if each.start_mark.line == each.end_mark.line]
    if not ends:
        return first.index, f"{new[first.column :]}{' ' * first.column}"
    # The line may go on with a comment, so the new one begins after its end.
    return source.index("\n", ends[-1].end_mark.index) + 1, new


def _below(node: yaml.MappingNode, name: str) -> yaml.Node | None:
    return next((each for key, each in node.value if key.value == name), None)


def _with(data: Any, path: Sequence[str], value: object) -> object:
    if not path:
        return value
    held = data if isinstance(data, dict) else {}
    return {**held, path[0]: _with(held.get(path[0]), path[1:], value)}


def _root(source: str) -> yaml.MappingNode:
    node = _composed(source)
    if isinstance(node, yaml.MappingNode) and node.value:
        return node
    raise CannotEditError(say("the front matter is broken"))


def _mapping(source: str, key: str) -> yaml.MappingNode:
    for name, value in _top(source):
        if name.value == key and isinstance(value, yaml.MappingNode) and value.value:
            return value
    raise CannotEditError(say("nothing stands below `{key}:`", key=key))


def _list(source: str, key: str) -> yaml.SequenceNode:
    for name, value in _top(source):
        if name.value == key and isinstance(value, yaml.SequenceNode):
            return value
    raise CannotEditError(say("there is no list `{key}:`", key=key))


def _top(source: str) -> list[tuple[yaml.Node, yaml.Node]]:
    """Return the keys at the top level with their values."""
    node = _composed(source)
    return node.value if isinstance(node, yaml.MappingNode) else []


def _composed(source: str) -> yaml.Node | None:
    try:
        return yaml.compose(source, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError) as error:
        raise CannotEditError(say("the front matter is broken")) from error
