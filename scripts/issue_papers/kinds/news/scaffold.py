"""How a piece of news is begun."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from issue_papers.content.library import Library
from issue_papers.kinds.dated import asked_moment, newest_paper
from issue_papers.kinds.event.scaffold import HELP_OF_PAPER
from issue_papers.kinds.news.model import NEWS
from issue_papers.kinds.scaffolding import (
    NONE,
    Answers,
    Asking,
    Draft,
    Question,
    Scaffold,
    first_questions,
    listed,
    render,
    sound_slug,
    translate_it,
)


def _today(_: Library, __: Answers) -> str:
    return dt.datetime.now(dt.UTC).date().isoformat()


def _none(_: Library, __: Answers) -> str:
    return NONE


def _draft(library: Library, found: Answers, _: Asking) -> list[Draft]:
    asked_moment(found["date"], "date")
    values = {**found, "events": listed(found["event"]), "papers": listed(found["paper"])}
    path = library.settings.docs_dir / NEWS.key(sound_slug(found["slug"]))
    return [Draft(path, render("news/new.md", values))]


def _steps(library: Library, _: Answers, files: Sequence[str]) -> list[str]:
    return [f"write the text in {files[0]}", translate_it(library, files[0])]


_HELP_OF_EVENT = "The event it is about, by its slug.  [default: none]"

SCAFFOLD = Scaffold(
    command="news",
    help="Make a piece of news.",
    questions=(
        *first_questions("file", "one or two sentences"),
        Question("date", "Date", "The day it is of: 2020-04-11.  [default: today]", _today),
        Question("event", "Event it is about; - for none", _HELP_OF_EVENT, _none),
        Question("paper", "Paper it is about", HELP_OF_PAPER, newest_paper),
    ),
    draft=_draft,
    steps=_steps,
)
