"""The views of events."""

from __future__ import annotations

from babel.lists import format_list

from issue_papers.content.library import Entry
from issue_papers.kinds.case_study.model import CASE_STUDY
from issue_papers.kinds.dated import paper_links
from issue_papers.kinds.event import times
from issue_papers.kinds.event.model import EVENT, Event
from issue_papers.kinds.event.shapes import (
    EventView,
    NamedView,
    ParticipantView,
    ProgrammeItemView,
    SpeakerView,
)
from issue_papers.kinds.ledger import Ledger
from issue_papers.kinds.news.model import NEWS
from issue_papers.views import formats
from issue_papers.views.plates import Plates, PlateView, Spot
from issue_papers.views.readership import Readership


class EventViews:
    """Events, for the readers of one language."""

    def __init__(self, readers: Readership) -> None:
        self._readers = readers
        self._links = readers.links
        self._library = readers.library
        self._events: dict[str, EventView] = {}

    @property
    def all(self) -> tuple[EventView, ...]:
        """All events, the latest first."""
        return tuple(self.event(entry) for entry in self._library.of(EVENT))

    def event(self, entry: Entry[Event]) -> EventView:
        """Return the view of an event."""
        if entry.key not in self._events:
            self._events[entry.key] = self._event(entry)
        return self._events[entry.key]

    def _event(self, entry: Entry[Event]) -> EventView:
        meta, text = self._links.meta(entry), self._links.text(entry)
        names = {o.id: o.name for o in meta.organisers} | {s.id: s.printed for s in meta.speakers}
        lengths = [item.minutes for item in meta.programme]
        about = [n for n in self._library.of(NEWS) if entry.slug in n.source.meta.event]
        return EventView(
            link=self._links.link(entry),
            source_url=self._library.locales.url(entry.key, self._library.locales.source),
            slug=entry.slug,
            title=meta.title,
            summary=meta.summary,
            when=times.when(meta, self._readers.t),
            state=meta.state,
            outcome=self._outcome(meta),
            spoken=tuple((tag, self._language_name(tag)) for tag in meta.languages),
            attendance=meta.attendance or "",
            place=meta.place or "",
            organisers=tuple(
                NamedView(o.id, o.name, o.url or "", o.same_as) for o in meta.organisers
            ),
            speakers=tuple(
                SpeakerView(
                    s.id,
                    s.printed,
                    s.role or "",
                    s.affiliation or "",
                    s.is_organisation,
                    s.same_as,
                )
                for s in meta.speakers
            ),
            programme=tuple(
                ProgrammeItemView(i.id, i.title, i.minutes, tuple(names[b] for b in i.by))
                for i in meta.programme
            ),
            minutes=sum(n for n in lengths if n) if lengths and all(lengths) else None,
            participants=tuple(self._participant(ids) for ids in meta.participants),
            places=sum(len(ids) for ids in meta.participants),
            maps=self._maps(meta),
            links=tuple(NamedView(link.id, link.label, link.url) for link in meta.links),
            papers=paper_links(self._readers, meta.paper),
            news=tuple(self._links.link(item) for item in about),
            based_on=meta.based_on or "",
            corrections=self._readers.part(Ledger).of(entry),
            calendar_url=self._calendar_url(entry, meta, text.tag),
            language=text.tag,
            direction=text.direction,
        )

    def _outcome(self, meta: Event) -> str:
        is_over = times.is_over(meta, self._library.settings.date)
        return "unconfirmed" if is_over and meta.state == "announced" else meta.state

    def _calendar_url(self, entry: Entry, meta: Event, text: str) -> str:
        """Return where an event's iCalendar file stands; nothing where no day is known."""
        if not times.has_day(meta) or not self._library.settings.site_url:
            return ""
        return self._library.locales.url(entry.key, text).removesuffix("/") + ".ics"

    def _language_name(self, tag: str) -> str:
        names = self._readers.language.cldr.languages
        base, _, _ = tag.partition("-")
        return str(names.get(tag.replace("-", "_")) or names.get(base) or tag)

    def _participant(self, ids: tuple[str, ...]) -> ParticipantView:
        source = self._library.locales.source
        cities = {slug: self._library.cities[slug] for slug in ids}
        names = [
            formats.city_name(c, slug, self._readers.language, source) for slug, c in cities.items()
        ]
        countries = (formats.country_name(city, self._readers.language) for city in cities.values())
        return ParticipantView(
            name=str(format_list(names, locale=self._readers.language.cldr)),
            countries=tuple(dict.fromkeys(countries)),
            places=len(ids),
            cases=tuple(
                self._links.link(case)
                for case in self._library.of(CASE_STUDY)
                if set(ids) & set(case.source.meta.city)
            ),
        )

    def _maps(self, meta: Event) -> tuple[PlateView, ...]:
        cities = dict.fromkeys(city for ids in meta.participants for city in ids)
        return self._readers.part(Plates).regions(Spot(city, city) for city in cities)
