"""Where mkdocs.yml has an option of `issue-papers`, for what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import yaml

from issue_papers.reporting.messages import Message
from issue_papers.reporting.problems import Problem

_PLUGIN = "issue-papers"


def option_problem(config: Path, option: str, message: Message, hint: str = "") -> Problem:
    """Make a problem at an option, or at the nearest one above it that is written.

    Args:
        config: mkdocs.yml.
        option: The option's name, as `look.typefaces.text`; one of mkdocs.yml's own where no option
            of the plugin is called so.
        message: What is wrong.
        hint: What would be right.
    """
    text = config.read_text("utf-8")
    line = _line(text, option.split(".")) or _beginning(text, option.rpartition(".")[2])
    return Problem(config.name, line, f"plugins.{_PLUGIN}.{option}", message, hint)


def _line(text: str, keys: Sequence[str]) -> int:
    """Return the line of the last of some keys that is there; 0 where not even the first is."""
    try:
        node = _below(yaml.compose(text, yaml.SafeLoader), "plugins")[1]
    except (yaml.YAMLError, RecursionError):
        return 0
    for part in node.value if isinstance(node, yaml.SequenceNode) else (node,):
        if (options := _below(part, _PLUGIN)[1]) is not None:
            node = options
            break
    else:
        return 0
    line = 0
    for key in keys:
        found, node = _below(node, key)
        line = found or line
    return line


def _below(node: yaml.Node | None, name: str) -> tuple[int, yaml.Node | None]:
    """Return the line of a key or an item, and what it has; nothing where it isn't there."""
    if isinstance(node, yaml.SequenceNode) and name.isdigit() and int(name) < len(node.value):
        item = node.value[int(name)]
        return item.start_mark.line + 1, item
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        if key.value == name:
            return key.start_mark.line + 1, value
    return 0, None


def _beginning(text: str, key: str) -> int:
    """Return the last line that begins with a key; the first of all where none does."""
    lines = enumerate(text.split("\n"), 1)
    return max((n for n, line in lines if line.strip().startswith(f"{key}:")), default=1)
