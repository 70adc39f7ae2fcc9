"""Says how citations are printed, and gives each place where a work is cited its id.

In a style of notes each citation is a note of its own, which is counted with those that are typed.
The first one of a text names a work in full, the next ones in short: a section of a paper is read
by itself.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import cast

from issue_papers.articles.citation_syntax import CitedItem, Cluster
from issue_papers.articles.nodes import (
    Block,
    Citation,
    CitedWork,
    Inline,
    Node,
    Note,
    NoteReference,
    Paragraph,
    Span,
    Style,
    Styled,
    Text,
    walk,
)
from issue_papers.articles.rewriting import rewrite
from issue_papers.citations.forms import Cite, Position, Run
from issue_papers.content.citation_index import anchor
from issue_papers.content.library import Entry
from issue_papers.printing.links import Addresses
from issue_papers.printing.marks import APART, GONE, closed
from issue_papers.printing.words import reference
from issue_papers.views.citation_shapes import CitationView, CitedWorkView
from issue_papers.views.site import Views

_ALONE = "note"
"""The role of a citation that a note is made for."""
_MARKS_FIRST = ("fr",)
"""Languages in which a mark stands before the full stop."""


def in_notes(
    blocks: tuple[Block, ...], notes: Mapping[str, Note], views: Views, entry: Entry
) -> tuple[tuple[Block, ...], Mapping[str, Note]]:
    """Return a text and its notes, with a note for each citation of the text in a style of notes.

    Args:
        blocks: The text.
        notes: The notes that are typed, by name.
        views: Those of the language of the text.
        entry: The page.
    """
    citations = views.readers.citations
    if not citations.are_in_notes:
        return blocks, notes
    every = dict(notes)
    names = (f"cite-{number}" for number in itertools.count(1))

    def change(node: Citation) -> tuple[Node, ...]:
        cluster = cast("Cluster", node.cluster)
        author = citations.author(entry, cluster)
        if not author:
            return (node,)
        name = next(name for name in names if name not in every)
        alone = replace(node, cluster=replace(cluster, is_narrative=False), role=_ALONE)
        every[name] = Note(name, (Paragraph((alone,), line=node.line),), line=node.line)
        mark = NoteReference(name, line=node.line)
        if cluster.is_narrative:
            return (Text(author, line=node.line, is_set=True), GONE, mark)
        return (GONE, mark)

    return _placed(rewrite(blocks, change, of=Citation), views), every


def cited(flow: tuple[Block, ...], views: Views, addresses: Addresses) -> tuple[Block, ...]:
    """Return a text with its citations as they are printed; what leads nowhere is text.

    Args:
        flow: The text and its notes.
        views: Those of the language of the text.
        addresses: Where the page's links lead.
    """
    citations, repeated = views.readers.citations, _Repeated()
    numbers = _of_notes(flow)
    count: Counter[str] = Counter()

    def seen(node: Citation) -> CitationView | None:
        cluster = cast("Cluster", node.cluster)
        if not citations.are_in_notes:
            return citations.cluster(addresses.entry, cluster)
        cites = repeated.cites(cluster.items, next(numbers))
        is_alone = node.role == _ALONE
        return citations.in_note(addresses.entry, cluster, cites, is_alone=is_alone)

    def work(view: CitedWorkView) -> CitedWork:
        count[view.reference] += 1
        return CitedWork(
            text=view.text,
            reference=view.reference,
            target=addresses.page(view.key, view.anchor),
            place=anchor(view.reference, count[view.reference]),
            before=view.before,
            after=view.after,
            content=_apart(view.runs, views.language.direction),
        )

    def change(node: Citation) -> tuple[Node, ...]:
        view = seen(node)
        if view is None:
            return (Text(node.source, line=node.line),)
        cluster = cast("Cluster", node.cluster)
        if view.author:  # it is no part of the citation, which is a number
            cluster = replace(cluster, is_narrative=False)
        works = tuple(map(work, view.works))
        done: Inline = Citation(
            cluster, node.source, works, view.opening, view.closing, line=node.line
        )
        if view.is_raised:
            done = Styled(Style.SUPERSCRIPT, (done,), line=node.line)
        if view.author:
            author = Text(view.author, line=node.line, is_set=True)
            return (author, GONE if view.is_raised else APART, done)
        is_near = view.is_raised and not view.works[0].before
        return (GONE, done) if is_near else (done,)

    printed = rewrite(flow, change, of=Citation)
    return _placed(printed, views) if citations.have_marks else printed


def _apart(runs: tuple[Run, ...], direction: str) -> tuple[Inline, ...]:
    """Return a work as a link may hold it; apart from a text that may run the other way."""
    content = reference(replace(run, target="") for run in runs)
    is_mixed = direction == "rtl" or any(run.direction for run in runs)
    return (Span(content, is_isolated=True),) if content and is_mixed else content


def _placed(flow: tuple[Block, ...], views: Views) -> tuple[Block, ...]:
    """Return a text whose marks stand at their words, behind a full stop where that is usual."""
    is_last = not views.language.tag.startswith(_MARKS_FIRST)
    return rewrite(flow, lambda node: (closed(node, is_last=is_last),))


def _of_notes(flow: tuple[Block, ...]) -> Iterator[int]:
    """Yield the number of the note that each citation of a text is in; 0 outside of notes."""
    number = 0
    for block in flow:
        number += isinstance(block, Note)
        yield from (number for node in walk((block,)) if isinstance(node, Citation))


class _Repeated:
    """The citations of a text so far, in a style of notes."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}
        self._last: CitedItem | None = None

    def cites(self, items: tuple[CitedItem, ...], number: int) -> list[Cite]:
        """Return where the works of the next note stand among the others, as CSL 1.0.2 has it.

        Args:
            items: The works.
            number: The note's.
        """
        found = []
        for item in items:
            found.append(Cite(self._position(item), self._known.get(item.key, 0)))
            self._known.setdefault(item.key, number)
            self._last = item
        if len(items) > 1:
            self._last = None  # which of several is the same place, nobody could tell
        return found

    def _position(self, item: CitedItem) -> Position:
        last = self._last
        if item.key not in self._known:
            return Position.FIRST
        if last is None or last.key != item.key or (last.locator and not item.locator):
            return Position.SUBSEQUENT
        is_same = (last.label, last.locator) == (item.label, item.locator)
        return Position.IBID if is_same else Position.IBID_WITH_LOCATOR
