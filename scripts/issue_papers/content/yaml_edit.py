"""Small changes to front matter that leave every other character as it is.

A list is found by parsing, so that its style doesn't matter, and changed as text: comments, quotes,
order and line endings stay.
"""

from __future__ import annotations

import re

import yaml

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


def _list(source: str, key: str) -> yaml.SequenceNode:
    try:
        node = yaml.compose(source, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError) as error:
        raise CannotEditError(say("the front matter is broken")) from error
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            if name.value == key and isinstance(value, yaml.SequenceNode):
                return value
    raise CannotEditError(say("there is no list `{key}:`", key=key))
