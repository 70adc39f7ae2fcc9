"""The views of news."""

from __future__ import annotations

from dataclasses import dataclass

from issue_papers.content.library import Entry
from issue_papers.kinds.dated import paper_links
from issue_papers.kinds.event.model import EVENT
from issue_papers.kinds.ledger import CorrectionView, Ledger
from issue_papers.kinds.news.model import NEWS, NewsItem
from issue_papers.views import formats
from issue_papers.views.readership import Readership
from issue_papers.views.shapes import Link


@dataclass(frozen=True)
class NewsView:
    """A piece of news, for its page and for lists.

    Attributes:
        iso_date: The day it is of.
        iso_updated: The day on which it last changed; the day it is of where that isn't said.
        language: The language that it is written in.
    """

    link: Link
    slug: str
    title: str
    summary: str
    date: str
    iso_date: str
    iso_updated: str
    events: tuple[Link, ...]
    papers: tuple[Link, ...]
    based_on: str
    corrections: tuple[CorrectionView, ...]
    language: str
    direction: str


class NewsViews:
    """News, for the readers of one language."""

    def __init__(self, readers: Readership) -> None:
        self._readers = readers
        self._items: dict[str, NewsView] = {}

    @property
    def all(self) -> tuple[NewsView, ...]:
        """All news, the latest first."""
        return tuple(self.item(entry) for entry in self._readers.library.of(NEWS))

    def item(self, entry: Entry[NewsItem]) -> NewsView:
        """Return the view of a piece of news."""
        if entry.key not in self._items:
            self._items[entry.key] = self._item(entry)
        return self._items[entry.key]

    def _item(self, entry: Entry[NewsItem]) -> NewsView:
        library, links = self._readers.library, self._readers.links
        meta, text = links.meta(entry), links.text(entry)
        events = (library.find(EVENT, slug) for slug in meta.event)
        return NewsView(
            link=links.link(entry),
            slug=entry.slug,
            title=meta.title,
            summary=meta.summary,
            date=formats.partial_date(meta.date, self._readers.language),
            iso_date=meta.date,
            iso_updated=meta.updated or meta.date,
            events=tuple(links.link(event) for event in events if event),
            papers=paper_links(self._readers, meta.paper),
            based_on=meta.based_on or "",
            corrections=self._readers.part(Ledger).of(entry),
            language=text.tag,
            direction=text.direction,
        )
