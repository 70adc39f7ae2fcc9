"""How a brief is begun."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from issue_papers.articles.slugs import slugify
from issue_papers.content.library import Library
from issue_papers.kinds.brief.model import BRIEF
from issue_papers.kinds.scaffolding import (
    NONE,
    Answers,
    Asking,
    Draft,
    Question,
    Scaffold,
    chosen,
    first_questions,
    render,
    sound_slug,
    translate_it,
)


def _topics(library: Library) -> Iterable[str]:
    return library.settings.topics


def _number(library: Library, _: Answers) -> str:
    numbers = (entry.source.meta.number for entry in library.of(BRIEF))
    return str(max((number for number in numbers if number), default=0) + 1)


def _today(_: Library, __: Answers) -> str:
    return dt.datetime.now(dt.UTC).date().isoformat()


def _none(_: Library, __: Answers) -> str:
    return NONE


def _draft(library: Library, found: Answers, _: Asking) -> list[Draft]:
    author = slugify(found["author"].split()[-1], "-") or "author"
    topics = chosen(found["topics"], library.settings.topics)
    values = {**found, "author_id": author, "topics": topics}
    path = library.settings.docs_dir / BRIEF.key(sound_slug(found["slug"]))
    return [Draft(path, render("brief/new.md", values))]


def _steps(library: Library, _: Answers, files: Sequence[str]) -> list[str]:
    return [f"write the text in {files[0]}", translate_it(library, files[0])]


_HELP_OF_TOPICS = "Of the site's topics, with commas between them.  [default: none]"

SCAFFOLD = Scaffold(
    command="brief",
    help="Make a brief: a short paper of one page.",
    questions=(
        *first_questions("file", "one or two sentences"),
        Question("author", "First author", "The first author's name; add others in the file."),
        Question("number", "Number", "Its number among the briefs.  [default: the next]", _number),
        Question("date", "Date", "2026, 2026-03 or 2026-03-31.  [default: today]", _today),
        Question("topics", "Topics; - for none", _HELP_OF_TOPICS, _none, choices=_topics),
    ),
    draft=_draft,
    steps=_steps,
)
