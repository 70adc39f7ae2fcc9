"""How far each language keeps up with the source, and how far its texts can be trusted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import Annotated

from pydantic import Field

from issue_papers.content.library import Entry, Library
from issue_papers.content.passages import LEAD
from issue_papers.translation.drift import Drift, by_passage, drift
from issue_papers.translation.progress import PassageState, states
from issue_papers.translation.state import WORST_FIRST, State
from issue_papers.typography.rules import typeset
from issue_papers.views.datasets import (
    FOLDER,
    Dataset,
    DataSources,
    by_paper,
    json_file,
    schema_of,
)
from issue_papers.views.links import HOME, Links
from issue_papers.views.publications import as_json, with_records, written
from issue_papers.views.published import DataDocument, Published, Tag, as_data
from issue_papers.views.shapes import LanguageView, Link
from issue_papers.views.translation_shapes import (
    AdoptedView,
    DriftView,
    LanguageStateView,
    PageReviewView,
    PageStateView,
)

_REVIEWS = ("machine", "draft", "unsaid", "reviewed")


class Translations:
    """The states of all translations, as the readers of one language are told of them."""

    def __init__(self, links: Links) -> None:
        self._links = links
        self._library = links.library
        self._written = links.library.written.entries

    @cached_property
    def states(self) -> tuple[LanguageStateView, ...]:
        """How far each language keeps up with the source, in the switcher's order."""
        home = self._links.languages(next(iter(self._library.entries.values())))
        if HOME in self._library.entries:
            home = self._links.languages(self._library.entries[HOME])
        return tuple(
            self._language_state(view) for view in home if view.tag != self._library.locales.source
        )

    def _language_state(self, language: LanguageView) -> LanguageStateView:
        pages, current = [], 0
        told = self._library.index(_Alike)
        for _, entry in sorted(self._written.items()):
            counts, words = told.counts(entry, language.tag)
            if set(counts) <= {State.CURRENT}:
                current += 1
                continue
            ordered = tuple((str(s), counts[s]) for s in WORST_FIRST if counts[s])
            pages.append(PageStateView(self._links.link(entry), ordered, words))
        unreviewed = told.unreviewed(language.tag)
        reviews = Counter(page.status for page in unreviewed)
        translated = sum(language.tag in e.translations for e in self._written.values())
        reviews["reviewed"] = translated - len(unreviewed)
        return LanguageStateView(
            language=language,
            pages=tuple(sorted(pages, key=lambda page: -page.words)),
            current=current,
            total=len(self._written),
            words=sum(page.words for page in pages),
            unreviewed=unreviewed,
            reviews=tuple((name, reviews[name]) for name in _REVIEWS if reviews[name]),
            adopted=tuple(self._adopted(language.tag)),
        )

    def _adopted(self, tag: str) -> Iterator[AdoptedView]:
        for _, entry in sorted(self._written.items()):
            document = entry.translations.get(tag)
            if document is None or not document.is_adopted:
                continue
            found = by_passage(drift(entry, tag))
            passages = (self._drifting(entry, tag, key, each) for key, each in found.items())
            origin = (document.translation and document.translation.adopted) or ""
            yield AdoptedView(_itself(self._library, entry, tag), origin, tuple(passages))

    def _drifting(self, entry: Entry, tag: str, passage: str, found: Iterable[Drift]) -> DriftView:
        """Say where a passage is, and how it differs."""
        kinds = tuple(dict.fromkeys(each.kind for each in found))
        here = self._library.locales.source if "missing" in kinds else tag
        document = entry.document(here)
        titles = {h.own_id: h.text for h in document.outline.headings if h.own_id}
        titles[LEAD] = str(entry.meta(here).title or entry.slug)
        is_meta = any(each.gap.is_meta for each in found)
        url = self._library.locales.url(entry.key, here)
        return DriftView(
            name=typeset(titles[passage], here) if passage in titles else passage,
            is_id=passage not in titles,
            language=here,
            direction=self._library.locales[here].direction,
            url=url if is_meta or passage == LEAD else f"{url}#{passage}",
            kinds=kinds,
        )


