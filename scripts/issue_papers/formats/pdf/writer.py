"""The blocks of a part as the template draws them: data, which is handed to Typst as JSON.

What only groups dissolves into what is around it, and its id moves to the next thing that is drawn.
What is nested more deeply than can be set is laid out flat. Footnotes stand where their number is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from issue_papers.articles import nodes as n
from issue_papers.formats.editions.edition import Edition, Part
from issue_papers.formats.pdf.limits import CELL, DEEPEST
from issue_papers.formats.pdf.running_text import Drawn, Place, TextReader, note_id
from issue_papers.formats.pdf.runs import (
    Anchor,
    Break,
    Formula,
    Inline,
    Link,
    Picture,
    Run,
    Voice,
    printable,
    words,
)
from issue_papers.formats.pdf.tables import MOST_COLUMNS, Grid, grid, longest_words

_HIGHEST, _LOWEST = 2, 6
"""Levels of headings in a part, whose title is of the first."""
_LONGEST_UNBROKEN = 1500
"""Characters of a box or figure that is kept on one page."""
_MOST_UNBROKEN = 80
"""Nodes in one, apart from words."""
_LARGEST_NUMBER = 100_000
_FORMS = frozenset("1aAiI")
_LEAVES = (n.Paragraph, n.Heading, n.CodeBlock, n.Rule)


class Writer(TextReader):
    """Writes the parts of one edition, in order."""

    def __init__(self, edition: Edition) -> None:
        super().__init__(edition)
        self._level = 1
        self._pending: list[str] = []

    def write(self, part: Part) -> list[Drawn]:
        """Return a part's blocks."""
        self.part, self._level = part, 1
        self.notes, self.numbers = {note.name: note for note in part.notes}, {}
        self.ids.update(map(note_id, self.notes))
        voice = Voice(part.language, part.direction)
        place = Place(voice, voice)
        drawn = self.blocks(part.blocks, place)
        if self._pending:
            drawn.append(self._frame("paragraph", n.Paragraph(()), place) | {"content": []})
        return drawn

    def write_line(self, content: Iterable[n.Inline], voice: Voice) -> list[Inline]:
        """Return a line that stands outside the parts."""
        return self.line(content, Place(voice, voice))

    def blocks(self, content: Iterable[n.Block], place: Place) -> list[Drawn]:
        """Return blocks, one after the other."""
        drawn: list[Drawn] = []
        for node in content:
            here = self.hear(node, place)
            self._remember(node.id)
            if isinstance(node, n.Group | n.Tabs | n.Directive):
                drawn += self.blocks(_dissolved(node), here)
            elif here.depth >= DEEPEST and not isinstance(node, _LEAVES):
                drawn += self.blocks(_flat(node), here)
            else:
                drawn += self._block(node, here)
        return drawn

    def _block(self, node: n.Block, place: Place) -> Iterator[Drawn]:
        match node:
            case n.Paragraph():
                yield from self._paragraph(node, place)
            case n.Heading():
                yield from self._heading(node, place)
            case n.List():
                frame = self._frame("list", node, place)
                yield frame | {
                    "form": _form(node),
                    "is-tight": node.is_tight,
                    "items": [*self._items(node, place)],
                }
            case n.DefinitionList():
                frame = self._frame("definitions", node, place)
                yield frame | {"items": [*self._definitions(node, place)]}
            case n.Table():
                yield from self._table(node, place)
            case n.Figure():
                yield from self._figure(node, place)
            case n.Quote() | n.Box() | n.Details() if node.role != "data":
                yield self._box(node, place)  # the data of a drawing is shown by that
            case n.CodeBlock(text=text, options=options):
                title = printable(dict(options).get("title", ""))
                code = {"text": printable(text.rstrip("\n")), "title": title}
                yield self._frame("code", node, place) | code
            case n.Rule():
                yield self._frame("rule", node, place)

    # Text

    def _paragraph(self, node: n.Paragraph, place: Place) -> Iterator[Drawn]:
        yield from self._lines(self.line(node.content, place), node, place)

    def _lines(self, line: list[Inline], node: n.Paragraph, place: Place) -> Iterator[Drawn]:
        for content in _parted(line):
            if all(isinstance(item, Anchor) for item in content):
                self._pending += (item.id for item in content if isinstance(item, Anchor))
                continue
            is_formula = len(content) == 1 and _is_display(content[0])
            kind = "pictures" if _is_pictures(content) else "paragraph"
            kind = "formula" if is_formula else kind
            yield self._frame(kind, node, place) | {"content": content}

    def _heading(self, node: n.Heading, place: Place) -> Iterator[Drawn]:
        """Yield a heading that skips no level; where none may stand, it is a strong paragraph."""
        content = self.line(node.content, place)
        if not (place.has_headings and words(content).strip()):
            for drawn in self._lines(content, n.Paragraph(node.content, line=node.line), place):
                yield drawn | ({"role": "heading"} if drawn["kind"] == "paragraph" else {})
            return
        level = min(max(node.level, _HIGHEST), self._level + 1, _LOWEST)
        self._level = level
        yield self._frame("heading", node, place) | {"content": content, "level": level}

    # Lists

    def _items(self, node: n.List, place: Place) -> Iterator[Drawn]:
        number = node.start
        for item in node.items:
            here = self.hear(item, place)
            self._remember(item.id)
            frame = self._frame("item", item, here)
            number = item.number if item.number is not None else number
            is_sane = node.is_ordered and abs(number) <= _LARGEST_NUMBER
            content = self.blocks(item.content, here.inside())
            shown = {"number": number if is_sane else 0, "is-done": item.is_done}
            yield frame | shown | {"content": content}
            number += -1 if node.is_reversed else 1

    def _definitions(self, node: n.DefinitionList, place: Place) -> Iterator[Drawn]:
        for item in node.items:
            here = self.hear(item, place)
            self._remember(item.id)
            for term in item.terms:
                self._remember(term.id)
            frame = self._frame("definition", item, here)
            terms = [self.line(term.content, self.hear(term, here)) for term in item.terms]
            yield frame | {
                "terms": terms,
                "content": self.blocks(item.descriptions, here.inside()),
                "longest": longest_words(n.text_of(item)),
            }

    # Tables

    def _table(self, node: n.Table, place: Place) -> Iterator[Drawn]:
        made = grid(node)
        if not 0 < made.columns <= MOST_COLUMNS:
            yield from self.blocks(_flat(node), place)
            return
        frame = self._frame("table", node, place)
        yield frame | {
            "caption": self.blocks(node.caption, place.inside()),
            "heads": made.heads,
            "rows": made.rows,
            "cells": [*self._cells(made, place)],
            "columns": made.columns,
            "can-part": made.can_part,
            "can-hyphenate": any(slot.has_endless for slot in made.slots),
            "is-nested": not place.has_room,
        }

    def _cells(self, made: Grid, place: Place) -> Iterator[Drawn]:
        for slot in made.slots:
            if slot.row_id:
                self._remember(slot.row_id)
            here = self.hear(slot.cell, place)
            self._remember(slot.cell.id)
            yield self._frame("cell", slot.cell, here) | {
                "x": slot.x,
                "y": slot.y,
                "colspan": slot.columns,
                "rowspan": slot.rows,
                "is-header": slot.cell.is_header or slot.y < made.heads,
                "align": slot.cell.align,
                "words": slot.words,
                "is-long": slot.is_long,
                "tail": slot.cell.tail,
                "content": self.blocks(slot.cell.content, here.inside(levels=CELL)),
            }

    # What is set off

    def _box(self, node: n.Quote | n.Box | n.Details, place: Place) -> Drawn:
        frame = self._frame("quote" if isinstance(node, n.Quote) else "box", node, place)
        label = node.label if isinstance(node, n.Box) else ()
        title = node.title if isinstance(node, n.Box) else ()
        title = node.summary if isinstance(node, n.Details) else title
        here = place.inside(has_headings=place.depth == 0)
        return frame | {
            "label": self.line(label, place),
            "title": self.line(title, place),
            "content": self.blocks(node.content, here),
            "is-nested": place.depth > 0,
            "is-long": _is_long(node),
        }

    def _figure(self, node: n.Figure, place: Place) -> Iterator[Drawn]:
        """Yield a figure; where nothing is shown, what is said of it is a text like any other."""
        frame = self._frame("figure", node, place)
        content = self.blocks(node.content, replace(place.inside(), has_room=place.has_room))
        if not content:
            self._pending = frame["ids"] + self._pending
            yield from self.blocks(_labelled(node), place)
            return
        pictures = sum(isinstance(inner, n.Picture) for inner in n.walk(node))
        yield frame | {
            "content": content,
            "caption": self.blocks(_labelled(node), place.inside()),
            "is-long": _is_long(node) or pictures > 1,
            "is-nested": place.depth > 0,
        }

    # Ids

    def _remember(self, identifier: str) -> None:
        self._pending += (anchor.id for anchor in self.anchors(identifier))

    def _frame(self, kind: str, node: n.Block, place: Place) -> Drawn:
        """Return what every block has: what it is, the ids that were met before it, its voice."""
        ids, self._pending = self._pending, []
        voice, around = place.voice, place.around
        return {
            "kind": kind,
            "role": node.role,
            "line": node.line,
            "ids": ids,
            "lang": voice.lang if voice.lang != around.lang else "",
            "dir": voice.dir if voice.dir != around.dir else "",
        }


