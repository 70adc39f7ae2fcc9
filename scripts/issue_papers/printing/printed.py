"""What `printing` makes of an article, and what every format writes."""

from __future__ import annotations

from dataclasses import dataclass

from issue_papers.articles.nodes import Block, Note, Paragraph


@dataclass(frozen=True)
class ContentsEntry:
    """A heading of a page, as a table of contents has it.

    Attributes:
        title: Its words, set.
        id: Where it is.
        level: From 1.
        children: The headings below it.
    """

    title: str
    id: str
    level: int
    children: tuple[ContentsEntry, ...] = ()


@dataclass(frozen=True)
class Printed:
    """An article as the readers of one page get it.

    Every `Citation` has its works, every `Directive` its view and its plain nodes, every `Link` and
    `Picture` its resolved address, every heading its id; typography is done.

    Attributes:
        blocks: The text, without footnotes.
        notes: The footnotes that the text calls, in the order of their numbers, from 1.
        concepts: The terms of which the text marks the first use, in that order.
        contents: Its headings of level 2 and 3, those of blocks among them.
        apart: The titles of blocks that show another page: where they are, none of the headings.
        language: BCP 47 tag of the language of the text.
        gone: What is told, on pages, of passages that aren't there any more: paragraphs of the role
            `gone`, each with the id of the passage that it stood after.
    """

    blocks: tuple[Block, ...]
    notes: tuple[Note, ...] = ()
    concepts: tuple[str, ...] = ()
    contents: tuple[ContentsEntry, ...] = ()
    apart: tuple[ContentsEntry, ...] = ()
    language: str = ""
    gone: tuple[tuple[str, Paragraph], ...] = ()
