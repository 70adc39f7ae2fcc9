"""How far each passage of a translation keeps up with its source.

What is recorded gives the verdict (`state`). A translation that was adopted as it is may differ
from its source: a passage that does is neither current nor behind (`drift`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from issue_papers.content.library import Entry, Library
from issue_papers.content.passages import Passage
from issue_papers.content_cache import digest
from issue_papers.translation.drift import Drift, by_passage, drift
from issue_papers.translation.state import State, Verdicts


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
        differs: In which ways it differs from its source, of an adopted translation
            (`drift.Kind`).
    """

    page: str
    language: str
    passage: str
    state: State
    words: int
    path: str
    line: int
    review: str
    differs: tuple[str, ...] = ()


def states(entry: Entry, language: str) -> tuple[PassageState, ...]:
    """Return the state of each passage of a page in a language other than its source's."""
    source, document = entry.source, entry.document(language)
    texts = (source.fingerprint, document.fingerprint)
    key = digest(["states", str(entry.kind), *texts])
    found = source.reader.found.get(key, lambda: [*_found(entry, language)])
    translation = entry.translation(language)
    review = translation.status if translation else ""
    return tuple(
        PassageState(
            page=entry.key,
            language=language,
            passage=passage,
            state=State(state),
            words=words,
            path=document.path,
            line=line,
            review=review,
            differs=differs,
        )
        for passage, state, words, line, differs in found
    )


_Found: TypeAlias = tuple[str, str, int, int, tuple[str, ...]]
"""Of a passage: its id, its state, how many words there are to translate, its line, and in which
ways it differs."""


def _found(entry: Entry, language: str) -> Iterator[_Found]:
    source = {passage.id: passage for passage in entry.source.passages}
    document = entry.translations.get(language)
    if document is None:
        yield from (_of(passage, State.UNTRANSLATED) for passage in source.values())
        return
    differing = by_passage(drift(entry, language))
    target = {passage.id: passage for passage in document.passages}
    verdicts = Verdicts.on(entry, language)
    for passage in source.values():
        here = target.get(passage.id)
        if differs := differing.pop(passage.id, ()):
            yield _drifted(passage, differs)
        elif here is not None and not here.is_heading_of(passage):
            yield _of(passage, verdicts.of(passage), here.line)
        elif not passage.is_optional:
            yield _of(passage, State.MISSING)
    for passage in target.values():
        if differs := differing.get(passage.id, ()):
            yield _drifted(passage, differs)
        elif passage.id not in source:
            yield _of(passage, State.ORPHAN, passage.line)


def _of(passage: Passage, state: State, line: int = 1) -> _Found:
    is_work = state in {State.UNTRANSLATED, State.MISSING, State.STALE}
    return passage.id, str(state), passage.word_count if is_work else 0, line, ()


def _drifted(passage: Passage, differs: tuple[Drift, ...]) -> _Found:
    line = min(each.gap.line for each in differs)
    words = passage.word_count if any(each.is_work for each in differs) else 0
    kinds = tuple(dict.fromkeys(str(each.kind) for each in differs))
    return passage.id, str(State.DRIFT), words, line, kinds


def stale_passages(entry: Entry, language: str) -> frozenset[str]:
    """Return the ids of the passages of which the source has changed since the translation.

    This is what readers are told. A passage that was never recorded is stale as well, until
    somebody has compared it, but nothing is known of a change. A section whose passages were
    recorded one by one gives the ids of those that have changed; one that is new in the source, and
    that the translation hasn't, is told at the passage before it; of one that the translation has,
    and that nobody has recorded, nothing is known. A section that has changed throughout, or of
    which no more is known, gives its own.
    """
    if language not in entry.translations:
        return frozenset()
    stale = [s.passage for s in states(entry, language) if s.state is State.STALE]
    if not stale:
        return frozenset()
    verdicts = Verdicts.on(entry, language)
    known = (_stale_in(verdicts, passage) for passage in stale if verdicts.is_known(passage))
    return frozenset().union(*known)


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
            if each.id not in verdicts.records.pieces:
                continue
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
