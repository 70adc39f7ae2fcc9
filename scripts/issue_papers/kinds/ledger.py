"""The ledger: where pages depart from their sources, and why, kept by every kind that says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from issue_papers.content.library import Entry, Library
from issue_papers.content.model import Correction
from issue_papers.kinds.case_study.model import CASE_STUDY, cases
from issue_papers.kinds.declaration import ATOM_TYPE, Subscription
from issue_papers.kinds.telling import at
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem, closest
from issue_papers.views import formats
from issue_papers.views.readership import Readership
from issue_papers.views.shapes import FileView, Link

LEDGER = "corrections.html"
"""The template of the page that shows all of it."""
FEED = "corrections/feed.xml"
"""Its feed, below a language's own prefix."""


def has_corrections(library: Library) -> bool:
    """Whether any page departs from its sources."""
    return any(library.corrections(entry) for entry in library.correcting)


@dataclass(frozen=True)
class Said:
    """What is written in an entry, in the language that it stands in: not all is translated."""

    text: str
    language: str
    direction: str


@dataclass(frozen=True)
class CorrectionView:
    """One entry of the ledger.

    Attributes:
        page: The paper, the event or the news it belongs to.
        date: When it was made, as readers write it, and `iso_date` as programs do; empty where that
            isn't known.
    """

    id: str
    date: str
    iso_date: str
    page: Link
    section: Link | None
    case: Link | None
    source: Said
    source_says: Said
    printed: Said
    reason: Said


@dataclass(frozen=True)
class DayView:
    """What was corrected at one date; both forms of it are empty for what has none."""

    date: str
    iso_date: str
    corrections: tuple[CorrectionView, ...]


@dataclass(frozen=True)
class LedgerView:
    """The ledger as its page shows it.

    Attributes:
        days: The corrections by date, the latest first, those without one last.
        feed: What readers can subscribe to, where there is something.
    """

    days: tuple[DayView, ...]
    feed: FileView | None


@dataclass(frozen=True)
class LedgerItem:
    """A correction as a feed shows it."""

    link: Link
    title: str
    summary: str
    iso_date: str
    language: str

    @property
    def iso_updated(self) -> str:
        """An entry stays as it is."""
        return self.iso_date


class Ledger:
    """The corrections of all pages, for the readers of one language.

    Attributes:
        entries: Each with the page that it belongs to, in the library's order.
    """

    def __init__(self, readers: Readership) -> None:
        self._links = readers.links
        self._library = readers.library
        self.entries = tuple(self._entries())
        self._page = self._links.page_with(LEDGER)

    @property
    def view(self) -> LedgerView:
        """All of it, by date."""
        subscription = self.subscription
        dates = sorted({(entry.iso_date, entry.date) for entry in self.entries}, reverse=True)
        return LedgerView(
            tuple(
                DayView(date, iso, tuple(e for e in self.entries if e.iso_date == iso))
                for iso, date in dates
            ),
            subscription.files[0] if subscription else None,
        )

    @property
    def subscription(self) -> Subscription | None:
        """What has a date and is in this language, as a feed; what is subscribed to has a site."""
        tag, page = self._links.language.tag, self._page
        dated = sorted(
            (e for e in self.entries if e.iso_date and e.reason.language == tag),
            key=lambda entry: entry.iso_date,
            reverse=True,
        )
        if not dated or not page or not self._library.settings.site_url:
            return None
        ledger = self._library.entries[page.key]
        items = (
            LedgerItem(
                link=self._links.link(ledger, f"correction-{entry.id}"),
                title=f"{entry.source_says.text}{self._arrow}{entry.printed.text}",
                summary=entry.reason.text,
                iso_date=_first_day(entry.iso_date),
                language=tag,
            )
            for entry in dated
        )
        url = self._library.locales.prefix(tag) + FEED
        feed = FileView(ATOM_TYPE, "Atom", url)
        return Subscription((feed,), page, tuple(items), has_texts=False)

    @property
    def _arrow(self) -> str:
        return " ← " if self._links.language.direction == "rtl" else " → "

    def of(self, page: Entry) -> tuple[CorrectionView, ...]:
        """Return the corrections of one page."""
        return tuple(entry for entry in self.entries if entry.page.key == page.key)

    def _entries(self) -> Iterator[CorrectionView]:
        for page in self._library.correcting:
            for item in getattr(self._links.meta(page), "corrections", ()):
                yield self._entry(page, item)

    def _entry(self, page: Entry, item: Correction) -> CorrectionView:
        library = self._library
        section = library.part(page, item.section) if item.section else None
        case = library.find(CASE_STUDY, item.case) if item.case else None
        return CorrectionView(
            id=item.id,
            date=formats.partial_date(item.date, self._links.language) if item.date else "",
            iso_date=item.date or "",
            page=self._links.link(page),
            section=self._links.link(section) if section else None,
            case=self._links.link(case) if case else None,
            source=self._said(page, item, "source"),
            source_says=self._said(page, item, "source_says"),
            printed=self._said(page, item, "printed"),
            reason=self._said(page, item, "reason"),
        )

    def _said(self, page: Entry, item: Correction, name: str) -> Said:
        """Return a text of an entry; what the translation doesn't give is the source's."""
        given = getattr(page.document(self._links.language.tag).meta, "corrections", None)
        own = given.get(item.id) if isinstance(given, Mapping) else None
        is_translated = getattr(own, name, None) is not None
        locales = self._library.locales
        language = locales[self._links.text(page).tag if is_translated else locales.source]
        return Said(getattr(item, name), language.tag, language.direction)


def _first_day(date: str) -> str:
    """Return the first day of a year, a month or a day: a feed knows nothing less precise."""
    return f"{date}-01-01"[:10] if len(date) == len("2026") else f"{date}-01"[:10]


def check(library: Library) -> Iterator[Problem]:
    """What a ledger's entries point to is there, and no two entries share an address."""
    first: dict[str, Entry] = {}
    for entry in library.correcting:
        listed = entry.kind.parts(entry.source.meta) if entry.kind.parts else ()
        parts = {*listed, *(part.slug for part in library.parts(entry))}
        for index, correction in enumerate(library.corrections(entry)):
            where = ("corrections", index)
            if correction.section and correction.section not in parts:
                hint = closest(correction.section, parts)
                message = say("the section `{section}` isn't there", section=correction.section)
                yield at(entry.source, *where, "section", message=message, hint=hint)
            if correction.case and not library.is_there(CASE_STUDY, correction.case):
                hint = closest(correction.case, cases(library))
                message = say("the case `{case}` isn't there", case=correction.case)
                yield at(entry.source, *where, "case", message=message, hint=hint)
            other = first.setdefault(correction.id, entry)
            if other is not entry:
                message = say(
                    "the correction `{id}` is already in {path}",
                    id=correction.id,
                    path=other.source.path,
                )
                hint = say("give it an id of its own")
                yield at(entry.source, *where, "id", message=message, hint=hint)
