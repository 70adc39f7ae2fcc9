"""What a proposed change does to a site: pages, translations it leaves stale, problems it brings.

Two libraries are compared, that of the base and that of the proposal; no history is read. How it is
said is the business of `commenting`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from issue_papers.content.library import Entry, Library
from issue_papers.content.locales import Locales
from issue_papers.content.passages import Passage
from issue_papers.reporting.messages import Message, say
from issue_papers.reporting.problems import Problem, Severity
from issue_papers.translation import parity
from issue_papers.translation.progress import states
from issue_papers.translation.state import State
from issue_papers.translation.word_diff import Change, word_diff


@dataclass(frozen=True)
class PageChange:
    """A file that the proposal adds, changes or removes.

    Attributes:
        path: The file.
        change: What is done with it.
        passages: Ids of the passages that it adds, changes or removes.
        language: Tag of its language.
        urls: Where what it changes is to be seen, by language tag, relative to the site's root.
    """

    path: str
    change: Message
    passages: tuple[str, ...]
    language: str
    urls: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class StalePassage:
    """A passage of a translation that the proposal leaves behind.

    Attributes:
        path: The translation.
        command: What to run when it has been brought up to date.
        diff: Runs of the source's words, old and new.
        translation: The passage as it is in the translation.
        gaps: What the source now has and the translation hasn't, and the other way round, as
            numbers or links: what differs, what is missing, what is too many.
    """

    path: str
    language: str
    passage: str
    diff: tuple[tuple[Change, str], ...]
    translation: str
    gaps: tuple[tuple[str, str, str], ...]
    command: str


@dataclass(frozen=True)
class Review:
    """Everything that is to be said about a proposal."""

    pages: tuple[PageChange, ...]
    stale: tuple[StalePassage, ...]
    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    languages: Locales
    notices: tuple[Problem, ...] = ()


def review(
    base: Library, head: Library, before: Iterable[Problem], after: Iterable[Problem]
) -> Review:
    """Compare a proposal with its base.

    Args:
        base: The site as it is.
        head: The site as it is proposed.
        before: The base's problems.
        after: The proposal's problems. Its notices are shown whether they are new or not.
    """
    old = {(p.path, p.key, p.message) for p in before}
    new = [p for p in after if (p.path, p.key, p.message) not in old]
    return Review(
        pages=tuple(_pages(base, head)),
        stale=tuple(
            stale
            for key, entry in sorted(head.entries.items())
            for stale in _newly_stale(base.entries.get(key), entry)
        ),
        errors=tuple(p for p in new if p.severity is Severity.ERROR),
        warnings=tuple(p for p in new if p.severity is Severity.WARNING),
        languages=head.locales,
        notices=tuple(p for p in after if p.severity is Severity.NOTICE),
    )


def _texts(library: Library) -> dict[str, dict[str, Passage]]:
    """Return the passages of every file, by the file's path."""
    return {
        document.path: {passage.id: passage for passage in document.passages}
        for entry in library.entries.values()
        for document in entry.documents()
    }


def _pages(base: Library, head: Library) -> list[PageChange]:
    before, after = _texts(base), _texts(head)
    where = {
        document.path: (key, document.language)
        for library in (base, head)
        for key, entry in library.entries.items()
        for document in entry.documents()
    }
    found = []
    for path in sorted(before.keys() | after.keys()):
        old, new = before.get(path, {}), after.get(path, {})
        changed = tuple(
            key
            for key in dict.fromkeys([*new, *old])
            if key not in old or key not in new or old[key].form_hash != new[key].form_hash
        )
        if path not in before:
            change = say("added")
        elif path not in after:
            change = say("removed")
        elif changed:
            change = say("changed")
        else:
            continue
        key, language = where[path]
        urls = tuple(_urls(head, key, language))
        found.append(PageChange(path, change, changed, language, urls))
    return found


def _urls(head: Library, key: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield where a file's page stands: what is in the source language shows in each."""
    locales = head.locales
    if key not in head.entries:
        return
    for tag in locales.tags if language == locales.source else (language,):
        yield tag, locales.url(key, tag)


def _newly_stale(base: Entry | None, head: Entry) -> list[StalePassage]:
    """Return the passages that are stale now and weren't before."""
    if base is None:
        return []
    old = {passage.id: passage for passage in base.source.passages}
    new = {passage.id: passage for passage in head.source.passages}
    found = []
    for language, document in head.translations.items():
        was = {state.passage for state in states(base, language) if state.state is State.STALE}
        texts = {passage.id: passage.text for passage in document.passages}
        differences = parity.gaps(head, language)
        for state in states(head, language):
            if state.state is not State.STALE or state.passage in was:
                continue
            before = old[state.passage].words if state.passage in old else ""
            found.append(
                StalePassage(
                    path=document.path,
                    language=language,
                    passage=state.passage,
                    diff=tuple(word_diff(before, new[state.passage].words)),
                    translation=texts[state.passage],
                    gaps=tuple(
                        (gap.feature, ", ".join(gap.missing), ", ".join(gap.extra))
                        for gap in differences
                        if gap.passage == state.passage and not gap.exemption
                    ),
                    command=f"issue-papers sync {document.path}",
                )
            )
    return found
