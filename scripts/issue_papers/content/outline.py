"""What a site's other pages, and rules across them, want to know of a text.

It is held for every text, and is a hundredth of what was read: whoever goes through all texts asks
for it, and needs none of them to be opened again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from issue_papers.articles.article import Article
from issue_papers.articles.citation_syntax import CitedItem, Cluster
from issue_papers.articles.nodes import text_of
from issue_papers.slotted import Slotted


@dataclass(frozen=True, slots=True)
class HeadingOutline(Slotted):
    """A heading.

    Attributes:
        level: 1 to 6.
        line: Line of the file.
        own_id: The id that the text gives it.
        text: Its words.
    """

    level: int
    line: int
    own_id: str
    text: str


@dataclass(frozen=True, slots=True)
class BlockOutline(Slotted):
    """A `///` block; see `nodes.Directive`.

    Attributes:
        line: Line of the file.
        name: Its name.
        role: What it shows.
        argument: What follows the `|`.
        anchor: The id of what it becomes.
        has_content: Whether anything is written inside.
    """

    line: int
    name: str
    role: str
    argument: str
    anchor: str
    has_content: bool


@dataclass(frozen=True, slots=True)
class Outline(Slotted):
    """A text from afar, everything in its order.

    Attributes:
        headings: Its headings.
        blocks: Its `///` blocks.
        cited: What it cites, each with the line of the file.
        pictures: The addresses of its pictures as they are written, each with its line.
        words: How many words it has.
    """

    headings: tuple[HeadingOutline, ...]
    blocks: tuple[BlockOutline, ...]
    cited: tuple[tuple[int, CitedItem], ...]
    pictures: tuple[tuple[int, str], ...]
    words: int

    @property
    def lists_works(self) -> bool:
        """Whether a bibliography stands in it."""
        return any(block.role == "bibliography" for block in self.blocks)


def outline(article: Article) -> Outline:
    """Return what others want to know of a text.

    Args:
        article: The text, read.
    """
    return Outline(
        headings=tuple(
            HeadingOutline(each.level, each.line, each.own_id, text_of(each.content))
            for each in article.headings
        ),
        blocks=tuple(
            BlockOutline(b.line, b.name, b.role, b.argument, b.anchor, bool(b.content))
            for b in article.directives
        ),
        cited=tuple(
            (citation.line, item)
            for citation in article.citations
            for item in cast("Cluster", citation.cluster).items
        ),
        pictures=tuple((picture.line, picture.source) for picture in article.pictures),
        words=article.words,
    )
