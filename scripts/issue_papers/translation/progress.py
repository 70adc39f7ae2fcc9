"""How far each passage of a translation keeps up with its source.

What is recorded gives the verdict (`state`). A translation that was adopted as it is may differ
from its source: a passage that does is neither current nor behind (`drift`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from issue_papers.content.library import Document, Entry, Library
from issue_papers.content.passages import Passage
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
    source = {passage.id: passage for passage in entry.source.passages}
    document = entry.translations.get(language)
    if document is None:
        return tuple(
            _state(entry, language, passage, State.UNTRANSLATED, entry.source)
            for passage in source.values()
        )
    differing = by_passage(drift(entry, language))
    target = {passage.id: passage for passage in document.passages}
    verdicts = Verdicts(entry, language)
    found = []
    for passage in source.values():
        here = target.get(passage.id)
        if differs := differing.pop(passage.id, ()):
            found.append(_drifted(entry, language, passage, document, differs))
        elif here is not None and not (here.is_blank and not passage.is_blank):
            state = verdicts.of(passage)
            found.append(_state(entry, language, passage, state, document, here.line))
        elif not passage.is_optional:
            found.append(_state(entry, language, passage, State.MISSING, document))
    for passage in target.values():
        if differs := differing.get(passage.id, ()):
            found.append(_drifted(entry, language, passage, document, differs))
        elif passage.id not in source:
            found.append(_state(entry, language, passage, State.ORPHAN, document, passage.line))
    return tuple(found)


def _drifted(
    entry: Entry, language: str, passage: Passage, document: Document, differs: tuple[Drift, ...]
) -> PassageState:
    line = min(each.gap.line for each in differs)
    words = passage.word_count if any(each.is_work for each in differs) else 0
    state = _state(entry, language, passage, State.DRIFT, document, line)
    return replace(state, words=words, differs=tuple(dict.fromkeys(e.kind for e in differs)))


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