class _Alike:
    """What the readers of all languages are told alike: it is worked out once.

    Args:
        library: All content.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._counts: dict[tuple[str, str], tuple[Counter[State], int]] = {}
        self._unreviewed: dict[str, tuple[PageReviewView, ...]] = {}

    def counts(self, entry: Entry, tag: str) -> tuple[Counter[State], int]:
        """Return how many passages of a page are in each state, and how many words are to do."""
        if (entry.key, tag) not in self._counts:
            found = states(entry, tag)
            words = sum(state.words for state in found)
            self._counts[entry.key, tag] = Counter(state.state for state in found), words
        return self._counts[entry.key, tag]

    def unreviewed(self, tag: str) -> tuple[PageReviewView, ...]:
        """Return the texts in a language that nobody has reviewed."""
        if tag not in self._unreviewed:
            self._unreviewed[tag] = tuple(self._unreviewed_in(tag))
        return self._unreviewed[tag]

    def _unreviewed_in(self, tag: str) -> Iterator[PageReviewView]:
        library = self._library
        for _, entry in sorted(library.written.entries.items()):
            document = entry.translations.get(tag)
            if document is None:
                continue
            status = document.translation.status if document.translation else "unsaid"
            if status != "reviewed":
                edit_url = library.edit_urls.get(document.path, "")
                yield PageReviewView(_itself(library, entry, tag), status, edit_url)


def _itself(library: Library, entry: Entry, tag: str) -> Link:
    """Return the link to a translation, whatever the reader's language."""
    return Link(
        title=typeset(entry.meta(tag).title or entry.slug, tag),
        url=library.locales.url(entry.key, tag),
        language=tag,
        direction=library.locales[tag].direction,
    )


def rows(states: Iterable[PassageState]) -> str:
    """Return passages' states as JSON: a list of the records that the published file holds."""
    return as_json([as_data(_record(state)) for state in states])


class PassageRecord(Published):
    """How far a passage of a page keeps up with its source."""

    page: Annotated[str, Field(description="The page's file, relative to the texts' folder.")]
    language: Tag
    section: Annotated[str, Field(description="The passage's id on the page.")]
    state: Annotated[State, Field(description="How far it keeps up.")]
    words: Annotated[int, Field(description="How many words its source has.", ge=0)]
    review: Annotated[
        str | None,
        Field(description="How far the translation can be trusted; null where nothing says so."),
    ]
    differs: Annotated[
        tuple[str, ...],
        Field(description="In what a passage of an adopted translation differs from its source."),
    ]


class TranslationsDocument(DataDocument, title="Translations"):
    """How far each passage of each page keeps up with its source, in every language."""

    source_language: Annotated[Tag, Field(description="The language that texts are written in.")]
    passages: tuple[PassageRecord, ...]


def _write(sources: DataSources) -> Iterator[tuple[str, bytes]]:
    library = sources.library.written
    source = library.locales.source
    document = TranslationsDocument(**sources.head(_NAME), source_language=source, passages=())
    found: dict[str, Mapping[str, Sequence[str]]] = {}
    for pages in by_paper(library):
        found |= sources.keep(_NAME, pages, partial(_records, library, pages))
    passages = [
        record
        for tag in library.locales.tags
        if tag != source
        for key in sorted(library.entries)
        for record in found[key][tag]
    ]
    yield f"{FOLDER}/{_NAME}.json", with_records(as_data(document), passages=passages)


def _records(library: Library, pages: Iterable[Entry]) -> dict[str, Mapping[str, Sequence[str]]]:
    """Write the states of some pages' passages, by page and language."""
    tags = [tag for tag in library.locales.tags if tag != library.locales.source]
    return {
        entry.key: {
            tag: [written(as_data(_record(state))) for state in states(entry, tag)] for tag in tags
        }
        for entry in pages
    }


def _record(state: PassageState) -> PassageRecord:
    return PassageRecord(
        page=state.page,
        language=state.language,
        section=state.passage,
        state=state.state,
        words=state.words,
        review=state.review or None,
        differs=state.differs,
    )


_NAME = "translations"
DATASET = Dataset(
    _NAME,
    position=1000,
    write=_write,
    files=(json_file(_NAME),),
    schemas=(schema_of(_NAME, TranslationsDocument),),
)
