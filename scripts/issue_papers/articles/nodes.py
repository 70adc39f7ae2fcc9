"""What a text is made of: a closed set of node types, the same for every format.

Nodes are frozen and can be pickled. No node knows how it looks: a writer (page, PDF, EPUB …)
decides that by the node's type and, where one type has several uses, by its `role`. What needs more
than the text itself is a placeholder (`Directive`, `Citation`, a `Link` to another file), which
`printing` resolves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any, TypeAlias, TypeVar, cast


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """What all nodes have.

    Attributes:
        line: Line of the file on which the node begins; 0 where it comes from no file.
        id: The place that links lead to, unique on its page; empty if there is none.
        lang: BCP 47 tag, where the node's language isn't that of what is around it.
        dir: `ltr`, `rtl` or `auto`, where the writer of the text says so.
        role: What the node is for, in the field's words: `label`, `bibliography`, `facts` …
        classes: Class names that the writer of the text gave it, `{ .lead }`. Only the web's theme
            may have a meaning for them.
    """

    line: int = 0
    id: str = ""
    lang: str = ""
    dir: str = ""
    role: str = ""
    classes: tuple[str, ...] = ()


class Inline(Node):
    """A node of running text."""

    __slots__ = ()


class Block(Node):
    """A node that stands by itself."""

    __slots__ = ()


# Running text


@dataclass(frozen=True, slots=True)
class Text(Inline):
    r"""Words.

    Attributes:
        text: As it is to be read, without any markup; `\n` is a line's end in the file, and means a
            space.
        is_set: Whether its typography is done, or must not be: `&#39;`, an address.
    """

    text: str
    is_set: bool = False


@dataclass(frozen=True, slots=True)
class Break(Inline):
    """A line ends here, whatever its length."""


class Style(StrEnum):
    """What a stretch of text is, or how it is set."""

    EMPHASIS = "emphasis"
    STRONG = "strong"
    ITALIC = "italic"
    BOLD = "bold"
    STRIKE = "strike"
    DELETED = "deleted"
    INSERTED = "inserted"
    UNDERLINE = "underline"
    MARK = "mark"
    SUBSCRIPT = "subscript"
    SUPERSCRIPT = "superscript"
    SMALL = "small"
    TITLE = "title"
    DEFINED = "defined"
    VARIABLE = "variable"
    KEYBOARD = "keyboard"
    SAMPLE = "sample"


@dataclass(frozen=True, slots=True)
class Styled(Inline):
    """Text in a style."""

    style: Style
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Span(Inline):
    """Text that has an id, a language, a direction, a class or a role of its own.

    Attributes:
        is_isolated: Whether its direction must not touch what is around it (`<bdi>`).
    """

    content: tuple[Inline, ...]
    is_isolated: bool = False


@dataclass(frozen=True, slots=True)
class Quoted(Inline):
    """A quotation in running text, whose marks are its language's (`<q>`)."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Abbreviation(Inline):
    """A short form; `title` is the long one."""

    content: tuple[Inline, ...]
    title: str


@dataclass(frozen=True, slots=True)
class Time(Inline):
    """A date or a time; `datetime` is for machines (`2020-04-03`)."""

    content: tuple[Inline, ...]
    datetime: str


@dataclass(frozen=True, slots=True)
class Code(Inline):
    """Text that is typed for a machine."""

    text: str


@dataclass(frozen=True, slots=True)
class Link(Inline):
    """Text that leads somewhere.

    Attributes:
        target: As it is written: `../start.md#why`, `#why`, `https://…`. After `printing`: the
            site-relative URL with leading slash, `#id` on the same page, or an absolute address.
        title: What the writer of the text says of it.
        label: Its name for who can't see where it stands (`aria-label`); empty: its text.
        hreflang: BCP 47 tag of the language of what it leads to, where it is known to be another.
        is_bare: Whether its text is its address, as typed.
    """

    content: tuple[Inline, ...]
    target: str
    title: str = ""
    label: str = ""
    hreflang: str = ""
    is_bare: bool = False


