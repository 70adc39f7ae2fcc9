"""What the machine can't set by itself: the opening signs ¿ and ¡ of Spanish.

Where a question begins only its writer knows (*Pero ¿qué se gana?*), so a missing sign is reported,
not put in. It is a warning: names such as Jeopardy! have a closing sign alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from issue_papers.content.commonmark import blank
from issue_papers.content.library import Document, Library
from issue_papers.content.passages import Passage, passages
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem, Severity

_OPENING = {"?": "¿", "!": "¡"}
_FOREIGN = re.compile(
    r"(?P<sign>[*_]{1,3})(?:(?!(?P=sign)).)+(?P=sign)\{[^}]*\blang=[^}]*\}"
    r"|\[[^\]]*\](?:\([^)]*\))?\{[^}]*\blang=[^}]*\}",
    re.DOTALL,
)
_NOT_PROSE = re.compile(
    r"`+[^`]*`+|<!--.*?-->|<[^<>]*>|\]\([^)]*\)|\{[^{}]*\}|https?://\S+|\[\^[^\]]*\]", re.DOTALL
)
_PARAGRAPHS = re.compile(r"\n[ \t]*\n")
_SHOWN = 40


def check(library: Library) -> Iterator[Problem]:
    """Yield the questions and exclamations of Spanish texts that nothing opens."""
    for entry in library.entries.values():
        for document in entry.documents():
            if document.language.split("-", 1)[0] == "es":
                for passage in passages(document):
                    yield from _passage(document, passage)


def _passage(document: Document, passage: Passage) -> Iterator[Problem]:
    for offset, sign, sentence in unopened(passage.text):
        line = passage.line + passage.text.count("\n", 0, offset)
        key = passage.id if passage.is_meta else "typography"
        message = say(
            "“{sentence}” ends in {sign} and has no {opening}",
            sentence=sentence,
            sign=sign,
            opening=_OPENING[sign],
        )
        hint = say("put {opening} where the question begins", opening=_OPENING[sign])
        if sign == "!":
            hint = say("put {opening} where the exclamation begins", opening=_OPENING[sign])
        yield Problem(document.path, line, key, message, hint, Severity.WARNING)


def unopened(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield the signs ? and ! that have no ¿ or ¡ before them in their paragraph.

    A sign may close what the other one opened (*¡Qué haces?*), and several may close together. One
    in brackets, (?), comments on what is before it and needs no opening.

    Args:
        text: Markdown.

    Yields:
        Where the sign stands in the text, the sign, and the end of its sentence.
    """
    prose = _NOT_PROSE.sub(blank, _FOREIGN.sub(blank, text))
    start = 0
    for paragraph in (*_PARAGRAPHS.finditer(prose), None):
        end = paragraph.start() if paragraph else len(prose)
        yield from _paragraph(prose, start, end)
        start = paragraph.end() if paragraph else end


def _paragraph(prose: str, start: int, end: int) -> Iterator[tuple[int, str, str]]:
    is_open = False
    last = start
    for match in re.finditer(r"[¿¡]|[?!]+", prose[start:end]):
        at = start + match.start()
        if match[0] in "¿¡":
            is_open = True
            continue
        before = prose[start:at].rstrip()
        if not is_open and before and not before.endswith("("):
            yield at, match[0][0], _sentence(prose[last : at + len(match[0])])
        is_open = False
        last = at + len(match[0])


def _sentence(text: str) -> str:
    """Return the last sentence of a text, or as much of its end as a message has room for."""
    words = re.split(r"(?<=[.…:;])\s+", " ".join(text.split()))[-1].split(" ")
    shown = words[-1:]
    for word in reversed(words[:-1]):
        if len(" ".join([word, *shown])) > _SHOWN:
            return "… " + " ".join(shown)
        shown = [word, *shown]
    return " ".join(shown)
