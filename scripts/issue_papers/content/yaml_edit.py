"""Small changes to front matter that leave every other character as it is.

What is changed is found by parsing, so that its style doesn't matter, and changed as text:
comments, quotes, order and line endings stay.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

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
        text = _set(text, key, name, value)
    return text


def _set(text: str, key: str, name: str, value: str | dt.date) -> str:
    front = _FRONT_MATTER.match(text)
    if not front:
        raise CannotEditError(say("there is no front matter"))
    source, start = front["yaml"], front.start("yaml")
    node = _mapping(source, key)
    in_braces = bool(node.flow_style)
    if isinstance(value, dt.date):
        written = value.isoformat()
    else:
        written = yaml_mends.plain(value, in_brackets=in_braces)
    old = next((each for each in node.value if each[0].value == name), None)
    if old:
        begin, end, new = old[1].start_mark.index, old[1].end_mark.index, written
    elif in_braces:
        begin = end = node.value[-1][1].end_mark.index
        new = f", {name}: {written}"
    else:
        # The line may go on with a comment, so the new one begins after its end.
        lines = [each for _, each in node.value if each.start_mark.line == each.end_mark.line]
        until = source.index("\n", (lines or [node.value[0][0]])[-1].end_mark.index)
        begin = end = until + 1 if lines else node.value[0][0].start_mark.index
        newline = "\r\n" if source[: until + 1].endswith("\r\n") else "\n"
        indent = " " * node.value[0][0].start_mark.column
        line = f"{name}: {written}{newline}"
        new = f"{indent}{line}" if lines else f"{line}{indent}"
    changed = source[:begin] + new + source[end:]
    if yaml.safe_load(changed) != _with(yaml.safe_load(source), key, name, yaml.safe_load(written)):
        message = say("`{key}:` is written in a way that can't be added to", key=key)
        raise CannotEditError(message)
    return text[:start] + changed + text[start + len(source) :]


def _with(data: dict[str, dict[str, object]], key: str, name: str, value: object) -> object:
    return {**data, key: {**data[key], name: value}}


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
    try:
        node = yaml.compose(source, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError) as error:
        raise CannotEditError(say("the front matter is broken")) from error
    return node.value if isinstance(node, yaml.MappingNode) else []
