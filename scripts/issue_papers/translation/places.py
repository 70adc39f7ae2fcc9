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
from issue_papers.translation.shape import Shape


def line_of(
    feature: Feature,
    source: tuple[Passage, Shape],
    target: tuple[Passage, Shape],
    missing: Iterable[str],
    extra: Iterable[str],
) -> int:
    """Find the line of the translation at which texts are too many, or missing.

    Args:
        feature: What differs.
        source: The source's passage and what it holds.
        target: The translation's.
        missing: Texts as they are written in the source: ids, keys, targets.
        extra: Texts as they are written in the translation.
    """
    (original, there), (passage, here) = source, target
    if passage.is_meta:
        return passage.line
    for text in extra:
        if (line := _line_with(passage, text)) is not None:
            return line
    for text in missing:
        if (line := _line_with(original, text)) is not None:
            return aligned(starts(there), starts(here), line) or passage.line
    return _first_difference(feature, there, here) or passage.line


def starts(shape: Shape) -> tuple[int, ...]:
    """Return the lines on which a passage's paragraphs, lists and tables begin."""
    return tuple(line for line, _, _ in shape.pieces)


def aligned(source: Sequence[int], target: Sequence[int], line: int) -> int | None:
    """Return the line of the paragraph that stands where a line of the source stands.

    Args:
        source: The lines on which the source's paragraphs begin.
        target: Those of the translation's; where there are none, nothing stands there yet.
        line: A line of the source.
    """
    if not target:
        return None
    number = sum(start <= line for start in source) - 1
    return target[min(max(number, 0), len(target) - 1)]


def _line_with(passage: Passage, text: str) -> int | None:
    """Return the line of a passage on which a text stands, and not only as part of another."""
    before = r"(?<![\w-])" if text[:1].isalnum() else ""
    after = r"(?![\w-])" if text[-1:].isalnum() else ""
    pattern = re.compile(before + re.escape(text) + after)
    for index, line in enumerate(passage.text.split("\n")):
        if pattern.search(" ".join(line.split())):
            return passage.line_at(index)
    return None


def _first_difference(feature: Feature, source: Shape, target: Shape) -> int:
    """Return the line of the first paragraph, list or table that isn't like the source's, or 0."""
    there, here = (
        [piece for piece in side.pieces if feature in {"paragraphs", piece[1]}]
        for side in (source, target)
    )
    for (_, *expected), (line, *found) in zip(there, here, strict=False):
        if found != expected:
            return line
    if len(here) > len(there):
        return here[len(there)][0]
    return here[-1][0] if here and len(here) < len(there) else 0
