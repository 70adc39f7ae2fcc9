"""How pages of a kind are shown: what their templates see, and how they are cited.

A kind declares one `Showing` (`kinds/<kind>/kind.py`); `views.site` goes through them.

A template sees a page as `view`. What only some pages have is a `Part` of it, by name: `view.case`,
`view.gallery`. A part of a page's own kind says what the page is; the others, which only its
template needs, are worked out for a page that is to be rendered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from issue_papers.content.agents import Agent
from issue_papers.content.library import Entry, Library
from issue_papers.content.model import Correction
from issue_papers.views.linked_nodes import Node
from issue_papers.views.originals import OriginalWork
from issue_papers.views.readership import Readership
from issue_papers.views.shapes import ImageView

Reads: TypeAlias = Callable[[Library], Iterable[Entry | str]]
"""Returns the pages whose texts something is made from, besides what all pages tell of theirs; or,
where that is little of many texts, what it is."""


def no_text(library: Library) -> Iterable[Entry]:  # noqa: ARG001 - as its like
    """Say that of other pages nothing is read but what they tell of themselves."""
    return ()


def every_text(library: Library) -> Iterable[Entry]:
    """Say that the texts of all pages are read."""
    return library.entries.values()


@dataclass(frozen=True)
class Part:
    """A part of what a template sees of a page.

    Attributes:
        name: What the template calls it, `view.<name>`.
        make: Makes it, a frozen value, for the readers of a language, of the page.
        reads: What a part reads that only the page of a template has (`Showing.pages`): a page is
            made again when that has changed. What others tell of themselves is their metadata,
            headings, blocks and works cited; that, every part may read. How long they take to read
            may stand on pages of the same paper, and on those that belong to none.
    """

    name: str
    make: Callable[[Readership, Entry], object]
    reads: Reads = no_text


Roles: TypeAlias = tuple[tuple[str, tuple[Agent, ...]], ...]
"""Who made something, by role, as `content.works.ROLES` names and orders them."""


@dataclass(frozen=True)
class Publication:
    """Who made and published an edition, when, and under which identifiers; empty where unknown.

    Attributes:
        roles: Who made it, by role.
        issued: When this edition was published: an ISO 8601 date as precise as it is known.
        publisher: Who publishes it, and the part of it that does.
        publisher_same_as: What registers call the publisher.
        number: Its number in its series.
        edition: The number of its current edition.
        edition_path: That edition's permanent address, from the site's root.
        original: The work that it is made after, where others wrote that.
        licence: Its licence's name in SPDX's list; `licence_name` is what people call it.
        licence_url: Where its licence can be read.
        notice: What it says of itself where it is made after another work.
    """

    roles: Roles
    issued: str
    publisher: str = ""
    publisher_unit: str = ""
    publisher_same_as: tuple[str, ...] = ()
    number: int | None = None
    edition: int = 1
    edition_path: str = ""
    doi: str = ""
    isbn: str = ""
    original: OriginalWork | None = None
    licence: str = ""
    licence_name: str = ""
    licence_url: str = ""
    notice: str = ""

    def of(self, role: str) -> tuple[Agent, ...]:
        """Return who made it in a role, `adapters`."""
        return dict(self.roles).get(role, ())


def nothing(readers: Readership, entry: Entry) -> Node:  # noqa: ARG001 - as its like
    """Say no more of a page than what all have."""
    return {}


def unnumbered(readers: Readership, entry: Entry, whole: Entry) -> int:  # noqa: ARG001 - as its like
    """Say that a page has no place among the parts of its whole."""
    return 0


def all_of_them(correction: Correction, entry: Entry) -> bool:  # noqa: ARG001 - as its like
    """Say that every correction of a publication concerns a page."""
    return True


def nothing_shown(readers: Readership, entry: Entry) -> None:
    """Say that a page's card has no picture."""


@dataclass(frozen=True)
class Work:
    """How pages of a kind are cited, described to machines, and shown where links are shared.

    Attributes:
        schema_type: Their type in the vocabulary of schema.org.
        whole: Returns the publication that a page is or belongs to; nothing where it has none.
        publication: Returns what is known of such a publication; it is asked of the whole's kind.
        genre: The key of the words for what it is, `cite.genre`.
        position: Returns a page's place among the parts of its whole, from 1; 0 if it has none.
        linked_data: Returns what schema.org's terms say of a page, besides what all have.
        topics: Returns the ids of the topics that a page is about.
        cited: Returns the ids of the works that a page cites, in their order.
        is_corrected: Whether a correction of the publication concerns a page.
        trail: Returns the keys of the pages above a page, below the home page.
        card: Returns what a page's card says: what it is, what it is about, and its number; nothing
            where it says no more than the series' name.
        picture: Returns the picture on a page's card; nothing without one.
    """

    schema_type: str
    whole: Callable[[Readership, Entry], Entry | None]
    cited: Callable[[Readership, Entry], Iterable[str]]
    topics: Callable[[Readership, Entry], Iterable[str]]
    card: Callable[[Readership, Entry], tuple[str, str, str] | None]
    publication: Callable[[Readership, Entry], Publication] | None = None
    genre: str = ""
    position: Callable[[Readership, Entry, Entry], int] = unnumbered
    linked_data: Callable[[Readership, Entry], Node] = nothing
    is_corrected: Callable[[Correction, Entry], bool] = all_of_them
    trail: Callable[[Entry], tuple[str, ...]] = lambda entry: ()  # noqa: ARG005 - as its like
    picture: Callable[[Readership, Entry], ImageView | None] = nothing_shown


@dataclass(frozen=True)
class Showing:
    """How pages of a kind are shown.

    Attributes:
        parts: What such a page is, beyond what every page is.
        shown: What else its template needs.
        pages: What other pages need, by the name of their view: lists of pages of the kind, and
            what is told of them all.
        frame: What the frame of every page shows, by name: `view.frame.<name>`.
        around: Returns the pages in the order in which one leads to the next; without it, that of
            their type.
        work: How such a page is cited; nothing for pages that nobody would cite.
        described: Says in schema.org's terms what such a page is, where nobody would cite it.
        held: Says the same of what other pages hold, by the name of their view.
        told: Yields what the graph of the site holds of the kind, besides what pages say, and
            whatever their texts say.
        card: What the card of a page that nobody cites says, as `Work.card`.
        days: Returns the days that such a page is of and was last changed on (ISO 8601).
        menu: Where pages that show all of the kind stand in the header's menu, by the name of their
            view: the lowest comes first. Others follow, by their keys.
    """

    parts: tuple[Part, ...] = ()
    shown: tuple[Part, ...] = ()
    pages: Mapping[str, tuple[Part, ...]] = field(default_factory=dict)
    frame: Mapping[str, Callable[[Readership], object]] = field(default_factory=dict)
    around: Callable[[Readership, Entry], Sequence[Entry]] | None = None
    work: Work | None = None
    described: Callable[[Readership, Entry], Node] | None = None
    held: Mapping[str, Callable[[Readership], Node]] = field(default_factory=dict)
    told: Callable[[Mapping[str, Readership]], Iterable[Node]] | None = None
    card: Callable[[Readership, Entry], tuple[str, str, str] | None] | None = None
    days: Callable[[Readership, Entry], tuple[str, str]] | None = None
    menu: Mapping[str, int] = field(default_factory=dict)
