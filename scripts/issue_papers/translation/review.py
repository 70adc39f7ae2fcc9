"""What a proposed change does to a site: pages, translations it leaves stale, problems it brings.

Two libraries are compared, that of the base and that of the proposal; no history is read.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from jinja2 import Environment, PackageLoader, StrictUndefined

from issue_papers.content.library import Entry, Library
from issue_papers.content.locales import Locales
from issue_papers.content.passages import Passage
from issue_papers.reporting.messages import Message, say, say_count, translate
from issue_papers.reporting.problems import Problem, Severity
from issue_papers.translation import parity
from issue_papers.translation.state import State, states
from issue_papers.translation.word_diff import Change, word_diff

MARKS = {Change.KEPT: "{}", Change.REMOVED: "~~{}~~", Change.ADDED: "**{}**"}


@dataclass(frozen=True)
class PageChange:
    """A file that the proposal adds, changes or removes."""

    path: str
    kind: Message
    passages: tuple[str, ...]


@dataclass(frozen=True)
class StalePassage:
    """A passage of a translation that the proposal leaves behind.

    Attributes:
        path: The translation.
        command: What to run when it has been brought up to date.
        diff: The source's old and new words, taken-out ones struck through, new ones bold.
        translation: The passage as it is in the translation.
        gaps: What the source now has and the translation hasn't, and the other way round, as
            numbers or links: what differs, what is missing, what is too many.
    """

    path: str
    language: str
    passage: str
    diff: str
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


def review(
    base: Library, head: Library, before: Iterable[Problem], after: Iterable[Problem]
) -> Review:
    """Compare a proposal with its base.

    Args:
        base: The site as it is.
        head: The site as it is proposed.
        before: The base's problems.
        after: The proposal's problems.
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
    )


def render(found: Review, language: str) -> str:
    """Write a review as Markdown.

    Args:
        found: The review.
        language: The language to write it in.
    """
    environment = Environment(
        loader=PackageLoader("issue_papers"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # noqa: S701 - Markdown, read by a code host that cleans it
        keep_trailing_newline=True,
    )
    environment.filters["told"] = partial(translate, language=language)
    environment.globals |= {"say": say, "say_count": say_count}
    return environment.get_template("review.md").render(review=found)


def _texts(library: Library) -> dict[str, dict[str, Passage]]:
    """Return the passages of every file, by the file's path."""
    return {
        document.path: {passage.id: passage for passage in document.passages}
        for entry in library.entries.values()
        for document in entry.documents()
    }


def _pages(base: Library, head: Library) -> list[PageChange]:
    before, after = _texts(base), _texts(head)
    found = []
    for path in sorted(before.keys() | after.keys()):
        old, new = before.get(path, {}), after.get(path, {})
        changed = tuple(
            key
            for key in dict.fromkeys([*new, *old])
            if key not in old or key not in new or old[key].form_hash != new[key].form_hash
        )
        if path not in before:
            found.append(PageChange(path, say("added"), changed))
        elif path not in after:
            found.append(PageChange(path, say("removed"), changed))
        elif changed:
            found.append(PageChange(path, say("changed"), changed))
    return found


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
                    diff=marked(before, new[state.passage].words),
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


def marked(old: str, new: str) -> str:
    """Write two versions as one text: words taken out struck through, new words bold."""
    return " ".join(MARKS[change].format(words) for change, words in word_diff(old, new))
