"""How far each passage of a translation keeps up with its source.

A translation's front matter records, for each passage, three fingerprints joined by hyphens: of the
source's words, of the source's words with their markup, and of the translation's own words, as they
were when somebody last said that the two agree. Four digits after them are a check of the three and
of the passage's id: so a record that was invented, or pasted from another passage, is told from one
of an earlier source. Nothing is guessed from dates and no history is needed: the same files give
the same verdict in a shallow clone and in a zip.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from issue_papers.content.keeping import NOTHING_KEPT, Finding, Keeping
from issue_papers.content.library import Document, Entry, Library
from issue_papers.content.passages import FOOTNOTE, LEAD, Passage, fingerprint
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem, Severity, listed

_RECORD = re.compile(
    r"(?P<words>[0-9a-f]{12})-(?P<form>[0-9a-f]{12})-(?P<target>[0-9a-f]{12})-(?P<check>[0-9a-f]{4})"
)
_CHECK_LENGTH = 4


class State(StrEnum):
    """What a passage of a translation is."""

    CURRENT = "current"
    COSMETIC = "cosmetic"
    STALE = "stale"
    MISSING = "missing"
    ORPHAN = "orphan"
    UNTRANSLATED = "untranslated"


WORST_FIRST = (
    State.UNTRANSLATED,
    State.MISSING,
    State.STALE,
    State.ORPHAN,
    State.COSMETIC,
    State.CURRENT,
)


@dataclass(frozen=True)
class Fingerprints:
    """What a translation records of a passage.

    Attributes:
        passage: The passage's id.
        words: Fingerprint of the source's words.
        form: Fingerprint of the source's words and markup.
        target: Fingerprint of the translation's words.
    """

    passage: str
    words: str
    form: str
    target: str

    @classmethod
    def of(cls, source: Passage, target: Passage) -> Fingerprints:
        """Take the fingerprints of a passage as it stands now."""
        return cls(source.id, source.words_hash, source.form_hash, target.words_hash)

    @classmethod
    def parse(cls, passage: str, text: str) -> Fingerprints | None:
        """Read a passage's record; nothing where it is malformed, or not this passage's."""
        match = _RECORD.fullmatch(text)
        if match is None:
            return None
        found = cls(passage, match["words"], match["form"], match["target"])
        return found if str(found) == text else None

    def __str__(self) -> str:
        parts = (self.words, self.form, self.target)
        check = fingerprint(" ".join((self.passage, *parts)))[:_CHECK_LENGTH]
        return "-".join((*parts, check))


@dataclass(frozen=True)
class PassageState:
    """A passage's state in one language.

    Attributes:
        page: The page's key.
        language: The translation's language.
        passage: The passage's id.
        state: What it is.
        words: How many words there are to translate; 0 where nothing is to be done.
        path: The file to work on: the translation, or the source where there is none yet.
        line: Where in it.
        review: The translation's status, `machine`, `draft` or `reviewed`; empty where there is no
            translation, or it doesn't say.
    """

    page: str
    language: str
    passage: str
    state: State
    words: int
    path: str
    line: int
    review: str


def states(entry: Entry, language: str) -> tuple[PassageState, ...]:
    """Return the state of each passage of a page in a language other than its source's."""
    source = {passage.id: passage for passage in entry.source.passages}
    document = entry.translations.get(language)
    if document is None:
        return tuple(
            _state(entry, language, passage, State.UNTRANSLATED, entry.source)
            for passage in source.values()
        )
    target = {passage.id: passage for passage in document.passages}
    recorded = records(document)
    found = []
    for passage in source.values():
        here = target.get(passage.id)
        if here is not None and not (here.is_blank and not passage.is_blank):
            state = compare(passage, recorded.get(passage.id))
            found.append(_state(entry, language, passage, state, document, here.line))
        elif not passage.is_optional:
            found.append(_state(entry, language, passage, State.MISSING, document))
    found += [
        _state(entry, language, passage, State.ORPHAN, document, passage.line)
        for passage in target.values()
        if passage.id not in source
    ]
    return tuple(found)


def compare(source: Passage, recorded: Fingerprints | None) -> State:
    """Compare a passage of the source with what a translation was made from."""
    if recorded is None or recorded.words != source.words_hash:
        return State.STALE
    return State.CURRENT if recorded.form == source.form_hash else State.COSMETIC


