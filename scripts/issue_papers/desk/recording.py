"""A person's review, recorded: in the ledger, passage by passage, and in the page's front matter.

Who has compared a translation with its source says two things: that they agree, which the ledger
records as `issue-papers sync` does, and who says so and when, which readers are told. Either all
pages that are named are recorded, or none.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from issue_papers.content.documents import Document, Entry
from issue_papers.content.library import Library
from issue_papers.content.yaml_edit import CannotEditError, set_values
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem
from issue_papers.translation import recording, sync
from issue_papers.translation.progress import states
from issue_papers.translation.records_inside import without_records
from issue_papers.translation.reviews import REVIEWED, text_fingerprint
from issue_papers.translation.state import State


@dataclass(frozen=True)
class Review:
    """A person's review of some pages in a language.

    Attributes:
        language: The translations' language.
        reviewer: The person's name.
        date: When they said so.
        accept: Whether they have also looked at passages whose source has changed since, and need
            no change.
    """

    language: str
    reviewer: str
    date: dt.date
    accept: bool = False


@dataclass(frozen=True)
class Recorded:
    """What recording a review comes to.

    Attributes:
        files: What is to be written, by path; nothing where anything is refused.
        refusals: Passages that aren't as the source is, and why (`translation.sync`).
        problems: What else stands against it.
    """

    files: Mapping[Path, str]
    refusals: tuple[sync.Refusal, ...] = ()
    problems: tuple[Problem, ...] = ()


def record(library: Library, entries: Iterable[Entry], review: Review) -> Recorded:
    """Work out what recording a review writes.

    Args:
        library: All content.
        entries: The pages that were reviewed; each has a translation in the language.
        review: Whose review it is.
    """
    chosen = tuple(entries)
    outcomes = {
        (entry.key, review.language): sync.sync(entry, review.language, accept=review.accept)
        for entry in chosen
    }
    refusals = tuple(each for outcome in outcomes.values() for each in outcome.refusals)
    problems = tuple(each for entry in chosen for each in _against(entry, review))
    if refusals or problems:
        return Recorded({}, refusals, problems)
    root, files = library.settings.root, {}
    for entry in chosen:
        document = entry.translations[review.language]
        try:
            files[root / document.path] = _reviewed(root, document, review)
        except CannotEditError as error:
            hint = say("write `translation:` with its keys below it, each on its own line")
            problems += (Problem(document.path, 1, "translation", str(error), hint),)
    if problems:
        return Recorded({}, problems=problems)
    keys = {entry.key for entry in chosen}
    ledgers = dict(recording.ledgers(library, outcomes, keys, all_=False))
    return Recorded(files | ledgers)


def _against(entry: Entry, review: Review) -> Iterator[Problem]:
    """Say why a page can't count as reviewed by this person."""
    document = entry.translations[review.language]
    given = document.translation
    if given and review.reviewer in given.translators:
        message = say("{name} has translated this", name=review.reviewer)
        hint = say("a review is a second person's: name whoever has compared it with the source")
        line = document.yaml.line(("translation", "translators"))
        yield Problem(document.path, line, "translation.translators", message, hint)
    for state in states(entry, review.language):
        if state.state is State.MISSING:
            message = say("this passage of {source} isn't translated", source=entry.source.path)
            hint = say("translate it first: a review is of a whole page")
            yield Problem(document.path, state.line, state.passage, message, hint)


def _reviewed(root: Path, document: Document, review: Review) -> str:
    text = sync.read(root / document.path)
    if document.kept_inside:
        text = without_records(text, document)
    values: dict[str, str | dt.date] = {
        "status": REVIEWED,
        "reviewer": review.reviewer,
        "date": review.date,
        "fingerprint": text_fingerprint(document),
    }
    return set_values(text, "translation", values)
