"""How far each passage of a translation keeps up with its source.

The ledger of a translation records, for each passage, three fingerprints joined by hyphens: of the
source's words, of the source's words with their markup, and of the translation's own words, as they
were when somebody last said that the two agree. Four digits after them are a check of the three and
of the passage's id: so a record that was invented, or pasted from another passage, is told from one
of an earlier source. Nothing is guessed from dates and no history is needed: the same files give
the same verdict in a shallow clone and in a zip.

A verdict is given on a section: what stands below a heading, or a text of the front matter. It
follows from the records of its pieces, or from one record of the whole where nobody has told them
apart yet: that is how front matter held them before there were ledgers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from issue_papers.content.ledger import WHOLE
from issue_papers.content.library import Document, Entry, Library
from issue_papers.content.naming import Named
from issue_papers.content.passages import LEAD, Passage, fingerprint
from issue_papers.content.pieces import Piece

RECORD = re.compile(
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
        match = RECORD.fullmatch(text)
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
    verdicts = Verdicts(entry, language)
    found = []
    for passage in source.values():
        here = target.get(passage.id)
        if here is not None and not (here.is_blank and not passage.is_blank):
            state = verdicts.of(passage)
            found.append(_state(entry, language, passage, state, document, here.line))
        elif not passage.is_optional:
            found.append(_state(entry, language, passage, State.MISSING, document))
    found += [
        _state(entry, language, passage, State.ORPHAN, document, passage.line)
        for passage in target.values()
        if passage.id not in source
    ]
    return tuple(found)


def compare(source: Passage | Piece, recorded: Fingerprints | None) -> State:
    """Compare a passage of the source with what a translation was made from."""
    if recorded is None or recorded.words != source.words_hash:
        return State.STALE
    return State.CURRENT if recorded.form == source.form_hash else State.COSMETIC


class Records:
    """What is recorded of a translation, as far as `sync` wrote it.

    Args:
        entry: The page.
        language: Tag of the translation's language.

    Attributes:
        pieces: The records of its passages, by their ids.
        wholes: Those of whole sections, and of the texts of its front matter.
    """

    def __init__(self, entry: Entry, language: str) -> None:
        document = entry.translations[language]
        self.pieces: dict[str, Fingerprints] = {}
        self.wholes: dict[str, Fingerprints] = {}
        meta = {passage.id for passage in document.passages if passage.is_meta}
        for key, text in entry.recorded(language).items():
            name = key.removesuffix(WHOLE)
            if record := Fingerprints.parse(name, text):
                (self.wholes if name != key or key in meta else self.pieces)[name] = record
        for key, text in document.kept_inside.items():
            if record := Fingerprints.parse(key, text):
                self.wholes[key] = record


class Verdicts:
    """Compares a page's translation with its source, section by section.

    Args:
        entry: The page.
        language: Tag of the translation's language.
    """

    def __init__(self, entry: Entry, language: str) -> None:
        self.records = Records(entry, language)
        self.source = _by_section(entry.names.named)
        self.target = _by_section(entry.named(language))
        self._there = {each.id for each in entry.names.named}

    def is_recorded(self, section: str) -> bool:
        """Whether a section itself is recorded: its heading, or what it has in the place of one."""
        if section in self.records.wholes or section in self.records.pieces:
            return True
        return section == LEAD and self.is_known(section)

    def is_known(self, section: str) -> bool:
        """Whether anything is recorded of a section, or of a passage that stands in it now."""
        pieces = (*self.source.get(section, ()), *self.target.get(section, ()))
        recorded = self.records.pieces
        return (
            section in self.records.wholes
            or section in recorded
            or any(each.id in recorded for each in pieces)
        )

    def of(self, section: Passage) -> State:
        """Return the verdict on a section that is translated."""
        if section.is_meta or section.id in self.records.wholes:
            return compare(section, self.records.wholes.get(section.id))
        found = [self.of_piece(each) for each in self.source.get(section.id, ())]
        if not found or State.STALE in found or any(self.dropped(section.id)):
            return State.STALE
        return State.COSMETIC if State.COSMETIC in found else State.CURRENT

    def is_behind(self, section: Passage) -> bool:
        """Whether a section's source is known to have changed since it was translated."""
        return self.is_known(section.id) and self.of(section) is State.STALE

    def of_piece(self, source: Named) -> State:
        """Return the verdict on a passage of the source, of a section that has such records."""
        return compare(source.piece, self.records.pieces.get(source.id))

    def was_made_from(self, section: str, old: Passage, pieces: frozenset[str]) -> bool:
        """Whether a section was translated from an old text of the source.

        Args:
            section: The section's id.
            old: The section as it was.
            pieces: Fingerprints of the words of its passages, as they were.
        """
        if record := self.records.wholes.get(section):
            return record.words == old.words_hash
        there = (*self.source.get(section, ()), *self.target.get(section, ()))
        known = (self.records.pieces.get(each.id) for each in there)
        return pieces == {record.words for record in known if record}

    def dropped(self, section: str) -> Iterator[Named]:
        """Yield the passages of a section that the source had when they were translated."""
        for each in self.target.get(section, ()):
            if each.id in self.records.pieces and each.id not in self._there:
                yield each


def _by_section(named: Iterable[Named]) -> Mapping[str, tuple[Named, ...]]:
    found: dict[str, tuple[Named, ...]] = {}
    for each in named:
        found[each.piece.section] = (*found.get(each.piece.section, ()), each)
    return found


def stale_passages(entry: Entry, language: str) -> frozenset[str]:
    """Return the ids of the passages of which the source has changed since the translation.

    This is what readers are told. A passage that was never recorded is stale as well, until
    somebody has compared it, but nothing is known of a change. A section whose passages were
    recorded one by one gives the ids of those that have changed; one that is new in the source, and
    that the translation hasn't, is told at the passage before it. A section that has changed
    throughout, or of which no more is known, gives its own.
    """
    if language not in entry.translations:
        return frozenset()
    verdicts = Verdicts(entry, language)
    found: set[str] = set()
    for state in states(entry, language):
        if state.state is State.STALE and verdicts.is_known(state.passage):
            found |= _stale_in(verdicts, state.passage)
    return frozenset(found)


def _stale_in(verdicts: Verdicts, section: str) -> set[str]:
    if section in verdicts.records.wholes or section not in verdicts.source:
        return {section}
    source = verdicts.source[section]
    there = {each.id for each in verdicts.target.get(section, ())}
    found = {each.id for each in verdicts.dropped(section)}
    before = section
    changed = 0
    for each in source:
        if each.id in there:
            before = each.id
        if verdicts.of_piece(each) is State.STALE:
            changed += 1
            found.add(before)
    return {section} if changed == len(source) > 1 else found


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
