"""Rules for terms: no forbidden form, acronyms explained, no concept lost in translation.

A forbidden form is looked for in what a page says in its own voice: its texts in the front matter
and its body, but not in quotation marks, in `code`, in passages marked as another language's, in
addresses, or in a paper's `corrections`, which quote their sources' faults.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from issue_papers.content import prose
from issue_papers.content.frontmatter import KeyPath, dotted
from issue_papers.content.keeping import NOTHING_KEPT, Finding, Keeping
from issue_papers.content.library import Document, Entry, Library
from issue_papers.content.passages import Passage, at_lines
from issue_papers.content.prose import Stretch
from issue_papers.content.termbase import Lexicon
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem, Severity
from issue_papers.translation import places
from issue_papers.translation.state import Verdicts

TEXTS = frozenset({"title", "subtitle", "summary", "caption", "alt", "label", "role", "text"})
"""The keys whose values are a page's own words, wherever they stand."""

QUOTES_FAULTS = "corrections"


def check(library: Library, keeping: Keeping = NOTHING_KEPT) -> Iterator[Problem]:
    """Yield what is wrong with the terms in the pages' texts."""
    for entry in library.entries.values():
        for finding in findings(library, entry):
            yield from keeping.of(finding)


def findings(library: Library, entry: Entry) -> Iterator[Finding[Problem]]:
    """Yield what is to be found in a page's texts, and in a paper's pages together."""
    if not library.termbase.concepts:
        return
    terms, source = library.termbase.fingerprint, library.locales.source
    for document in entry.documents():
        yield Finding(
            "forbidden terms", (document,), partial(_forbidden, library, document), (terms,)
        )
    documents, find = tuple(entry.documents()), partial(_lost, library, entry)
    yield Finding("lost terms", documents, find, (terms, source))
    if entry.kind.parts:
        pages = (entry, *library.parts(entry))
        for tag in library.locales.tags:
            read = tuple(page.document(tag) for page in pages if page.has(tag))
            find = partial(_unexplained, library, entry, tag)
            yield Finding("unexplained terms", read, find, (terms, tag))


def _forbidden(library: Library, document: Document) -> Iterator[Problem]:
    lexicon = library.termbase.lexicon(document.language)
    # Whoever adopts a translation as it is has none of its words to choose.
    severity = Severity.WARNING if document.is_adopted else Severity.ERROR
    for path, text in _texts(document.yaml.value, ()):
        for _, message, hint in _wrong_forms(lexicon, prose.stretch(text, 0).own):
            line = document.yaml.line(path)
            yield Problem(document.path, line, dotted(path), message, hint, severity)
    own = "\n\n".join(stretch.own for stretch in document.stretches)
    if not any(found.is_forbidden for found in lexicon.find(own)):
        return  # most pages
    for stretch in document.stretches:
        for start, message, hint in _wrong_forms(lexicon, stretch.own):
            line = stretch.line_of(start)
            yield Problem(document.path, line, "term", message, hint, severity)


def _wrong_forms(lexicon: Lexicon, text: str) -> Iterator[tuple[int, str, str]]:
    """Yield each forbidden form's place, what is wrong with it, and what to write."""
    for found in lexicon.find(text):
        if found.is_forbidden:
            term = lexicon.terms[found.concept]
            written = " ".join(text[found.start : found.end].split())
            right = term.acronym if term.acronym and written.isupper() else term.term
            message = say("found “{written}”, expected “{right}”", written=written, right=right)
            hint = say(
                "write “{right}” (concept `{concept}` in glossary.yml); "
                "a quotation may keep it, in quotation marks",
                right=right,
                concept=found.concept,
            )
            yield found.start, message, hint


