"""Brings what Typst says back to the block that it says it of.

Typst names places in the template, and all blocks are drawn by the same lines of that. So what it
says of the whole is looked for in halves, until one block alone is left of which it says the same.
Only what goes wrong is set several times.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from issue_papers.formats.pdf.running_text import Drawn

_MOST_TRIES = 120
"""How often a part of the edition is set in search of one place."""


@dataclass(frozen=True)
class Remark:
    """What Typst says.

    Attributes:
        message: The error or warning, in English.
        hint: How it thinks that it may be mended.
    """

    message: str
    hint: str = ""


@dataclass(frozen=True)
class Location:
    """Where a remark belongs.

    Attributes:
        part: The part's position; 0 if it is about none of them.
        line: Line of the part's file; 0 if unknown.
    """

    part: int = 0
    line: int = 0


Parts = list[dict[str, Any]]
Says = Callable[[Parts], bool]


def locate(parts: Parts, says: Says) -> tuple[Location, ...]:
    """Find the blocks of which something is said.

    Args:
        parts: The parts of an edition's data.
        says: Sets some parts, and tells whether the same is said.

    Returns:
        At least one place; the first part where no block alone is to blame.
    """
    search = _Search(parts, says)
    found = []
    for position in range(len(parts)):
        if search.is_said_of(position, parts[position]["body"]):
            lines = search.lines(position, parts[position]["body"])
            found += [Location(position, line) for line in lines or (0,)]
    return tuple(dict.fromkeys(found)) or (Location(),)


class _Search:
    """The search for one remark."""

    def __init__(self, parts: Parts, says: Says) -> None:
        self.parts = parts
        self.says = says
        self.tries = 0

    def is_said_of(self, position: int, blocks: Sequence[Drawn]) -> bool:
        """Whether it is said of these blocks of a part alone."""
        self.tries += 1
        if self.tries > _MOST_TRIES:
            return False
        parts = [part | {"body": []} for part in self.parts]
        parts[position]["body"] = copy.deepcopy([*blocks])
        _cut_loose(parts)
        return self.says(parts)

    def lines(self, position: int, blocks: Sequence[Drawn]) -> tuple[int, ...]:
        """Return the lines of the innermost blocks of which it is said, it being said of all."""
        if len(blocks) > 1:
            middle = len(blocks) // 2
            halves = (blocks[:middle], blocks[middle:])
            found = [half for half in halves if self.is_said_of(position, half)]
            lines = [line for half in found for line in self.lines(position, half)]
            return tuple(lines) or (_line(blocks),)
        if not blocks:
            return ()
        (block,) = blocks
        for inner in _inner(block):
            if self.is_said_of(position, inner):
                return self.lines(position, inner)
        return (_line(blocks),)


def _inner(block: Drawn) -> Iterator[list[Drawn]]:
    """Yield each row of blocks in a block."""
    for key in ("items", "cells", "content", "caption"):
        held = block.get(key, [])
        if held and all("ids" in one for one in held):
            if key in {"items", "cells"}:
                yield from (one["content"] for one in held if one["content"])
            else:
                yield held


def _line(blocks: Sequence[Drawn]) -> int:
    """Return the first line that blocks, or the pictures in them, are from."""
    return next((one["line"] for one in _objects(blocks) if one.get("line")), 0)


def _cut_loose(parts: Parts) -> None:
    """Make plain text of what refers to something that isn't there."""
    found = [*_objects(parts)]
    known = {identifier for one in found for identifier in one.get("ids", ())}
    known |= {one["id"] for one in found if "id" in one and one.get("content") != []}
    for one in found:
        target = one.get("target", "")
        if target.startswith("#") and target[1:] not in known:
            one |= {"target": "", "names_page": False}
        if one.get("kind") == "note" and one["id"] not in known:
            one |= {"kind": "run", "text": str(one["number"]), "styles": ["sup"], "lang": ""}


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    """Yield all objects in some JSON."""
    if isinstance(value, dict):
        yield value
        for item in value.values():
            yield from _objects(item)
    elif isinstance(value, list):
        for item in value:
            yield from _objects(item)
