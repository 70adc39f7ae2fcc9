"""Gathers a paper's pages, as the site shows them in one language, into an edition.

The site's own HTML is what goes in, so that an edition can't say anything else than the site.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

from lxml.html import Element
from markupsafe import Markup

from issue_papers.content.library import Entry
from issue_papers.editions.canon import Canon, Origin
from issue_papers.formats.editions.directions import isolated_among
from issue_papers.formats.editions.edition import Edition, Part, PartKind
from issue_papers.reporting.problems import Problem, ProblemsError
from issue_papers.theme import templates
from issue_papers.views.shapes import CaseView, PageView, PaperView, TermView
from issue_papers.views.site import Views


@dataclass(frozen=True)
class Rendered:
    """A page as MkDocs has made it: its text as HTML, and the terms that this marks."""

    html: str
    terms: tuple[TermView, ...] = ()


@dataclass(frozen=True)
class Sources:
    """What editions in one language are gathered from.

    Attributes:
        views: The language's views.
        pages: Every page's text, by key.
        find_image: Finds the file of a picture by its site-relative URL.
        theme_dir: The folder with `editions/`.
        series: The site's name in this language.
        date: The day that the editions bear.
    """

    views: Views
    pages: Mapping[str, Rendered]
    find_image: Callable[[str], Path | None]
    theme_dir: Path
    series: str
    date: dt.date


def gather(paper: Entry, sources: Sources) -> Edition:
    """Gather one paper.

    Raises:
        ProblemsError: The text holds what an edition has no place for.
    """
    return _Gathering(paper, sources).edition()


class _Gathering:
    """One paper on its way to becoming an edition."""

    def __init__(self, paper: Entry, sources: Sources) -> None:
        self.paper = paper
        self.sources = sources
        self.views = sources.views
        self.view = self.views.page(paper.key)
        self.library = self.views.library
        self.language = self.views.language
        self.t = self.views.t
        meta = cast("PaperView", self.view.paper)
        self.entries: list[tuple[Entry, str, PartKind]] = [
            (paper, "abstract", PartKind.ABSTRACT),
            *((s, f"section-{s.slug}", PartKind.SECTION) for s in self.library.sections(paper)),
            *(
                (self.library.entries[link.key], self._case_part(link.key), PartKind.CASE_STUDY)
                for link in meta.cases
            ),
        ]
        self.terms = self._terms()
        self.canon = Canon(
            absolute=lambda url: self.views.absolute(url) if self._has_address else "",
            find_image=sources.find_image,
            concepts=frozenset(term.id for term in self.terms),
        )
        self.templates = templates(sources.theme_dir)

    @property
    def _has_address(self) -> bool:
        return bool(self.library.settings.site_url)

    def _case_part(self, key: str) -> str:
        return f"case-{self.library.entries[key].slug}"

    def _terms(self) -> tuple[TermView, ...]:
        """Return the terms that the text marks, in the glossary's order."""
        marked = {
            term.id for entry, _, _ in self.entries for term in self.sources.pages[entry.key].terms
        }
        return tuple(term for term in self.views.glossary.terms if term.id in marked)

    def edition(self) -> Edition:
        """Make the edition."""
        paper = cast("PaperView", self.view.paper)
        maps = {link.key: self._cases[self.library.entries[link.key].slug] for link in paper.cases}
        parts, problems = self._parts()
        if problems:
            raise ProblemsError(*problems)
        return Edition(
            paper=paper,
            language=self.language,
            t=self.t,
            series=self.sources.series,
            label=self.t("paper.label", number=paper.number),
            keywords=tuple(
                dict.fromkeys(label for case in maps.values() for _, label in case.topics)
            ),
            imprint=tuple(self._imprint(paper)),
            how_to_cite=self._how_to_cite(),
            provenance=tuple(self._provenance()),
            url=self._absolute(self.view.language.url),
            date=self.sources.date,
            parts=parts,
            maps={case.slug: self._render("locator.svg", case=case) for case in maps.values()},
            images=dict(sorted(self.canon.images.items())),
        )

    @property
    def _cases(self) -> Mapping[str, CaseView]:
        paper = cast("PaperView", self.view.paper)
        slugs = (self.library.entries[link.key].slug for link in paper.cases)
        return {slug: self.views.case(slug) for slug in slugs}

    def _absolute(self, url: str) -> str:
        return self.views.absolute(url) if self._has_address else ""

    def _parts(self) -> tuple[tuple[Part, ...], list[Problem]]:
        alts = {s: self.t("map.locator", place=c.place) for s, c in self._cases.items()}
        taken: list[tuple[Part, Origin]] = []
        problems: list[Problem] = []
        for part, markup, origin in [*self._page_parts(), *self._lists()]:
            try:
                body = self.canon.take(markup, origin, alts)
            except ProblemsError as error:
                problems += error.problems
                continue
            taken.append((replace(part, body=body), origin))
        for made, origin in taken:
            self.canon.link(made.body, origin)
        return tuple(made for made, _ in taken), problems

    def _page_parts(self) -> Iterable[tuple[Part, str, Origin]]:
        for entry, identifier, kind in self.entries:
            page = self.views.page(entry.key)
            document = entry.document(self.language.tag)
            origin = Origin(
                part=identifier,
                url=page.language.url,
                path=document.path,
                body=document.body,
                first_line=document.body_line,
            )
            markup = self._render(
                f"parts/{kind}.html",
                content=Markup(self.sources.pages[entry.key].html),  # noqa: S704 - our own HTML
                paper=page.paper,
                case=page.case,
                own_words=self._foreign_to(self.language.tag, page.text.tag),
            )
            yield self._part(page, identifier, kind), markup, origin

    def _part(self, page: PageView, identifier: str, kind: PartKind) -> Part:
        """Return a page's part, its text still to come."""
        is_abstract = kind is PartKind.ABSTRACT
        foreign = page.is_fallback and not is_abstract
        notices = [self.t("notice.untranslated")] if page.is_fallback else []
        if page.stale:
            notices.append(self.t("stale.page", count=page.stale))
        return Part(
            id=identifier,
            kind=kind,
            label=page.case.place if page.case else "",
            number=page.section.position if page.section else 0,
            title=self.t("paper.abstract") if is_abstract else page.title,
            summary="" if is_abstract else page.summary,
            language=page.text.tag if foreign else self.language.tag,
            direction=page.text.direction if foreign else self.language.direction,
            notices=tuple(notices),
            url=self._absolute(page.language.url),
            body=_NOTHING,
        )

    def _lists(self) -> Iterable[tuple[Part, str, Origin]]:
        """Yield the glossary and the corrections, where there are any."""
        corrections = [c for c in self.views.corrections if c.page.key == self.paper.key]
        for kind, items in (
            (PartKind.GLOSSARY, self.terms),
            (PartKind.CORRECTIONS, corrections),
        ):
            page = self._page_with_template(f"{kind}.html")
            if not items:
                continue
            url = page.language.url if page else f"{kind}/"
            part = Part(
                id=str(kind),
                kind=kind,
                label="",
                number=0,
                title=page.title if page else self.t(f"edition.{kind}_title"),
                summary="",
                language=self.language.tag,
                direction=self.language.direction,
                notices=(),
                url=self._absolute(url) if page else "",
                body=_NOTHING,
            )
            markup = self._render(f"parts/{kind}.html", terms=self.terms, corrections=corrections)
            path = self.paper.document(self.language.tag).path
            origin = Origin(str(kind), url, path, "", 1)
            yield part, markup, origin

    def _page_with_template(self, template: str) -> PageView | None:
        for key, entry in sorted(self.library.entries.items()):
            if getattr(entry.source.meta, "template", None) == template:
                return self.views.page(key)
        return None

    def _render(self, template: str, **context: Any) -> str:
        return self.templates.get_template(f"editions/{template}").render(
            t=self.t, language=self.language.tag, foreign=self._foreign, **context
        )

    def _foreign(self, item: Any) -> Markup:
        """Return lang and dir for what isn't in the edition's language, as attributes."""
        return self._foreign_to(item.language, self.language.tag)

    def _foreign_to(self, tag: str, around: str) -> Markup:
        if tag == around:
            return Markup()
        direction = self.library.locales[tag].direction
        return Markup(' lang="{}" dir="{}"').format(tag, direction)

    def _imprint(self, paper: PaperView) -> Iterable[tuple[str, str]]:
        people = self.t("marks.semicolon").join(
            self._listed(who.name, who.role, who.affiliation) for who in paper.authors
        )
        if people:
            yield self.t("edition.authors"), people
        if paper.foreword:
            who = paper.foreword
            yield self.t("paper.foreword"), self._listed(who.name, who.role, who.affiliation)
        yield self.t("paper.publisher"), self._listed(paper.publisher, paper.publisher_unit)
        yield self.t("paper.issued"), paper.issued
        if paper.based_on:
            yield self.t("paper.based_on"), f"{paper.based_on} {self.t('footer.independent')}"
        if paper.edition > 1:
            yield self.t("history.title"), self.t("history.edition", number=paper.edition)
        if paper.doi:
            yield "DOI", f"https://doi.org/{paper.doi}"
        if paper.isbn:
            yield "ISBN", paper.isbn
        licence = self._listed(paper.licence_name)
        address = f" ({paper.licence_url})" if paper.licence_url else ""
        yield self.t("paper.licence"), licence + address
        if self._has_address:
            yield self.t("edition.address"), self._absolute(self.view.language.url)

    def _listed(self, *names: str) -> str:
        """Return names and the like as a list; one that runs the other way keeps its place."""
        direction = self.language.direction
        return self.t("marks.comma").join(isolated_among(n, direction) for n in names if n)

    def _how_to_cite(self) -> str:
        """Return the paper as a bibliography of this language would list it."""
        cite = self.views.cite_page(self.paper.key)
        return cite.styles[-1].html if cite else ""

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
            names = dict.fromkeys(name for record in records for name in record.translators)
            if names:
                yield self.t("provenance.translators", names=self._listed(*names))
            reviewers = dict.fromkeys(r.reviewer for r in records if r.reviewer)
            if reviewers:
                yield self.t("provenance.reviewer", name=self._listed(*reviewers))
        if not all(entry.has(tag) for entry in entries):
            yield self.t("edition.mixed")


_NOTHING = Element("div")
_FROM_WORST = ("machine", "draft", "reviewed")
