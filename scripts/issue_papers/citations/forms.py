"""What references and citations are written as: values that know nothing of what wrote them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

STYLE = "chicago-author-date-17th-edition"
"""The style of all languages that are given no other."""

SortKey: TypeAlias = tuple[tuple[str | None, bool], ...]
"""What a style sorts a reference by: words or digits, and whether the largest comes first; what a
reference lacks is nothing, which comes last either way."""


@dataclass(frozen=True)
class Run:
    """A piece of text in one form.

    Attributes:
        text: The words.
        styles: Names of elements that it stands in: `i`, `b`, `u`, `sup`, `sub`, `sc`.
        language: Tag of its language where that isn't the page's.
        direction: Its direction where that isn't the page's.
        target: Where it leads, if it is an address or a DOI.
    """

    text: str
    styles: tuple[str, ...] = ()
    language: str = ""
    direction: str = ""
    target: str = ""


def to_text(pieces: Iterable[Run]) -> str:
    """Return the words alone."""
    return "".join(run.text for run in pieces)


class Position(StrEnum):
    """Where a citation in a note stands among those of a text, as CSL 1.0.2 calls it."""

    FIRST = "first"
    SUBSEQUENT = "subsequent"
    IBID = "ibid"
    IBID_WITH_LOCATOR = "ibid-with-locator"


@dataclass(frozen=True)
class Cite:
    """Where a work is cited in a note.

    Attributes:
        position: Among the citations of the text.
        first_note: The number of the note that cites the work first; 0 if this is it.
    """

    position: Position = Position.FIRST
    first_note: int = 0


@dataclass(frozen=True)
class Affixes:
    """What is around the works of a citation in a text.

    Attributes:
        opening: What stands before them.
        closing: What stands after them.
        between: What stands between two works.
        is_raised: Whether all of it stands above the line.
        is_sorted: Whether works stand in the order of their numbers.
        is_quoted: Whether a full stop or a comma goes inside closing quotation marks.
    """

    opening: str
    closing: str
    between: str
    is_raised: bool = False
    is_sorted: bool = False
    is_quoted: bool = False


@dataclass(frozen=True)
class FormattedReference:
    """A bibliography entry.

    Attributes:
        id: The reference's id.
        runs: The entry, without its number.
        language: Tag of the language of the work itself.
        url: Where it can be read; empty if unknown.
        number: Its number in a style of numbers, as that writes it: “[3]”, “3.”.
    """

    id: str
    runs: tuple[Run, ...]
    language: str
    url: str = ""
    number: str = ""

    @property
    def text(self) -> str:
        """The entry as plain text."""
        return to_text(self.runs)


@dataclass(frozen=True)
class CitedForm:
    """How a text cites one work, without brackets.

    Attributes:
        author: Its author or what stands for one: “Zapata Garesché”.
        rest: What the style puts after the author: “2007, 12”.
        whole: Both.
    """

    author: str
    rest: str
    whole: str
