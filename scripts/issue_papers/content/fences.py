"""Where a file's front matter begins and ends, also where one of its two `---` lines is missing."""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from issue_papers import yaml_loader
from issue_papers.content import yaml_mends
from issue_papers.reporting.edits import Edit
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem

_INVISIBLE = "\ufeff\u200b \t"
_LIKE_FENCE = re.compile(r"[\s\u200b\ufeff]*[-\u2010-\u2015\u2212]{2,}\s*")
_OTHER_FENCE = re.compile(r"(?P<sign>[*_=~+])(?P=sign){2,}\s*")
"""A line of other programs, or of other signs; only above a telling key is it one of ours."""
_LIKE_KEY = re.compile(r"\s*(?:#|[\w-]+\s*:(?:\s|$))")
_TELLING = re.compile(r"(?:title|summary|template|number)\s*[:=]")
"""Keys that every page of ours has, or that say how a page is made: no text begins with them."""


@dataclass(frozen=True)
class Fences:
    """The lines of a file's front matter, counted from 0.

    Attributes:
        start: The first line of the YAML.
        end: The line after its last.
        body: The first line of the text.
    """

    start: int
    end: int
    body: int


def find(text: str, path: str) -> tuple[Fences | None, list[Problem]]:
    r"""Find a file's front matter.

    Args:
        text: The file's text with `\\n` line endings.
        path: Its path, for problems.

    Returns:
        Where it is, or was meant to be; nothing if there is none. And what is wrong with the lines
        around it.
    """
    lines = text.split("\n")
    first = next((n for n, line in enumerate(lines) if line.strip(_INVISIBLE)), 0)
    if lines[0].rstrip() == "---":
        return _closed(lines, 1, path, [])
    following = lines[first + 1] if first + 1 < len(lines) else ""
    if _LIKE_FENCE.fullmatch(lines[first]) and _LIKE_KEY.match(following):
        return _closed(lines, first + 1, path, [_unlike(lines, first, path)])
    if _OTHER_FENCE.fullmatch(lines[first]) and _TELLING.match(following):
        opening = lines[first].strip()
        return _closed(lines, first + 1, path, [_unlike(lines, first, path)], opening)
    return _unopened(lines, first, path)


def _closed(
    lines: list[str], start: int, path: str, problems: list[Problem], opening: str = "---"
) -> tuple[Fences | None, list[Problem]]:
    """Find where front matter that has been opened, be it by another line, ends."""
    rest = [*enumerate(lines)][start:]
    end = next((n for n, line in rest if line.rstrip() in {"---", "...", opening}), None)
    if end is not None and lines[end].rstrip() in {"---", "..."}:
        return Fences(start, end, end + 1), problems
    like = end or next((n for n, line in rest if _LIKE_FENCE.fullmatch(line)), None)
    message = say(
        "the front matter opened by `{sign}` on line {line} is never closed",
        sign=opening,
        line=start,
    )
    if like is not None:
        hint = say("write three hyphens and nothing else on line {line}", line=like + 1)
        fix = Edit(path, like + 1, like + 1, ("---",))
        fault = Problem(path, like + 1, "front matter", message, hint, fix=fix)
        return Fences(start, like, like + 1), [*problems, fault]
    end = _end_of_keys(lines, start)
    if end is None:
        hint = say("put a line with `---` alone after the last key")
        return None, [*problems, Problem(path, start, "front matter", message, hint)]
    hint = say("put a line with `---` alone below line {line}", line=end)
    fix = Edit(path, end + 1, end, ("---",))
    return Fences(start, end, end), [
        *problems,
        Problem(path, start, "front matter", message, hint, fix=fix),
    ]


def _unlike(lines: list[str], first: int, path: str) -> Problem:
    """Say of the line that was meant to open the front matter what is wrong with it."""
    shown = lines[first].strip(_INVISIBLE)
    message = say("found `{found}`, expected `---` as the first line", found=shown)
    hint = say("write three hyphens and nothing else on the first line")
    if first:
        message = say("the front matter begins on line {line}, expected line 1", line=first + 1)
        hint = say("delete the empty lines before `---`")
    elif shown == "---":
        message = say("found a space or an invisible sign before `---`")
    fix = Edit(path, 1, first + 1, ("---",))
    return Problem(path, first + 1, "front matter", message, hint, fix=fix)


def _unopened(lines: list[str], first: int, path: str) -> tuple[Fences | None, list[Problem]]:
    """Say whether a file begins with keys that nothing opens."""
    end = _end_of_keys(lines, first)
    if end is None:
        return None, []
    keys = [line for line in lines[first:end] if line and not line[0].isspace()]
    is_closed = end < len(lines) and lines[end].rstrip() == "---"
    is_sure = is_closed and len(keys) > 1  # one is a heading, underlined
    if not (is_sure or any(_TELLING.match(key) for key in keys)):
        return None, []
    message = say("the line `---` is missing before the first key")
    hint = say("put a line with `---` alone above this one")
    fix = Edit(path, 1, first, ("---",))
    if not is_closed:
        hint = say(
            "put a line with `---` alone above this one, and another below line {line}", line=end
        )
        fix = Edit(path, 1, end, ("---", *lines[first:end], "---"))
    problem = Problem(path, first + 1, "front matter", message, hint, fix=fix)
    return Fences(first, end, end + is_closed), [problem]


def _end_of_keys(lines: list[str], start: int) -> int | None:
    """Return the line after the keys that begin on a line; nothing if no keys with values do."""
    end = start
    while end < len(lines) and lines[end].strip() and lines[end].rstrip() != "---":
        end += 1
    text = "\n".join(lines[start:end])
    text = text if yaml_mends.broken_at(text) is None else yaml_mends.mend(text)[0]
    try:
        node, value = yaml_loader.read(text)
        if node is not None and isinstance(value, str):
            _, value = yaml_loader.read(yaml_mends.tidied(text, node)[0])
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    is_keys = isinstance(value, dict) and all(isinstance(key, str) for key in value)
    return end if is_keys else None
