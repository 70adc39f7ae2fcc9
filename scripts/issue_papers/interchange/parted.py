"""A passage in its file: where its lines stand, and what of them is translated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from issue_papers.content.passages import Passage
from issue_papers.interchange.templates import Template, Unit, taken_apart


@dataclass(frozen=True)
class Stretch:
    """Lines of a passage that stand together; a note or a recommendation may stand in between.

    Attributes:
        first: The first line of the file.
        last: The last one.
        template: What they are, taken apart.
    """

    first: int
    last: int
    template: Template


@dataclass(frozen=True)
class Parted:
    """A passage, taken apart.

    Attributes:
        passage: The passage.
        stretches: Its lines.
    """

    passage: Passage
    stretches: tuple[Stretch, ...]

    @property
    def units(self) -> tuple[Unit, ...]:
        """What is translated of it."""
        return tuple(unit for each in self.stretches for unit in each.template.units)

    @property
    def texts(self) -> tuple[str, ...]:
        """The same as Markdown, a line each."""
        return tuple(" ".join(unit.text.split("\n")) for unit in self.units)

    def filled(self, texts: Sequence[str]) -> Iterator[list[str]]:
        """Yield the lines of each stretch with other texts in the places of the units."""
        left = iter(texts)
        for each in self.stretches:
            yield each.template.filled([*islice(left, len(each.template.units))])

    def words(self, texts: Sequence[str]) -> str:
        """Return what a text of the front matter is with others in the places of its units."""
        return "\n".join(line for lines in self.filled(texts) for line in lines)


def parted(passage: Passage, options: Mapping[str, frozenset[str]]) -> Parted:
    """Take a passage apart.

    Args:
        passage: The passage.
        options: By the name of a block, the options whose values are people's words.
    """
    lines = passage.text.split("\n")
    if passage.is_meta:
        last = passage.line + len(lines) - 1
        return Parted(passage, (Stretch(passage.line, last, taken_apart(lines, options)),))
    return Parted(
        passage,
        tuple(
            Stretch(numbers[0], numbers[-1], taken_apart(together, options))
            for numbers, together in _together(passage.lines, lines)
        ),
    )


def _together(
    numbers: Iterable[int], lines: Iterable[str]
) -> Iterator[tuple[list[int], list[str]]]:
    """Yield lines that follow each other in the file, without what is blank around them."""
    found: list[tuple[list[int], list[str]]] = []
    for number, line in zip(numbers, lines, strict=True):
        if not found or found[-1][0][-1] != number - 1:
            found.append(([], []))
        found[-1][0].append(number)
        found[-1][1].append(line)
    for standing, written in found:
        while written and not written[-1].strip():
            del standing[-1], written[-1]
        while written and not written[0].strip():
            del standing[0], written[0]
        if written:
            yield standing, written
