"""The shapes of what templates see: plain values in the reader's language.

URLs are relative to the site's root, without leading slash; the theme makes them relative to the
page. A view's `language` is the tag of the language its text is in, and `direction` is that
language's: it is the source language's where a page isn't translated.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from issue_papers.content.records import Translation
from issue_papers.maps import outlines
from issue_papers.views.citation_shapes import EntryView

if TYPE_CHECKING:
    from issue_papers.views.event_shapes import EventView, NewsView


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
    """A link to a page: its title is in `language`."""

    title: str
    url: str
    language: str
    direction: str
    is_current: bool = False
    key: str = ""


@dataclass(frozen=True)
class PersonView:
    """Someone with a role."""

    name: str
    role: str
    affiliation: str


@dataclass(frozen=True)
class SectionView:
    """A section in a paper's contents."""

    link: Link
    slug: str
    position: int
    summary: str
    minutes: int


@dataclass(frozen=True)
class PaperView:
    """A paper's metadata."""

    link: Link
    slug: str
    number: int
    title: str
    subtitle: str
    summary: str
    authors: tuple[PersonView, ...]
    foreword: PersonView | None
    publisher: str
    publisher_unit: str
    issued: str
    issued_date: str
    based_on: str
    doi: str
    isbn: str
    edition: int
    licence: str
    licence_name: str
    licence_url: str
    sections: tuple[SectionView, ...]
    cases: tuple[Link, ...]
    minutes: int
    languages: tuple[LanguageView, ...]


@dataclass(frozen=True)
class FigureView:
    """A key figure."""

    id: str
    value: str
    label: str


@dataclass(frozen=True)
class UpdateView:
    """What changed after a paper was written."""

    id: str
    date: str
    iso_date: str
    text: str


@dataclass(frozen=True)
class CaseView:
    """A case study, for its page, its box and its card.

    Attributes:
        place: Its cities with their countries, in the reader's language.
        cities: Names of its cities alone, in the reader's language, as the locator's points go.
        countries: ISO 3166-1 alpha-2 code and name of each country, in the reader's language.
        period: Its two ends in the reader's language; what isn't known is empty.
        period_dates: The same as ISO 8601 dates, what isn't known left out.
        topics: Id and label of each topic, in the reader's language.
        references: As the reader's language writes them.
        language: The language of what was written about it: title, summary, figures, the texts of
            updates.
    """

    link: Link
    slug: str
    title: str
    summary: str
    place: str
    cities: tuple[str, ...]
    countries: tuple[tuple[str, str], ...]
    period: tuple[str, str]
    period_dates: tuple[str, ...]
    topics: tuple[tuple[str, str], ...]
    figures: tuple[FigureView, ...]
    sources: tuple[str, ...]
    references: tuple[EntryView, ...]
    updates: tuple[UpdateView, ...]
    mentions: tuple[Link, ...]
    locator: outlines.LocatorMap
    language: str
    direction: str


@dataclass(frozen=True)
class MapPointView:
    """A case on the world map; coordinates are the map's user units."""

    case: CaseView
    place: str
    point: outlines.MapPoint


@dataclass(frozen=True)
class GalleryView:
    """All cases, with what they can be filtered by.

    Attributes:
        link: The gallery's page, if there is one.
        topics: Id, label and number of cases of each topic that has any.
        countries: ISO 3166-1 alpha-2 code, name and number of cases of each country that has any.
    """

    link: Link | None
    cases: tuple[CaseView, ...]
    topics: tuple[tuple[str, str, int], ...]
    countries: tuple[tuple[str, str, int], ...]
    world: outlines.WorldMap
    points: tuple[MapPointView, ...]


@dataclass(frozen=True)
class ImageView:
    """A figure of the text: a picture, or a caption for what stands in the block."""

    id: str
    position: int
    caption: str
    file: str
    alt: str
    credit: str


@dataclass(frozen=True)
class CorrectionView:
    """One entry of the ledger; `page` is the paper, the event or the news it belongs to."""

    id: str
    page: Link
    section: Link | None
    case: Link | None
    source: str
    source_says: str
    source_language: str
    printed: str
    reason: str
    language: str
    direction: str


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
class PageStateView:
    """How far one page's translation keeps up with its source.

    Attributes:
        counts: How many passages are in each state, the worst first, by the state's name.
        words: How many words there are to translate.
    """

    link: Link
    counts: tuple[tuple[str, int], ...]
    words: int


@dataclass(frozen=True)
class PageReviewView:
    """A translated page that no second person has compared with its source.

    Attributes:
        link: To the translation itself, whatever the reader's language.
        status: `machine` or `draft`; `unsaid` where the translation doesn't say.
        edit_url: Where it can be corrected by anyone; empty if there is no such place.
    """

    link: Link
    status: str
    edit_url: str


@dataclass(frozen=True)
class LanguageStateView:
    """How far one language keeps up, and how far its texts can be trusted.

    Attributes:
        pages: Its pages that need work, the most words first.
        current: How many pages need none.
        total: How many pages there are.
        words: How many words there are to translate.
        unreviewed: The pages that are to be reviewed.
        reviews: How many translated pages have each status: those of `unreviewed`, and `reviewed`.
    """

    language: LanguageView
    pages: tuple[PageStateView, ...]
    current: int
    total: int
    words: int
    unreviewed: tuple[PageReviewView, ...]
    reviews: tuple[tuple[str, int], ...]

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do: no word to translate, and no page to review."""
        return not self.pages and not self.unreviewed


@dataclass(frozen=True)
class PageView:
    """A page as one reader sees it.

    Attributes:
        kind: `home`, `paper`, `section`, `case-study`, `gallery`, `event`, `events`, `news-item`,
            `news`, `corrections` or `page`.
        has_heading: Whether the text itself begins with its title, as plain pages may.
        text: The language that the article is written in.
        is_fallback: Whether that isn't the reader's language.
        alternates: Language tag and absolute URL of each real version of the page.
        canonical: Absolute URL of the page, or of its source where this is a fallback.
        source_url: Site-relative URL of the source-language version.
        stale: How many passages have changed in the source since they were translated.
        edit_url: Where its text can be edited; empty if there is no such place.
    """

    key: str
    kind: str
    title: str
    has_heading: bool
    summary: str
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
    header: tuple[Link, ...]
    footer: tuple[Link, ...]
    paper: PaperView | None
    section: SectionView | None
    previous: Link | None
    next: Link | None
    case: CaseView | None
    event: EventView | None
    news: NewsView | None
    edit_url: str = ""


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
