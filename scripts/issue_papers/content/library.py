"""All content of a site, immutable, with the lookups that checks and views need."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from pathlib import PurePosixPath
from typing import cast

from pydantic import BaseModel

from issue_papers.articles.article import Article
from issue_papers.articles.reader import Reader
from issue_papers.content import passages, prose
from issue_papers.content.dated_model import Event, NewsItem
from issue_papers.content.frontmatter import YamlData
from issue_papers.content.locales import Locales
from issue_papers.content.model import (
    CaseStudy,
    City,
    Correction,
    PageMeta,
    Paper,
    PlainPage,
    Recommendation,
    Reference,
    Section,
)
from issue_papers.content.records import Translation, localise
from issue_papers.content.settings import Settings
from issue_papers.content.termbase import Termbase
from issue_papers.content_cache import digest

CASES_PREFIX = "case-studies"
"""Where case_studies/ stands among the site's pages."""


class Kind(StrEnum):
    """What a page is; its path says so."""

    PAPER = "paper"
    SECTION = "section"
    CASE_STUDY = "case-study"
    EVENT = "event"
    NEWS = "news-item"
    PAGE = "page"

    @property
    def model(self) -> type[PageMeta]:
        """The type of this kind's front matter."""
        models: dict[Kind, type[PageMeta]] = {
            Kind.PAPER: Paper,
            Kind.SECTION: Section,
            Kind.CASE_STUDY: CaseStudy,
            Kind.EVENT: Event,
            Kind.NEWS: NewsItem,
            Kind.PAGE: PlainPage,
        }
        return models[self]


@dataclass(frozen=True)
class Document:
    """One Markdown file.

    Attributes:
        path: The file, relative to the project's root.
        language: Tag of the language it is written in.
        meta: Its front matter: the page's type in the source language, else `translation_of` it.
        yaml: The same as plain values, with lines.
        body: The Markdown after the front matter.
        body_line: Line of the file on which the body starts.
        is_sound: Whether the front matter is what it must be; if not, `meta` holds nothing of it.
        reader: Reads the body; one for all documents of a site.
    """

    path: str
    language: str
    meta: BaseModel
    yaml: YamlData
    body: str
    body_line: int
    is_sound: bool = True
    reader: Reader = field(default_factory=Reader)

    @property
    def translation(self) -> Translation | None:
        """Who translated it and from which text; nothing for a source or where it isn't said."""
        # A plain page takes any keys, this one's name among them.
        found = getattr(self.meta, "translation", None)
        return found if isinstance(found, Translation) else None

    @property
    def recorded(self) -> Mapping[str, str]:
        """The fingerprints that a translation records, as they are written, by passage id."""
        return self.translation.sections if self.translation else {}

    @cached_property
    def fingerprint(self) -> str:
        """Digest of all that the file says, and of where it says it."""
        meta = repr((self.yaml.value, list(self.yaml.lines.items()), self.yaml.comments))
        return digest([self.path, self.language, str(self.body_line), meta, self.body])

    @cached_property
    def article(self) -> Article:
        """The body, read."""
        return self.reader.read(self.body, self.body_line)

    @cached_property
    def passages(self) -> tuple[passages.Passage, ...]:
        """What is translated piece by piece, metadata first."""
        return passages.take_apart(self)

    @cached_property
    def stretches(self) -> tuple[prose.Stretch, ...]:
        """The body's words."""
        return prose.stretches(self.article)