def _is_display(item: Inline) -> bool:
    return isinstance(item, Formula) and item.is_display


def _parted(content: list[Inline]) -> Iterator[list[Inline]]:
    """Part running text at the formulas that stand by themselves: each is a block of its own."""
    start = 0
    for at, item in enumerate(content):
        if _is_display(item):
            if words(content[start:at]).strip():
                yield content[start:at]
            yield [item]
            start = at + 1
    rest = content[start:]
    if start and rest and isinstance(rest[0], Run):
        rest[0] = replace(rest[0], text=rest[0].text.lstrip(" "))
    if start == 0 or words(rest).strip():
        yield rest


def _dissolved(node: n.Group | n.Tabs | n.Directive) -> Iterator[n.Block]:
    """Yield what stands for blocks that only group; tabs follow one another with their titles."""
    match node:
        case n.Group(content=content):
            yield from content
        case n.Directive(content=content, plain=plain):
            yield from plain or content
        case n.Tabs(tabs=tabs):
            for tab in tabs:
                title = n.Paragraph(tab.title, id=tab.id, line=tab.line, role="title")
                yield n.Group((title, *tab.content), lang=tab.lang, dir=tab.dir)


def _flat(node: n.Block) -> Iterator[n.Block]:
    """Yield what is in a block as text, one after the other."""
    if isinstance(node, _LEAVES):
        yield node
        return
    if isinstance(node, n.Box | n.Details):
        titles = (node.label, node.title) if isinstance(node, n.Box) else (node.summary,)
        yield from (n.Paragraph(title, line=node.line) for title in titles)
    for child in n.children(node):
        if isinstance(child, n.Block):
            yield from _flat(child)


