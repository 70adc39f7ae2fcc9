"""Passages of a translation that are word for word the source's: nobody has translated them.

Names, numbers, code, quotations and texts that are marked as another language's may be the same in
both; what is left must be a few words in the source's own voice before anything is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import zip_longest

from issue_papers.articles.nodes import CodeBlock, Directive
from issue_papers.content import prose
from issue_papers.content.documents import Document, Entry
from issue_papers.content.keeping import NOTHING_KEPT, Finding, Keeping
from issue_papers.content.library import Library
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem, Severity

_WORD = re.compile(r"[^\W\d_]+")
_FEWEST = 3
"""So many words that begin with no capital make a text that somebody should have translated."""

_SHOWN = 60


@dataclass(frozen=True)
class Copied:
    """A passage that stands in a translation as it stands in the source.

    Attributes:
        id: Its id.
        section: Id of the passage, as translations count them, that it stands in.
        line: Line of the translation on which it begins.
        words: Its words.
    """

    id: str
    section: str
    line: int
    words: str


def copied(entry: Entry, language: str) -> Iterator[Copied]:
    """Yield the passages of a translation that nobody has translated, but for those exempt.

    Args:
        entry: The page.
        language: Tag of the translation's language.
    """
    document = entry.translations[language]
    exempt = document.translation.exempt if document.translation else {}
    for found in (*_meta(entry, document), *_body(entry, document, language)):
        if "words" not in exempt.get(found.section, {}):
            yield found


def _meta(entry: Entry, document: Document) -> Iterator[Copied]:
    source = {p.id: p.text for p in entry.source.passages if p.is_meta}
    for passage in document.passages:
        if passage.is_meta and passage.text == source.get(passage.id):
            own = prose.stretch(passage.text, passage.line).own
            if _is_text(own):
                yield Copied(passage.id, passage.id, passage.line, passage.text)


def _body(entry: Entry, document: Document, language: str) -> Iterator[Copied]:
    source = {each.id: each.piece for each in entry.names.named}
    named = entry.named(language)
    foreign = [
        range(block.line, block.end_line + 1)
        for block in document.article.directives
        if dict(block.options).get("lang")
    ]
    for each, after in zip_longest(named, named[1:]):
        piece, origin = each.piece, source.get(each.id)
        if origin is None or piece.kind == CodeBlock.__name__ or piece.words != origin.words:
            continue
        if not _is_text(piece.words) or any(piece.line in lines for lines in foreign):
            continue
        stretches = [
            stretch
            for stretch in document.stretches
            if stretch.line == piece.line
            or (piece.line < stretch.line and (not after or stretch.line < after.piece.line))
        ]
        if _is_text(" ".join(stretch.own for stretch in stretches)):
            is_block = piece.kind == Directive.__name__  # its first line and its last are no words
            words = " ".join(stretch.text for stretch in stretches) if is_block else piece.words
            yield Copied(each.id, piece.section, piece.line, " ".join(words.split()))


def _is_text(words: str) -> bool:
    """Whether there are words that aren't all names."""
    return sum(not word[0].isupper() for word in _WORD.findall(words)) >= _FEWEST


def check(library: Library, keeping: Keeping = NOTHING_KEPT) -> Iterator[Problem]:
    """Yield what stands in translations as it stands in their sources."""
    for entry in library.entries.values():
        for finding in findings(library, entry):
            yield from keeping.of(finding)


def findings(_: Library, entry: Entry) -> Iterator[Finding[Problem]]:
    """Yield what is to be found in a page's translations."""
    for language, document in entry.translations.items():
        if document.is_adopted:
            continue  # what differs is told as a whole
        if entry.kind.is_ours or document.translation:
            documents, find = (entry.source, document), partial(_problems, entry, language)
            yield Finding("copied", documents, find, (str(entry.kind),))


def _problems(entry: Entry, language: str) -> Iterator[Problem]:
    path = entry.translations[language].path
    for found in copied(entry, language):
        words = found.words if len(found.words) <= _SHOWN else f"{found.words[:_SHOWN].rstrip()}…"
        message = say("this isn't translated: “{words}” is word for word the source's", words=words)
        hint = say(
            "translate it; if it is right here, say so below `translation:`: "
            "`exempt: {{{passage}: {{words: <reason>}}}}`",
            passage=found.section,
        )
        yield Problem(path, found.line, "untranslated", message, hint, Severity.WARNING)