@dataclass(frozen=True, slots=True)
class Picture(Inline):
    """A picture in the text.

    Attributes:
        source: As it is written: a path relative to the file. After `printing`: the site-relative
            URL of the file with leading slash, or `map:<case>` for a locator map.
        alt: What it shows, for who can't see it; empty if it only decorates.
        has_alt: Whether the text says `alt` at all: raw HTML may not.
        title: What the writer of the text says of it.
        width: As written, in pixels (`300`) or percent (`50%`); empty: as it is.
        height: The same.
    """

    source: str
    alt: str
    title: str = ""
    width: str = ""
    height: str = ""
    has_alt: bool = True


@dataclass(frozen=True, slots=True)
class CitedWork:
    """One work of a citation, once it is known how it is printed.

    Attributes:
        text: What is printed of it, set and linked; `before` and `after` stand around the link.
        reference: The reference's id.
        target: Where its entry is: as a resolved `Link.target`.
        place: Id of this place, for the way back from the list of references.
    """

    text: str
    reference: str
    target: str
    place: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Citation(Inline):
    """A reference to works: `[see @zapata2007, p. 12; @male2019]`.

    Attributes:
        cluster: The works and locators, as written.
        source: The text as it was typed.
        works: How it is printed, once that is known; nothing before.
        opening: What is printed before the works.
        closing: What is printed after them.
    """

    cluster: object
    source: str
    works: tuple[CitedWork, ...] = ()
    opening: str = ""
    closing: str = ""


@dataclass(frozen=True, slots=True)
class NoteReference(Inline):
    """A footnote's mark; the note is in the article's `notes`, by name.

    Attributes:
        name: The note's name in the text.
        number: Its number on the page, from 1, in the order of first references.
        occurrence: 1 for the first reference to this note, 2 for the second …
    """

    name: str
    number: int = 0
    occurrence: int = 1


@dataclass(frozen=True, slots=True)
class Term(Inline):
    """The first use of a term that the glossary explains.

    Attributes:
        concept: The term's id.
        target: Where its definition is: as a resolved `Link.target`; `#definition-<id>` on a site
            without glossary.
    """

    content: tuple[Inline, ...]
    concept: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class Embed(Inline):
    """What another program shows in the page: a film, a map of a host's. Print has a link for it.

    Attributes:
        kind: `iframe`, `video` or `audio`.
        source: Its address, as written; after `printing` like a picture's.
        title: What it is; empty if the text doesn't say.
        width: As written, in pixels; empty: as wide as the text.
        height: The same; empty: as its width asks for.
    """

    kind: str
    source: str
    title: str = ""
    width: str = ""
    height: str = ""


@dataclass(frozen=True, slots=True)
class Element(Inline):
    """An element of HTML that has no meaning of its own here, such as a button on a plain page.

    Pages write it as it is; other formats write what is in it.

    Attributes:
        tag: Its name, in lower case.
        attributes: All that it has, in their order.
        content: What is in it.
    """

    tag: str
    attributes: tuple[tuple[str, str], ...]
    content: tuple[Inline, ...]


# Blocks


@dataclass(frozen=True, slots=True)
class Paragraph(Block):
    """A paragraph.

    Attributes:
        is_plain: Whether it is only text in something else (a tight list's item, a table's cell),
            with no distance of its own: HTML has no `<p>` there.
    """

    content: tuple[Inline, ...]
    is_plain: bool = False


@dataclass(frozen=True, slots=True)
class Heading(Block):
    """A heading.

    Attributes:
        level: From 1, as written.
        has_own_id: Whether the id is written, and not made from the words.
    """

    level: int
    content: tuple[Inline, ...]
    has_own_id: bool = True

    @property
    def own_id(self) -> str:
        """The id that is written; empty where it is made from the words, or there is none yet."""
        return self.id if self.has_own_id else ""


