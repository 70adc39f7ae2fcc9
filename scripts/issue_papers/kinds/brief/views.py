"""The views of briefs."""

from __future__ import annotations

from dataclasses import dataclass

from issue_papers.content.library import Entry
from issue_papers.kinds.brief.model import BRIEF, Brief
from issue_papers.views import formats
from issue_papers.views.citation_shapes import EntryView
from issue_papers.views.readership import Readership
from issue_papers.views.shapes import LanguageView, Link, PersonView, person


@dataclass(frozen=True)
class BriefView:
    """A brief, for its page and for lists.

    Attributes:
        number: Its number among the briefs; nothing where it has none.
        iso_date: When it was published (ISO 8601), as precisely as it is known.
        topics: Id and label of each topic, in the reader's language.
        references: As the reader's language writes them.
        minutes: How long reading it takes.
        language: The language that it is written in.
    """

    link: Link
    number: int | None
    title: str
    summary: str
    authors: tuple[PersonView, ...]
    date: str
    iso_date: str
    topics: tuple[tuple[str, str], ...]
    references: tuple[EntryView, ...]
    minutes: int
    languages: tuple[LanguageView, ...]
    language: str
    direction: str


class BriefViews:
    """Briefs, for the readers of one language."""

    def __init__(self, readers: Readership) -> None:
        self._readers = readers
        self._briefs: dict[str, BriefView] = {}

    @property
    def all(self) -> tuple[BriefView, ...]:
        """All briefs, the latest first."""
        return tuple(self.brief(entry) for entry in self._readers.library.of(BRIEF))

    def brief(self, entry: Entry[Brief]) -> BriefView:
        """Return the view of a brief."""
        if entry.key not in self._briefs:
            self._briefs[entry.key] = self._brief(entry)
        return self._briefs[entry.key]

    def _brief(self, entry: Entry[Brief]) -> BriefView:
        links, language = self._readers.links, self._readers.language
        meta, text = links.meta(entry), links.text(entry)
        return BriefView(
            link=links.link(entry),
            number=meta.number,
            title=meta.title,
            summary=meta.summary,
            authors=tuple(person(author) for author in meta.authors),
            date=formats.partial_date(meta.date, language),
            iso_date=meta.date,
            topics=tuple((topic, links.topic(topic)) for topic in meta.topics),
            references=self._readers.citations.own_references(entry),
            minutes=formats.minutes(entry.document(language.tag).outline.words),
            languages=links.languages(entry),
            language=text.tag,
            direction=text.direction,
        )
