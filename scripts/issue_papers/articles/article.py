"""An article: a text as it was read, with everything that is known of it.

It depends on the file's bytes, the Markdown settings and the generator's version alone. What it
says of itself (`links`, `headings` …) is taken from the tree, so that nobody has to walk it again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import cast

from issue_papers.articles.citation_syntax import Cluster
from issue_papers.articles.nodes import (
    Block,
    Citation,
    CodeBlock,
    Directive,
    Embed,
    Heading,
    Link,
    Node,
    Note,
    NoteReference,
    Picture,
    runs,
    text_of,
    walk,
)
from issue_papers.slotted import Slotted


@dataclass(frozen=True, slots=True)
class Fault(Slotted):
    """Something in the text that can't be read as it was meant.

    Attributes:
        kind: What is wrong, a word that the checks have a message for: `html-unclosed`,
            `html-stray`, `html-unknown`, `html-markdown`, `comment-unclosed`, `fence-unclosed`,
            `cells-too-many`, `block-line`, `block-stray`, `option-place`, `option-twice`,
            `attribute-lost` …
        line: Line of the file.
        found: What stands there.
        detail: More of it, such as the element's name.
    """

    kind: str
    line: int
    found: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Trace(Slotted):
    """What a stretch of the source leaves in fingerprints.

    Attributes:
        line: Line of the file on which it begins.
        words: Its words, without markup.
        form: Its words and markup.
        is_prose: Whether it holds text of a paragraph, a cell or code, and isn't a heading's.
    """

    line: int
    words: str
    form: str
    is_prose: bool


@dataclass(frozen=True, slots=True)
class OriginMark(Slotted):
    """A comment that says where what stands above it comes from: `<!-- ours -->`.

    Attributes:
        line: Line of the file.
        text: What it says, `ours` or a place in a work.
    """

    line: int
    text: str


@dataclass(frozen=True)
class Article:
    """A text that has been read.

    Attributes:
        blocks: The text, without footnotes.
        notes: The footnotes' texts by name, in the order of the file.
        faults: What couldn't be read as it was meant.
        traces: The source, stretch by stretch, for fingerprints.
        abbreviations: What short forms mean, as the text says (`*[HTML]: …`).
        body_line: Line of the file on which the text begins.
        origin_marks: What it says of where its passages come from.
    """

    blocks: tuple[Block, ...] = ()
    notes: Mapping[str, Note] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    traces: tuple[Trace, ...] = ()
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    body_line: int = 1
    origin_marks: tuple[OriginMark, ...] = ()

    def walk(self) -> Iterator[Node]:
        """Yield every node: the text's in its order, then the notes'."""
        yield from walk(self.blocks)
        yield from walk(tuple(self.notes.values()))

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """Every node, in the order of `walk`."""
        return tuple(self.walk())

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """The headings, wherever they stand."""
        return tuple(node for node in self.nodes if isinstance(node, Heading))

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The links, with their targets as they are written."""
        return tuple(node for node in self.nodes if isinstance(node, Link))

    @cached_property
    def pictures(self) -> tuple[Picture, ...]:
        """The pictures in the text."""
        return tuple(node for node in self.nodes if isinstance(node, Picture))

    @cached_property
    def embeds(self) -> tuple[Embed, ...]:
        """Films and the like."""
        return tuple(node for node in self.nodes if isinstance(node, Embed))

    @cached_property
    def directives(self) -> tuple[Directive, ...]:
        """The `///` blocks, in the order of their opening lines."""
        return tuple(node for node in self.nodes if isinstance(node, Directive))

    @cached_property
    def code(self) -> tuple[CodeBlock, ...]:
        """The blocks of code."""
        return tuple(node for node in self.nodes if isinstance(node, CodeBlock))

    @cached_property
    def citations(self) -> tuple[Citation, ...]:
        """The citations; `cluster` has the works."""
        return tuple(node for node in self.nodes if isinstance(node, Citation))

    @cached_property
    def clusters(self) -> tuple[Cluster, ...]:
        """What is cited, in order."""
        return tuple(cast("Cluster", citation.cluster) for citation in self.citations)

    @cached_property
    def note_references(self) -> tuple[NoteReference, ...]:
        """Where footnotes are called, those included that have no note."""
        return tuple(node for node in self.nodes if isinstance(node, NoteReference))

    @cached_property
    def ids(self) -> tuple[tuple[str, int], ...]:
        """Every id that the text gives, with its line; those of blocks aren't among them."""
        return tuple((node.id, node.line) for node in self.nodes if node.id)

    @cached_property
    def words(self) -> int:
        """How many words it has."""
        texts = [
            text_of(run) for node in self.nodes if isinstance(node, Block) for run in runs(node)
        ]
        return sum(len(text.split()) for text in (*texts, *(code.text for code in self.code)))
