"""What Markdown leaves apart or writes in other words, brought into the shape of nodes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from xml.etree import ElementTree as ET

from markdown_it.common.utils import unescapeAll

from issue_papers.articles import html_elements as known
from issue_papers.articles.nodes import (
    Block,
    Box,
    Definition,
    DefinitionList,
    Details,
    Figure,
    Group,
    Inline,
    Item,
    List,
    Paragraph,
    Quote,
    Row,
    Tab,
    Tabs,
    Text,
    text_of,
)

_OPTION = re.compile(r"(?P<name>[\w-]+)[ ]*=[ ]*(?P<value>\"[^\"]*\"|'[^']*'|[^\s}]+)")


def with_loose_held(parent: ET.Element, *tags: str) -> Iterator[ET.Element]:
    """Yield what is in a list, a table or a row, where HTML has text in items and cells alone.

    Args:
        parent: The list, the table or the row.
        tags: What holds text there, from the outside: `tr` and `td` in a table.
    """
    outer, inner = _holder(tags, parent.text)
    for child in parent:
        if child.tag in known.RUNNING:
            inner.append(child)  # with the text behind it
            continue
        if len(inner) or (inner.text or "").strip():
            yield outer
        yield child
        outer, inner = _holder(tags, child.tail)
    if len(inner) or (inner.text or "").strip():
        yield outer


def _holder(tags: Sequence[str], text: str | None) -> tuple[ET.Element, ET.Element]:
    """Return an element that holds a text, and the innermost one in it."""
    outer = inner = ET.Element(tags[0])
    for tag in tags[1:]:
        inner = ET.SubElement(inner, tag)
    inner.text = text
    return outer, inner


def are_tight(items: Iterable[Item]) -> bool:
    """Whether no line of a list's items was typed apart, as a paragraph."""
    blocks = (block for item in items for block in item.content)
    return not any(isinstance(block, Paragraph) and not block.is_plain for block in blocks)


def quoted(content: tuple[Block, ...]) -> Quote:
    """Return a quotation, in the language and the direction that all that it holds says of itself.

    Markdown has a place for attributes below its last paragraph alone.
    """
    languages, directions = {block.lang for block in content}, {block.dir for block in content}
    return Quote(
        content,
        lang=languages.pop() if len(languages) == 1 else "",
        dir=directions.pop() if len(directions) == 1 else "",
    )


def theirs(
    kind: str,
    name: str,
    title: tuple[Inline, ...],
    content: tuple[Block, ...],
    options: Mapping[str, object],
) -> Block:
    """Return one of PyMdown's own blocks as the node that it stands for."""
    if kind == "admonition":
        role = str(options.get("type") or (name if name != "admonition" else "note"))
        return Box(content, title, role=role.split(maxsplit=1)[0] if role.split() else "note")
    if kind == "details":
        role = str(options.get("type") or "")
        return Details(content, title, is_open=options.get("open") is True, role=role)
    if kind == "tab":
        tab = Tab(content, title, is_chosen=options.get("select") is True)
        return Tabs((tab,), role="new" if options.get("new") is True else "")
    if kind == "caption":
        said = (Paragraph(title), *content) if title else content
        return Figure((), said, role="caption-only", id=attributes_in(options).get("id", ""))
    if kind == "definition":
        return _defined(content)
    tag = text_of(title).partition(".")[0].partition("#")[0].partition("[")[0].strip()
    return Group(content, known.group_named(tag))


def _defined(content: tuple[Block, ...]) -> Block:
    """Return PyMdown's `define`: paragraphs are terms, lists their descriptions."""
    items: list[Definition] = []
    for block in content:
        if isinstance(block, List):
            groups = tuple(Group(item.content, "dd", line=item.line) for item in block.items)
            last = items.pop() if items else Definition((), ())
            items.append(replace(last, descriptions=(*last.descriptions, *groups)))
        elif isinstance(block, Paragraph):
            items.append(Definition((replace(block, is_plain=True),), (), line=block.line))
    return DefinitionList(tuple(items))


def attributes_in(options: Mapping[str, object]) -> dict[str, str]:
    """Return the attributes that a block's option `attrs` gives it."""
    attributes = options.get("attrs")
    given = attributes if isinstance(attributes, Mapping) else {}
    return {str(name).lower(): str(value) for name, value in given.items()}


def fence_info(info: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Take what follows a fence's marks apart into a language and options.

    Args:
        info: `python hl_lines="1 3"`, or `{.python title="x"}`.
    """
    text = unescapeAll(info).strip()
    options = tuple((m["name"], m["value"].strip("\"'")) for m in _OPTION.finditer(text))
    rest = _OPTION.sub("", text).strip("{} ").split()
    language = rest[0].removeprefix(".") if rest else ""
    return language, options


def with_tabs(blocks: list[Block]) -> Iterator[Block]:
    """Join tabs that follow each other."""
    pending: Tabs | None = None
    for block in blocks:
        if isinstance(block, Tabs) and pending is not None and block.role != "new":
            pending = replace(pending, tabs=(*pending.tabs, *block.tabs))
            continue
        if pending is not None:
            yield pending
            pending = None
        if isinstance(block, Tabs):
            pending = replace(block, role="")
        else:
            yield block
    if pending is not None:
        yield pending


def with_captions(blocks: list[Block]) -> list[Block]:
    """Put PyMdown's captions to what stands before them."""
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, Figure) and block.role == "caption-only":
            before = (found.pop(),) if found else ()
            line = before[0].line if before else block.line
            found.append(replace(block, content=before, role="", line=line))
        else:
            found.append(block)
    return found


def stripped(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Leave out white space at the edges of running text."""
    found = list(content)
    while found and isinstance(found[0], Text) and not found[0].is_set:
        text = found[0].text.lstrip(" \t\n\r\f")
        lines = found[0].text[: len(found[0].text) - len(text)].count("\n")
        if text:
            found[0] = replace(found[0], text=text, line=found[0].line + lines)
            break
        del found[0]
    while found and isinstance(found[-1], Text) and not found[-1].is_set:
        text = found[-1].text.rstrip(" \t\n\r\f")
        if text:
            found[-1] = replace(found[-1], text=text)
            break
        del found[-1]
    return tuple(found)


def headings_apart(rows: tuple[Row, ...]) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Take off a table's first rows that name its columns, though no `<thead>` says so.

    They hold headings alone, none of them of a row, and no cell reaches from them into the others:
    a group of rows ends what spans them (HTML 4.9.11, table model).
    """
    count = 0
    for row in rows[:-1]:
        if not row.cells or not all(c.is_header and c.scope != "row" for c in row.cells):
            break
        count += 1
    ends = (at + cell.rowspan for at, row in enumerate(rows[:count]) for cell in row.cells)
    count = count if max(ends, default=0) <= count else 0
    return rows[:count], rows[count:]
