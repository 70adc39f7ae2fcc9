"""What a PDF is set from: a closed set of node types, handed to the template as JSON.

Text within a block is flat: a run knows all its styles, so that deep nesting in the HTML costs no
depth in the typesetter. Blocks nest, as lists in lists do, up to `DEEPEST`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TypeAlias

DEEPEST = 10
"""Blocks within blocks. Typst 0.15 gives up at about 70 levels of layout, several to each block."""


@dataclass
class Run:
    """A piece of text in one style.

    Attributes:
        text: With single spaces, never empty.
        styles: Names out of `strong em sub sup small code mark underline strike`, and the classes
            that carry meaning, such as `ip-label`.
        lang: Tag of its language, where that isn't its block's.
        dir: `ltr` or `rtl`, where that isn't its block's.
    """

    text: str
    styles: tuple[str, ...] = ()
    lang: str = ""
    dir: str = ""


@dataclass
class Break:
    """A line ends here."""


@dataclass
class Anchor:
    """A place that links lead to."""

    id: str


@dataclass
class Link:
    """Text that leads somewhere.

    Attributes:
        target: `#<id>` or an absolute URL.
        show: What print adds to it: `page`, its number; `url`, the address; or nothing.
    """

    target: str
    content: list[Inline]
    show: str = ""


@dataclass
class Note:
    """A footnote, where its number stands; `content` is empty where the note is set elsewhere."""

    id: str
    content: list[Block]


@dataclass
class Picture:
    """A picture.

    Attributes:
        source: `map:<slug>` or `image:<name>`.
        alt: What it shows; empty if it only decorates.
        style: `ip-map`, or nothing.
    """

    source: str
    alt: str
    style: str = ""


Inline: TypeAlias = Run | Break | Anchor | Link | Note | Picture


@dataclass
class Block:
    """What all blocks have: the ids that lead to them, and their language if it is another one."""

    ids: list[str] = field(default_factory=list, kw_only=True)
    lang: str = field(default="", kw_only=True)
    dir: str = field(default="", kw_only=True)


@dataclass
class Paragraph(Block):
    """A paragraph, or loose text; `style` is a class that carries meaning."""

    content: list[Inline]
    style: str = ""


@dataclass
class Heading(Block):
    """A heading; `level` is 2 or more and never skips one."""

    content: list[Inline]
    level: int
    style: str = ""


@dataclass
class Preformatted(Block):
    """Text whose line breaks stand as they are."""

    text: str


@dataclass
class Rule(Block):
    """A line between two thoughts."""


@dataclass
class Item(Block):
    """An item of a list; `number` only where the list is numbered."""

    content: list[Block]
    number: int = 0


@dataclass
class Listing(Block):
    """A list.

    Attributes:
        form: `bullet`, or of the numbers: `1`, `a`, `A`, `i` or `I`.
        style: A class that carries meaning, such as `ip-bibliography`.
    """

    items: list[Item]
    form: str
    style: str = ""


@dataclass
class Definition(Block):
    """A term, or several, with what is said of it."""

    terms: list[list[Inline]]
    content: list[Block]


@dataclass
class Definitions(Block):
    """A list of terms; `style` is a class that carries meaning, such as `ip-figures`."""

    items: list[Definition]
    style: str = ""


@dataclass
class Cell(Block):
    """A table's cell; `align` is `left`, `right`, `center` or nothing.

    Attributes:
        x: Its first column, from 0.
        y: Its first row, from 0 at the top of the header, or of the body.
    """

    content: list[Block]
    is_header: bool
    x: int
    y: int
    colspan: int = 1
    rowspan: int = 1
    align: str = ""


@dataclass
class Table(Block):
    """A table: `header` are the rows that a page break repeats."""

    columns: int
    header: list[list[Cell]]
    body: list[list[Cell]]
    caption: list[Block] = field(default_factory=list)


@dataclass
class Box(Block):
    """Content that is set off.

    Attributes:
        style: `quote`, `plain`, `aside`, or a box's class.
        is_nested: Whether it stands in another block.
        is_long: Whether it may be broken over pages: it is more than about a third of one.
    """

    content: list[Block]
    style: str
    is_nested: bool = False
    is_long: bool = False


@dataclass
class Figure(Block):
    """A figure with its caption.

    Attributes:
        is_long: Whether it may be broken over pages.
    """

    content: list[Block]
    caption: list[Block]
    is_long: bool = False


def dump(value: object) -> str:
    """Write nodes as JSON; each object says its type in `kind`."""
    return json.dumps(value, default=_plain, ensure_ascii=False)


def _plain(node: object) -> dict[str, object]:
    return {"kind": type(node).__name__.lower(), **vars(node)}
