"""The shapes of what templates see: plain values in the reader's language.

URLs are relative to the site's root, without leading slash; the theme makes them relative to the
page. A view's `language` is the tag of the language its text is in, and `direction` is that
language's: it is the source language's where a page isn't translated.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from issue_papers.content.agents import Agent
from issue_papers.content.outline import address_of
from issue_papers.content.records import Translation
from issue_papers.content.settings import Script
from issue_papers.views.contact import ContactView

T = TypeVar("T")


@dataclass(frozen=True)
class LanguageView:
    """A language, and what this page is in it."""

    tag: str
    name: str
    direction: str
    url: str
    home_url: str
    is_current: bool
    is_translated: bool


@dataclass(frozen=True)
class Link:
    """A link to a page: its title is in `language`.

    Attributes:
        is_current: Whether it leads to the page that it stands on.
        is_above: Whether it leads to the list that the page belongs to.
    """

    title: str
    url: str
    language: str
    direction: str
    is_current: bool = False
    key: str = ""
    is_above: bool = False


@dataclass(frozen=True)
class MenuItem:
    """A line of the menu of plain pages: a link, or a group of lines.

    Attributes:
        title: What it says, in `language`.
        url: Site-relative URL of a page, or an address elsewhere; empty for a group.
        language: Tag of the language of the title.
        direction: That language's.
        key: The page's key; empty where it leads to none.
        items: What a group holds.
    """

    title: str
    url: str
    language: str
    direction: str
    key: str = ""
    items: tuple[MenuItem, ...] = ()

    def holds(self, key: str) -> bool:
        """Whether a page is in a group."""
        return any(item.key == key or item.holds(key) for item in self.items)


@dataclass(frozen=True)
class PersonView:
    """Someone with a role.

    Attributes:
        name: As it is printed.
        sorted: With the family name first, as catalogues file it.
    """

    name: str
    role: str
    affiliation: str
    sorted: str = ""


def person(agent: Agent) -> PersonView:
    """Return what readers see of a person or an organisation."""
    name, role = agent.printed, agent.role or ""
    return PersonView(name, role, agent.affiliation or "", agent.parts.last_first)


@dataclass(frozen=True)
class ImageView:
    """A figure of the text: a picture, or a caption for what stands in the block.

    `focal` is the point that stays in sight where it is cropped, in per cent from its left and top.
    """

    id: str
    position: int
    caption: str
    file: str
    alt: str
    credit: str
    focal: tuple[float, float] | None = None

    @property
    def address(self) -> str:
        """The URL of its file, whose name may have signs that mean something else in a URL."""
        return address_of(self.file).removeprefix("/")


@dataclass(frozen=True)
class TermNameView:
    """What a concept is called in one language; `language_name` is that language's own name."""

    term: str
    acronym: str
    language: str
    direction: str
    language_name: str


@dataclass(frozen=True)
class TermView:
    """A concept of the glossary: what it is called and what it means; `others`: elsewhere."""

    id: str
    term: str
    acronym: str
    expansion: str
    definition: str
    language: str
    direction: str
    others: tuple[TermNameView, ...]


@dataclass(frozen=True)
class GlossaryView:
    """All terms in alphabetical order, and the page that lists them."""

    link: Link | None
    terms: tuple[TermView, ...]


@dataclass(frozen=True)
class FileView:
    """A file that readers can subscribe to: its type, its name, and its site-relative URL."""

    type: str
    title: str
    url: str


@dataclass(frozen=True)
class FooterView:
    """What a site's owner says at the foot of each page, in one language.

    Attributes:
        text: A sentence; empty if there is none.
        links: Title and address of each link.
        logos: Path in the site, description and address of each partner's logo.
        contact: Where to write to, a URI; empty if there is no such place.
    """

    text: str = ""
    links: tuple[tuple[str, str], ...] = ()
    logos: tuple[tuple[str, str, str], ...] = ()
    contact: str = ""