def _labelled(node: n.Figure) -> tuple[n.Block, ...]:
    """Return a figure's caption, which begins with its label."""
    if not node.label:
        return node.caption
    label = n.Span((n.Text(node.label, is_set=True),), role="label")
    first, *others = node.caption or (n.Paragraph(()),)
    if not isinstance(first, n.Paragraph):
        return (n.Paragraph((label,)), *node.caption)
    content = (label, n.Text(" ", is_set=True), *first.content)
    return (n.Paragraph(content, line=first.line, id=first.id), *others)


def _is_pictures(content: list[Inline]) -> bool:
    """Whether there is nothing to read but pictures, linked or not."""
    shown = False
    for item in content:
        inner = item.content if isinstance(item, Link) else [item]
        shown = shown or any(isinstance(one, Picture) for one in inner)
        if any(isinstance(one, Run) and one.text.strip() for one in inner):
            return False
        if not all(isinstance(one, Picture | Run | Break | Anchor) for one in inner):
            return False
    return shown


def _is_long(node: n.Block) -> bool:
    """Whether there may be more in a block than a page should keep together."""
    count = sum(not isinstance(inner, n.Text) for inner in n.walk(node))
    return count > _MOST_UNBROKEN or len(n.text_of(node)) > _LONGEST_UNBROKEN


def _form(node: n.List) -> str:
    if not node.is_ordered:
        return "bullet"
    return node.form if node.form in _FORMS else "1"