@dataclass(frozen=True, slots=True)
class Item(Block):
    """An item of a list.

    Attributes:
        is_done: Whether a task is ticked; nothing where it is no task.
        number: Its own number, where HTML gives it one (`<li value>`).
    """

    content: tuple[Block, ...]
    is_done: bool | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class List(Block):
    """A list.

    Attributes:
        is_ordered: Whether its items are numbered.
        start: The first number.
        form: Of the numbers: `1`, `a`, `A`, `i` or `I`.
        is_reversed: Whether it counts down.
        is_tight: Whether its items stand close.
    """

    items: tuple[Item, ...]
    is_ordered: bool = False
    start: int = 1
    form: str = "1"
    is_reversed: bool = False
    is_tight: bool = True


@dataclass(frozen=True, slots=True)
class Definition(Block):
    """One term or several, and what is said of them."""

    terms: tuple[Paragraph, ...]
    descriptions: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class DefinitionList(Block):
    """A list of terms with descriptions; `role` may be `figures`, `facts`, `glossary`, `ledger`."""

    items: tuple[Definition, ...]


@dataclass(frozen=True, slots=True)
class Cell(Block):
    """A table's cell.

    Attributes:
        content: What is in it; a plain paragraph, mostly.
        is_header: Whether it names its column or row.
        align: `left`, `center`, `right`, or nothing.
        colspan: How many columns it takes, at least 1.
        rowspan: How many rows.
        scope: `row`, `col`, `rowgroup`, `colgroup`, or nothing.
    """

    content: tuple[Block, ...]
    is_header: bool = False
    align: str = ""
    colspan: int = 1
    rowspan: int = 1
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Row(Block):
    """A table's row."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table(Block):
    """A table.

    Attributes:
        head: Rows that name columns.
        body: The other rows.
        foot: Rows that sum up.
        caption: What it shows.
        number: Its number among the page's tables, from 1; 0 before `printing`.
    """

    head: tuple[Row, ...]
    body: tuple[Row, ...]
    foot: tuple[Row, ...] = ()
    caption: tuple[Block, ...] = ()
    number: int = 0


@dataclass(frozen=True, slots=True)
class Quote(Block):
    """A quotation that stands by itself."""

    content: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class CodeBlock(Block):
    """Lines that are typed for a machine.

    Attributes:
        text: The lines, each with its end.
        language: What they are written in; empty if that isn't said.
        options: What else the fence's line says: `{title: "x", hl_lines: "1 3"}`.
        is_indented: Whether four spaces made code of it, and no fence.
    """

    text: str
    language: str = ""
    options: tuple[tuple[str, str], ...] = ()
    is_indented: bool = False


@dataclass(frozen=True, slots=True)
class Rule(Block):
    """A line between two thoughts."""


@dataclass(frozen=True, slots=True)
class Figure(Block):
    """A picture, table or the like, with its caption.

    Attributes:
        content: What is shown.
        caption: What is said of it; nothing if there is none.
        label: Its number in words, “Figure 2”; empty if it has none.
    """

    content: tuple[Block, ...]
    caption: tuple[Block, ...] = ()
    label: str = ""


@dataclass(frozen=True, slots=True)
class Box(Block):
    """Content that is set off; `role` says what for: `note`, `warning`, `key-message`.

    Attributes:
        content: What is in it.
        title: Its title, if it has one; a heading among `content` is no title.
        label: What kind of box it is, in words: “Key message”.
    """

    content: tuple[Block, ...]
    title: tuple[Inline, ...] = ()
    label: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class Details(Block):
    """Content that a page shows on demand, and paper always.

    Attributes:
        summary: What is always shown.
        is_open: Whether a page shows it from the start.
    """

    content: tuple[Block, ...]
    summary: tuple[Inline, ...] = ()
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Tab(Block):
    """One of several contents in one place."""

    content: tuple[Block, ...]
    title: tuple[Inline, ...]
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Tabs(Block):
    """Contents that a page shows one at a time, and paper one after the other."""

    tabs: tuple[Tab, ...]


@dataclass(frozen=True, slots=True)
class Group(Block):
    """Blocks that belong together: a section, a description.

    Attributes:
        tag: The element that a page has for it: `div`, `section`, `article`, `header` …
        attributes: What a text's HTML says of it that no other field has, for pages alone.
    """

    content: tuple[Block, ...]
    tag: str = "div"
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Directive(Block):
    """A block as editors write it, `/// name | argument`; `blocks/<name>/` says what it becomes.

    Attributes:
        name: `key-message`, `case-study` …
        argument: What follows the `|`; empty where nothing does.
        options: The YAML options below the opening line, by key.
        content: What is written inside.
        anchor: The id of what it becomes; empty if that has none. Its `role` is what it shows.
        end_line: Line of the closing `///`; the text's last one where it is missing.
        is_closed: Whether a closing line was found.
        view: What the block's template sees: a frozen value; nothing before `printing`.
        plain: The same as nodes that every format knows; nothing before `printing`.
    """

    name: str
    argument: str = ""
    options: tuple[tuple[str, object], ...] = ()
    content: tuple[Block, ...] = ()
    anchor: str = ""
    end_line: int = 0
    is_closed: bool = True
    view: object = None
    plain: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Note(Block):
    """A footnote's text."""

    name: str
    content: tuple[Block, ...]


