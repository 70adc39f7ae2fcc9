"""The views of papers: contents, key messages, ledger, references."""

from __future__ import annotations

from functools import cached_property
from typing import cast

from issue_papers.content.library import Entry
from issue_papers.content.model import Paper, Section
from issue_papers.views import formats
from issue_papers.views.links import LinkViews
from issue_papers.views.shapes import (
    CorrectionView,
    PaperView,
    PersonView,
    SectionView,
)

_LICENCES = {
    "CC-BY-NC-SA-4.0": ("CC BY-NC-SA 4.0", "https://creativecommons.org/licenses/by-nc-sa/4.0/"),
    "CC-BY-NC-4.0": ("CC BY-NC 4.0", "https://creativecommons.org/licenses/by-nc/4.0/"),
    "CC-BY-SA-4.0": ("CC BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
    "CC-BY-4.0": ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "CC0-1.0": ("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
}


class PaperViews(LinkViews):
    """Papers in one language."""

    @cached_property
    def papers(self) -> tuple[PaperView, ...]:
        """All papers, the newest number first."""
        return tuple(self.paper(entry) for entry in self.library.papers)

    @cached_property
    def _papers(self) -> dict[str, PaperView]:
        return {}

    def paper(self, entry: Entry) -> PaperView:
        """Return the view of a paper."""
        if entry.key not in self._papers:
            self._papers[entry.key] = self._paper(entry)
        return self._papers[entry.key]

    def _paper(self, entry: Entry) -> PaperView:
        meta = cast("Paper", self.meta(entry))
        sections = tuple(
            self._section(section, position)
            for position, section in enumerate(self.library.sections(entry), 1)
        )
        mentioned = [
            slug
            for slug, ms in self.library.mentions.items()
            if any(self.library.paper_of(m.entry) is entry for m in ms)
        ]
        return PaperView(
            link=self.link(entry),
            slug=entry.slug,
            number=meta.number,
            title=meta.title,
            subtitle=meta.subtitle or "",
            summary=meta.summary,
            authors=tuple(self._person(person) for person in meta.authors),
            foreword=self._person(meta.foreword) if meta.foreword else None,
            publisher=meta.publisher.name,
            publisher_unit=meta.publisher.unit or "",
            issued=formats.partial_date(meta.issued, self.language),
            issued_date=meta.issued,
            based_on=meta.based_on or "",
            doi=meta.doi or "",
            isbn=meta.isbn or "",
            edition=meta.edition,
            licence=meta.licence,
            licence_name=_LICENCES.get(meta.licence, (meta.licence, ""))[0],
            licence_url=_LICENCES.get(meta.licence, ("", ""))[1],
            sections=sections,
            cases=tuple(
                self.link(self.library.cases[s]) for s in mentioned if s in self.library.cases
            ),
            minutes=sum(section.minutes for section in sections),
            languages=self.languages(entry),
        )

    def _person(self, person: object) -> PersonView:
        return PersonView(
            name=str(getattr(person, "name", "")),
            role=getattr(person, "role", None) or "",
            affiliation=getattr(person, "affiliation", None) or "",
        )

    def _section(self, entry: Entry, position: int) -> SectionView:
        tag = self.language.tag
        return SectionView(
            link=self.link(entry),
            slug=entry.slug,
            position=position,
            summary=cast("Section", self.meta(entry)).summary,
            minutes=formats.minutes(entry.document(tag).article.words),
        )

    @cached_property
    def corrections(self) -> tuple[CorrectionView, ...]:
        """The ledger: the corrections of all papers, events and news."""
        found = []
        for page in self.library.correcting:
            text = self.library.locales[page.document(self.language.tag).language]
            quoted = {c.id: c.source_says for c in self.library.corrections(page)}
            for item in getattr(self.meta(page), "corrections", ()):
                section = self.library.section(page, item.section) if item.section else None
                case = self.library.cases.get(item.case) if item.case else None
                found.append(
                    CorrectionView(
                        id=item.id,
                        page=self.link(page),
                        section=self.link(section) if section else None,
                        case=self.link(case) if case else None,
                        source=item.source,
                        source_says=item.source_says,
                        source_language=self.library.locales.source
                        if item.source_says == quoted[item.id]
                        else text.tag,
                        printed=item.printed,
                        reason=item.reason,
                        language=text.tag,
                        direction=text.direction,
                    )
                )
        return tuple(found)