@dataclass(frozen=True)
class Entry:
    """A page in all its languages.

    Attributes:
        key: Path of its source file as the site sees it, without language suffix:
            `papers/<paper>/means.md`, `case-studies/seoul/index.md`, `about.md`.
        kind: What it is.
        source: The source-language file.
        translations: The others, by language tag.
    """

    key: str
    kind: Kind
    source: Document
    translations: Mapping[str, Document] = field(default_factory=dict)

    def rewritten(self, language: str, body: str) -> Entry:
        """Return this page with another text in one of its languages."""
        document = replace(self.document(language), body=body)
        if document.language == self.source.language:
            return replace(self, source=document)
        return replace(self, translations={**self.translations, document.language: document})

    @property
    def folder(self) -> PurePosixPath:
        """The folder that links of this page are relative to."""
        return PurePosixPath(self.key).parent

    @property
    def slug(self) -> str:
        """The last part of its address, the same in every language."""
        path = PurePosixPath(self.key)
        return path.parent.name if path.stem == "index" else path.stem

    def documents(self) -> Iterator[Document]:
        """Yield the source, then the translations."""
        yield self.source
        yield from self.translations.values()

    def has(self, language: str) -> bool:
        """Whether the page really exists in a language."""
        return language == self.source.language or language in self.translations

    def document(self, language: str) -> Document:
        """Return the page's text in a language; the source where it isn't translated."""
        return self.translations.get(language, self.source)

    def meta(self, language: str) -> PageMeta:
        """Return its metadata with the texts of a language; the source's where they are missing."""
        source = cast("PageMeta", self.source.meta)
        translated = self.translations.get(language)
        return localise(source, translated.meta if translated else None)

    def translation(self, language: str) -> Translation | None:
        """Return who translated it into a language and how; nothing for the source."""
        document = self.translations.get(language)
        return document.translation if document else None


@dataclass(frozen=True)
class Mention:
    """A place where a page puts another's box: the page and the box's id on it."""

    entry: Entry
    anchor: str


