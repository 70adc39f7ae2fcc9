"""The views of case studies: page, box, card, gallery."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from issue_papers.content.library import Entry
from issue_papers.kinds.case_study.model import CASE_STUDY, CaseStudy, cases, mentions
from issue_papers.kinds.case_study.shapes import (
    CaseView,
    FigureView,
    GalleryView,
    UpdateView,
)
from issue_papers.views import formats
from issue_papers.views.plates import Plates, Spot
from issue_papers.views.readership import Readership


class CaseViews:
    """Case studies, for the readers of one language."""

    def __init__(self, readers: Readership) -> None:
        self._readers = readers
        self._links = readers.links
        self._library = readers.library
        self._cases: dict[str, CaseView] = {}

    @cached_property
    def _known(self) -> Mapping[str, Entry[CaseStudy]]:
        return cases(self._library)

    def case(self, slug: str) -> CaseView:
        """Return the view of a case study."""
        if slug not in self._cases:
            self._cases[slug] = self._case(self._known[slug])
        return self._cases[slug]

    def _case(self, entry: Entry[CaseStudy]) -> CaseView:
        meta, language = self._links.meta(entry), self._readers.language
        # What was written is in its text's language, and a figure with it; the rest is in the
        # reader's.
        source = self._library.locales.source
        text = self._links.text(entry)
        cities = [self._library.cities[city] for city in meta.city]
        locator = self._readers.atlas.locator(
            [city.coordinates for city in cities],
            tuple(dict.fromkeys(city.country for city in cities)),
        )
        return CaseView(
            link=self._links.link(entry),
            slug=entry.slug,
            title=meta.title,
            summary=meta.summary,
            place=self._place(meta),
            cities=tuple(
                formats.city_name(city, slug, language, source)
                for city, slug in zip(cities, meta.city, strict=True)
            ),
            countries=tuple(
                dict.fromkeys((c.country, formats.country_name(c, language)) for c in cities)
            ),
            period=formats.period(meta.period, language) if meta.period else ("", ""),
            period_dates=tuple(d for d in (meta.period.start, meta.period.end) if d)
            if meta.period
            else (),
            topics=tuple((topic, self._links.topic(topic)) for topic in meta.topics),
            figures=tuple(
                FigureView(figure.id, formats.number(figure, text), figure.label)
                for figure in meta.figures
            ),
            sources=meta.sources,
            references=self._readers.citations.own_references(entry),
            updates=tuple(
                UpdateView(u.id, formats.partial_date(u.date, language), u.date, u.text)
                for u in meta.updates
            ),
            mentions=tuple(
                self._links.link(mention.entry, mention.anchor)
                for mention in mentions(self._library).get(entry.slug, ())
            ),
            locator=locator,
            city_names=self._readers.part(Plates).around(locator, meta.city)
            if len(cities) > 1
            else (None,),
            language=text.tag,
            direction=text.direction,
        )

    def _place(self, meta: CaseStudy) -> str:
        readers = self._readers
        return formats.places(self._library, meta.city, readers.t)

    @cached_property
    def in_order(self) -> tuple[Entry[CaseStudy], ...]:
        """All cases, in the order of their places' names."""

        def order(entry: Entry[CaseStudy]) -> tuple[str, str]:
            return self._place(entry.source.meta).casefold(), entry.key

        return tuple(sorted(self._known.values(), key=order))

    @cached_property
    def gallery(self) -> GalleryView:
        """All cases by place, with filters and the world map."""
        shown = tuple(self.case(entry.slug) for entry in self.in_order)
        topics: dict[str, int] = {}
        countries: dict[tuple[str, str], int] = {}
        spots: list[Spot] = []
        for case, entry in zip(shown, self.in_order, strict=True):
            for topic, _ in case.topics:
                topics[topic] = topics.get(topic, 0) + 1
            for country in case.countries:
                countries[country] = countries.get(country, 0) + 1
            spots.extend(
                Spot(f"{case.slug}/{city}", city, case.link, case.slug)
                for city in entry.source.meta.city
            )
        maps = self._readers.part(Plates)
        page = self._library.listing(CASE_STUDY)
        return GalleryView(
            link=self._links.link(page) if page else None,
            cases=shown,
            topics=tuple(
                sorted(
                    ((t, self._links.topic(t), n) for t, n in topics.items()), key=lambda t: t[1]
                )
            ),
            countries=tuple(
                sorted(((c, name, n) for (c, name), n in countries.items()), key=lambda c: c[1])
            ),
            world=maps.world(spots),
            regions=maps.regions(spots),
        )
