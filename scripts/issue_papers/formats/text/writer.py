"""Writes blocks as lines of plain text."""

from __future__ import annotations

from collections.abc import Iterable
from functools import singledispatchmethod

from issue_papers.articles import nodes as n
from issue_papers.formats.numbering import item_numbers
from issue_papers.formats.text import tables
from issue_papers.formats.text.columns import BREAK, WIDTH, width, wrapped
from issue_papers.formats.text.running_text import DEEPEST, RunningText, note_mark
from issue_papers.views.catalogue import Catalogue

INDENT = 4
_NARROWEST = 20
_ENDLESS = 1_000_000
_RULE = "-"
_UNDERLINES = {1: "=", 2: "-", 3: "~"}
_LABELLED = frozenset({"facts", "figures", "ledger"})
"""Roles of definition lists whose terms are labels, which stand on the lines of their values."""

_MORE = "more"
"""The role of a paragraph that is only a way on, such as from a case's box to the case."""


class Writer:
    """Writes the nodes of one part.

    Args:
        t: The interface's strings in the edition's language.
        language: Tag of the part's language.
    """

    def __init__(self, t: Catalogue, language: str) -> None:
        self.t = t
        self._running = RunningText(t, language)
        self._inlines = self._running.inlines
        self._depth = 0

    def text(self, blocks: Iterable[n.Block], columns: int = WIDTH) -> list[str]:
        """Return the lines of some blocks, with an empty one between any two."""
        columns = max(columns, _NARROWEST)
        if self._depth >= DEEPEST:
            return wrapped(n.text_of(tuple(blocks)), columns)
        self._depth += 1
        lines = _apart(filter(None, (self._block(block, columns) for block in blocks)))
        self._depth -= 1
        return lines

    def notes(self, notes: Iterable[n.Note]) -> list[str]:
        """Return the lines of a part's footnotes."""
        lines: list[str] = []
        for number, note in enumerate(notes, 1):
            mark = f"{note_mark(number)} "
            lines += _hanging(mark, self.text(note.content, WIDTH - len(mark)))
        return lines

    def links(self) -> list[str]:
        """Return the addresses that the part's links lead to, a line each."""
        return [
            f"[{number}] {address}" for number, address in enumerate(self._running.addresses, 1)
        ]

    def _block(self, node: n.Block, columns: int) -> list[str]:
        if not node.lang:
            return self._written(node, columns)
        self._running.languages.append(node.lang)
        lines = self._written(node, columns)
        self._running.languages.pop()
        return lines

    @singledispatchmethod
    def _written(self, node: n.Block, _columns: int) -> list[str]:
        raise TypeError(type(node).__name__)

    @_written.register
    def _(self, node: n.Paragraph, columns: int) -> list[str]:
        if node.role == _MORE and not any(_leads_away(link) for link in n.walk(node)):
            return []
        return self._paragraph(node.content, columns)

    @_written.register
    def _(self, node: n.Heading, columns: int) -> list[str]:
        return headed(self._inlines(node.content), node.level, columns)

    @_written.register
    def _(self, node: n.Group | n.Item, columns: int) -> list[str]:
        return self.text(node.content, columns)

    @_written.register
    def _(self, node: n.Directive, columns: int) -> list[str]:
        return self.text(node.plain or node.content, columns)

    @_written.register
    def _(self, node: n.Quote, columns: int) -> list[str]:
        return set_in(self.text(node.content, columns - INDENT))

    @_written.register
    def _(self, node: n.CodeBlock, _columns: int) -> list[str]:
        lines = set_in(node.text.rstrip("\n").split("\n"))
        title = dict(node.options).get("title", "")
        return [title, "", *lines] if title else lines

    @_written.register
    def _(self, _node: n.Rule, columns: int) -> list[str]:
        return ["* * *".center(min(columns, WIDTH)).rstrip()]

    @_written.register
    def _(self, node: n.Details, columns: int) -> list[str]:
        return self._under(node.summary, node.content, columns)

    @_written.register
    def _(self, node: n.Tabs, columns: int) -> list[str]:
        return _apart(self._under(tab.title, tab.content, columns) for tab in node.tabs)

    def _paragraph(self, content: tuple[n.Inline, ...], columns: int) -> list[str]:
        text = self._inlines(content)
        return wrapped(text, columns) if text.strip() else []

    @_written.register
    def _(self, node: n.List, columns: int) -> list[str]:
        numbers = item_numbers(node) if node.is_ordered else ["-" for _ in node.items]
        marks = [f"{number}. " if node.is_ordered else f"{number} " for number in numbers]
        length = max(map(len, marks), default=0)
        parts = []
        for mark, item in zip(marks, node.items, strict=True):
            task = {None: "", True: "[x] ", False: "[ ] "}[item.is_done]
            before = mark.ljust(length) + task
            parts.append(_hanging(before, self.text(item.content, columns - len(before))))
        return [line for part in parts for line in part] if node.is_tight else _apart(parts)

    @_written.register
    def _(self, node: n.DefinitionList, columns: int) -> list[str]:
        is_labelled = node.role in _LABELLED
        parts = (self._definition(i, columns, is_labelled=is_labelled) for i in node.items)
        return [line for part in parts for line in part]

    def _definition(self, node: n.Definition, columns: int, *, is_labelled: bool) -> list[str]:
        terms = [self._inlines(term.content) for term in node.terms]
        if is_labelled and all(_is_line(d) for d in node.descriptions):
            said = self.t("marks.semicolon").join(self.said((d,)) for d in node.descriptions)
            label = self.t("marks.comma").join(terms) + self.t("marks.colon")
            return wrapped(label + said, columns, hanging=INDENT)
        lines = [line for term in terms for line in wrapped(term, columns)]
        for description in node.descriptions:
            lines += set_in(self._block(description, columns - INDENT))
        return lines

    def said(self, content: tuple[n.Block, ...]) -> str:
        """Return what blocks say in one line, as for a table's cell."""
        return " ".join(filter(None, (line.strip() for line in self.text(content, _ENDLESS))))

    @_written.register
    def _(self, node: n.Table, columns: int) -> list[str]:
        caption = self.text(node.caption, columns)
        rows = tables.written(node, self.said, columns, self.t("marks.colon"))
        return _apart(part for part in (caption, rows) if part)

    @_written.register
    def _(self, node: n.Figure, columns: int) -> list[str]:
        caption = self.text(node.caption, _ENDLESS)
        text = " ".join(filter(None, (node.label, BREAK.join(caption))))
        parts = (self.text(node.content, columns), wrapped(text, columns) if text else [])
        return _apart(part for part in parts if part)

    @_written.register
    def _(self, node: n.Box, columns: int) -> list[str]:
        label, title = self._inlines(node.label), self._inlines(node.title)
        opening = f"{_RULE * 2} {label} " if label else ""
        heads = wrapped(title, columns) if title else []
        parts = [part for part in (heads, self.text(node.content, columns)) if part]
        length = min(columns, WIDTH)
        rest = max(length - width(opening), 2)
        return [opening + _RULE * rest, *_apart(parts), _RULE * length]

    def _under(
        self, title: tuple[n.Inline, ...], content: tuple[n.Block, ...], columns: int
    ) -> list[str]:
        """Write content below what it is called."""
        heads = self._paragraph(title, columns)
        return _apart(
            part for part in (heads, set_in(self.text(content, columns - INDENT))) if part
        )


def headed(title: str, level: int, columns: int = WIDTH) -> list[str]:
    """Return a heading's lines: the higher ones are underlined."""
    lines = wrapped(title, columns)
    sign = _UNDERLINES.get(level)
    return [*lines, sign * max(map(width, lines))] if sign else lines


def set_in(lines: Iterable[str], by: int = INDENT) -> list[str]:
    """Return lines with a margin."""
    return [" " * by + line if line else "" for line in lines]


def _hanging(mark: str, lines: list[str]) -> list[str]:
    """Return lines of which the first has a mark before it."""
    first, *rest = lines or [""]
    return [(mark + first).rstrip(), *set_in(rest, len(mark))]


def _apart(parts: Iterable[list[str]]) -> list[str]:
    """Join lines with an empty one between any two parts."""
    lines: list[str] = []
    for part in parts:
        lines += ["", *part] if lines else part
    return lines


def _leads_away(node: n.Node) -> bool:
    return isinstance(node, n.Link) and bool(node.target) and not node.target.startswith("#")


def _is_line(group: n.Group) -> bool:
    return len(group.content) <= 1 and all(isinstance(b, n.Paragraph) for b in group.content)
