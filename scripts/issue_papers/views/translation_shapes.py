"""The shapes of what templates see of translations: how far each keeps up with its source."""

from __future__ import annotations

from dataclasses import dataclass

from issue_papers.views.shapes import LanguageView, Link


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
class DriftView:
    """A passage of an adopted translation that differs from its source.

    Attributes:
        name: What readers know it by: its heading; else its id.
        is_id: Whether that is its id.
        language: Tag of the name's language.
        direction: In which it runs.
        url: Where it is to be read, in the translation, or in the source where it has it alone.
        kinds: How it differs (`translation.drift.Kind`).
    """

    name: str
    is_id: bool
    language: str
    direction: str
    url: str
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class AdoptedView:
    """An existing translation of a page that was adopted as it is.

    Attributes:
        link: To the translation itself, whatever the reader's language.
        origin: Where it is from.
        passages: Where it differs from its source.
    """

    link: Link
    origin: str
    passages: tuple[DriftView, ...]


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
        adopted: Its translations that were made elsewhere, and are taken as they are.
    """

    language: LanguageView
    pages: tuple[PageStateView, ...]
    current: int
    total: int
    words: int
    unreviewed: tuple[PageReviewView, ...]
    reviews: tuple[tuple[str, int], ...]
    adopted: tuple[AdoptedView, ...] = ()

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do: no word to translate, and no page to review."""
        return not self.pages and not self.unreviewed
