"""The views of papers: who wrote them, what they consist of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from issue_papers.content.library import Entry, Library
from issue_papers.content.works import ROLES, Original
from issue_papers.kinds.case_study.model import CaseStudy, cases, mentions
from issue_papers.kinds.paper.model import PAPER, Paper
from issue_papers.kinds.paper.shapes import CreditView, OriginalView, PaperView, SectionView
from issue_papers.kinds.section.model import Section, sections
from issue_papers.views import formats
from issue_papers.views.catalogue import Catalogue
from issue_papers.views.figures import figure
from issue_papers.views.licences import licence_named
from issue_papers.views.originals import Originals
from issue_papers.views.readership import Readership
from issue_papers.views.shapes import ImageView, person


class PaperViews:
    """Papers, for the readers of one language."""

    def __init__(self, readers: Readership) -> None:
        self._readers = readers
        self._links = readers.links
        self._library = readers.library
        self._papers: dict[str, PaperView] = {}

    @cached_property
    def all(self) -> tuple[PaperView, ...]:
        """All papers, the newest number first."""
        return tuple(self.paper(entry) for entry in self._library.of(PAPER))

    @cached_property
    def notice(self) -> str:
        """What an edition says of itself that others than the publishers of its papers made."""
        papers = self._library.of(PAPER)
        is_based = any(paper.source.meta.based_on for paper in papers)
        return self._readers.t("footer.independent") if is_based else ""

    def paper(self, entry: Entry[Paper]) -> PaperView:
        """Return the view of a paper."""
        if entry.key not in self._papers:
            self._papers[entry.key] = self._paper(entry)
        return self._papers[entry.key]

    def _paper(self, entry: Entry[Paper]) -> PaperView:
        meta, t = self._links.meta(entry), self._readers.t
        original = self._original(meta.based_on) if meta.based_on else None
        contents = tuple(
            self._section(section, position)
            for position, section in enumerate(sections(self._library, entry), 1)
        )
        return PaperView(
            link=self._links.link(entry),
            slug=entry.slug,
            number=meta.number,
            title=meta.title,
            subtitle=meta.subtitle or "",
            summary=meta.summary,
            authors=tuple(person(author) for author in meta.creators),
            byline=tuple(self._byline(meta)),
            credits=tuple(self._credits(meta)),
            foreword=person(meta.foreword) if meta.foreword else None,
            publisher=meta.publisher.name,
            publisher_unit=meta.publisher.unit or "",
            issued=formats.partial_date(meta.published, self._readers.language)
            if meta.published
            else "",
            issued_date=meta.published,
            original=original,
            based_on=t("marks.sentence").join(_sentences(original, t)) if original else "",
            doi=meta.doi or "",
            isbn=meta.isbn or "",
            edition=meta.edition.number,
            edition_name=self._edition(meta) if original or meta.edition.number > 1 else "",
            licence=meta.licence,
            licence_name=licence_named(meta.licence)[0],
            licence_url=licence_named(meta.licence)[1],
            sections=contents,
            cases=tuple(self._links.link(case) for case in discussed(self._library, entry)),
            minutes=sum(section.minutes for section in contents),
            languages=self._links.languages(entry),
            cover=self._cover(entry, meta),
        )

    def _credits(self, meta: Paper) -> Iterator[CreditView]:
        t = self._readers.t
        for role in ROLES:
            if people := tuple(person(agent) for agent in getattr(meta, role)):
                label = t("edition.authors") if role == "authors" else t(f"paper.{role}")
                yield CreditView(role, label, people)

    def _byline(self, meta: Paper) -> Iterator[str]:
        """Yield the lines that name who answers for the words, and after whom they are."""
        t = self._readers.t
        names = [agent.printed for agent in meta.creators]
        if meta.authors:
            yield from names
        elif names:
            label = t("paper.adapters" if meta.adapters else "paper.editors")
            yield t("marks.colon").join((label, t("marks.comma").join(names)))
        if meta.based_on:
            yield self._original(meta.based_on).after

    def _edition(self, meta: Paper) -> str:
        t, date = self._readers.t, meta.edition_date
        name = t("history.edition", number=meta.edition.number)
        written = formats.partial_date(date, self._readers.language) if date else ""
        return t("marks.comma").join(part for part in (name, written) if part)

    def _original(self, original: Original) -> OriginalView:
        work = self._readers.part(Originals).work(original)
        names = work.names or work.title
        return OriginalView(
            reference=work.reference,
            issued=work.issued,
            runs=work.runs,
            text=work.text,
            authors=tuple(person(author) for author in work.authors),
            foreword=person(work.foreword) if work.foreword else None,
            note=work.note,
            after=self._readers.t("paper.after", names=names),
        )

    def _cover(self, entry: Entry[Paper], meta: Paper) -> ImageView | None:
        """Return the picture on a paper's cover: its own, or else the site's."""
        for position, image in enumerate(meta.images, 1):
            if image.id == meta.cover and image.file:
                return figure(image, position, entry.key)
        site = self._library.settings.look.cover.picture
        if site is None:
            return None
        alt = site.alt[self._readers.language.tag]
        return ImageView(
            id="",
            position=0,
            caption="",
            file=site.file,
            alt=alt,
            credit=site.credit,
            focal=site.focal,
        )

    def _section(self, entry: Entry[Section], position: int) -> SectionView:
        document = entry.document(self._readers.language.tag)
        return SectionView(
            link=self._links.link(entry),
            slug=entry.slug,
            position=position,
            summary=self._links.meta(entry).summary,
            minutes=formats.minutes(document.outline.words),
        )


def _sentences(original: OriginalView, t: Catalogue) -> Iterator[str]:
    stop = t("marks.stop")
    for said in (original.text, original.note):
        if said:
            yield said if said.endswith(stop) else said + stop


def discussed(library: Library, paper: Entry[Paper]) -> tuple[Entry[CaseStudy], ...]:
    """Return the case studies whose boxes stand in a paper, in the order of the papers' texts."""
    return library.index(_discussed).get(paper.key, ())


def _discussed(library: Library) -> Mapping[str, tuple[Entry[CaseStudy], ...]]:
    known = cases(library)
    found: dict[str, dict[str, Entry[CaseStudy]]] = {}
    for slug, places in mentions(library).items():
        if slug in known:
            for place in places:
                if paper := library.whole(place.entry):
                    found.setdefault(paper.key, {})[slug] = known[slug]
    return {key: tuple(in_paper.values()) for key, in_paper in found.items()}
