"""What is to be translated, for translators' programs: untranslated, missing, changed since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from issue_papers.content.library import Document, Entry
from issue_papers.interchange.parted import Parted, parted
from issue_papers.interchange.xliff import Group, Page, Pair
from issue_papers.translation.progress import states
from issue_papers.translation.state import State

_WORK = frozenset({State.UNTRANSLATED, State.MISSING, State.STALE})


def offered(
    entries: Iterable[Entry],
    language: str,
    options: Mapping[str, frozenset[str]],
    *,
    all_: bool = False,
) -> Iterator[Page]:
    """Yield the pages on which there is something to translate.

    Args:
        entries: The pages to look through.
        language: The tag of the language to translate into.
        options: By the name of a block, the options whose values are people's words.
        all_: Whether passages that agree with their source are to go out, too.
    """
    for entry in entries:
        found = {each.passage: each.state for each in states(entry, language)}
        wanted = found if all_ else {name for name, state in found.items() if state in _WORK}
        here = passages_of(entry.translations.get(language), options)
        groups = tuple(
            _group(source, here.get(name), is_behind=found[name] is State.STALE)
            for name, source in passages_of(entry.source, options).items()
            if name in wanted and source.units
        )
        if groups:
            yield Page(entry.source.path, entry.source.language, language, groups)


def passages_of(
    document: Document | None, options: Mapping[str, frozenset[str]]
) -> Mapping[str, Parted]:
    """Return the passages of a file by their ids."""
    found = document.passages if document else ()
    return {passage.id: parted(passage, options) for passage in found}


def known(source: Parted, here: Parted | None) -> str:
    """Return the fingerprint of a translated passage; nothing where no word of it is translated."""
    is_none = here is None or here.passage.is_heading_of(source.passage)
    return "" if here is None or is_none else here.passage.words_hash


def _group(source: Parted, here: Parted | None, *, is_behind: bool) -> Group:
    fingerprint = known(source, here)
    there = here.texts if here and fingerprint else ()
    targets = there if len(there) == len(source.texts) else (None,) * len(source.texts)
    pairs = tuple(Pair(text, target) for text, target in zip(source.texts, targets, strict=True))
    note = here.passage.text if here and fingerprint and not any(targets) else ""
    return Group(source.passage.id, fingerprint, pairs, is_behind, note)
