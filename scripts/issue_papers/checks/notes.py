"""Rules for footnotes: each has its note, and every note is referred to."""

from __future__ import annotations

from collections.abc import Iterator

from issue_papers.checks.page import Page
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem, closest

KEY = "footnote"


def check(page: Page) -> Iterator[Problem]:
    """Yield footnotes without a note, and notes that nothing refers to."""
    notes = page.article.notes
    called = {reference.name for reference in page.article.note_references}
    called |= {found[2:-1] for found, _ in page.in_html.values() if found.startswith("[^")}
    for reference in page.article.note_references:
        if reference.name not in notes:
            yield from without_note(page, reference.name, reference.line)
    for name, note in notes.items():
        if name not in called:
            message = say("nothing refers to the note `[^{name}]`", name=name)
            hint = say("write `[^{name}]` where the note belongs, or delete it", name=name)
            yield page.warning(note.line, KEY, message, hint)


def without_note(page: Page, name: str, line: int) -> Iterator[Problem]:
    """Say that a footnote has no note."""
    notes = page.article.notes
    called = {reference.name for reference in page.article.note_references}
    message = say("the footnote `[^{name}]` has no note", name=name)
    hint = say("write the note on a line of its own: `[^{name}]: …`", name=name)
    near = closest(name, notes.keys() - called)
    hint = near if near.startswith("did") else hint
    # An older page may have such marks for something else, as a regular expression.
    yield page.fault(line, KEY, message, hint)
