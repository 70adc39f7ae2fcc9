"""The shapes of what templates see of citations; see `views.citations`."""

from __future__ import annotations

from dataclasses import dataclass

from issue_papers.citations.forms import Run


@dataclass(frozen=True)
class CitedWorkView:
    """One work in a citation: the link's text, and what stands around it.

    Attributes:
        key: The page that holds its entry, for a link as editors write it.
        anchor: The entry's id there.
        runs: The same as `text`, with its forms, in a note.
    """

    reference: str
    before: str
    text: str
    after: str
    key: str
    anchor: str
    runs: tuple[Run, ...] = ()


@dataclass(frozen=True)
class CitationView:
    """A citation in a text.

    Attributes:
        author: What stands before it in a style of numbers, where the sentence names the author.
        is_raised: Whether it stands above the line.
    """

    opening: str
    works: tuple[CitedWorkView, ...]
    closing: str
    author: str = ""
    is_raised: bool = False


@dataclass(frozen=True)
class BackLinkView:
    """The way back to a place that cites a work; `number` counts the places."""

    number: int
    key: str
    anchor: str
    title: str


@dataclass(frozen=True)
class EntryView:
    """A bibliography's entry with the places where it is cited.

    Attributes:
        number: Its number, as a style of numbers writes it: “[3]”, “3.”.
    """

    id: str
    runs: tuple[Run, ...]
    places: tuple[BackLinkView, ...]
    number: str = ""