@dataclass(frozen=True)
class Library:
    """Everything the site is made of.

    Attributes:
        settings: Folders, languages, topics.
        entries: All pages by key.
        cities: `cities.yml` by id.
        city_lines: The line of each entry of `cities.yml`, also of those that are broken.
        references: All references by id.
        bibliographies: Ids of each paper's own references, in file order, by the paper's slug.
        reference_places: File and line of each reference, also of those that are broken.
        has_broken_references: Whether a references.yml is so broken that nobody knows its ids.
        unsound: The pages with front matter that isn't what it must be, by key: a page whose source
            it is, or, of a page that is among `entries`, the translations. Their texts are read all
            the same, so that everything that is wrong is told at once.
        known: Keys of every file that is there, also of other files that pages may link to and of
            pages too broken to be an entry.
        termbase: The terms of `glossary.yml`; none where there is no such file.
        edit_urls: Where each file can be edited by anyone, by its path; none without a repository.
        changed: When each file was last changed (UTC), by its path; only where it is known.
    """

    settings: Settings
    entries: Mapping[str, Entry]
    cities: Mapping[str, City]
    city_lines: Mapping[str, int]
    references: Mapping[str, Reference]
    bibliographies: Mapping[str, tuple[str, ...]]
    known: frozenset[str]
    unsound: Mapping[str, Entry] = field(default_factory=dict)
    termbase: Termbase = field(default_factory=Termbase)
    edit_urls: Mapping[str, str] = field(default_factory=dict)
    changed: Mapping[str, dt.datetime] = field(default_factory=dict)
    reference_places: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    has_broken_references: bool = False

    @property
    def locales(self) -> Locales:
        """The site's languages."""
        return self.settings.locales

    def texts(self) -> Iterator[tuple[Entry, Document]]:
        """Yield every text that could be read, in all languages, with its page."""
        for entry in self.entries.values():
            for document in entry.documents():
                yield entry, document
        for key, entry in self.unsound.items():
            for document in entry.documents():
                if key not in self.entries or document is not self.entries[key].source:
                    yield entry, document

    def of_kind(self, kind: Kind) -> tuple[Entry, ...]:
        """Return all pages of a kind, in the order of their keys."""
        return tuple(e for _, e in sorted(self.entries.items()) if e.kind is kind)

    @cached_property
    def papers(self) -> tuple[Entry, ...]:
        """All papers, the newest number first."""
        papers = self.of_kind(Kind.PAPER)
        return tuple(sorted(papers, key=lambda p: -cast("Paper", p.source.meta).number))

    @cached_property
    def cases(self) -> Mapping[str, Entry]:
        """All case studies by slug."""
        return {case.slug: case for case in self.of_kind(Kind.CASE_STUDY)}

    @cached_property
    def events(self) -> Mapping[str, Entry]:
        """All events by slug, the latest first."""
        events = self.of_kind(Kind.EVENT)
        return {e.slug: e for e in sorted(events, key=_start, reverse=True)}

    @cached_property
    def news(self) -> Mapping[str, Entry]:
        """All news by slug, the latest first."""
        news = self.of_kind(Kind.NEWS)
        return {n.slug: n for n in sorted(news, key=_date, reverse=True)}

    @property
    def correcting(self) -> tuple[Entry, ...]:
        """The pages that may hold entries of the ledger, in its order: papers, events, news."""
        return (*self.papers, *self.events.values(), *self.news.values())

    def corrections(self, entry: Entry) -> tuple[Correction, ...]:
        """Return a page's entries of the ledger, in the source language."""
        return tuple(getattr(entry.source.meta, "corrections", ()))

    def has_case(self, slug: str) -> bool:
        """Whether a case is there, be it too broken to be read."""
        return f"{CASES_PREFIX}/{slug}/index.md" in self.known

    def is_reference(self, key: str) -> bool:
        """Whether a reference is there, or may be: one that is broken is told of as such."""
        return key in self.reference_places or self.has_broken_references

    def paper(self, slug: str) -> Entry | None:
        """Return a paper by its slug."""
        return self.entries.get(f"papers/{slug}/index.md")

    def paper_of(self, entry: Entry) -> Entry | None:
        """Return the paper that a paper's page or a section belongs to."""
        if entry.kind not in {Kind.PAPER, Kind.SECTION}:
            return None
        return self.entries.get(str(entry.folder / "index.md"))

    def section(self, paper: Entry, slug: str) -> Entry | None:
        """Return a paper's section by its slug."""
        found = self.entries.get(str(paper.folder / f"{slug}.md"))
        return found if found and found.kind is Kind.SECTION else None

    def sections(self, paper: Entry) -> tuple[Entry, ...]:
        """Return a paper's sections in the paper's order.

        One that the paper doesn't list, which is reported, comes last: what it holds is there.
        """
        listed = cast("Paper", paper.source.meta).sections
        slugs = dict.fromkeys((*listed, *self._section_slugs.get(paper.folder, ())))
        return tuple(s for slug in slugs if (s := self.section(paper, slug)))

    @cached_property
    def _section_slugs(self) -> Mapping[PurePosixPath, tuple[str, ...]]:
        """The sections in each paper's folder."""
        found: dict[PurePosixPath, tuple[str, ...]] = {}
        for section in self.of_kind(Kind.SECTION):
            found[section.folder] = (*found.get(section.folder, ()), section.slug)
        return found

    def has_broken_sections(self, paper: Entry) -> bool:
        """Whether a file beside a paper is too broken to be read: nobody knows what it holds."""
        start = f"{paper.folder}/"
        return any(
            key.startswith(start) and key.endswith(".md") and key not in self.entries
            for key in self.known
        )

    def recommendations(self, paper: Entry) -> Mapping[str, tuple[Entry, Recommendation]]:
        """Return a paper's recommendations by id, in order, with the section that holds each."""
        return {
            recommendation.id: (section, recommendation)
            for section in self.sections(paper)
            for recommendation in cast("Section", section.source.meta).recommendations
        }

    @cached_property
    def mentions(self) -> Mapping[str, tuple[Mention, ...]]:
        """Where each case's box stands, by the case's slug, in the papers' order."""
        found: dict[str, list[Mention]] = {}
        for paper in self.papers:
            for section in (paper, *self.sections(paper)):
                for block in section.source.article.directives:
                    if block.role == "case":
                        mention = Mention(section, block.anchor)
                        found.setdefault(block.argument, []).append(mention)
        return {slug: tuple(mentions) for slug, mentions in found.items()}

    def resolve(self, entry: Entry, target: str) -> str | None:
        """Turn a link's path into the key of the page or file it leads to.

        Args:
            entry: The page that holds the link.
            target: The path as written, without query and anchor, relative to the page's file.

        Returns:
            The key, whether or not it exists; nothing where the path leaves the site.
        """
        parts: list[str] = []
        for part in (entry.folder / target).parts:
            if part == "..":
                if not parts:
                    return None
                parts.pop()
            elif part != ".":
                parts.append(part)
        return "/".join(parts)


def _start(event: Entry) -> tuple[str, str]:
    return cast("Event", event.source.meta).start, event.key


def _date(news: Entry) -> tuple[str, str]:
    return cast("NewsItem", news.source.meta).date, news.key
