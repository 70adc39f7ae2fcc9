"""Rules for citations: each leads to a work that is listed, and each work listed is used.

What describes a work to the readers of some languages describes it to all of them.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from issue_papers.articles.citation_syntax import CitedItem
from issue_papers.content import citation_index
from issue_papers.content.described import wider
from issue_papers.content.library import Document, Entry, Library
from issue_papers.content.provenance import provenance
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem, Severity, closest

KEY = "citation"
_KEY = re.compile(r"(?<!\\)@\{?(\w+(?:[:.#$%&\-+?<>~/]\w+)*)")


def check(library: Library) -> Iterator[Problem]:
    """Yield citations that lead nowhere, works that nobody cites, and half of a description."""
    for entry, document in library.texts():
        yield from _document(library, entry, document)
    yield from _unused(library)
    yield from _half_described(library)


@dataclass(frozen=True)
class _Cited:
    document: Document
    line: int
    item: CitedItem


def _document(library: Library, entry: Entry, document: Document) -> Iterator[Problem]:
    if not entry.kind.is_ours:
        return  # an `@` may mean anything there; it is a citation where the reference is known
    for line, item in document.outline.cited:
        cited = _Cited(document, line, item)
        if item.key not in library.references:
            if not library.is_reference(item.key):
                yield _unknown(library, cited)
            continue
        is_listed = citation_index.target(library, entry, item.key) is not None
        if not (is_listed or library.has_unread(entry)):
            yield _unlisted(cited)


def _unknown(library: Library, cited: _Cited) -> Problem:
    key = cited.item.key
    message = say("`@{key}` is in no references.yml", key=key)
    hint = say(
        "{nearest} (if it is no citation, write `\\@{key}`)",
        nearest=closest(key, library.references),
        key=key,
    )
    return Problem(cited.document.path, cited.line, KEY, message, hint)


def _unlisted(cited: _Cited) -> Problem:
    message = say("`@{key}` is cited, but no page lists the paper's references", key=cited.item.key)
    hint = say("add a page with `/// bibliography` and `///` to the paper")
    return Problem(cited.document.path, cited.line, KEY, message, hint)


def _unused(library: Library) -> Iterator[Problem]:
    """A work that no text cites and no page names is listed for nothing.

    A page too broken to be read may be the one that cites it: then nothing is said. Nor is it of a
    work that a misspelt key may have meant.
    """
    if library.broken:
        return
    used = {
        key
        for entry in library.entries.values()
        for document in entry.documents()
        for key in citation_index.keys(document)
    }
    for entry in library.entries.values():
        used |= {*citation_index.named(entry)}
        used |= {place.work for place in provenance(library, entry).places if place.work}
    for key in used - library.references.keys():
        used |= {*difflib.get_close_matches(key, library.references, n=1)}
    places = library.reference_places
    unused = [key for key in places if key in library.references and key not in used]
    typed = _typed(library) if unused else set()
    for key in unused:
        if key not in typed:
            path, line = places[key]
            message = say("nothing cites the reference `{key}`", key=key)
            hint = say("cite it where a text rests on it, `[@{key}]`, or take it out", key=key)
            yield Problem(path, line, KEY, message, hint, Severity.WARNING)


def _typed(library: Library) -> set[str]:
    """Return what texts cite in ways that aren't read, too: that is told there."""
    bodies = (document.body for _, document in library.texts())
    return {key for body in bodies if "@" in body for key in _KEY.findall(body)}


def _half_described(library: Library) -> Iterator[Problem]:
    """A description by language is given in each of the site's, and in no other."""
    for key, reference in library.references.items():
        path, line = library.reference_places[key]
        for name, texts in reference.by_language.items():
            lacking = [
                tag for tag in library.locales.tags if not any(each in texts for each in wider(tag))
            ]
            if lacking:
                message = say(
                    "`{name}` of `{key}` says nothing in {languages}, and does in {others}",
                    name=name,
                    key=key,
                    languages=", ".join(lacking),
                    others=", ".join(texts),
                )
                hint = say(
                    "add `{language}: …` to it, or write one text for all", language=lacking[0]
                )
                yield Problem(path, line, f"{key}.{name}", message, hint, Severity.WARNING)
            known = {each for tag in library.locales.tags for each in wider(tag)}
            for tag in texts.keys() - known:
                message = say("`{tag}` is no language of this site", tag=tag)
                hint = closest(tag, library.locales.tags)
                yield Problem(path, line, f"{key}.{name}.{tag}", message, hint, Severity.WARNING)
