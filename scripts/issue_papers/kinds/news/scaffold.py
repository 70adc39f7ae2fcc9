"""How a piece of news is begun."""

from __future__ import annotations

from issue_papers.content.library import Library
from issue_papers.kinds.dated import asked_moment, newest_paper
from issue_papers.kinds.event.scaffold import HELP_OF_PAPER
from issue_papers.kinds.news.model import NEWS
from issue_papers.kinds.scaffolding import (
    FILE_NAMED,
    TWO_SENTENCES,
    Answers,
    Asking,
    Draft,
    Question,
    Scaffold,
    first_questions,
    listed,
    none,
    render,
    sound_slug,
    today,
    write_and_translate,
)
from issue_papers.reporting.messages import say


def _draft(library: Library, found: Answers, _: Asking) -> list[Draft]:
    asked_moment(found["date"], "date")
    values = {**found, "events": listed(found["event"]), "papers": listed(found["paper"])}
    path = library.settings.docs_dir / NEWS.key(sound_slug(found["slug"]))
    return [Draft(path, render("news/new.md", values))]


_HELP_OF_EVENT = say("The event it is about, by its slug.  [default: none]")

SCAFFOLD = Scaffold(
    command="news",
    help=say("Make a piece of news."),
    questions=(
        *first_questions(FILE_NAMED, TWO_SENTENCES),
        Question(
            "date", say("Date"), say("The day it is of: 2020-04-11.  [default: today]"), today
        ),
        Question("event", say("Event it is about; - for none"), _HELP_OF_EVENT, none),
        Question("paper", say("Paper it is about"), HELP_OF_PAPER, newest_paper),
    ),
    draft=_draft,
    steps=write_and_translate,
)
