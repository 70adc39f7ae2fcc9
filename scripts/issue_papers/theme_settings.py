"""YAML files of a theme that say something of it: what is wrong with one is told at its line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from issue_papers import yaml_loader
from issue_papers.layers import settings
from issue_papers.reporting.messages import Message, say
from issue_papers.reporting.problems import Problem, ProblemsError, closest
from issue_papers.theme import place


def lists(file: Path, keys: frozenset[str]) -> dict[str, list[str]]:
    """Read a file of lists of names.

    Args:
        file: The file.
        keys: Those that it may have.

    Raises:
        ProblemsError: It can't be read, or holds something else; all of that is told.
    """
    content, lines = _read(file)
    problems: list[Problem] = []
    for key, value in content.items():
        line = lines.get(key, 1)
        if key not in keys:
            message = say("`{key}` is no setting", key=key)
            problems.append(_wrong(file, line, message, closest(key, keys)))
        elif not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            problems.append(_wrong(file, line, say("expected a list of names")))
    if problems:
        raise ProblemsError(*problems)
    return content


def tables(file: Path) -> dict[str, dict[str, str | int]]:
    """Read a file of names, each of which has attributes.

    Raises:
        ProblemsError: It can't be read, or holds something else; all of that is told.
    """
    content, lines = _read(file)
    problems = [
        _wrong(
            file, lines.get(key, 1), say("expected attributes: `{key}: {{name: value}}`", key=key)
        )
        for key, value in content.items()
        if not isinstance(value, dict)
        or not all(isinstance(k, str) and isinstance(v, str | int) for k, v in value.items())
    ]
    if problems:
        raise ProblemsError(*problems)
    return content


def _read(file: Path) -> tuple[dict[str, Any], Mapping[str, int]]:
    content, lines = settings(file, place(file), _parsed)
    return {str(key): value for key, value in content.items()}, lines


def _parsed(text: str) -> tuple[Any, Mapping[str, int]]:
    node, content = yaml_loader.read(text)
    return content, dict(_lines(node)) if isinstance(node, yaml.MappingNode) else {}


def _lines(node: yaml.MappingNode) -> Iterator[tuple[str, int]]:
    for key, _ in node.value:
        yield str(key.value), key.start_mark.line + 1


def _wrong(file: Path, line: int, message: Message, hint: Message | str = "") -> Problem:
    return Problem(place(file), line, file.stem, message, hint)
