"""Rules for footnotes: each has its note, and every note is referred to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import count

from issue_papers.articles.nodes import Note
from issue_papers.checks.page import Page
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem, closest

KEY = "footnote"
_PICTURE = re.compile(r"!\[(?P<words>(?:[^\[\]]|\[\^[^\[\]]*\])*)\]\(")
_CALL = re.compile(r"\[\^(?P<name>[^\[\]\s]+)\]")


def check(page: Page) -> Iterator[Problem]:
    """Yield footnotes without a note, and notes that nothing refers to."""
    notes = page.article.notes
    called = {reference.name for reference in page.article.note_references}
    called |= {found[2:-1] for found, _ in page.in_html.values() if found.startswith("[^")}
    for reference in page.article.note_references:
        if reference.name not in notes:
            yield from without_note(page, reference.name, reference.line)
    yield from _twice(page)
    in_pictures = dict(_in_pictures(page)) if notes and page.article.pictures else {}
    for name, line in in_pictures.items():
        if name in notes:
            message = say("a picture's description can't have a note: found `[^{name}]`", name=name)
            hint = say("write `[^{name}]` in the text or the caption", name=name)
            yield page.fault(line, KEY, message, hint)
    for name, note in notes.items():
        if name not in called and name not in in_pictures:
            message = say("nothing refers to the note `[^{name}]`", name=name)
            hint = say("write `[^{name}]` where the note belongs, or delete it", name=name)
            yield page.warning(note.line, KEY, message, hint)


def _twice(page: Page) -> Iterator[Problem]:
    """Say of a note that another of its name stands above it, which alone is printed."""
    notes = page.article.notes
    for fault in page.article.faults:
        if fault.kind != "note-twice":
            continue
        name, line = fault.detail, str(notes[fault.detail].line)
        message = say(
            "the note `{found}` stands twice, first on line {line}: this one would be lost",
            found=fault.found,
            line=line,
        )
        hint = say(
            "call it otherwise, here and where it is referred to, as `[^{name}]`",
            name=_free(name, notes),
        )
        yield page.fault(fault.line, KEY, message, hint)


def _free(name: str, notes: Mapping[str, Note]) -> str:
    """Return a name like another that no note has."""
    if name.isdecimal():
        return str(max(int(each) for each in notes if each.isdecimal()) + 1)
    return next(new for at in count(2) if (new := f"{name}-{at}") not in notes)


def _in_pictures(page: Page) -> Iterator[tuple[str, int]]:
    """Yield the names of notes in pictures' descriptions, each with its line."""
    for line in sorted({picture.line for picture in page.article.pictures}):
        typed = page.typed(line)
        for picture in _PICTURE.finditer(typed) if "[^" in typed else ():
            for match in _CALL.finditer(picture["words"]):
                yield match["name"], line


def without_note(page: Page, name: str, line: int) -> Iterator[Problem]:
    """Say that a footnote has no note."""
    notes = page.article.notes
    called = {reference.name for reference in page.article.note_references}
    message = say("the footnote `[^{name}]` has no note", name=name)
    hint = say("write the note on a line of its own: `[^{name}]: …`", name=name)
    body = page.document.body
    if code := re.search(rf"^(?: {{4}}|\t)[ \t]*\[\^{re.escape(name)}\]:", body, re.MULTILINE):
        number = page.document.body_line + body.count("\n", 0, code.start())
        hint = say("let line {line} begin at the margin: it is read as code", line=str(number))
    near = closest(name, notes.keys() - called)
    hint = near if near.startswith("did") else hint
    # An older page may have such marks for something else, as a regular expression.
    yield page.fault(line, KEY, message, hint)
