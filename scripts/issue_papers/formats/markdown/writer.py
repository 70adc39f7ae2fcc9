"""Writes blocks as Markdown: CommonMark with GitHub's tables, footnotes and definition lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import singledispatchmethod
from itertools import pairwise

from issue_papers.articles import nodes as n
from issue_papers.formats.markdown.running_text import DEEPEST, RunningText, note_mark
from issue_papers.formats.numbering import item_numbers

TableWriter = Callable[[n.Table], str]
"""Writes a table as HTML, its links absolute."""

_INDENT = 4
"""What every Markdown takes for a list item's own."""

_HEADINGS = 6
_TICKS = re.compile("`{3,}")
_BETWEEN_LISTS = "<!-- -->"
"""Keeps two lists apart that would be one."""

_ALIGNED = {"left": ":--", "right": "--:", "center": ":-:", "": "---"}


class Writer:
    """Writes the nodes of one page.

    Args:
        absolute: Makes a resolved target absolute.
        language: Tag of the page's language.
        html_table: Writes the tables that Markdown has no form for.
    """

    def __init__(
        self, absolute: Callable[[str], str], language: str, html_table: TableWriter
    ) -> None:
        self.running = RunningText(absolute, language)
        self._html_table = html_table
        self._depth = 0

    def article(self, blocks: Iterable[n.Block], notes: Iterable[n.Note] = ()) -> str:
        """Write a text and, below it, its footnotes."""
        parts = [self.blocks(blocks), *(self._note(note) for note in notes)]
        return "\n\n".join(filter(None, parts))

    def blocks(self, blocks: Iterable[n.Block]) -> str:
        """Write blocks with an empty line between any two."""
        return "\n\n".join(self._parts(blocks))

    def _parts(self, blocks: Iterable[n.Block]) -> list[str]:
        blocks = tuple(blocks)
        if self._depth >= DEEPEST:
            return [self.running.line((n.Text(n.text_of(blocks)),))]
        self._depth += 1
        found = [(block, text) for block in blocks if (text := self._block(block))]
        self._depth -= 1
        parts = [text for _, text in found[:1]]
        for (before, _), (after, text) in pairwise(found):
            parts += [_BETWEEN_LISTS] if _would_join(before, after) else []
            parts.append(text)
        return parts

    def _block(self, node: n.Block) -> str:
        if not node.lang:
            return self._written(node)
        self.running.languages.append(node.lang)
        text = self._written(node)
        self.running.languages.pop()
        return text

    def _note(self, note: n.Note) -> str:
        return f"{note_mark(note.name)}: {set_in(self.blocks(note.content))}"

    @singledispatchmethod
    def _written(self, node: n.Block) -> str:
        raise TypeError(type(node).__name__)

    @_written.register
    def _(self, node: n.Paragraph) -> str:
        return self.running.inlines(node.content).strip()

    @_written.register
    def _(self, node: n.Heading) -> str:
        text = self.running.line(node.content)
        anchor = f" {{#{node.id}}}" if node.id else ""
        return f"{'#' * min(node.level, _HEADINGS)} {text}{anchor}" if text else ""

    @_written.register
    def _(self, node: n.Group | n.Item) -> str:
        return self.blocks(node.content)

    @_written.register
    def _(self, node: n.Directive) -> str:
        return self.blocks(node.plain or node.content)

    @_written.register
    def _(self, node: n.List) -> str:
        numbers = item_numbers(node) if node.is_ordered else []
        marks = [f"{number}." for number in numbers] or ["-" for _ in node.items]
        texts = [self._item(item, is_tight=node.is_tight) for item in node.items]
        is_loose = any("\n\n" in text for text in texts)
        between = "\n\n" if is_loose else "\n"
        return between.join(item(text, mark) for mark, text in zip(marks, texts, strict=True))

    def _item(self, node: n.Item, *, is_tight: bool) -> str:
        text = ""
        before: n.Block | None = None
        for block in node.content:
            part = self._block(block)
            if not part:
                continue
            is_close = is_tight and isinstance(block, n.List) and _is_plain(before)
            text += ("\n" if is_close else "\n\n") if text else ""
            text += part
            before = block
        task = {None: "", True: "[x] ", False: "[ ] "}[node.is_done]
        return task + text

    @_written.register
    def _(self, node: n.DefinitionList) -> str:
        return "\n\n".join(self._definition(item) for item in node.items)

    def _definition(self, node: n.Definition) -> str:
        terms = [self.running.line(term.content) for term in node.terms]
        descriptions = [described(self._block(group)) for group in node.descriptions]
        return "\n".join([*filter(None, terms), *descriptions])

    @_written.register
    def _(self, node: n.Quote) -> str:
        return quoted(self.blocks(node.content))

    @_written.register
    def _(self, node: n.CodeBlock) -> str:
        longest = max((len(run) for run in _TICKS.findall(node.text)), default=2)
        fence = "`" * max(longest + 1, 3)
        language = "".join(node.language.split())
        lines = node.text.removesuffix("\n")
        title = dict(node.options).get("title", "").replace("`", "'").replace('"', "'")
        about = " ".join(filter(None, (language, f'title="{title}"' if title else "")))
        return f"{fence}{about}\n{lines}\n{fence}"

    @_written.register
    def _(self, _node: n.Rule) -> str:
        return "---"

    @_written.register
    def _(self, node: n.Figure) -> str:
        caption = self.blocks(node.caption)
        said = " ".join(filter(None, (node.label, caption)))
        return "\n\n".join(filter(None, (self.blocks(node.content), said)))

    @_written.register
    def _(self, node: n.Box) -> str:
        label, title = self.running.line(node.label), self.running.line(node.title)
        heads = (label, f"**{title}**" if title else "")
        return quoted("\n\n".join(filter(None, (*heads, self.blocks(node.content)))))

    @_written.register
    def _(self, node: n.Details) -> str:
        summary = self.running.line(node.summary)
        return "\n\n".join(filter(None, (summary, self.blocks(node.content))))

    @_written.register
    def _(self, node: n.Tabs) -> str:
        parts = ((self.running.line(tab.title), self.blocks(tab.content)) for tab in node.tabs)
        return "\n\n".join(text for part in parts for text in part if text)

    @_written.register
    def _(self, node: n.Table) -> str:
        if not _is_simple(node):
            return self._html_table(node)
        rows = [self._row(row) for row in (*node.body, *node.foot)]
        head = node.head[0] if node.head else n.Row(())
        width = max(len(row.cells) for row in (head, *node.body, *node.foot))
        first = self._row(head) if head.cells else "|" + "   |" * width
        alignment = [cell.align for cell in (head if head.cells else node.body[0]).cells]
        alignment += [""] * (width - len(alignment))
        rule = "".join(f" {_ALIGNED.get(align, '---')} |" for align in alignment)
        lines = "\n".join([first, f"|{rule}", *rows])
        caption = self.blocks(node.caption)
        return f"{caption}\n\n{lines}" if caption else lines

    def _row(self, row: n.Row) -> str:
        self.running.in_table = True
        cells = [
            " ".join(self.running.line(block.content) for block in _paragraphs(cell))
            for cell in row.cells
        ]
        self.running.in_table = False
        return "|" + "".join(f" {cell} |" for cell in cells)