def records(document: Document) -> Mapping[str, Fingerprints]:
    """Return the records of a translation that `sync` wrote, by passage id."""
    return {
        key: record
        for key, text in document.recorded.items()
        if (record := Fingerprints.parse(key, text))
    }


def stale_passages(entry: Entry, language: str) -> frozenset[str]:
    """Return the ids of the passages of which the source has changed since the translation.

    This is what readers are told. A passage that was never recorded is stale as well, until
    somebody has compared it, but nothing is known of a change.
    """
    document = entry.translations.get(language)
    recorded = records(document) if document else {}
    return frozenset(
        s.passage
        for s in states(entry, language)
        if s.state is State.STALE and s.passage in recorded
    )


def all_states(library: Library) -> tuple[PassageState, ...]:
    """Return the states of all pages in all languages but the source's, in a fixed order."""
    return tuple(
        state
        for language in library.locales.tags
        if language != library.locales.source
        for _, entry in sorted(library.entries.items())
        for state in states(entry, language)
    )


def _state(  # noqa: PLR0913, PLR0917 - the fields of one record
    entry: Entry,
    language: str,
    passage: Passage,
    state: State,
    document: Document,
    line: int = 1,
) -> PassageState:
    is_work = state in {State.UNTRANSLATED, State.MISSING, State.STALE}
    words = passage.word_count if is_work else 0
    translation = entry.translation(language)
    review = translation.status if translation else ""
    return PassageState(entry.key, language, passage.id, state, words, document.path, line, review)


def check(library: Library, keeping: Keeping = NOTHING_KEPT) -> Iterator[Problem]:
    """Yield records that are malformed, unknown or missing; a stale passage is no problem.

    What is unknown is never taken for current. A malformed record is an error, as is one that isn't
    the passage's; a missing one is a warning, since a translator who works in a browser can't write
    it, and whoever merges does. A source edit alone never makes a problem here.
    """
    for entry in library.entries.values():
        for finding in findings(library, entry):
            yield from keeping.of(finding)


def findings(_: Library, entry: Entry) -> Iterator[Finding[Problem]]:
    """Yield what is to be found in a page's records."""
    documents, find = tuple(entry.documents()), partial(_records_of, entry)
    yield Finding("records", documents, find, (str(entry.kind),))


def _records_of(entry: Entry) -> Iterator[Problem]:
    for document in entry.documents():
        yield from _clashes(document)
    for document in entry.translations.values():
        yield from _malformed(document)
        if entry.kind.is_ours or document.translation:
            yield from _unrecorded(entry, document)


def _malformed(document: Document) -> Iterator[Problem]:
    for key, text in document.recorded.items():
        if Fingerprints.parse(key, text):
            continue
        at = ("translation", "sections", key)
        if _RECORD.fullmatch(text):
            message = say("`issue-papers sync` never wrote this record for `{id}`", id=key)
        else:
            message = say(
                "found “{text}”, expected three fingerprints of 12 hexadecimal digits, and 4 that"
                " check them",
                text=text,
            )
        hint = say(
            "put back the record that was there, or compare the text with its source and run "
            "`issue-papers sync --accept {path}`",
            path=document.path,
        )
        yield Problem(document.path, document.yaml.line(at), ".".join(at), message, hint)


def _clashes(document: Document) -> Iterator[Problem]:
    """Yield headings whose ids are those of other passages: one record would stand for two."""
    taken = {LEAD, *(passage.id for passage in document.passages if passage.is_meta)}
    for heading in document.article.headings:
        if heading.own_id not in taken and not heading.own_id.startswith(FOOTNOTE):
            continue
        message = say("`{id}` is what another text of this page is called", id=heading.own_id)
        hint = say(
            "give the heading another id, the same in every language, such as `{id}-section`",
            id=heading.own_id,
        )
        yield Problem(document.path, heading.line, "heading", message, hint)


def _unrecorded(entry: Entry, document: Document) -> Iterator[Problem]:
    source = {passage.id for passage in entry.source.passages}
    unknown = [
        passage
        for passage in document.passages
        if passage.id in source and passage.id not in document.recorded
    ]
    if unknown:
        ids = listed([passage.id for passage in unknown], 3)
        line = document.yaml.line(("translation",), unknown[0].line)
        message = say("it isn't recorded which source text was translated: {ids}", ids=ids)
        hint = say(
            "when the translation is right, run `issue-papers sync {path}`", path=document.path
        )
        where = "translation.sections"
        yield Problem(document.path, line, where, message, hint, Severity.WARNING)