@dataclass(frozen=True)
class FrameView:
    """What all pages of a language have around their text.

    Attributes:
        name: The site's name in this language.
        copyright: What is said of rights where a page belongs to no paper.
        footer: What the owner says at the foot of each page.
        map_disclaimer: What the owner says below each map; empty if nothing.
        logo: Paths of the site's sign in the site: on a light ground, and on a dark one.
        favicon: Path of the site's icon in the site.
        style_sheets: Paths of its style sheets in the site, or their addresses.
        scripts: Scripts besides the theme's own.
        has_app: Whether the site can be installed, and kept to read without a connection.
        has_address: Whether it is known where the site is published.
        author: Whom pages that belong to no paper name as their author; empty if nobody.
        home: Site-relative URL of the home page.
        arrivals: That a page is there in a language, and how that is closed, in that language, by
            its tag.
        pages: The pages that a template of the theme draws, by the template's name without suffix,
            `glossary`, and those that list the pages of a kind: `gallery`, `events`, `news`. The
            site may lack any of them.
        parts: What kinds put into the frame, by name: a template writes `view.frame.feeds`.
    """

    name: str
    copyright: str
    footer: FooterView
    map_disclaimer: str
    logo: tuple[str, str] | None
    favicon: str
    style_sheets: tuple[str, ...]
    scripts: tuple[Script, ...]
    has_app: bool
    has_address: bool
    author: str
    home: str
    arrivals: Mapping[str, tuple[str, str]]
    pages: Mapping[str, Link | None]
    parts: Mapping[str, object] = field(default_factory=dict)

    def __getitem__(self, name: str) -> object:
        """Return a part by its name."""
        return self.parts[name]


@dataclass(frozen=True)
class PageView:
    """A page as one reader sees it: all that its template needs but the text itself.

    Attributes:
        kind: What the page is, and its template's name: `paper`, `home`, `gallery`, `glossary` …
        has_heading: Whether the text itself begins with its title, as plain pages may.
        summary: What it says in a sentence or two, for all that tells of it elsewhere; where nobody
            has written that, what its text begins with.
        standfirst: What stands below its title; empty where its text begins with it.
        text: The language that the article is written in.
        is_fallback: Whether that isn't the reader's language.
        alternates: Language tag and absolute URL of each real version of the page.
        canonical: Absolute URL of the page, or of its source where this is a fallback.
        source_url: Site-relative URL of the source-language version.
        stale: How many passages have changed in the source since they were translated.
        drift: In how many passages an adopted translation differs from its source.
        edit_url: Where its text can be edited; empty if there is no such place.
        picture: What stands below the title of a home page or a case: the first of its `images:`
            that its text doesn't show; its file is a path in the site.
        is_draft: Whether only its editor sees it, in a preview.
        parts: What only some pages have, by name, none where this one hasn't: a template writes
            `view.case`. Which there are, the kinds say: see `views.declaration`.
        frame: What is around the text; only a page that is to be rendered has it, with those parts
            that nothing but its template needs.
        menu: The menu of plain pages, likewise; empty where other menus lead to all of them.
        contact: Where to write to about it, likewise; nothing where the site doesn't say.
    """

    key: str
    kind: str
    title: str
    has_heading: bool
    summary: str
    standfirst: str
    language: LanguageView
    text: LanguageView
    is_fallback: bool
    languages: tuple[LanguageView, ...]
    alternates: tuple[tuple[str, str], ...]
    x_default: str
    canonical: str
    source_url: str
    translation: Translation | None
    translation_date: str
    stale: int
    drift: int
    header: tuple[Link, ...]
    footer: tuple[Link, ...]
    previous: Link | None
    next: Link | None
    edit_url: str = ""
    picture: ImageView | None = None
    is_draft: bool = False
    parts: Mapping[str, object] = field(default_factory=dict)
    frame: FrameView | None = None
    menu: tuple[MenuItem, ...] = ()
    contact: ContactView | None = None

    def __getitem__(self, name: str) -> object:
        """Return a part by its name; nothing if the page hasn't got it.

        Raises:
            KeyError: No page has such a part.
        """
        return self.parts[name]

    def of(self, shape: type[T]) -> T | None:
        """Return the part of the page that has a shape, if it has one."""
        return next((part for part in self.parts.values() if isinstance(part, shape)), None)


@dataclass(frozen=True)
class SitemapView:
    """A page in one of the languages that it is really written in.

    Attributes:
        url: Absolute URL.
        alternates: Language tag and absolute URL of each real version, this one among them.
        x_default: Absolute URL of the source-language version.
        changed: Day of its text's last change in ISO 8601; empty if unknown.
    """

    url: str
    alternates: tuple[tuple[str, str], ...]
    x_default: str
    changed: str