Content: TypeAlias = "tuple[Block, ...] | tuple[Inline, ...]"

N = TypeVar("N", bound=Node)


_HELD: dict[type[Node], tuple[str, ...]] = {}
"""The answers of `holding`, which a dictionary gives twice as fast as `functools.cache`."""


def holding(node: Node) -> tuple[str, ...]:
    """Return the fields in which a node may hold others, in the order in which they are read."""
    kind = type(node)
    if kind in _HELD:
        return _HELD[kind]
    own = [field for field in fields(kind) if "tuple[" in str(field.type)]
    kept = {"classes", "options", "attributes", "works", "plain"}
    names = [field.name for field in own if field.name not in kept]
    first = ("label", "title", "summary", *(("caption",) if kind is Table else ()))
    ranks = {name: rank for rank, name in enumerate(first, -len(first))}
    return _HELD.setdefault(kind, tuple(sorted(names, key=lambda name: ranks.get(name, 0))))


def children(node: Node) -> Iterator[Node]:
    """Yield the nodes that a node holds, in the order in which they are read."""
    for name in holding(node):
        value = getattr(node, name)
        if isinstance(value, Node):
            yield value
        elif isinstance(value, tuple):
            for item in value:
                if isinstance(item, Node):
                    yield item


def walk(nodes: Node | tuple[Node, ...]) -> Iterator[Node]:
    """Yield nodes and all that they hold, each before what it holds."""
    stack: list[Node] = [*reversed(nodes)] if isinstance(nodes, tuple) else [nodes]
    while stack:
        node = stack.pop()
        yield node
        stack += reversed([*children(node)])


def runs(block: Block) -> tuple[tuple[Inline, ...], ...]:
    """Return the running text that a block itself has, not what stands in blocks inside it."""
    match block:
        case Paragraph(content=content) | Heading(content=content):
            return (content,)
        case Box(title=title, label=label):
            return tuple(run for run in (label, title) if run)
        case Details(summary=title) | Tab(title=title) if title:
            return (title,)
        case _:
            return ()


def text_of(nodes: Node | tuple[Node, ...]) -> str:
    """Return the words of some nodes, without footnotes' marks; a break is a space."""
    parts: list[str] = []
    for node in walk(nodes):
        match node:
            case Text(text=text) | Code(text=text) | CodeBlock(text=text):
                parts.append(text)
            case Break():
                parts.append(" ")
            case Citation(source=source, works=works):
                parts += [node.opening, *(f"{w.before}{w.text}{w.after}" for w in works)]
                parts.append(node.closing if works else source)
            case _:
                pass
    return "".join(parts)


def rebuilt(node: N, change: Callable[[Node], Node]) -> N:
    """Return a node in which everything, itself last, has gone through a function.

    Args:
        node: The node; it stays as it is.
        change: Gives a node for a node whose content has been changed already.
    """
    changed: dict[str, Any] = {}
    for name in holding(node):
        value = getattr(node, name)
        if isinstance(value, tuple) and value:
            new = tuple(rebuilt(v, change) if isinstance(v, Node) else v for v in value)
            if any(a is not b for a, b in zip(new, value, strict=True)):
                changed[name] = new
    made = replace(node, **changed) if changed else node
    return cast("N", change(made))
