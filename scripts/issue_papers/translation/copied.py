"""Passages of a translation that are the source's, word for word or nearly: nobody translated them.

Those of another variety of the same language, such as `pt-BR` beside `pt`, may be alike. Names,
numbers, code, quotations and texts that are marked as another language's may be the same in both;
what is left must be a few words in the source's own voice before anything is told.
"""

from __future__ import annotations

import re
from collections import Counter
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
_SENTENCE = re.compile(r"[.!?…]\W*$")
_FEWEST_OF_A_SENTENCE = 2
_LONG = 4
"""In a sentence fewer do, if they are longer than those that stand between names (“et al.”)."""

_NEARLY = 0.85
"""Which part of the words are the source's in a text that was changed here and there only."""
_FEWEST_NEARLY = 5
"""So many of the words that are begin with no capital: one word may differ in seven."""

_SHOWN = 60


@dataclass(frozen=True)
class Copied:
    """A passage that stands in a translation as it stands in the source.

    Attributes:
        id: Its id.
        section: Id of the passage, as translations count them, that it stands in.
        line: Line of the translation on which it begins.
        words: Its words.
        is_changed: Whether they aren't quite the source's.
    """

    id: str
    section: str
    line: int
    words: str
    is_changed: bool = False


def copied(entry: Entry, language: str) -> Iterator[Copied]:
    """Yield the passages of a translation that nobody has translated, but for those exempt.

    Args:
        entry: The page.
        language: Tag of the translation's language.
    """
    if language.partition("-")[0] == entry.source.language.partition("-")[0]:
        return
    document = entry.translations[language]
    exempt = document.translation.exempt if document.translation else {}
    for found in (*_meta(entry, document), *_body(entry, document, language)):
        if "words" not in exempt.get(found.section, {}):
            yield found


def _meta(entry: Entry, document: Document) -> Iterator[Copied]:
    source = {p.id: p.text for p in entry.source.passages if p.is_meta}
    for passage in document.passages:
        if not passage.is_meta:
            continue
        original, own = source.get(passage.id, ""), prose.stretch(passage.text, passage.line).own
        is_same = passage.text == original
        if (is_same and _is_text(own)) or _is_nearly(own, original):
            words = passage.text
            yield Copied(passage.id, passage.id, passage.line, words, is_changed=not is_same)


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
        if origin is None or piece.kind == CodeBlock.__name__:
            continue
        is_same = piece.words == origin.words
        if not is_same and not _is_nearly(piece.words, origin.words):
            continue
        if not _is_text(piece.words) or any(piece.line in lines for lines in foreign):
            continue
        stretches = [
            stretch
            for stretch in document.stretches
            if stretch.line == piece.line
            or (piece.line < stretch.line and (not after or stretch.line < after.piece.line))
        ]
        own = " ".join(stretch.own for stretch in stretches)
        if _is_text(own) and (is_same or _is_nearly(own, origin.words)):
            is_block = piece.kind == Directive.__name__  # its first line and its last are no words
            words = " ".join(stretch.text for stretch in stretches) if is_block else piece.words
            words = " ".join(words.split())
            yield Copied(each.id, piece.section, piece.line, words, is_changed=not is_same)


def _is_text(words: str) -> bool:
    """Whether there are words that aren't all names."""
    plain = [word for word in _WORD.findall(words) if not word[0].isupper()]
    if len(plain) >= _FEWEST:
        return True
    long = sum(len(word) >= _LONG for word in plain)
    return long >= _FEWEST_OF_A_SENTENCE and bool(_SENTENCE.search(words))


def _is_nearly(words: str, source: str) -> bool:
    """Whether a text has nearly all words of the source's, and few besides."""
    if not words or not 1 / 2 < len(source) / len(words) < 2:  # noqa: PLR2004
        return False
    typed, original = _WORD.findall(words), _WORD.findall(source)
    known = {*original}
    if sum(word in known for word in typed) < _NEARLY * max(len(typed), len(original)):
        return False  # most are: what a translator writes shares few words with the source
    here, there = Counter(typed), Counter(original)
    shared = here & there
    plain = sum(number for word, number in shared.items() if not word[0].isupper())
    most = max(here.total(), there.total())
    return plain >= _FEWEST_NEARLY and shared.total() >= _NEARLY * most


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
        words = shortened(found.words)
        message = say("this isn't translated: “{words}” is word for word the source's", words=words)
        if found.is_changed:
            message = say("this isn't translated: “{words}” is nearly the source's", words=words)
        hint = say(
            "translate it; if it is right here, say so below `translation:`: "
            "`exempt: {{{passage}: {{words: <reason>}}}}`",
            passage=found.section,
        )
        yield Problem(path, found.line, "untranslated", message, hint, Severity.WARNING)


def shortened(words: str) -> str:
    """Return as much of a passage as a message has room for."""
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()}…"
