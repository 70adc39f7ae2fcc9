"""The element tree of a text → its nodes: the closed set, whatever the elements were.

An element that means something here becomes the node of that meaning. One that doesn't is an
`Element`, or a `Group` where it holds blocks, and is told as a fault if HTML itself doesn't know it
or it would run something.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import cast
from xml.etree import ElementTree as ET

from markdown_it.token import Token

from issue_papers.articles import html_elements as known
from issue_papers.articles.article import Fault
from issue_papers.articles.directives import DirectiveType
from issue_papers.articles.nodes import (
    Block,
    Box,
    Cell,
    CodeBlock,
    Definition,
    DefinitionList,
    Details,
    Directive,
    Figure,
    Group,
    Heading,
    Inline,
    Item,
    List,
    Note,
    Paragraph,
    Row,
    Rule,
    Tab,
    Table,
    Tabs,
    Text,
)
from issue_papers.articles.settings import OTHER_BLOCKS
from issue_papers.articles.shaping import (
    are_tight,
    attributes_in,
    fence_info,
    headings_apart,
    quoted,
    stripped,
    theirs,
    with_captions,
    with_loose_held,
    with_tabs,
)
from issue_papers.articles.text_reading import TextReader, common, integer
from issue_papers.articles.tree import LINE, OBJECT, PLAIN


@dataclass
class NodeReader:
    """Reads the tree of one text.

    Args:
        objects: What elements refer to by number.
        text: Reads running text.
        notes: The footnotes that were met, by name.
        faults: What is told of.
    """

    objects: list[object]
    text: TextReader
    notes: dict[str, Note]
    faults: list[Fault]

    def blocks(self, parent: ET.Element) -> tuple[Block, ...]:
        """Read what is in an element; loose text becomes plain paragraphs."""
        found: list[Block] = []
        loose: list[Inline] = []

        def flush() -> None:
            content = tuple(loose)
            loose.clear()
            if any(not isinstance(item, Text) or item.text.strip() for item in content):
                line = next((item.line for item in content if item.line), 0)
                found.append(Paragraph(stripped(content), is_plain=True, line=line))

        loose += self.text.words(parent.text)
        for child in parent:
            if self._is_running(child):
                loose += self.text.inline(child)
            else:
                flush()
                found += self._block(child)
            loose += self.text.words(child.tail)
        flush()
        return tuple(with_tabs(with_captions(found)))

    def _is_running(self, element: ET.Element) -> bool:
        tag = str(element.tag)
        if tag in known.RUNNING or tag.startswith("x-"):
            return tag not in known.OWN_BLOCKS and not self._holds_blocks(element)
        return tag not in _READERS and not self._holds_blocks(element)

    def _holds_blocks(self, element: ET.Element) -> bool:
        return any(
            str(e.tag) in _READERS or str(e.tag) in known.OWN_BLOCKS
            for e in element.iter()
            if e is not element
        )

    def _block(self, element: ET.Element) -> Iterator[Block]:
        self.text.begin(element)
        tag = str(element.tag)
        if tag == "x-note":
            self._note(element)
        elif tag in known.DROPPED:
            self.text.tell_dropped(element)
        elif reader := _READERS.get(tag):
            made = reader(self, element)
            if made is not None:
                yield replace(made, **common(element))
        else:
            yield self._unknown(element)

    def _unknown(self, element: ET.Element) -> Block:
        self.text.tell_unknown(element)
        attributes = known.other_attributes(element, frozenset())
        content = self.blocks(element)
        tag = str(element.tag)
        return Group(content, tag, attributes, **common(element))

    def _note(self, element: ET.Element) -> None:
        token = cast("Token", self.objects[int(element.get(OBJECT, "0"))])
        content = self.blocks(element)
        if token.info not in self.notes:
            self.notes[token.info] = Note(token.info, content, line=_line(element))
        else:
            self.faults.append(Fault("note-twice", _line(element), f"[^{token.info}]", token.info))

    # One function a kind of element

    def paragraph(self, element: ET.Element) -> Block | None:
        """Read a paragraph; nothing where it is empty."""
        if any(e.tag in known.GROUPS and e.get(LINE) is None for e in element.iter()):
            return Group(self.blocks(element))  # what an extension has made of words
        content = stripped(self.text.children(element))
        is_empty = not content and not element.get("id")
        return None if is_empty else Paragraph(content, is_plain=element.get(PLAIN) is not None)

    def heading(self, element: ET.Element) -> Block:
        """Read a heading."""
        level = int(str(element.tag)[1])
        content = stripped(self.text.children(element))
        return Heading(level, content, has_own_id=bool(element.get("id")))

    def quote(self, element: ET.Element) -> Block:
        """Read a quotation, or one of GitHub's alerts."""
        content = self.blocks(element)
        if kind := element.get("data-alert"):
            kept = tuple(b for b in content if not isinstance(b, Paragraph) or b.content)
            return Box(kept, role=kind)
        return quoted(content)

    def rule(self, _element: ET.Element) -> Block:
        """Read a line between two thoughts."""
        return Rule()

    def listing(self, element: ET.Element) -> Block:
        """Read a list."""
        items = tuple(self._items(element))
        is_ordered = element.tag == "ol"
        is_reversed = element.get("reversed") is not None
        return List(
            items,
            is_ordered=is_ordered,
            start=integer(element.get("start"), len(items) if is_reversed else 1),
            form=element.get("type", "1") if element.get("type") in known.FORMS else "1",
            is_reversed=is_reversed and is_ordered,
            is_tight=are_tight(items),
        )

    def _items(self, element: ET.Element) -> Iterator[Item]:
        for child in with_loose_held(element, "li"):
            self.text.begin(child)
            if child.tag != "li":
                if child.tag not in known.DROPPED:
                    yield Item(tuple(self._block(child)), line=_line(child))
                continue
            task = child.get("data-task")
            number = child.get("value")
            yield replace(
                Item(
                    self.blocks(child),
                    is_done=None if task is None else bool(task),
                    number=integer(number, 0) if number else None,
                ),
                **common(child),
            )

    def definitions(self, element: ET.Element) -> Block:
        """Read a list of definitions."""
        items: list[Definition] = []
        for child in self._entries(element):
            self.text.begin(child)
            if child.tag == "dt":
                term = Paragraph(
                    stripped(self.text.children(child)), is_plain=True, **common(child)
                )
                if not items or items[-1].descriptions:
                    items.append(Definition((term,), (), line=term.line))
                else:
                    items[-1] = replace(items[-1], terms=(*items[-1].terms, term))
            else:
                if not items:
                    items.append(Definition((), (), line=_line(child)))
                group = Group(self.blocks(child), "dd", **common(child))
                last = items[-1]
                items[-1] = replace(last, descriptions=(*last.descriptions, group))
        return DefinitionList(tuple(items))

    def _entries(self, element: ET.Element) -> Iterator[ET.Element]:
        for child in with_loose_held(element, "dd"):
            if child.tag == "div":
                yield from self._entries(child)
            elif child.tag not in known.DROPPED:
                yield child

    def table(self, element: ET.Element) -> Block:
        """Read a table."""
        parts: dict[str, list[Row]] = {"thead": [], "tbody": [], "tfoot": []}
        caption: tuple[Block, ...] = ()
        for child in with_loose_held(element, "tr", "td"):
            if child.tag == "caption":
                self.text.begin(child)
                caption = self.blocks(child)
            elif child.tag == "tr":
                parts["tbody"].append(self._row(child))
            elif str(child.tag) in parts:
                rows = with_loose_held(child, "tr", "td")
                parts[str(child.tag)] += [self._row(row) for row in rows if row.tag == "tr"]
        head, body, foot = (tuple(parts[name]) for name in ("thead", "tbody", "tfoot"))
        head, body = (head, body) if head else headings_apart(body)
        return Table(head, body, foot, caption)

    def _row(self, element: ET.Element) -> Row:
        self.text.begin(element)
        cells = tuple(
            self._cell(child)
            if child.tag in {"td", "th"}
            else Cell(tuple(self._block(child)), line=_line(child))
            for child in with_loose_held(element, "td")
            if child.tag not in known.DROPPED
        )
        return Row(cells, line=_line(element))

    def _cell(self, element: ET.Element) -> Cell:
        self.text.begin(element)
        style = known.ALIGNMENT.search(element.get("style", ""))
        align = element.get("align", style[1] if style else "")
        scope = element.get("scope", "")
        return replace(
            Cell(
                self.blocks(element),
                is_header=element.tag == "th",
                align=align if align in known.ALIGNMENTS else "",
                colspan=min(max(integer(element.get("colspan"), 1), 1), known.MOST_CELLS),
                rowspan=min(max(integer(element.get("rowspan"), 1), 1), known.MOST_CELLS),
                scope=scope if scope in known.SCOPES else "",
            ),
            **common(element),
        )

    def code(self, element: ET.Element) -> Block:
        """Read lines of code as Markdown has them."""
        token = cast("Token", self.objects[int(element.get(OBJECT, "0"))])
        if token.type == "code_block":
            return CodeBlock(token.content, is_indented=True)
        language, options = fence_info(token.info)
        return CodeBlock(token.content, language, options)

    def preformatted(self, element: ET.Element) -> Block:
        """Read lines of code as HTML has them."""
        return CodeBlock("".join(element.itertext()).removeprefix("\n"))

    def figure(self, element: ET.Element) -> Block:
        """Read a figure."""
        caption: tuple[Block, ...] = ()
        for child in list(element):
            if child.tag == "figcaption":
                self.text.begin(child)
                caption = self.blocks(child)
                element.remove(child)
        return Figure(self.blocks(element), caption)

    def aside(self, element: ET.Element) -> Block:
        """Read what stands aside."""
        return Box(self.blocks(element), role="aside")

    def details(self, element: ET.Element) -> Block:
        """Read what is shown on demand."""
        summary: tuple[Inline, ...] = ()
        for child in list(element):
            if child.tag == "summary":
                self.text.begin(child)
                summary = stripped(self.text.children(child))
                tail = child.tail or ""
                element.remove(child)
                element.text = (element.text or "").lstrip() + tail
        return Details(self.blocks(element), summary, is_open=element.get("open") is not None)

    def group(self, element: ET.Element) -> Block:
        """Read what only holds others together."""
        attributes = known.other_attributes(element, frozenset())
        return Group(self.blocks(element), known.group_named(str(element.tag)), attributes)

    def directive(self, element: ET.Element) -> Block:
        """Read a block between `///`."""
        meta = cast("Token", self.objects[int(element.get(OBJECT, "0"))]).meta
        title = self._title(element)
        content = self.blocks(element)
        name = str(meta["name"])
        if name in self.text.own_blocks or name.lower() not in OTHER_BLOCKS:
            own = self.text.own_blocks.get(name, DirectiveType(name))
            argument = str(meta["argument"])
            return Directive(
                name,
                argument,
                meta["options"],
                content,
                title=title if own.title else (),
                anchor=own.anchor(argument),
                series=own.series if own.counts(dict(meta["options"])) else "",
                is_ours=own.is_ours or (own.is_ours_if_empty and not content),
                option_lines=tuple(self.text.first_line + n for n in meta["option_lines"]),
                end_line=self.text.first_line + int(meta["close"]),
                is_closed=bool(meta["is_closed"]),
                role=own.shows,
            )
        options = dict(meta["options"])
        kind = OTHER_BLOCKS[name.lower()]
        made = theirs(kind, name.lower(), title, content, options)
        made = replace(made, role=self.text.role(made.role, _line(element)))
        return replace(made, classes=self.text.classes(attributes_in(options), _line(element)))

    def container(self, element: ET.Element) -> Block:
        """Read what `!!!`, `???` or `===` opens."""
        token = cast("Token", self.objects[int(element.get(OBJECT, "0"))])
        title = self._title(element)
        content = self.blocks(element)
        meta = token.meta
        kind, *others = (str(meta["kind"]) or "note").lower().split()
        kind = self.text.role(kind, _line(element))
        more = self.text.classes({"class": " ".join(others)}, _line(element))
        if meta["mark"] == "!!!":
            made: Block = Box(content, title, role=kind)
            has_title = not meta["has_title"] or meta["title"]
            return replace(made, classes=more if has_title else (*more, "no-title"))
        if meta["mark"] == "???":
            shown = title or (Text(kind.capitalize(), line=_line(element)),)
            return Details(content, shown, is_open=bool(meta["is_open"]), role=kind)
        starts_new = "!" in str(meta["chosen"])
        tab = Tab(content, title, is_chosen="+" in str(meta["chosen"]), line=_line(element))
        return Tabs((tab,), role="new" if starts_new else "")

    def _title(self, element: ET.Element) -> tuple[Inline, ...]:
        for child in list(element):
            if child.tag == "x-title":
                self.text.begin(child)
                title = stripped(self.text.children(child))
                element.remove(child)
                return title
        return ()


def _line(element: ET.Element) -> int:
    return integer(element.get(LINE), 0)


_Reader = Callable[[NodeReader, ET.Element], "Block | None"]
_READERS: Mapping[str, _Reader] = {
    "p": NodeReader.paragraph,
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), NodeReader.heading),
    "blockquote": NodeReader.quote,
    "hr": NodeReader.rule,
    **dict.fromkeys(("ul", "ol", "menu", "dir"), NodeReader.listing),
    "dl": NodeReader.definitions,
    "table": NodeReader.table,
    "pre": NodeReader.preformatted,
    "figure": NodeReader.figure,
    "aside": NodeReader.aside,
    "details": NodeReader.details,
    **dict.fromkeys(known.GROUPS | known.ASTRAY, NodeReader.group),
    "x-code": NodeReader.code,
    "x-directive": NodeReader.directive,
    "x-container": NodeReader.container,
}
