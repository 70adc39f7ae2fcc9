"""What a format says of itself, so that the rest of the generator needn't name it.

A format that papers can be taken away in is a folder `formats/<form>/` whose `__init__` holds one
`FORMAT`. What else it needs stands in that folder, in the catalogues (`downloads.formats.<name>`
and `downloads.about.<name>`), and its option says what it does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from issue_papers.content.settings import FormatInfo
from issue_papers.content_cache import ContentCache
from issue_papers.formats.editions.paging import NO_PAGES, Break, Pages
from issue_papers.layers import Layers
from issue_papers.reporting.faults import UnusableError
from issue_papers.reporting.messages import Message
from issue_papers.reporting.problems import Problem

if TYPE_CHECKING:
    from issue_papers.content.library import Entry
    from issue_papers.formats.editions.edition import Edition
    from issue_papers.formats.web.assets import Assets
    from issue_papers.views.site import Views

Options: TypeAlias = Mapping[str, str]

FONT_LIBRARIES = (
    "babel",
    "brotli",
    "fonttools",
    "fontpkg-amiri",
    "fontpkg-assistant",
    "fontpkg-frank-ruhl-libre",
    "fontpkg-noto-sans-arabic",
    "fontpkg-source-sans-3",
    "fontpkg-source-serif-4",
    "uharfbuzz",
)
"""Distributions that decide which fonts a text gets, and what is left of them."""


class UnusableOptionError(UnusableError):
    """An option that can't be used."""


def switch(value: object) -> Options | None:
    """Read an option that is only true or false."""
    return {} if value else None


@dataclass(frozen=True)
class Option:
    """What switches a format on and off, below `issue-papers` in mkdocs.yml.

    Attributes:
        name: Its key.
        types: What its value may be.
        default: Its value where it isn't given.
        read: Returns what the value says besides yes, by key; nothing if the format isn't wanted.
            It raises `UnusableOptionError`.
        about: What it does, as the reference says it.
        example: A value as it is written in YAML.
    """

    name: str
    types: tuple[type, ...] = (bool,)
    default: Any = True
    read: Callable[[object], Options | None] = switch
    about: Message | None = None
    example: str = "false"


@dataclass(frozen=True)
class Copying:
    """What a format is made from that takes pages of the finished site.

    Attributes:
        site_dir: The finished site.
        views: The language's views.
        paper: The paper.
        theme: The folders of the theme.
        assets: The files that the site's pages are drawn with.
        editions: The file of each of the paper's editions that it takes along, by name.
        cache: Where what takes long to make is kept, if anywhere.
    """

    site_dir: Path
    views: Views
    paper: Entry
    theme: Layers
    assets: Assets
    editions: Mapping[str, Path]
    cache: ContentCache | None = None


Report: TypeAlias = Callable[[Problem], None]
"""Is told what may not look as it should in what is made, or is heavier than it looks."""


def unheard(_problem: Problem) -> None:
    """Tell nobody."""


Paginate: TypeAlias = Callable[[tuple[Break, ...]], None]
"""Is told where the pages of what is made begin."""


@dataclass(frozen=True)
class Means:
    """What an edition is made with.

    Attributes:
        theme: The folders of the theme.
        options: The format's options.
        cache: Where what takes long to make, and isn't of this edition alone, is kept.
        report: Is told what may not look as it should.
        paginate: Is told where the pages begin of a format that says so.
        pages: Those of another format, for one that asks for them.
    """

    theme: Layers
    options: Options
    cache: ContentCache
    report: Report
    paginate: Paginate | None = None
    pages: Pages = NO_PAGES


EditionMaker: TypeAlias = "Callable[[Edition, Means], bytes]"
"""Makes a file of an edition."""

Taking: TypeAlias = "Callable[[Edition], Edition]"
"""Returns what of an edition a format takes."""


@dataclass(frozen=True)
class Copied:
    """A file that takes pages of the finished site along.

    Attributes:
        content: The file.
        read: The paths of all files of the site that it was made from. Whether there are others it
            may have asked, but not what is in them.
    """

    content: bytes
    read: frozenset[str]


SiteMaker: TypeAlias = Callable[[Copying], Copied]


class Paging(StrEnum):
    """What a format has to do with the pages of another."""

    NONE = "none"
    GIVES = "gives"
    TAKES = "takes"


@dataclass(frozen=True)
class Format:
    """A format that papers can be taken away in.

    Attributes:
        info: What pages and data need to know.
        position: Where it is offered among the others: the lowest comes first.
        option: What switches it on and off.
        make: Makes it from an edition, or, as `Copying` says, from the finished site.
        takes: What of an edition it is made from, if that isn't all: while that stays the same, it
            isn't made again. `make` is given no more.
        pages: Whether it has pages, and says where they begin, or asks for those of the first that
            has; see `Means`.
        libraries: Distributions that decide, besides our own code, how it comes out.
        theme: Files and folders of the theme that do, besides `editions/` and the catalogues.
    """

    info: FormatInfo
    position: int
    option: Option
    make: EditionMaker | None = None
    copy: SiteMaker | None = None
    takes: Taking | None = None
    pages: Paging = Paging.NONE
    libraries: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
