"""What is recorded of a translation, and what follows from it for each of its passages.

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
from issue_papers.content.library import Entry
from issue_papers.content.naming import Named
from issue_papers.content.passages import LEAD, Passage, fingerprint
from issue_papers.content.pieces import Piece

RECORD = re.compile(
    r"(?P<words>[0-9a-f]{12})-(?P<form>[0-9a-f]{12})-(?P<target>[0-9a-f]{12})-(?P<check>[0-9a-f]{4})"
)
_CHECK_LENGTH = 4


class State(StrEnum):
    """What a passage of a translation is; `drift`: unlike its source, and adopted as it is."""

    CURRENT = "current"
    COSMETIC = "cosmetic"
    STALE = "stale"
    DRIFT = "drift"
    MISSING = "missing"
    ORPHAN = "orphan"
    UNTRANSLATED = "untranslated"


WORST_FIRST = (
    State.UNTRANSLATED,
    State.MISSING,
    State.STALE,
    State.DRIFT,
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

    @classmethod
    def on(cls, entry: Entry, language: str) -> Verdicts:
        """Compare a page's translation with its source, once for all that ask one by one."""
        found: dict[str, Verdicts] = entry.compared
        if language not in found:
            found[language] = cls(entry, language)
        return found[language]

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
