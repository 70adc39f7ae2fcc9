"""How the page of an event is begun."""

from __future__ import annotations

from issue_papers.content.library import Library
from issue_papers.content.time_zones import time_zones
from issue_papers.kinds.dated import asked_moment, newest_paper
from issue_papers.kinds.event.model import EVENT
from issue_papers.kinds.scaffolding import (
    FILE_NAMED,
    NEEDED,
    Answers,
    Asking,
    Draft,
    Question,
    Scaffold,
    UnusableAnswerError,
    first_questions,
    listed,
    render,
    sound_slug,
    write_and_translate,
)
from issue_papers.reporting.messages import say


def _online(_: Library, __: Answers) -> str:
    return "online"


def _source(library: Library, _: Answers) -> str:
    return library.locales.source


def _draft(library: Library, found: Answers, _: Asking) -> list[Draft]:
    start, end = (asked_moment(found[name], name) for name in ("start", "end"))
    if end <= start:
        raise UnusableAnswerError(
            say("found an end ({end}) that isn't after the start", end=found["end"])
        )
    if found["zone"] not in time_zones():
        raise UnusableAnswerError(
            say("`{zone}` is no time zone, expected one as Europe/Madrid", zone=found["zone"])
        )
    values = {**found, "languages": listed(found["language"]), "papers": listed(found["paper"])}
    path = library.settings.docs_dir / EVENT.key(sound_slug(found["slug"]))
    return [Draft(path, render("event/new.md", values))]


_HELP_OF_START = say("When it begins, by the clocks at its place: 2020-04-03T16:30")
_HELP_OF_ATTENDANCE = say("online, on-site or mixed.  [default: online]")
_HELP_OF_LANGUAGE = say("Languages spoken, as es,fr.  [default: the site's source]")
HELP_OF_PAPER = say("The paper it is about, by its slug.  [default: the newest]")

SCAFFOLD = Scaffold(
    command="event",
    help=say("Make the page of an event."),
    questions=(
        *first_questions(FILE_NAMED, NEEDED),
        Question("start", say("Begins, as 2020-04-03T16:30"), _HELP_OF_START),
        Question("end", say("Ends, as 2020-04-03T17:30"), say("When it ends: 2020-04-03T17:30")),
        Question(
            "zone",
            say("Time zone, as Europe/Madrid"),
            say("The place's time zone, as Europe/Madrid."),
        ),
        Question("attendance", say("online, on-site or mixed"), _HELP_OF_ATTENDANCE, _online),
        Question("language", say("Languages spoken, as es,fr"), _HELP_OF_LANGUAGE, _source),
        Question("paper", say("Paper it is about"), HELP_OF_PAPER, newest_paper),
    ),
    draft=_draft,
    steps=write_and_translate,
)
