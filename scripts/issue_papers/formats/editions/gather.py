"""Gathers a paper's pages, as they are printed in one language, into an edition."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from issue_papers.articles.nodes import Inline
from issue_papers.content.identifiers import doi_address
from issue_papers.content.library import Entry
from issue_papers.formats.editions.additions import Additions
from issue_papers.formats.editions.edition import Edition, Part, PartKind
from issue_papers.formats.editions.linking import Draft, Outside, link
from issue_papers.kinds.case_study.shapes import CaseView
from issue_papers.kinds.case_study.views import CaseViews
from issue_papers.kinds.ledger import Ledger
from issue_papers.kinds.paper.dates import edition_day
from issue_papers.kinds.paper.model import Paper
from issue_papers.kinds.paper.shapes import PaperView, SectionView
from issue_papers.kinds.paper.views import PaperViews, discussed
from issue_papers.layers import Layers
from issue_papers.printing import origins
from issue_papers.printing.printer import Printer
from issue_papers.printing.words import reference
from issue_papers.reporting.problems import ProblemsError
from issue_papers.theme import templates
from issue_papers.typography.directions import isolated_among
from issue_papers.views.downloads import FOLDER
from issue_papers.views.origins import Origins
from issue_papers.views.shapes import PageView, PersonView, TermView
from issue_papers.views.site import Views


@dataclass(frozen=True)
class Sources:
    """What editions in one language are gathered from.

    Attributes:
        views: The language's views.
        printer: Prints the pages' texts.
        find_image: Finds the file of a picture by its site-relative URL.
        theme: Folders with `editions/`.
        series: The site's name in this language.
    """

    views: Views
    printer: Printer
    find_image: Callable[[str], Path | None]
    theme: Layers
    series: str


def gather(paper: Entry[Paper], sources: Sources) -> Edition:
    """Gather one paper.

    Raises:
        ProblemsError: A picture of the text has no file.
    """
    return _Gathering(paper, sources).edition()


class _Gathering:
    """One paper on its way to becoming an edition."""

    def __init__(self, paper: Entry[Paper], sources: Sources) -> None:
        self.paper = paper
        self.sources = sources
        self.views = sources.views
        self.view = self.views.page(paper.key)
        self.library = self.views.library
        self.language = self.views.language
        self.t = self.views.t
        self.paper_view: PaperView = self.views.part(PaperViews).paper(paper)
        cases = discussed(self.views.library, paper)
        self.entries: list[tuple[Entry, str, PartKind]] = [
            (paper, "abstract", PartKind.ABSTRACT),
            *((s, f"section-{s.slug}", PartKind.SECTION) for s in self.library.parts(paper)),
            *((case, f"case-{case.slug}", PartKind.CASE_STUDY) for case in cases),
        ]
        self.cases: Mapping[str, CaseView] = {
            c.slug: self.views.part(CaseViews).case(c.slug) for c in cases
        }
        self.additions = Additions(self.views)

    @property
    def _has_address(self) -> bool:
        return bool(self.library.settings.site_url)

    def _absolute(self, url: str) -> str:
        return self.views.absolute(url) if self._has_address else ""

    @cached_property
    def terms(self) -> tuple[TermView, ...]:
        """The terms that the text marks, in the glossary's order."""
        printed = [
            self.sources.printer.printed(entry, self.language.tag) for entry, _, _ in self.entries
        ]
        marked = {concept for text in printed for concept in text.concepts}
        return tuple(term for term in self.views.readers.terms.glossary.terms if term.id in marked)

    def edition(self) -> Edition:
        """Make the edition."""
        paper = self.paper_view
        cases = self.cases.values()
        parts, images, drawings = self._parts()
        return Edition(
            paper=paper,
            language=self.language,
            t=self.t,
            series=self.sources.series,
            label=self.t("paper.label", number=paper.number),
            keywords=tuple(dict.fromkeys(label for case in cases for _, label in case.topics)),
            imprint=tuple(self._imprint(paper)),
            how_to_cite=self._how_to_cite(),
            provenance=tuple(self._provenance()),
            url=self._absolute(self.view.language.url),
            downloads=self._absolute(f"{FOLDER}/"),
            date=edition_day(self.views.library, self.paper, self.language.tag),
            parts=parts,
            maps={case.slug: self._map(case) for case in cases},
            images=images,
            drawings=drawings,
            statement=self.views.statements.of(self.paper),
            cover=self.sources.find_image(paper.cover.file) if paper.cover else None,
        )

    def _map(self, case: CaseView) -> str:
        template = templates(self.sources.theme).get_template("editions/locator.svg")
        return template.render(t=self.t, language=self.language.tag, case=case)

    def _parts(self) -> tuple[tuple[Part, ...], Mapping[str, Path], Mapping[str, str]]:
        """Return the parts, and the pictures and the drawings that they have.

        Raises:
            ProblemsError: A picture has no file.
        """
        found = [*self._page_parts(), *self._lists()]
        linked = link(
            [Draft(p.id, url, p.path, p.blocks, p.notes) for p, url in found],
            Outside(
                absolute=self._absolute,
                find_image=self.sources.find_image,
                concepts=frozenset(term.id for term in self.terms),
                maps=frozenset(self.cases),
            ),
        )
        if linked.problems:
            raise ProblemsError(*linked.problems)
        parts = []
        for part, _ in found:
            blocks, notes = linked.texts[part.id]
            parts.append(replace(part, blocks=blocks, notes=notes))
        return tuple(parts), linked.images, linked.drawings

    def _page_parts(self) -> Iterable[tuple[Part, str]]:
        """Yield a part for each page, as the page has it, with the page's URL."""
        for entry, identifier, kind in self.entries:
            page = self.views.page(entry.key)
            tag = self.language.tag
            printed = self.sources.printer.printed(entry, tag)
            blocks = printed.blocks
            if kind is PartKind.ABSTRACT:
                messages = self.sources.printer.messages(entry, tag)
                said = self.views.part(Origins).of(entry)
                blocks = (*blocks, *self.additions.messages(messages, said))
            elif case := page.of(CaseView):
                blocks = self.additions.case(case, blocks, page.picture)
            part = replace(
                self._part(page, identifier, kind),
                path=entry.document(tag).path,
                blocks=origins.unlinked(blocks),
                notes=printed.notes,
            )
            yield part, page.language.url

    def _part(self, page: PageView, identifier: str, kind: PartKind) -> Part:
        """Return a page's part, its text still to come."""
        is_abstract = kind is PartKind.ABSTRACT
        case, section = page.of(CaseView), page.of(SectionView)
        foreign = page.is_fallback and not is_abstract
        notices = [self.t("notice.untranslated")] if page.is_fallback else []
        if page.stale:
            notices.append(self.t("stale.page", count=page.stale))
        return Part(
            id=identifier,
            kind=kind,
            label=case.place if case else "",
            number=section.position if section else 0,
            title=self.t("paper.abstract") if is_abstract else page.title,
            summary="" if is_abstract else page.standfirst,
            language=page.text.tag if foreign else self.language.tag,
            direction=page.text.direction if foreign else self.language.direction,
            notices=tuple(notices),
            url=self._absolute(page.language.url),
        )

    def _lists(self) -> Iterable[tuple[Part, str]]:
        """Yield the glossary and the corrections, where there are any."""
        corrections = self.views.part(Ledger).of(self.paper)
        for kind, blocks in (
            (PartKind.GLOSSARY, self.additions.glossary(self.terms)),
            (PartKind.CORRECTIONS, self.additions.corrections(corrections)),
        ):
            if not blocks:
                continue
            page = self._page_with_template(f"{kind}.html")
            part = Part(
                id=str(kind),
                kind=kind,
                title=page.title if page else self.t(f"edition.{kind}_title"),
                language=self.language.tag,
                direction=self.language.direction,
                url=self._absolute(page.language.url) if page else "",
                path=self.paper.document(self.language.tag).path,
                blocks=blocks,
            )
            yield part, page.language.url if page else f"{kind}/"

    def _page_with_template(self, template: str) -> PageView | None:
        for key, entry in sorted(self.library.entries.items()):
            if getattr(entry.source.meta, "template", None) == template:
                return self.views.page(key)
        return None

    def _imprint(self, paper: PaperView) -> Iterable[tuple[str, str]]:
        for credit in paper.credits:
            yield credit.label, self._people(credit.people)
        if paper.foreword:
            who = paper.foreword
            yield self.t("paper.foreword"), self._listed(who.name, who.role, who.affiliation)
        yield self.t("paper.publisher"), self._listed(paper.publisher, paper.publisher_unit)
        yield self.t("paper.issued"), paper.issued
        if paper.edition_name:
            yield self.t("paper.edition"), paper.edition_name
        if original := paper.original:
            said = (paper.based_on, self.t("footer.independent"))
            yield self.t("paper.based_on"), self.t("marks.sentence").join(said)
            if original.authors:
                yield self.t("paper.original_authors"), self._people(original.authors)
            if original.foreword:
                yield self.t("paper.original_foreword"), self._people((original.foreword,))
        if paper.doi:
            yield "DOI", doi_address(paper.doi)
        if paper.isbn:
            yield "ISBN", paper.isbn
        licence = self._listed(paper.licence_name)
        address = f" ({paper.licence_url})" if paper.licence_url else ""
        yield self.t("paper.licence"), licence + address
        if self._has_address:
            yield self.t("edition.address"), self._absolute(self.view.language.url)

    def _people(self, people: Iterable[PersonView]) -> str:
        """Return people in a line, each with role and affiliation."""
        return self.t("marks.semicolon").join(
            self._listed(who.name, who.role, who.affiliation) for who in people
        )

    def _listed(self, *names: str) -> str:
        """Return names and the like as a list; one that runs the other way keeps its place."""
        direction = self.language.direction
        return self.t("marks.comma").join(isolated_among(n, direction) for n in names if n)

    def _how_to_cite(self) -> tuple[Inline, ...]:
        """Return the paper as a bibliography of this language would list it."""
        cite = self.views.cite_this.page(self.paper)
        return reference(cite.styles[-1].runs) if cite else ()

    def _provenance(self) -> Iterable[str]:
        """Say how far the translations can be trusted: as far as the least of them."""
        entries = [entry for entry, _, _ in self.entries]
        tag = self.language.tag
        if tag == self.library.locales.source:
            return
        records = [record for entry in entries if (record := entry.translation(tag))]
        if records:
            worst = min((record.status for record in records), key=_FROM_WORST.index)
            yield self.t(f"provenance.{worst}")
            for origin in dict.fromkeys(r.adopted for r in records if r.adopted):
                yield self.t("provenance.adopted", origin=origin)
            names = dict.fromkeys(name for r in records for name in r.printed_translators)
            if names:
                yield self.t("provenance.translators", names=self._listed(*names))
            reviewers = dict.fromkeys(r.printed_reviewer for r in records if r.reviewer)
            if reviewers:
                yield self.t("provenance.reviewer", name=self._listed(*reviewers))
        if not all(entry.has(tag) for entry in entries):
            yield self.t("edition.mixed")


_FROM_WORST = ("machine", "draft", "reviewed")
