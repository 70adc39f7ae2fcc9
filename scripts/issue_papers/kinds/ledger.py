"""The ledger: where pages depart from their sources, and why, kept by every kind that says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from issue_papers.content.library import Entry, Library
from issue_papers.content.model import Correction
from issue_papers.kinds.case_study.model import CASE_STUDY, cases
from issue_papers.kinds.telling import at
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem, closest
from issue_papers.views.readership import Readership
from issue_papers.views.shapes import Link

LEDGER = "corrections.html"
"""The template of the page that shows all of it."""


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
    """One entry of the ledger; `page` is the paper, the event or the news it belongs to."""

    id: str
    page: Link
    section: Link | None
    case: Link | None
    source: Said
    source_says: Said
    printed: Said
    reason: Said


class Ledger:
    """The corrections of all pages, for the readers of one language.

    Attributes:
        entries: Each with the page that it belongs to, in the library's order.
    """

    def __init__(self, readers: Readership) -> None:
        self._links = readers.links
        self._library = readers.library
        self.entries = tuple(self._entries())

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