def item(text: str, mark: str = "-") -> str:
    """Return a text as an item of a list."""
    length = max(len(mark) + 1, _INDENT)
    return (mark.ljust(length) + set_in(text.strip(), length)).rstrip()


def described(text: str) -> str:
    """Return a text as what is said of a term."""
    return f":   {set_in(text.strip())}"


def quoted(text: str) -> str:
    """Return a text as a quotation."""
    return "\n".join(f"> {line}".rstrip() for line in text.strip().split("\n"))


def set_in(text: str, by: int = _INDENT) -> str:
    """Indent all lines but the first."""
    return text.replace("\n", "\n" + " " * by)


def _would_join(before: n.Block, after: n.Block) -> bool:
    return (
        isinstance(before, n.List)
        and isinstance(after, n.List)
        and before.is_ordered == after.is_ordered
    )


def _is_plain(node: n.Block | None) -> bool:
    return isinstance(node, n.Paragraph) and node.is_plain


def _paragraphs(cell: n.Cell) -> list[n.Paragraph]:
    return [block for block in cell.content if isinstance(block, n.Paragraph)]


def _is_simple(table: n.Table) -> bool:
    """Whether Markdown has a form for a table: one line of headings, and a line in each cell."""
    rows = (*table.head, *table.body, *table.foot)
    cells = [cell for row in rows for cell in row.cells]
    return (
        len(table.head) <= 1
        and bool(table.body or table.head)
        and all(len(_paragraphs(cell)) == len(cell.content) <= 1 for cell in cells)
        and all(cell.colspan == cell.rowspan == 1 for cell in cells)
        and not any(isinstance(node, n.Break) for node in n.walk(rows))
    )