def _texts(value: object, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    """Yield the texts of a page's front matter, with their keys."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            if isinstance(item, str) and key in TEXTS:
                yield (*path, str(key)), item
            elif key != QUOTES_FAULTS:
                yield from _texts(item, (*path, str(key)))
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for index, item in enumerate(value):
            yield from _texts(item, (*path, index))


def _unexplained(library: Library, paper: Entry, tag: str) -> Iterator[Problem]:
    """Where a paper first uses an acronym, in reading order, the paragraph says what it means."""
    lexicon = library.termbase.lexicon(tag)
    acronyms = {c: t.acronym for c, t in lexicon.terms.items() if t.acronym}
    for page in (paper, *library.parts(paper)):
        if not acronyms or not page.has(tag):
            continue
        document = page.document(tag)
        for stretch in document.stretches:
            for concept, start in _first_uses(lexicon, acronyms, stretch).items():
                acronym = acronyms.pop(concept)
                term = lexicon.terms[concept]
                if not _has_any(stretch.text, term.long_forms):
                    message = say(
                        "“{acronym}” is used here for the first time in the paper, unexplained",
                        acronym=acronym,
                    )
                    hint = say(
                        "write “{expansion} ({acronym})”",
                        expansion=term.expansion or term.term,
                        acronym=acronym,
                    )
                    line = stretch.line_of(start)
                    yield Problem(document.path, line, "term", message, hint, Severity.WARNING)


def _first_uses(lexicon: Lexicon, acronyms: Mapping[str, str], stretch: Stretch) -> dict[str, int]:
    """Return the concepts whose acronym stands in a stretch, and where."""
    uses: dict[str, int] = {}
    for found in lexicon.find(stretch.own):
        written = stretch.own[found.start : found.end]
        acronym = acronyms.get(found.concept)
        if not found.is_forbidden and acronym and written in {acronym, f"{acronym}s"}:
            uses.setdefault(found.concept, found.start)
    return uses


def _has_any(text: str, forms: Sequence[str]) -> bool:
    plain = " ".join(text.replace("’", "'").split()).casefold()
    return any(" ".join(f.replace("’", "'").split()).casefold() in plain for f in forms)


def _lost(library: Library, entry: Entry) -> Iterator[Problem]:
    """What a passage of the source speaks of, the same passage of a translation names as well."""
    if not entry.translations:
        return
    lexicon = library.termbase.lexicon(entry.source.language)
    source = {
        said.passage.id: (said, _concepts(lexicon, said))
        for said in _said(entry.source)
        if not said.passage.id.startswith(QUOTES_FAULTS)
    }
    for language, document in entry.translations.items():
        verdicts = Verdicts.on(entry, language)
        for said in _said(document):
            origin, concepts = source.get(said.passage.id, (said, {}))
            if concepts and not verdicts.is_behind(origin.passage):
                yield from _unnamed(library, document, said, origin, concepts)


@dataclass(frozen=True)
class _Said:
    """A passage, and what readers see of it."""

    passage: Passage
    stretches: tuple[Stretch, ...]


def _said(document: Document) -> Iterator[_Said]:
    pieces = document.passages
    owners = at_lines(pieces)
    found: dict[str, list[Stretch]] = {}
    for stretch in document.stretches:
        found.setdefault(owners.get(stretch.line, ""), []).append(stretch)
    for piece in pieces:
        if piece.is_meta:
            yield _Said(piece, (prose.stretch(piece.text, piece.line),))
        else:
            yield _Said(piece, tuple(found.get(piece.id, ())))


def _concepts(lexicon: Lexicon, said: _Said) -> Mapping[str, int]:
    """Return what a passage speaks of in its own voice, and on which line first."""
    found: dict[str, int] = {}
    for stretch in said.stretches:
        for form in lexicon.find(stretch.own):
            if not form.is_forbidden:
                found.setdefault(form.concept, stretch.line_of(form.start))
    return dict(sorted(found.items()))


def _unnamed(
    library: Library,
    document: Document,
    said: _Said,
    origin: _Said,
    concepts: Mapping[str, int],
) -> Iterator[Problem]:
    source = library.termbase.lexicon(library.locales.source)
    lexicon = library.termbase.lexicon(document.language)
    passage = said.passage
    text = "\n".join(stretch.text for stretch in said.stretches)
    wrong = {found.concept for found in lexicon.find(text) if found.is_forbidden}
    for concept, line in concepts.items():
        if concept not in lexicon.terms or lexicon.names(concept, text):
            continue
        if source.names(concept, text) or concept in wrong:
            continue  # a title cited as it is, or a fault that is reported as one
        message = say(
            "the source speaks of “{named}” in `{id}`, this text doesn’t",
            named=source.terms[concept].term,
            id=passage.id,
        )
        hint = say(
            "write “{term}”, or allow the form in glossary.yml",
            term=lexicon.terms[concept].term,
        )
        starts = [stretch.line for stretch in said.stretches]
        there = [stretch.line for stretch in origin.stretches]
        here = passage.line
        if not passage.is_meta:
            here = places.aligned(there, starts, line) or here
        yield Problem(document.path, here, "term", message, hint, Severity.WARNING)
