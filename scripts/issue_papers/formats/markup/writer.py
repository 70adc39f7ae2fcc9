"""Writes blocks as HTML or XHTML, and whole texts with their footnotes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from issue_papers.articles import nodes as n
from issue_papers.formats.markup.elements import Syntax
from issue_papers.formats.markup.fragments import Fragments
from issue_papers.formats.markup.running_text import Given, RunningText, safe

_MOST_SHORT = 10
"""Halves of a digit that style sheets leave free after a number."""


class Writer(RunningText):
    """Writes the nodes of one page, once.

    Args:
        fragments: The format's fragments.
        syntax: HTML or XHTML.
    """

    def __init__(self, fragments: Fragments, syntax: Syntax | None = None) -> None:
        super().__init__(fragments, syntax)
        self._tabs = 0
        self._calls: Counter[str] = Counter()

    # Several nodes

    def article(self, blocks: tuple[n.Block, ...], notes: tuple[n.Note, ...] = ()) -> str:
        """Write a text with its footnotes."""
        if notes:
            references = (r for r in n.walk((*blocks, *notes)) if isinstance(r, n.NoteReference))
            self._calls.update(reference.name for reference in references)
        text = self.blocks(blocks)
        return f"{text}\n{self.notes(notes)}" if notes else text

    def blocks(self, blocks: Iterable[n.Block]) -> str:
        """Write blocks, each on a line of its own."""
        return self._deeper(blocks, "\n")

    # Blocks

    def write_paragraph(self, node: n.Paragraph) -> str:
        """Write a paragraph, or its text alone in what is tight."""
        content = self.inlines(node.content)
        return content if node.is_plain else self.element(node, "p", content)

    def write_heading(self, node: n.Heading) -> str:
        """Write a heading; its fragment sees its words as `title`."""
        content = self.inlines(node.content)
        element = self.syntax.element(f"h{node.level}", content, self.attributes(node))
        title = n.text_of(node.content) if self.fragments.of(node) else ""
        shown = {"element": safe(element), "title": title, "id": node.id, "level": node.level}
        return self.drawn(node, **shown) or element

    def write_list(self, node: n.List) -> str:
        """Write a list."""
        given: Given = {}
        if node.is_ordered:
            given = {
                "start": node.start if node.start != 1 else None,
                "type": node.form if node.form != "1" else None,
                "reversed": node.is_reversed,
            }
        items = _lines(self.write(item) for item in node.items)
        return self.element(node, "ol" if node.is_ordered else "ul", items, given)

    def write_item(self, node: n.Item) -> str:
        """Write a list's item; what is before a task's words is drawn by `task`."""
        content = node.content
        before = "" if node.is_done is None else self.task(is_done=node.is_done)
        first = content[0] if content else None
        if before and isinstance(first, n.Paragraph):
            opened = self.syntax.element("p", before + self.inlines(first.content))
            start = before + self.inlines(first.content) if first.is_plain else opened
            text = "\n".join([start, *(self.write(block) for block in content[1:])])
        else:
            text = before + self.blocks(content)
        if content and not (isinstance(first, n.Paragraph) and first.is_plain):
            text = f"\n{text}\n"
        return self.element(node, "li", text, {"value": node.number})

    def task(self, *, is_done: bool) -> str:
        """Write the box before a task, which no reader can tick."""
        template = self.fragments.named("nodes/task")
        if template:
            return self.render(template, is_done=is_done) + " "
        return "\u2611 " if is_done else "\u2610 "

    def write_definition_list(self, node: n.DefinitionList) -> str:
        """Write terms with their descriptions, in groups where one of them has an id or a role."""
        is_grouped = any(item.id or item.role for item in node.items)
        parts = [
            self.element(item, "div", f"\n{text}\n") if is_grouped else text
            for item in node.items
            for text in (self.write(item),)
        ]
        return self.element(node, "dl", _lines(parts))

    def write_definition(self, node: n.Definition) -> str:
        """Write terms and what is said of them; HTML has none without the other."""
        terms = [self.element(t, "dt", self.inlines(t.content)) for t in node.terms]
        said = [self.element(d, "dd", self._held(d.content)) for d in node.descriptions]
        terms = terms or [self.syntax.element("dt", "")]
        return "\n".join((*terms, *(said or [self.syntax.element("dd", "")])))

    def write_table(self, node: n.Table) -> str:
        """Write a table."""
        parts = [self.syntax.element("caption", self._held(node.caption))] if node.caption else []
        for tag, rows in (("thead", node.head), ("tbody", node.body), ("tfoot", node.foot)):
            if rows:
                content = _lines(self.write(row) for row in rows)
                parts.append(self.syntax.element(tag, content))
        return self.element(node, "table", _lines(parts))

    def write_row(self, node: n.Row) -> str:
        """Write a table's row."""
        return self.element(node, "tr", _lines(self.write(cell) for cell in node.cells))

    def write_cell(self, node: n.Cell) -> str:
        """Write a table's cell."""
        given = {
            "colspan": node.colspan if node.colspan > 1 else None,
            "rowspan": node.rowspan if node.rowspan != 1 else None,
            "scope": node.scope or None,
            "data-short": min(node.short, _MOST_SHORT) or None,
            **self.look(f"text-align: {node.align};", {"data-align": node.align}, node.align),
        }
        return self.element(node, "th" if node.is_header else "td", self._held(node.content), given)

    def write_quote(self, node: n.Quote) -> str:
        """Write a quotation."""
        return self.element(node, "blockquote", f"\n{self.blocks(node.content)}\n")

    def write_code_block(self, node: n.CodeBlock) -> str:
        """Write lines for a machine; a fragment sees them as `content`."""
        content = self._text(node.text)
        plain = self.syntax.element("pre", self.syntax.element("code", content))
        options = dict(node.options)
        return self.drawn(node, content=safe(content), options=options) or plain

    def write_rule(self, node: n.Rule) -> str:
        """Write a line between thoughts."""
        return self.element(node, "hr")

    def write_figure(self, node: n.Figure) -> str:
        """Write a picture or table with its caption."""
        content = self.blocks(node.content)
        caption = self._held(node.caption)
        if node.label:
            caption = f"{self._text(node.label)} {caption}"
        shown = {"content": safe(content), "caption": safe(caption)}
        parts = [content, self.syntax.element("figcaption", caption)] if caption else [content]
        plain = self.syntax.element("figure", _lines(parts), self.attributes(node))
        return self.drawn(node, **shown) or plain

    def write_box(self, node: n.Box) -> str:
        """Write content that is set off."""
        content, title = self.blocks(node.content), self.inlines(node.title)
        label = self.inlines(node.label)
        heads = [self.syntax.element("p", words) for words in (label, title) if words]
        plain = self.syntax.element("aside", _lines([*heads, content]), self.attributes(node))
        shown = {"content": safe(content), "title": safe(title), "label": safe(label)}
        return self.drawn(node, **shown) or plain

    def write_details(self, node: n.Details) -> str:
        """Write content that is shown on demand."""
        content, summary = self.blocks(node.content), self.inlines(node.summary)
        parts = [self.syntax.element("summary", summary), content] if summary else [content]
        attributes = {**self.attributes(node), "open": node.is_open}
        plain = self.syntax.element("details", _lines(parts), attributes)
        return self.drawn(node, content=safe(content), summary=safe(summary)) or plain

    def write_tabs(self, node: n.Tabs) -> str:
        """Write tabs one after the other; a fragment sees them as pairs of title and content."""
        self._tabs += 1
        number = self._tabs
        tabs = [(safe(self.inlines(t.title)), safe(self.blocks(t.content))) for t in node.tabs]
        chosen = next((i for i, tab in enumerate(node.tabs) if tab.is_chosen), 0)
        parts = (_lines([self.syntax.element("p", title), text]) for title, text in tabs)
        plain = "\n".join(self.syntax.element("section", text) for text in parts)
        return self.drawn(node, tabs=tabs, chosen=chosen, number=number) or plain

    def write_group(self, node: n.Group) -> str:
        """Write blocks that belong together."""
        content = f"\n{self.blocks(node.content)}\n"
        return self.element(node, node.tag, content, dict(node.attributes))

    def write_directive(self, node: n.Directive) -> str:
        """Write a `///` block: its fragment sees its view and its title, as `content` the rest."""
        if node.view is None or self.fragments.of(node) is None:
            return self.blocks(node.plain or node.content)
        shown = {"title": safe(self.inlines(node.title)), "view": node.view}
        return self.drawn(node, **shown, content=safe(self.blocks(node.content)))

    # Footnotes

    def notes(self, notes: tuple[n.Note, ...]) -> str:
        """Write the list of footnotes."""
        items = [self.note(note, number) for number, note in enumerate(notes, 1)]
        template = self.fragments.named("nodes/notes")
        if template:
            return self.render(template, content=safe(_lines(items)))
        return self.syntax.element("ol", _lines(items))

    def note(self, node: n.Note, number: int) -> str:
        """Write a footnote with the ways back, which close its last paragraph."""
        count = max(self._calls[node.name], 1)
        places = [self.note_place(node.name, i) for i in range(1, count + 1)]
        template = self.fragments.named("nodes/note-back")
        back = self.render(template, number=number, places=places) if template else ""
        *blocks, last = node.content or (n.Paragraph(()),)
        if isinstance(last, n.Paragraph):
            space = "\u00a0" if back and last.content else ""
            end = self.syntax.element("p", self.inlines(last.content) + space + back)
        else:
            end = self.write(last) + (f"\n{self.syntax.element('p', back)}" if back else "")
        content = "\n".join([*(self.write(block) for block in blocks), end])
        template = self.fragments.named("nodes/note")
        if template:
            return self.render(template, id=self.note_id(node.name), content=safe(content))
        return self.syntax.element("li", f"\n{content}\n", {"id": self.note_id(node.name)})

    def _held(self, content: tuple[n.Block, ...]) -> str:
        """Write what is in a cell or the like: text alone, or blocks."""
        text = self.blocks(content)
        first = content[0] if content else None
        is_text = isinstance(first, n.Paragraph) and first.is_plain
        return text if is_text or not text else f"\n{text}\n"


def _lines(parts: Iterable[str]) -> str:
    """Join what stands on lines of its own."""
    return "\n" + "".join(f"{part}\n" for part in parts)
