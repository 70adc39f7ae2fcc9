"""Blocks as JATS: sections in each other, as their headings say, and in them what they hold.

JATS has no heading without a section, and no section in a list, a quotation or a box: what stands
there as a heading is a paragraph in bold. Where it allows paragraphs alone, any other block stands
in one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import singledispatchmethod

from issue_papers.articles import nodes as n
from issue_papers.formats.editions.edition import DRAWING_SCHEME, IMAGE_SCHEME
from issue_papers.formats.jats.running_text import DEEPEST, RunningText, name
from issue_papers.formats.numbering import item_numbers

_BIBLIOGRAPHY = "bibliography"
_FORMS = {"1": "order", "a": "alpha-lower", "A": "alpha-upper", "i": "roman-lower"}
_FORMS |= {"I": "roman-upper"}
_TICKED = {True: "☑ ", False: "☐ "}


class Writer:
    """Writes the nodes of one part.

    Args:
        language: Tag of the part's language.
        picture: Returns where a picture of the site is, by its path there.
    """

    def __init__(self, language: str, picture: Callable[[str], str]) -> None:
        self.running = RunningText(language, picture)
        self._element = self.running.element
        self._depth = 0

    def section(self, blocks: Sequence[n.Block]) -> str:
        """Write what a section holds: first its own blocks, then the sections in it, then works."""
        return self._section(_flat(blocks))

    def _section(self, blocks: Sequence[n.Block]) -> str:
        first = next((i for i, b in enumerate(blocks) if isinstance(b, n.Heading)), len(blocks))
        own = [block for block in blocks[:first] if not _is_bibliography(block)]
        works = [block for block in blocks[:first] if _is_bibliography(block)]
        parts = [self.blocks(own)]
        rest = blocks[first:]
        while rest:
            heading, *others = rest
            level = heading.level if isinstance(heading, n.Heading) else 0
            length = next(
                (i for i, b in enumerate(others) if isinstance(b, n.Heading) and b.level <= level),
                len(others),
            )
            parts.append(self._headed(heading, others[:length]))
            rest = others[length:]
        return "\n".join(filter(None, [*parts, *map(self._works, works)]))

    def _headed(self, heading: n.Block, blocks: Sequence[n.Block]) -> str:
        content = heading.content if isinstance(heading, n.Heading) else ()
        title = self._element("title", self.running.inlines(content))
        return self._element("sec", f"{title}\n{self._section(blocks)}", _given(heading))

    def notes(self, notes: Iterable[n.Note]) -> str:
        """Write a part's footnotes."""
        written = (
            self._element(
                "fn",
                self._element("label", str(number)) + self._paragraphs(note.content),
                {"id": name(note.name)},
            )
            for number, note in enumerate(notes, 1)
        )
        return "\n".join(written)

    def blocks(self, blocks: Iterable[n.Block]) -> str:
        """Write blocks, one below the other."""
        blocks = tuple(blocks)
        if self._depth >= DEEPEST:
            return self._element("p", self.running.syntax.text(n.text_of(blocks)))
        self._depth += 1
        written = "\n".join(filter(None, map(self._block, blocks)))
        self._depth -= 1
        return written

    def _paragraphs(self, blocks: Iterable[n.Block], *, with_lists: bool = False) -> str:
        """Write blocks where paragraphs alone may stand, or lists besides; at least one."""
        free = (n.Paragraph, n.Heading, n.List) if with_lists else (n.Paragraph, n.Heading)
        parts = []
        for block in _opened(blocks):
            written = self.blocks((block,))
            is_free = isinstance(block, free) or not written
            parts.append(written if is_free else self._element("p", written))
        return "\n".join(filter(None, parts)) or self._element("p", "")

    def _block(self, node: n.Block) -> str:
        if not node.lang:
            return self._written(node)
        self.running.languages.append(node.lang)
        written = self._written(node)
        self.running.languages.pop()
        return written

    @singledispatchmethod
    def _written(self, node: n.Block) -> str:
        raise TypeError(type(node).__name__)

    @_written.register
    def _(self, node: n.Paragraph) -> str:
        written = self.running.paragraph(node.content)
        return self._element("p", written, _given(node)) if written.strip() else ""

    @_written.register
    def _(self, node: n.Heading) -> str:
        written = self._element("bold", self.running.inlines(node.content))
        return self._element("p", written, _given(node))

    @_written.register
    def _(self, node: n.Group | n.Item) -> str:
        return self.blocks(node.content)

    @_written.register
    def _(self, node: n.Directive) -> str:
        return self.blocks(node.plain or node.content)

    @_written.register
    def _(self, node: n.List) -> str:
        labels = item_numbers(node) if _counts_otherwise(node) else [""] * len(node.items)
        items = "\n".join(map(self._item, node.items, labels))
        form = _FORMS.get(node.form, "order") if node.is_ordered else "bullet"
        is_task = any(item.is_done is not None for item in node.items)
        given = {"list-type": "simple" if is_task else form, **_given(node)}
        return self._element("list", items, given) if items else ""

    def _item(self, node: n.Item, label: str) -> str:
        content = node.content
        if node.is_done is not None:
            mark = n.Paragraph((n.Text(_TICKED[node.is_done].strip()),))
            first = content[0] if content else mark
            if isinstance(first, n.Paragraph) and content:
                words = (n.Text(_TICKED[node.is_done]), *first.content)
                content = (n.Paragraph(words, first.is_plain), *content[1:])
            else:
                content = (mark, *content)
        inside = self._paragraphs(content, with_lists=True)
        if label:
            inside = self._element("label", f"{label}.") + inside
        return self._element("list-item", inside, {"id": name(node.id) if node.id else None})

    def _works(self, node: n.Block) -> str:
        """Write works, where a section ends: JATS has no list of them anywhere else."""
        items = node.items if isinstance(node, n.List) else ()
        return self._element("ref-list", "\n".join(map(self._work, items)))

    def _work(self, node: n.Item) -> str:
        label, contents = "", [each.content for each in _running(node.content)]
        match contents:
            case [(n.Span(role="number", content=number), _, *rest), *others]:
                label = self._element("label", self.running.inlines(number))
                contents = [tuple(rest), *others]
        work = self._element("mixed-citation", " ".join(map(self.running.inlines, contents)))
        return self._element("ref", label + work, {"id": name(node.id) if node.id else None})

    @_written.register
    def _(self, node: n.DefinitionList) -> str:
        return self._element("def-list", "\n".join(map(self._definition, node.items)), _given(node))

    def _definition(self, node: n.Definition) -> str:
        terms = ", ".join(self.running.inlines(term.content) for term in node.terms)
        place = next((one.id for one in (node, *node.terms) if one.id), "")
        said = "".join(
            self._element("def", self._paragraphs(group.content)) for group in node.descriptions
        )
        given = {"id": name(place) if place else None}
        return self._element("def-item", self._element("term", terms) + said, given)

    @_written.register
    def _(self, node: n.Quote) -> str:
        return self._element("disp-quote", self.blocks(node.content), _given(node))

    @_written.register
    def _(self, node: n.CodeBlock) -> str:
        title = dict(node.options).get("title", "")
        given = {"language": node.language or None, "xml:space": "preserve"}
        code = self._element("code", self.running.syntax.text(node.text), given)
        if not title:
            return code
        named = self._element("title", self.running.syntax.text(title))
        inside = self._element("caption", named) + code
        return self._element("boxed-text", inside, {"content-type": "code"})

    @_written.register
    def _(self, _node: n.Rule) -> str:
        return ""

    @_written.register
    def _(self, node: n.Figure) -> str:
        if node.role == "equation":
            return self.running.equation(node)
        label, pictures = self.running.syntax.text(node.label), _pictures(node.content)
        caption = self._paragraphs(node.caption) if node.caption else ""
        if not pictures:  # its caption stands below what it shows
            named = self._element("p", label) if label else ""
            inside = "\n".join(filter(None, (self.blocks(node.content), named, caption)))
            return self._element("boxed-text", inside, _given(node, "figure"))
        parts = [self._element("label", label)] if label else []
        parts += [self._element("caption", caption)] if caption else []
        parts += [self._shown(picture) for picture in pictures]
        return self._element("fig", "\n".join(parts), _given(node))

    def _shown(self, node: n.Picture) -> str:
        """Write a picture; of a drawing, which is no file, what it shows: its data follows."""
        if node.source.startswith(DRAWING_SCHEME):
            return self._element("alt-text", self.running.syntax.text(node.alt))
        return self.running.graphic("graphic", node)

    @_written.register
    def _(self, node: n.Box) -> str:
        label = self.running.inlines(node.label)
        return self._set_off(node, label, node.title, node.content, node.role)

    @_written.register
    def _(self, node: n.Details) -> str:
        return self._set_off(node, "", node.summary, node.content, "details")

    @_written.register
    def _(self, node: n.Tabs) -> str:
        tabs = (self._set_off(tab, "", tab.title, tab.content, "tab") for tab in node.tabs)
        return "\n".join(tabs)

    def _set_off(
        self,
        node: n.Block,
        label: str,
        title: tuple[n.Inline, ...],
        content: tuple[n.Block, ...],
        kind: str,
    ) -> str:
        inside = self._element("label", label) if label else ""
        if title:
            named = self._element("title", self.running.inlines(title))
            inside += self._element("caption", named)
        return self._element("boxed-text", inside + self.blocks(content), _given(node, kind))

    @_written.register
    def _(self, node: n.Table) -> str:
        head, body = (node.head, node.body) if node.body else ((), node.head)
        groups = (("thead", head), ("tfoot", node.foot), ("tbody", body))  # in JATS' order
        rows = "\n".join(
            self._element(tag, "\n".join(map(self._row, found))) for tag, found in groups if found
        )
        caption = self._paragraphs(node.caption) if node.caption else ""
        said = self._element("caption", caption) if caption else ""
        return self._element("table-wrap", said + self._element("table", rows), _given(node))

    def _row(self, row: n.Row) -> str:
        return self._element("tr", "".join(map(self._cell, row.cells)))

    def _cell(self, cell: n.Cell) -> str:
        content = tuple(_opened(cell.content))
        is_line = len(content) == 1 and isinstance(content[0], n.Paragraph)
        inside = (
            " ".join(self.running.inlines(block.content) for block in _running(content))
            if is_line
            else self._paragraphs(content, with_lists=True)
        )
        given = {
            "align": cell.align or None,
            "colspan": cell.colspan if cell.colspan > 1 else None,
            "rowspan": cell.rowspan if cell.rowspan > 1 else None,
            "scope": cell.scope or None,
        }
        return self._element("th" if cell.is_header else "td", inside, given)


