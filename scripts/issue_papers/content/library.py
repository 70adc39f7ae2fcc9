"""All content of a site, immutable, with the lookups that checks and views need."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

from typing_extensions import TypeVar

from issue_papers.content.documents import Document, Entry
from issue_papers.content.drafts import is_draft
from issue_papers.content.locales import Locales
from issue_papers.content.model import City, Correction, PageMeta, Reference
from issue_papers.content.page_type import Listing, PageType
from issue_papers.content.settings import Settings
from issue_papers.content.termbase import Termbase

P = TypeVar("P", bound=PageMeta)
T = TypeVar("T")

__all__ = ["Document", "Entry", "Library", "typed"]


@dataclass(frozen=True)
class Library:
    """Everything the site is made of.

    Attributes:
        settings: Folders, languages, topics.
        types: What a page may be, in their order.
        entries: All pages by key.
        cities: `cities.yml` by id.
        city_lines: The line of each entry of `cities.yml`, also of those that are broken.
        references: All references by id.
        bibliographies: Ids of each paper's own references, in file order, by the paper's slug.
        reference_places: File and line of each reference, also of those that are broken.
        has_broken_references: Whether a references.yml is so broken that nobody knows its ids.
        has_broken_cities: Whether `cities.yml` is, or isn't there.
        unsound: The pages with front matter that isn't what it must be, by key: a page whose source
            it is, or, of a page that is among `entries`, the translations. Their texts are read all
            the same, so that everything that is wrong is told at once.
        partly: Of these pages, the sources with what is sound of their front matter.
        known: Keys of every file that is there, also of other files that pages may link to and of
            pages too broken to be an entry; and of the pages that have no file.
        unwritten: Keys of the pages that have no file, which the generator has made.
        drafts: Pages that were laid out and not written yet, by key; only in a preview they are
            among `entries`, too.
        termbase: The terms of `glossary.yml`; none where there is no such file.
        charted: What is in the files that charts are drawn from, by key; files that are too large
            are missing.
        edit_urls: Where each file can be edited by anyone, by its path; none without a repository.
        changed: When each file was last changed (UTC), by its path; only where it is known.
    """

    settings: Settings
    types: tuple[PageType, ...]
    entries: Mapping[str, Entry]
    cities: Mapping[str, City]
    city_lines: Mapping[str, int]
    references: Mapping[str, Reference]
    bibliographies: Mapping[str, tuple[str, ...]]
    known: frozenset[str]
    unwritten: frozenset[str] = frozenset()
    drafts: Mapping[str, Entry] = field(default_factory=dict)
    unsound: Mapping[str, Entry] = field(default_factory=dict)
    partly: Mapping[str, Entry] = field(default_factory=dict)
    termbase: Termbase = field(default_factory=Termbase)
    charted: Mapping[str, bytes] = field(default_factory=dict)
    edit_urls: Mapping[str, str] = field(default_factory=dict)
    changed: Mapping[str, dt.datetime] = field(default_factory=dict)
    reference_places: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    has_broken_references: bool = False
    has_broken_cities: bool = False

    @property
    def locales(self) -> Locales:
        """The site's languages."""
        return self.settings.locales

    @cached_property
    def changed_beside(self) -> Mapping[str, dt.datetime]:
        """When a file that is no text was last changed (UTC), by the folder that it is in."""
        found: dict[str, dt.datetime] = {}
        for path, moment in self.changed.items():
            if not path.endswith(".md"):
                folder = PurePosixPath(path).parent.as_posix()
                found[folder] = max(found.get(folder, moment), moment)
        return found

    @property
    def paths(self) -> Iterator[str]:
        """The files of all pages, relative to the project's root."""
        return (text.path for entry in self.written.entries.values() for text in entry.documents())

    @cached_property
    def written(self) -> Library:
        """The same without the pages that nobody has written: there is nothing to mend in them."""
        if not self.unwritten:
            return self
        entries = self.entries.items()
        return replace(self, entries={key: e for key, e in entries if key not in self.unwritten})

    def texts(self) -> Iterator[tuple[Entry, Document]]:
        """Yield every text that could be read, in all languages, with its page."""
        for entry in self.written.entries.values():
            for document in entry.documents():
                yield entry, document
        for key, entry in self.unsound.items():
            for document in entry.documents():
                if key not in self.entries or document is not self.entries[key].source:
                    yield entry, document

    @cached_property
    def _by_type(self) -> dict[PageType, tuple[Entry[Any], ...]]:
        found: dict[PageType, list[Entry]] = {}
        for _, entry in sorted(self.entries.items()):
            found.setdefault(entry.kind, []).append(entry)
        return {kind: _arranged(kind, entries) for kind, entries in found.items()}

    def of(self, kind: PageType[P]) -> tuple[Entry[P], ...]:
        """Return all pages of a type, in its order."""
        return self._by_type.get(kind, ())

    def partly_of(self, kind: PageType[P]) -> Iterator[Entry[P]]:
        """Yield all pages of a type, also those of which only a part is sound, which come last.

        What is missing in those may be what is at fault: rules may look up what they name.
        """
        yield from self.of(kind)
        for _, entry in sorted(self.partly.items()):
            if found := typed(entry, kind):
                yield found

    def find(self, kind: PageType[P], slug: str) -> Entry[P] | None:
        """Return a page of a type by its slug; its type has one folder."""
        return typed(self.entries.get(kind.key(slug)), kind)

    def is_there(self, kind: PageType, slug: str) -> bool:
        """Whether a page of a type is there, be it too broken to be read."""
        key = kind.key(slug)
        return key in self.known and not self.is_hidden(key)

    def is_hidden(self, key: str) -> bool:
        """Whether a page is a draft, and this is no preview."""
        return key in self.drafts and key not in self.entries

    def slugs(self, kind: PageType) -> list[str]:
        """Return the slugs of a type's pages, also of those that are too broken to be read."""
        return kind.slugs(frozenset(key for key in self.known if not self.is_hidden(key)))

    def listing(self, kind: PageType) -> Entry | None:
        """Return the page that lists the pages of a type, if there is one."""
        return self.entries.get(kind.listing.key) if kind.listing else None

    @property
    def listings(self) -> Mapping[str, Listing]:
        """The pages that list pages, be they there or not, by their keys."""
        return {kind.listing.key: kind.listing for kind in self.types if kind.listing}

    @property
    def publications(self) -> tuple[Entry, ...]:
        """The pages that consist of others, in their types' order."""
        return tuple(entry for kind in self.types if kind.parts for entry in self.of(kind))

    def is_draft(self, entry: Entry, language: str) -> bool:
        """Whether only its editor sees a page in a language, in a preview."""
        if self.settings.visibility.is_draft(entry.key, self.locales):
            return True
        document = entry.translations.get(language)
        if document is None:
            return entry.key in self.drafts
        return is_draft(entry.source, document)

    def whole(self, entry: Entry) -> Entry | None:
        """Return the page that a page consists of or belongs to: itself, if it has parts."""
        if not (entry.kind.parts or entry.kind.whole):
            return None
        return self.entries.get(entry.beside("index.md"))

    def is_alone(self, entry: Entry) -> bool:
        """Whether a page is a part of one that isn't there, which is told of."""
        return bool(entry.kind.whole) and entry.beside("index.md") not in self.known

    def publication(self, entry: Entry) -> Entry | None:
        """Return the publication that a page is, belongs to, or is discussed in."""
        found = self.whole(entry)
        if found is None and entry.kind.discussed_in:
            found = entry.kind.discussed_in(self, entry)
        return found

    def part(self, whole: Entry, slug: str) -> Entry | None:
        """Return a part of a page by its slug."""
        found = self.entries.get(whole.beside(f"{slug}.md"))
        return found if found and found.kind.whole == whole.kind else None

    def parts(self, whole: Entry) -> tuple[Entry, ...]:
        """Return the parts of a page in its order.

        One that it doesn't list, which is reported, comes last: what it holds is there. So do all
        of a page whose front matter can't be understood.
        """
        listed = whole.kind.parts(whole.source.meta) if whole.kind.parts else ()
        slugs = dict.fromkeys((*(listed or ()), *self._part_slugs.get(whole.folder, ())))
        return tuple(part for slug in slugs if (part := self.part(whole, slug)))

    @cached_property
    def _part_slugs(self) -> Mapping[PurePosixPath, tuple[str, ...]]:
        """The parts in each folder."""
        found: dict[PurePosixPath, tuple[str, ...]] = {}
        for _, entry in sorted(self.entries.items()):
            if entry.kind.whole:
                found[entry.folder] = (*found.get(entry.folder, ()), entry.slug)
        return found

    @cached_property
    def broken(self) -> frozenset[str]:
        """The keys of pages whose files are too broken to be read: nobody knows what they hold."""
        pages = {key for key in self.known if key.endswith(".md")}
        return frozenset(pages - self.entries.keys() - self.drafts.keys() - self.unwritten)

    def has_broken_parts(self, whole: Entry) -> bool:
        """Whether a file beside a page is too broken to be read."""
        return any(key.startswith(f"{whole.folder}/") for key in self.broken)

    @property
    def in_order(self) -> Iterator[Entry]:
        """All pages: those that consist of others with their parts, then the rest by their keys."""
        seen: set[str] = set()
        for whole in self.publications:
            for entry in (whole, *self.parts(whole)):
                seen.add(entry.key)
                yield entry
        for key, entry in sorted(self.entries.items()):
            if key not in seen:
                yield entry

    @property
    def correcting(self) -> tuple[Entry, ...]:
        """The pages that may hold entries of the ledger, in its order: their types'."""
        kinds = (kind for kind in self.types if "corrections" in kind.model.model_fields)
        return tuple(entry for kind in kinds for entry in self.of(kind))

    def corrections(self, entry: Entry) -> tuple[Correction, ...]:
        """Return a page's entries of the ledger, in the source language."""
        return tuple(getattr(entry.source.meta, "corrections", ()))

    @cached_property
    def _indexes(self) -> dict[Callable[[Library], Any], Any]:
        return {}

    def index(self, make: Callable[[Library], T]) -> T:
        """Return what is worked out of all content, once.

        Args:
            make: What works it out; a function of a module, so that the library stays picklable.
        """
        if make not in self._indexes:
            self._indexes[make] = make(self)
        found: T = self._indexes[make]
        return found

    def has_unread(self, entry: Entry) -> bool:
        """Whether a page of a page's publication can't be understood: what it holds isn't known."""
        folder = (self.publication(entry) or entry).folder
        return self.is_alone(entry) or any(
            PurePosixPath(key).parent == folder for key in (*self.unsound, *self.broken)
        )

    def is_reference(self, key: str) -> bool:
        """Whether a reference is there, or may be: one that is broken is told of as such."""
        return key in self.reference_places or self.has_broken_references

    def is_city(self, city: str) -> bool:
        """Whether a city is in `cities.yml`, or may be."""
        return city in self.city_lines or self.has_broken_cities

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


def typed(entry: Entry[Any] | None, kind: PageType[P]) -> Entry[P] | None:
    """Return a page as one of a type; nothing where it is of another."""
    return entry if entry and entry.kind == kind else None


def _arranged(kind: PageType, entries: list[Entry]) -> tuple[Entry, ...]:
    """Put the pages of a type, which come by their keys, in its order."""
    if order := kind.order:
        entries = sorted(
            entries, key=lambda e: (order(e.source.meta), e.key), reverse=kind.is_latest_first
        )
    return tuple(entries)
