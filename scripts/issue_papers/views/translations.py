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
        for _, entry in sorted(self._written.items()):
            found = states(entry, language.tag)
            counts = Counter(state.state for state in found)
            words = sum(state.words for state in found)
            if set(counts) <= {State.CURRENT}:
                current += 1
                continue
            ordered = tuple((str(s), counts[s]) for s in WORST_FIRST if counts[s])
            pages.append(PageStateView(self._links.link(entry), ordered, words))
        unreviewed = tuple(self._unreviewed(language.tag))
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

    def _unreviewed(self, tag: str) -> Iterator[PageReviewView]:
        for _, entry in sorted(self._written.items()):
            document = entry.translations.get(tag)
            if document is None:
                continue
            status = document.translation.status if document.translation else "unsaid"
            if status != "reviewed":
                edit_url = self._library.edit_urls.get(document.path, "")
                yield PageReviewView(self._itself(entry, tag), status, edit_url)

    def _itself(self, entry: Entry, tag: str) -> Link:
        """Return the link to a translation, whatever the reader's language."""
        return Link(
            title=typeset(entry.meta(tag).title or entry.slug, tag),
            url=self._library.locales.url(entry.key, tag),
            language=tag,
            direction=self._library.locales[tag].direction,
        )

    def _adopted(self, tag: str) -> Iterator[AdoptedView]:
        for _, entry in sorted(self._written.items()):
            document = entry.translations.get(tag)
            if document is None or not document.is_adopted:
                continue
            found = by_passage(drift(entry, tag))
            passages = (self._drifting(entry, tag, key, each) for key, each in found.items())
            origin = (document.translation and document.translation.adopted) or ""
            yield AdoptedView(self._itself(entry, tag), origin, tuple(passages))

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
