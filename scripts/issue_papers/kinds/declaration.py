"""What a kind of page says of itself, so that the rest of the generator needn't name it.

A kind is a folder `kinds/<kind>/` whose `kind` module holds one `KIND`. What else it needs stands
in that folder, in the theme (a template with its name), and in the catalogues.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

from issue_papers.content.library import Library
from issue_papers.content.page_type import PageType
from issue_papers.kinds.feature_pages import Feature
from issue_papers.kinds.scaffolding import Scaffold
from issue_papers.reporting.problems import Problem
from issue_papers.views.datasets import Dataset
from issue_papers.views.declaration import Showing
from issue_papers.views.readership import Readership
from issue_papers.views.shapes import FileView, Link

Rule: TypeAlias = Callable[[Library], Iterable[Problem]]
"""Yields what is wrong across a library's objects."""

FileMaker: TypeAlias = Callable[[Readership, dt.datetime], Iterable[tuple[str, bytes]]]
"""Yields path in the site and content of files for a language's readers; the time (UTC) is that at
which the site is built, determined by the commit."""


ATOM_TYPE = "application/atom+xml"


class FeedEntry(Protocol):
    """A page, or a place on one, as a feed shows it."""

    @property
    def link(self) -> Link:
        """The page."""

    @property
    def title(self) -> str:
        """What it is called."""

    @property
    def summary(self) -> str:
        """What it says, in a sentence or two."""

    @property
    def iso_date(self) -> str:
        """The day that it is of (ISO 8601)."""

    @property
    def iso_updated(self) -> str:
        """The day on which it last changed (ISO 8601)."""

    @property
    def language(self) -> str:
        """The language that it is written in."""


@dataclass(frozen=True)
class Subscription:
    """What readers of a language can subscribe to.

    Attributes:
        files: The feeds, Atom first.
        page: The page that lists the same, if there is one.
        entries: What it lists, the latest first, also what isn't in the language.
        has_texts: Whether each is a page of its own, whose text goes along; else a place on `page`.
    """

    files: tuple[FileView, ...]
    page: Link | None
    entries: tuple[FeedEntry, ...]
    has_texts: bool = True


@dataclass(frozen=True)
class Kind:
    """A kind of page.

    Attributes:
        type: Its name, its front matter, and where such pages stand.
        showing: How they are shown.
        rules: What must be right about them.
        datasets: What is published of them as data.
        files: Makes files besides their pages, for the readers of a language.
        feed: Returns what readers of a language can subscribe to; nothing where there is nothing.
        scaffold: How a new one is begun: `issue-papers new <kind>`.
        features: The pages that show all of them, which need no file.
    """

    type: PageType
    showing: Showing = field(default_factory=Showing)
    rules: tuple[Rule, ...] = ()
    datasets: tuple[Dataset, ...] = ()
    files: FileMaker | None = None
    feed: Callable[[Readership], Subscription | None] | None = None
    scaffold: Scaffold | None = None
    features: tuple[Feature, ...] = ()
