"""How the page of an event is begun."""

from __future__ import annotations

import zoneinfo

from issue_papers.content.library import Library
from issue_papers.kinds.dated import asked_moment, newest_paper
from issue_papers.kinds.event.model import EVENT
from issue_papers.kinds.scaffolding import (
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


def _online(_: Library, __: Answers) -> str:
    return "online"


def _source(library: Library, _: Answers) -> str:
    return library.locales.source


def _draft(library: Library, found: Answers, _: Asking) -> list[Draft]:
    start, end = (asked_moment(found[name], name) for name in ("start", "end"))
    if end <= start:
        raise UnusableAnswerError(f"found an end ({found['end']}) that isn't after the start")
    if found["zone"] not in zoneinfo.available_timezones():
        message = f"`{found['zone']}` is no time zone, expected one as Europe/Madrid"
        raise UnusableAnswerError(message)
    values = {**found, "languages": listed(found["language"]), "papers": listed(found["paper"])}
    path = library.settings.docs_dir / EVENT.key(sound_slug(found["slug"]))
    return [Draft(path, render("event/new.md", values))]


_HELP_OF_START = "When it begins, by the clocks at its place: 2020-04-03T16:30"
_HELP_OF_ATTENDANCE = "online, on-site or mixed.  [default: online]"
_HELP_OF_LANGUAGE = "Languages spoken, as es,fr.  [default: the site's source]"
HELP_OF_PAPER = "The paper it is about, by its slug.  [default: the newest]"

SCAFFOLD = Scaffold(
    command="event",
    help="Make the page of an event.",
    questions=(
        *first_questions("file", "one or two sentences"),
        Question("start", "Begins, as 2020-04-03T16:30", _HELP_OF_START),
        Question("end", "Ends, as 2020-04-03T17:30", "When it ends: 2020-04-03T17:30"),
        Question("zone", "Time zone, as Europe/Madrid", "The place's time zone, as Europe/Madrid."),
        Question("attendance", "online, on-site or mixed", _HELP_OF_ATTENDANCE, _online),
        Question("language", "Languages spoken, as es,fr", _HELP_OF_LANGUAGE, _source),
        Question("paper", "Paper it is about", HELP_OF_PAPER, newest_paper),
    ),
    draft=_draft,
    steps=write_and_translate,
)
