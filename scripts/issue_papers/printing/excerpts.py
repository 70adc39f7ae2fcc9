"""Parts of pages for other pages: what is said there, without what belongs to its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import cast

from issue_papers.articles.citation_syntax import Cluster
from issue_papers.articles.nodes import (
    Block,
    Citation,
    Directive,
    Heading,
    Inline,
    Link,
    Node,
    NoteReference,
    Paragraph,
    Styled,
    Term,
    Text,
    children,
    text_of,
    walk,
)
from issue_papers.articles.rewriting import rewrite
from issue_papers.printing.marks import GONE, closed

EXCERPTED = frozenset({"message", "recommendation"})
"""What blocks show whose text other pages show, too: see `DirectiveType.shows`."""


@dataclass(frozen=True)
class Excerpt:
    """A part of a page that another page shows: a key message, a recommendation's text.

    Attributes:
        argument: What its block names.
        content: Its text, without ids, notes, marks of terms, and citations in brackets: the works
            are listed where it stands.
        language: BCP 47 tag of the language that it is written in.
        direction: `ltr` or `rtl`.
        key: The page that it is taken from.
        anchor: Its id there.
    """

    argument: str
    content: tuple[Block, ...]
    language: str
    direction: str
    key: str
    anchor: str


def excerpted(flow: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return what of a text other pages may show, and the headings that it stands under."""
    return tuple(node for node in flow if isinstance(node, Heading) or _has_excerpts(node))


def _has_excerpts(block: Block) -> bool:
    return any(isinstance(node, Directive) and node.role in EXCERPTED for node in walk((block,)))


def lifted(content: tuple[Block, ...], page: Callable[[str], str]) -> tuple[Block, ...]:
    """Return printed blocks as they may stand on another page.

    Args:
        content: The blocks.
        page: Returns the address of a place on their own page.
    """

    def change(node: Node) -> tuple[Node, ...]:
        match node:
            case NoteReference() | Paragraph(role="stale" | "own"):
                return ()
            case Citation():
                return _narrative(node)
            case Styled(content=(only,)) if only is GONE:
                return (GONE,)
            case Term(content=words):
                return words
            case Heading():
                node = replace(node, id="", has_own_id=False)
            case Link(target=target) if target.startswith("#"):
                node = replace(node, target=page(target[1:]), id="")
            case _ if node.id:
                node = replace(node, id="")
            case _:
                pass
        return (closed(node),)

    return rewrite(content, change)


def _narrative(citation: Citation) -> tuple[Node, ...]:
    """Return what the sentence needs of a citation: the author, where it names one."""
    if not cast("Cluster", citation.cluster).is_narrative:
        return (GONE,)
    return (Text(text_of(citation), line=citation.line, is_set=True),)


def lines(content: tuple[Block, ...]) -> str:
    """Return the words of an excerpt: one line a paragraph, list item or the like."""
    found: list[str] = []

    def note(node: Node) -> tuple[Node, ...]:
        if isinstance(node, Block) and any(isinstance(child, Inline) for child in children(node)):
            found.append(" ".join(text_of(node).split()))
        return (node,)

    rewrite(content, note)
    return "\n".join(line for line in found if line)
