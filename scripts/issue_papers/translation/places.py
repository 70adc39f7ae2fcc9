"""The line of a translation that a difference is told at.

What a translation has too much stands somewhere; what it lacks doesn't, so that the paragraph is
taken that stands where the source's stands. A code host shows a report only at a line that a
proposal touches: the heading of a long section rarely is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from issue_papers.content.passages import Passage
from issue_papers.content.records import Feature

_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)]|:) ")


def line_of(
    feature: Feature,
    source: Passage,
    target: Passage,
    missing: Iterable[str],
    extra: Iterable[str],
) -> int:
    """Find the line of the translation at which texts are too many, or missing.

    Args:
        feature: What differs.
        source: The source's passage.
        target: The translation's.
        missing: Texts as they are written in the source: ids, keys, targets.
        extra: Texts as they are written in the translation.
    """
    if target.is_meta:
        return target.line
    for text in extra:
        if (index := _index_of(target, text)) is not None:
            return target.line_at(index)
    for text in missing:
        if (index := _index_of(source, text)) is not None:
            return aligned(source, target, index)
    return _first_difference(feature, source, target)


def aligned(source: Passage, target: Passage, index: int) -> int:
    """Return the file's line of the paragraph that stands where a line of the source stands.

    Args:
        source: The source's passage.
        target: The translation's.
        index: A line of the source's text, from 0.
    """
    chunks = _chunks(target)
    number = sum(1 for start, _ in _chunks(source) if start <= index) - 1
    start, _ = chunks[min(max(number, 0), len(chunks) - 1)]
    return target.line_at(start)


def _index_of(passage: Passage, text: str) -> int | None:
    """Return the line of a passage on which a text stands, and not only as part of another."""
    before = r"(?<![\w-])" if text[:1].isalnum() else ""
    after = r"(?![\w-])" if text[-1:].isalnum() else ""
    pattern = re.compile(before + re.escape(text) + after)
    for index, line in enumerate(passage.text.split("\n")):
        if pattern.search(" ".join(line.split())):
            return index
    return None


def _first_difference(feature: Feature, source: Passage, target: Passage) -> int:
    """Return the line of the first paragraph, list or table that isn't like the source's."""
    there, here = (
        [
            (start, kind)
            for start, kind in _kinds(side)
            if feature == "paragraphs" or kind[0] == feature
        ]
        for side in (source, target)
    )
    for (_, expected), (start, kind) in zip(there, here, strict=False):
        if kind != expected:
            return target.line_at(start)
    if len(here) > len(there):
        return target.line_at(here[len(there)][0])
    return target.line_at(here[-1][0]) if here and len(here) < len(there) else target.line


def _kinds(passage: Passage) -> list[tuple[int, tuple[str, int]]]:
    """Return what each chunk is, a table of so many rows or a list of so many items, say."""
    return [(start, _kind(lines)) for start, lines in _chunks(passage)]


def _chunks(passage: Passage) -> list[tuple[int, list[str]]]:
    """Return what blank lines part: where it begins, and its lines."""
    found: list[tuple[int, list[str]]] = []
    is_open = False
    for index, line in enumerate(passage.text.split("\n")):
        if not line.strip():
            is_open = False
        elif is_open:
            found[-1][1].append(line)
        else:
            found.append((index, [line]))
            is_open = True
    return found or [(0, [])]


def _kind(lines: Sequence[str]) -> tuple[str, int]:
    rows = sum(line.lstrip().startswith("|") for line in lines)
    if rows:
        return "tables", rows
    if items := sum(bool(_ITEM.match(line)) for line in lines):
        return "lists", items
    first = lines[0].lstrip()[:1] if lines else ""
    return (first if first in {"#", "/", "!", "<"} else ""), 0
