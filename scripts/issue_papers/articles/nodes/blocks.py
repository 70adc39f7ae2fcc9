"""Nodes that stand by themselves."""

from __future__ import annotations

from dataclasses import dataclass

from issue_papers.articles.nodes.base import Block, Inline


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
        tail: What stands after the whole ones of its number, where the numbers of its column stand
            one under the other: `.5 %`, or nothing. None before `printing`, and elsewhere.
        short: How much longer the longest tail of its column is, in halves of a digit.
    """

    content: tuple[Block, ...]
    is_header: bool = False
    align: str = ""
    colspan: int = 1
    rowspan: int = 1
    scope: str = ""
    tail: str | None = None
    short: int = 0


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
        options: The options below the opening line, by key; what is no option has an empty one.
        option_lines: The line of each.
        content: What is written inside.
        title: Its title, where an option says it.
        anchor: The id of what it becomes; empty if that has none. Its `role` is what it shows.
        series: With what it is numbered: `figure`, `box` …; empty where it has no number.
        is_ours: Whether what it says is the edition's own, wherever it stands.
        end_line: Line of the closing `///`; the text's last one where it is missing.
        is_closed: Whether a closing line was found.
        view: What the block's template sees: a frozen value; nothing before `printing`.
        plain: The same as nodes that every format knows; nothing before `printing`.
    """

    name: str
    argument: str = ""
    options: tuple[tuple[str, object], ...] = ()
    content: tuple[Block, ...] = ()
    title: tuple[Inline, ...] = ()
    anchor: str = ""
    series: str = ""
    is_ours: bool = False
    option_lines: tuple[int, ...] = ()
    end_line: int = 0
    is_closed: bool = True
    view: object = None
    plain: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Note(Block):
    """A footnote's text."""

    name: str
    content: tuple[Block, ...]
