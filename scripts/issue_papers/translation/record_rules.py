"""What must be right about the records of translations."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from issue_papers.content.keeping import NOTHING_KEPT, Finding, Keeping
from issue_papers.content.ledger import WHOLE
from issue_papers.content.library import Document, Entry, Library
from issue_papers.content.passages import FOOTNOTE, LEAD, Passage
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem, Severity, listed
from issue_papers.translation.drift import by_passage, drift
from issue_papers.translation.state import RECORD, Fingerprints, Verdicts


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
    for language, document in entry.translations.items():
        yield from _malformed(document)
        if entry.kind.is_ours or document.translation:
            yield from _unrecorded(entry, language)


def _malformed(document: Document) -> Iterator[Problem]:
    """Yield records that are none: in the ledger, or in the front matter as they were before."""
    ledger, page = document.account.ledger, document.account.page
    places = [
        (key, text, ledger.path, ledger.line(page, key), "passages")
        for key, text in document.recorded.items()
    ]
    for key, text in document.kept_inside.items():
        at = ("translation", "sections", key)
        places.append((key, text, document.path, document.yaml.line(at), ".".join(at)))
    for key, text, path, line, where in places:
        if Fingerprints.parse(key.removesuffix(WHOLE), text):
            continue
        if RECORD.fullmatch(text):
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
        yield Problem(path, line, where, message, hint)


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


def _is_mark_alone(passage: Passage, source: Passage) -> bool:
    """Whether a footnote was laid out and not translated: there is nothing to record of it."""
    return passage.id.startswith(FOOTNOTE) and passage.is_heading_of(source)


def _unrecorded(entry: Entry, language: str) -> Iterator[Problem]:
    document, verdicts = entry.translations[language], Verdicts.on(entry, language)
    drifting = by_passage(drift(entry, language))
    source = {each.id: each for each in entry.source.passages if each.id not in drifting}
    written = document.kept_inside.keys() | {key.removesuffix(WHOLE) for key in document.recorded}
    unknown = [
        passage
        for passage in document.passages
        if passage.id in source
        and not _is_mark_alone(passage, source[passage.id])
        and passage.id not in written
        and not verdicts.is_recorded(passage.id)
    ]
    if unknown:
        ids = listed([passage.id for passage in unknown], 3)
        line = document.yaml.line(("translation",), unknown[0].line)
        message = say("it isn't recorded which source text was translated: {ids}", ids=ids)
        hint = say(
            "when the translation is right, run `issue-papers sync {path}`", path=document.path
        )
        where = "unrecorded"
        yield Problem(document.path, line, where, message, hint, Severity.WARNING)
