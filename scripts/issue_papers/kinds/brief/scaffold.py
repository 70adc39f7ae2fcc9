"""How a brief is begun."""

from __future__ import annotations

from issue_papers.articles.slugs import slugify
from issue_papers.content.library import Library
from issue_papers.kinds.brief.model import BRIEF
from issue_papers.kinds.scaffolding import (
    FILE_NAMED,
    TWO_SENTENCES,
    Answers,
    Asking,
    Draft,
    Question,
    Scaffold,
    chosen,
    first_questions,
    known_topics,
    none,
    render,
    sound_slug,
    today,
    write_and_translate,
)
from issue_papers.reporting.messages import say


def _number(library: Library, _: Answers) -> str:
    numbers = (entry.source.meta.number for entry in library.of(BRIEF))
    return str(max((number for number in numbers if number), default=0) + 1)


def _draft(library: Library, found: Answers, _: Asking) -> list[Draft]:
    author = slugify(found["author"].split()[-1], "-") or "author"
    topics = chosen(found["topics"], library.settings.topics)
    values = {**found, "author_id": author, "topics": topics}
    path = library.settings.docs_dir / BRIEF.key(sound_slug(found["slug"]))
    return [Draft(path, render("brief/new.md", values))]


_HELP_OF_TOPICS = say("Of the site's topics, with commas between them.  [default: none]")

SCAFFOLD = Scaffold(
    command="brief",
    help=say("Make a brief: a short paper of one page."),
    questions=(
        *first_questions(FILE_NAMED, TWO_SENTENCES),
        Question(
            "author", say("First author"), say("The first author's name; add others in the file.")
        ),
        Question(
            "number",
            say("Number"),
            say("Its number among the briefs.  [default: the next]"),
            _number,
        ),
        Question("date", say("Date"), say("2026, 2026-03 or 2026-03-31.  [default: today]"), today),
        Question("topics", say("Topics; - for none"), _HELP_OF_TOPICS, none, choices=known_topics),
    ),
    draft=_draft,
    steps=write_and_translate,
)
