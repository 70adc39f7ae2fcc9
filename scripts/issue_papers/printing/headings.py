"""Headings: the ids of those that have none, and the table of contents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from issue_papers.articles.nodes import Block, Directive, Heading, Node, children, text_of, walk
from issue_papers.articles.rewriting import rewrite
from issue_papers.articles.slugs import Slugs
from issue_papers.printing.printed import ContentsEntry

_LOWEST = 3
"""The lowest level that a table of contents has."""


def identified(
    flow: tuple[Block, ...],
    taken: Iterable[str],
    is_reserved: Callable[[str], bool] = frozenset[str]().__contains__,
) -> tuple[Block, ...]:
    """Return a text in which each heading has an id: its own, or one made from its words.

    Args:
        flow: The text and its notes, not set yet: typography must not change an id.
        taken: All ids that the text has already.
        is_reserved: Whether an id is the page's own, around its text.
    """
    slugs = Slugs(taken, is_reserved)

    def change(node: Heading) -> tuple[Node, ...]:
        if node.id:
            return (node,)
        identifier = slugs.made(text_of(node.content))
        return (replace(node, id=identifier, has_own_id=False),)

    return rewrite(flow, change, of=Heading)


@dataclass
class _Entry:
    heading: Heading
    children: list[_Entry] = field(default_factory=list)

    def frozen(self) -> ContentsEntry:
        return ContentsEntry(
            title=" ".join(text_of(self.heading.content).replace("\n", " ").split(" ")).strip(),
            id=self.heading.id,
            level=self.heading.level,
            children=tuple(child.frozen() for child in self.children),
        )


def contents(
    flow: tuple[Block, ...], is_apart: Callable[[str], bool] = frozenset[str]().__contains__
) -> tuple[ContentsEntry, ...]:
    """Return a text's table of contents, the headings of boxes among the others.

    Args:
        flow: The text.
        is_apart: Whether blocks of a name have titles that are none of its headings.
    """
    top: list[_Entry] = []
    path: list[_Entry] = []
    for heading in _headings(flow, is_apart):
        if heading.level > _LOWEST:
            continue
        while path and path[-1].heading.level >= heading.level:
            path.pop()
        entry = _Entry(heading)
        (path[-1].children if path else top).append(entry)
        path.append(entry)
    return tuple(entry.frozen() for entry in top)


def apart(flow: tuple[Block, ...], is_apart: Callable[[str], bool]) -> tuple[ContentsEntry, ...]:
    """Return the titles that are none of a text's headings, as readers meet them."""
    own = (node for node in walk(flow) if isinstance(node, Directive) and is_apart(node.name))
    return tuple(_Entry(h).frozen() for node in own for h in _headings(node.plain))


def _headings(
    flow: tuple[Block, ...], is_apart: Callable[[str], bool] = frozenset[str]().__contains__
) -> Iterator[Heading]:
    """Yield the headings as readers meet them: a block's are in its plain nodes."""
    stack: list[Node] = [*reversed(flow)]
    while stack:
        node = stack.pop()
        if isinstance(node, Heading):
            yield node
        elif isinstance(node, Directive):
            stack += () if is_apart(node.name) else reversed(node.plain)
        else:
            stack += reversed(children(node))
