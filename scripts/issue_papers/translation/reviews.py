"""What a person's review of a translation was given to: the words as they were then.

A review is a claim about a text. When its words change, the claim is about another text, and the
check says so until the text is reviewed again or calls itself a draft. When the source changes,
`translation.state` tells it passage by passage.
"""

from __future__ import annotations

from collections.abc import Iterator

from issue_papers.content.documents import Document
from issue_papers.content.library import Library
from issue_papers.content.passages import fingerprint
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem, Severity

REVIEWED = "reviewed"
"""The status of a translation that a person has compared with its source."""


def text_fingerprint(document: Document) -> str:
    """Return the fingerprint of all words of a text, with the titles and labels above it."""
    return fingerprint(" ".join(f"{each.id} {each.words_hash}" for each in document.passages))


def check(library: Library) -> Iterator[Problem]:
    """Yield reviews of texts that have changed since, and those by whoever translated the text."""
    for entry in library.entries.values():
        for document in entry.translations.values():
            yield from _of(document)


def _of(document: Document) -> Iterator[Problem]:
    given = document.translation
    if given is None or given.status != REVIEWED:
        return
    if given.reviewer and given.reviewer in given.translators:
        at = ("translation", "reviewer")
        message = say(
            "found {name} as translator and as reviewer, expected two people", name=given.reviewer
        )
        hint = say("have a second person read it, or write `status: draft`")
        yield _problem(document, at, message, hint)
    if given.fingerprint and given.fingerprint != text_fingerprint(document):
        at = ("translation", "fingerprint")
        message = say(
            "the text isn't the one any more that {name} has reviewed", name=given.reviewer or "?"
        )
        hint = say(
            "have it reviewed again (`issue-papers review-sheet {language} {path}`), or write "
            "`status: draft`",
            language=document.language,
            path=document.path,
        )
        yield _problem(document, at, message, hint)


def _problem(document: Document, at: tuple[str, str], message: str, hint: str) -> Problem:
    line = document.yaml.line(at)
    return Problem(document.path, line, ".".join(at), message, hint, Severity.WARNING)
