"""What the machine can't set by itself: the opening signs ¿ and ¡ of Spanish.

Where a question begins only its writer knows (*Pero ¿qué se gana?*), so a missing sign is reported,
not put in. It is a warning: names such as Jeopardy! have a closing sign alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from issue_papers.content.keeping import NOTHING_KEPT, Finding, Keeping
from issue_papers.content.library import Document, Entry, Library
from issue_papers.content.prose import Stretch, stretch
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem, Severity

_OPENING = {"?": "¿", "!": "¡"}
_SHOWN = 40


def check(library: Library, keeping: Keeping = NOTHING_KEPT) -> Iterator[Problem]:
    """Yield the questions and exclamations of Spanish texts that nothing opens."""
    for entry in library.entries.values():
        for finding in findings(library, entry):
            yield from keeping.of(finding)


def findings(_: Library, entry: Entry) -> Iterator[Finding[Problem]]:
    """Yield what is to be found in a page's texts."""
    for document in entry.documents():
        if document.language.split("-", 1)[0] == "es":
            yield Finding("typography", (document,), partial(_document, document))


def _document(document: Document) -> Iterator[Problem]:
    for passage in document.passages:
        if passage.is_meta:
            said = stretch(passage.text, passage.line)
            yield from _stretch(document, said, passage.id)
    for said in document.stretches:
        yield from _stretch(document, said, "typography")


def _stretch(document: Document, said: Stretch, key: str) -> Iterator[Problem]:
    for offset, sign, sentence in unopened(said):
        message = say(
            "“{sentence}” ends in {sign} and has no {opening}",
            sentence=sentence,
            sign=sign,
            opening=_OPENING[sign],
        )
        hint = say("put {opening} where the question begins", opening=_OPENING[sign])
        if sign == "!":
            hint = say("put {opening} where the exclamation begins", opening=_OPENING[sign])
        line = said.line_of(offset)
        yield Problem(document.path, line, key, message, hint, Severity.WARNING)


def unopened(said: Stretch) -> Iterator[tuple[int, str, str]]:
    """Yield the signs ? and ! that have no ¿ or ¡ before them in their stretch.

    A sign may close what the other one opened (*¡Qué haces?*), and several may close together. One
    in brackets, (?), comments on what is before it and needs no opening.

    Yields:
        Where the sign stands in the text, the sign, and the end of its sentence.
    """
    text = said.native
    is_open = False
    last = 0
    for match in re.finditer(r"[¿¡]|[?!]+", text):
        if match[0] in "¿¡":
            is_open = True
            continue
        before = text[: match.start()].rstrip()
        if not is_open and before and not before.endswith("("):
            yield match.start(), match[0][0], _sentence(text[last : match.end()])
        is_open = False
        last = match.end()


def _sentence(text: str) -> str:
    """Return the last sentence of a text, or as much of its end as a message has room for."""
    words = re.split(r"(?<=[.…:;])\s+", " ".join(text.split()))[-1].split(" ")
    shown = words[-1:]
    for word in reversed(words[:-1]):
        if len(" ".join([word, *shown])) > _SHOWN:
            return "… " + " ".join(shown)
        shown = [word, *shown]
    return " ".join(shown)