def _given(node: n.Node, kind: str = "") -> dict[str, str | int | bool | None]:
    """Return what an element is to have of a node: its id, its language, and what it is for."""
    return {
        "id": name(node.id) if node.id else None,
        "content-type": kind or None,
        "xml:lang": node.lang or None,
    }


def _is_bibliography(block: n.Block) -> bool:
    return isinstance(block, n.List) and block.role == _BIBLIOGRAPHY


def _opened(blocks: Iterable[n.Block]) -> Iterable[n.Block]:
    """Yield blocks with what groups hold in their place."""
    for block in blocks:
        if isinstance(block, n.Group):
            yield from _opened(block.content)
        else:
            yield block


def _counts_otherwise(node: n.List) -> bool:
    """Whether a list's numbers aren't 1, 2, 3 …: JATS says so by a label of each item alone."""
    is_usual = node.start == 1 and not node.is_reversed
    return node.is_ordered and not (is_usual and all(item.number is None for item in node.items))


def _flat(blocks: Sequence[n.Block]) -> list[n.Block]:
    """Return blocks with what a group holds in its place, where a heading or works are in it."""
    found: list[n.Block] = []
    for block in blocks:
        if isinstance(block, n.Group) and any(map(_divides, n.walk(block))):
            found += _flat(block.content)
        else:
            found.append(block)
    return found


def _divides(node: n.Node) -> bool:
    return isinstance(node, n.Heading) or (isinstance(node, n.List) and _is_bibliography(node))


def _running(blocks: Iterable[n.Block]) -> list[n.Paragraph]:
    """Return the paragraphs of some blocks, at any depth."""
    return [node for node in n.walk(tuple(blocks)) if isinstance(node, n.Paragraph)]


def _pictures(blocks: tuple[n.Block, ...]) -> list[n.Picture]:
    """Return the pictures that blocks consist of; none where they say anything besides."""
    found = [node for node in n.walk(blocks) if isinstance(node, n.Picture)]
    are_shown = all(p.source.startswith((IMAGE_SCHEME, DRAWING_SCHEME)) for p in found)
    return found if are_shown and not n.text_of(blocks).strip() else []
