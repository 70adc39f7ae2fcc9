"""The views of recommendations: in the text, on the page of all of them, and from what they use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

from issue_papers.content.library import Entry
from issue_papers.kinds.case_study.model import cases
from issue_papers.kinds.paper.model import PAPER, Paper
from issue_papers.kinds.paper.views import PaperViews
from issue_papers.kinds.section.model import Section, recommendations, resting_on, section
from issue_papers.kinds.section.shapes import (
    ChecklistPaperView,
    ChecklistView,
    RecommendationView,
)
from issue_papers.views.readership import Readership
from issue_papers.views.shapes import Link

CHECKLIST = "recommendations.html"
"""The template of the page that shows all recommendations."""


class RecommendationViews:
    """Recommendations, for the readers of one language."""

    def __init__(self, readers: Readership) -> None:
        self._readers = readers
        self._links = readers.links
        self._library = readers.library
        self._made: dict[tuple[str, str], RecommendationView] = {}

    @cached_property
    def all(self) -> Mapping[str, RecommendationView]:
        """All recommendations by key, `<paper>/<id>`: the newest paper first, each in its order."""
        return {
            f"{paper.slug}/{identifier}": self._view(paper, identifier)
            for paper in self._library.of(PAPER)
            for identifier in recommendations(self._library, paper)
        }

    def recommendation(
        self, paper: Entry[Paper], identifier: str, *, within: Entry | None = None
    ) -> RecommendationView:
        """Return one of a paper's recommendations.

        Args:
            paper: The paper.
            identifier: The recommendation's id.
            within: The page it is shown on.
        """
        view = self._view(paper, identifier)
        home = recommendations(self._library, paper)[identifier][0]
        return replace(view, is_home=True) if home is within else view

    def _view(self, paper: Entry[Paper], identifier: str) -> RecommendationView:
        key = paper.key, identifier
        if key not in self._made:
            self._made[key] = self._recommendation(paper, identifier)
        return self._made[key]

    def _recommendation(self, paper: Entry[Paper], identifier: str) -> RecommendationView:
        known, known_cases = recommendations(self._library, paper), cases(self._library)
        home = known[identifier][0]
        meta = self._links.meta(home)
        advice = next(r for r in meta.recommendations if r.id == identifier)
        language = self._library.locales[self._title_language(home, identifier)]
        sections = [s for slug in advice.sections if (s := section(self._library, paper, slug))]
        shown = [known_cases[slug] for slug in advice.cases if slug in known_cases]
        return RecommendationView(
            id=identifier,
            key=f"{paper.slug}/{identifier}",
            anchor=f"{paper.slug}-{identifier}",
            position=[*known].index(identifier) + 1,
            title=advice.title,
            paper=self._links.link(paper),
            section=self._links.link(home, f"recommendation-{identifier}"),
            is_home=False,
            audience=tuple((name, self.audience(name)) for name in advice.audience),
            sections=tuple(self._links.link(entry) for entry in sections),
            cases=tuple(self._links.link(entry) for entry in shown),
            section_ids=tuple(f"{paper.slug}/{entry.slug}" for entry in sections),
            case_ids=tuple(entry.slug for entry in shown),
            language=language.tag,
            direction=language.direction,
        )

    def _title_language(self, home: Entry[Section], identifier: str) -> str:
        """Return the language of a title, which a translation may leave out at first."""
        document = home.document(self._readers.language.tag)
        titles = getattr(document.meta, "recommendations", None)
        if document is home.source or not isinstance(titles, Mapping):
            return home.source.language
        is_translated = getattr(titles.get(identifier), "title", None)
        return document.language if is_translated else home.source.language

    def audience(self, audience: str) -> str:
        """Return an audience's label in this language, else in the source language."""
        labels, source = self._library.settings.audiences[audience], self._library.locales.source
        return labels.get(self._readers.language.tag) or labels.get(source) or audience

    def supported_by(self, key: str) -> tuple[RecommendationView, ...]:
        """Return the recommendations that a section or a case bears on.

        Args:
            key: The page's key.
        """
        found = resting_on(self._library, key)
        return tuple(self._view(paper, identifier) for paper, identifier in found)

    @cached_property
    def checklist(self) -> ChecklistView:
        """All recommendations by paper, with filters."""
        views = [*self.all.values()]
        papers = tuple(
            ChecklistPaperView(
                paper=self._readers.part(PaperViews).paper(paper),
                items=tuple(view for view in views if view.paper.key == paper.key),
            )
            for paper in self._library.of(PAPER)
            if recommendations(self._library, paper)
        )
        found = {link.key: link for view in views for link in view.cases}
        return ChecklistView(
            link=self._links.page_with(CHECKLIST),
            papers=papers,
            audiences=self._audiences(views),
            sections=tuple((p.paper, of) for p in papers if (of := self._sections_of(p))),
            cases=tuple(
                (self._library.entries[key].slug, link, sum(link in v.cases for v in views))
                for key, link in sorted(found.items(), key=lambda c: (c[1].title.casefold(), c[0]))
            ),
            count=len(views),
        )

    def _audiences(self, views: list[RecommendationView]) -> tuple[tuple[str, str, int], ...]:
        """Count what each audience has to act on, in the order of mkdocs.yml."""
        chosen = [name for view in views for name, _ in view.audience]
        return tuple(
            (name, self.audience(name), chosen.count(name))
            for name in self._library.settings.audiences
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
