"""Nodes of running text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from issue_papers.articles.nodes.base import Inline
from issue_papers.formulas.tree import Part


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
class Formula(Inline):
    r"""A formula.

    Attributes:
        source: What stands between the dollar signs: LaTeX.
        tree: The same as MathML has it.
        is_display: Whether it stands by itself, on a line of its own (`$$ … $$`).
        spoken: The same in words, for who hears it; nothing before `printing`.
    """

    source: str
    tree: Part
    is_display: bool = False
    spoken: str = ""


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
        align: The side that the text flows around it on pages, `left` or `right`; empty: neither.
    """

    source: str
    alt: str
    title: str = ""
    width: str = ""
    height: str = ""
    align: str = ""
    has_alt: bool = True


@dataclass(frozen=True, slots=True)
class Drawing(Picture):
    """A picture that is drawn for the text, such as a chart: it is in no file.

    Attributes:
        drawn: An SVG document, whose colours are tokens: `var(--ip-ink)`. `source` names it.
    """

    drawn: str = ""


@dataclass(frozen=True, slots=True)
class CitedWork:
    """One work of a citation, once it is known how it is printed.

    Attributes:
        text: What is printed of it, set and linked; `before` and `after` stand around the link.
        reference: The reference's id.
        target: Where its entry is: as a resolved `Link.target`.
        place: Id of this place, for the way back from the list of references.
        content: The same as `text`, with italics and the like, where there are any.
    """

    text: str
    reference: str
    target: str
    place: str
    before: str = ""
    after: str = ""
    content: tuple[Inline, ...] = ()


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
