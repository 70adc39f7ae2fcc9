"""The views of recommendations: in the text, on the page of all of them, and from what they use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import cast

from issue_papers.content.library import Entry
from issue_papers.content.model import Section
from issue_papers.views.papers import PaperViews
from issue_papers.views.recommendation_shapes import (
    ChecklistPaperView,
    ChecklistView,
    RecommendationView,
)
from issue_papers.views.shapes import Link

CHECKLIST = "recommendations.html"
"""The template of the page that shows all recommendations."""


class RecommendationViews(PaperViews):
    """Recommendations in one language."""

    @cached_property
    def recommendations(self) -> Mapping[str, RecommendationView]:
        """All recommendations by key, `<paper>/<id>`: the newest paper first, each in its order."""
        return {
            f"{paper.slug}/{identifier}": self._recommendation(paper, identifier)
            for paper in self.library.papers
            for identifier in self.library.recommendations(paper)
        }

    def recommendation(
        self, paper: Entry, identifier: str, *, within: Entry | None = None
    ) -> RecommendationView:
        """Return one of a paper's recommendations.

        Args:
            paper: The paper.
            identifier: The recommendation's id.
            within: The page it is shown on.
        """
        view = self.recommendations[f"{paper.slug}/{identifier}"]
        home = self.library.recommendations(paper)[identifier][0]
        return replace(view, is_home=True) if home is within else view

    def _recommendation(self, paper: Entry, identifier: str) -> RecommendationView:
        known = self.library.recommendations(paper)
        section = known[identifier][0]
        meta = cast("Section", self.meta(section))
        advice = next(r for r in meta.recommendations if r.id == identifier)
        language = self.library.locales[self._title_language(section, identifier)]
        sections = [s for slug in advice.sections if (s := self.library.section(paper, slug))]
        cases = [self.library.cases[slug] for slug in advice.cases if slug in self.library.cases]
        return RecommendationView(
            id=identifier,
            key=f"{paper.slug}/{identifier}",
            anchor=f"{paper.slug}-{identifier}",
            position=[*known].index(identifier) + 1,
            title=advice.title,
            paper=self.link(paper),
            section=self.link(section, f"recommendation-{identifier}"),
            is_home=False,
            audience=tuple((name, self.audience(name)) for name in advice.audience),
            sections=tuple(self.link(entry) for entry in sections),
            cases=tuple(self.link(entry) for entry in cases),
            section_ids=tuple(f"{paper.slug}/{entry.slug}" for entry in sections),
            case_ids=tuple(entry.slug for entry in cases),
            language=language.tag,
            direction=language.direction,
        )

    def _title_language(self, section: Entry, identifier: str) -> str:
        """Return the language of a title, which a translation may leave out at first."""
        document = section.document(self.language.tag)
        titles = getattr(document.meta, "recommendations", None)
        if document is section.source or not isinstance(titles, Mapping):
            return section.source.language
        is_translated = getattr(titles.get(identifier), "title", None)
        return document.language if is_translated else section.source.language

    def audience(self, audience: str) -> str:
        """Return an audience's label in this language, else in the source language."""
        labels = self.library.settings.audiences[audience]
        return labels.get(self.language.tag) or labels.get(self.library.locales.source) or audience

    def supported_by(self, key: str) -> tuple[RecommendationView, ...]:
        """Return the recommendations that a section or a case bears on.

        Args:
            key: The page's key.
        """
        return tuple(
            view
            for view in self.recommendations.values()
            if any(link.key == key for link in (*view.sections, *view.cases))
        )

    @cached_property
    def checklist(self) -> ChecklistView:
        """All recommendations by paper, with filters."""
        views = [*self.recommendations.values()]
        papers = tuple(
            ChecklistPaperView(
                paper=self.paper(paper),
                items=tuple(view for view in views if view.paper.key == paper.key),
            )
            for paper in self.library.papers
            if self.library.recommendations(paper)
        )
        cases = {link.key: link for view in views for link in view.cases}
        return ChecklistView(
            link=self.page_with(CHECKLIST),
            papers=papers,
            audiences=self._audiences(views),
            sections=tuple((p.paper, found) for p in papers if (found := self._sections_of(p))),
            cases=tuple(
                (self.library.entries[key].slug, link, sum(link in v.cases for v in views))
                for key, link in sorted(cases.items(), key=lambda c: (c[1].title.casefold(), c[0]))
            ),
            count=len(views),
        )

    def _audiences(self, views: list[RecommendationView]) -> tuple[tuple[str, str, int], ...]:
        """Count what each audience has to act on, in the order of mkdocs.yml."""
        chosen = [name for view in views for name, _ in view.audience]
        return tuple(
            (name, self.audience(name), chosen.count(name))
            for name in self.library.settings.audiences
            if name in chosen
        )

    def _sections_of(self, group: ChecklistPaperView) -> tuple[tuple[str, Link, int], ...]:
        """Count how many recommendations rest on each of a paper's sections."""
        used = [link.key for view in group.items for link in view.sections]
        return tuple(
            (f"{group.paper.slug}/{section.slug}", section.link, used.count(section.link.key))
            for section in group.paper.sections
            if section.link.key in used
        )
