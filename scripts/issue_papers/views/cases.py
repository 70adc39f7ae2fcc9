"""The views of case studies: page, box, card, gallery."""

from __future__ import annotations

from functools import cached_property
from typing import cast

from issue_papers.content.library import Entry
from issue_papers.content.model import CaseStudy
from issue_papers.views import formats
from issue_papers.views.citations import CitationViews
from issue_papers.views.links import GALLERY
from issue_papers.views.shapes import CaseView, FigureView, GalleryView, MapPointView, UpdateView


class CaseViews(CitationViews):
    """Case studies in one language."""

    @cached_property
    def _cases(self) -> dict[str, CaseView]:
        return {}

    def case(self, slug: str) -> CaseView:
        """Return the view of a case study."""
        if slug not in self._cases:
            self._cases[slug] = self._case(self.library.cases[slug])
        return self._cases[slug]

    def _case(self, entry: Entry) -> CaseView:
        tag = self.language.tag
        meta = cast("CaseStudy", self.meta(entry))
        # What was written is in its text's language, and a figure with it; the rest is in the
        # reader's.
        source = self.library.locales.source
        text = self.library.locales[entry.document(tag).language]
        cities = [self.library.cities[city] for city in meta.city]
        return CaseView(
            link=self.link(entry),
            slug=entry.slug,
            title=meta.title,
            summary=meta.summary,
            place=self._place(meta),
            cities=tuple(
                formats.city_name(city, slug, self.language, source)
                for city, slug in zip(cities, meta.city, strict=True)
            ),
            countries=tuple(
                dict.fromkeys((c.country, formats.country_name(c, self.language)) for c in cities)
            ),
            period=formats.period(meta.period, self.language) if meta.period else ("", ""),
            period_dates=tuple(d for d in (meta.period.start, meta.period.end) if d)
            if meta.period
            else (),
            topics=tuple((topic, self.topic(topic)) for topic in meta.topics),
            figures=tuple(
                FigureView(figure.id, formats.number(figure, text), figure.label)
                for figure in meta.figures
            ),
            sources=meta.sources,
            references=self.case_references(entry),
            updates=tuple(
                UpdateView(u.id, formats.partial_date(u.date, self.language), u.date, u.text)
                for u in meta.updates
            ),
            mentions=tuple(
                self.link(mention.entry, mention.anchor)
                for mention in self.library.mentions.get(entry.slug, ())
            ),
            locator=self.atlas.locator(entry.slug),
            language=text.tag,
            direction=text.direction,
        )

    def _place(self, meta: CaseStudy) -> str:
        return formats.places(self.library, meta.city, self.language, self.t("marks.comma"))

    def topic(self, topic: str) -> str:
        """Return a topic's label in this language, else in the source language."""
        labels = self.library.settings.topics[topic]
        return labels.get(self.language.tag) or labels.get(self.library.locales.source) or topic

    def case_order(self, entry: Entry) -> tuple[str, str]:
        """Cases stand in the order of their places' names."""
        meta = cast("CaseStudy", entry.source.meta)
        return self._place(meta).casefold(), entry.key

    @cached_property
    def gallery(self) -> GalleryView:
        """All cases by place, with filters and the world map."""
        entries = sorted(self.library.cases.values(), key=self.case_order)
        cases = tuple(self.case(entry.slug) for entry in entries)
        topics: dict[str, int] = {}
        countries: dict[tuple[str, str], int] = {}
        spots: dict[str, tuple[CaseView, str]] = {}
        for case, entry in zip(cases, entries, strict=True):
            for topic, _ in case.topics:
                topics[topic] = topics.get(topic, 0) + 1
            for country in case.countries:
                countries[country] = countries.get(country, 0) + 1
            for city in cast("CaseStudy", entry.source.meta).city:
                spots[f"{case.slug}/{city}"] = (case, city)
        world = self.atlas.world
        source = self.library.locales.source
        page = self.library.entries.get(GALLERY)
        return GalleryView(
            link=self.link(page) if page else None,
            cases=cases,
            topics=tuple(
                sorted(((t, self.topic(t), n) for t, n in topics.items()), key=lambda t: t[1])
            ),
            countries=tuple(
                sorted(((c, name, n) for (c, name), n in countries.items()), key=lambda c: c[1])
            ),
            world=world,
            points=tuple(
                MapPointView(
                    case=spots[point.id][0],
                    place=formats.city_name(
                        self.library.cities[spots[point.id][1]],
                        spots[point.id][1],
                        self.language,
                        source,
                    ),
                    point=point,
                )
                for point in world.points
            ),
        )
