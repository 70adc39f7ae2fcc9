"""`issue-papers new event` and `new news`: pages with a date."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from pathlib import Path
from typing import Any

import click

from issue_papers.cli import scaffold
from issue_papers.cli.questions import (
    YES,
    Question,
    answers,
    example_language,
    finish,
    load,
    name_of,
    slug_of,
    sound_slug,
)
from issue_papers.cli.site import CONFIG_OPTION
from issue_papers.content.library import Library

NONE = "-"
"""What is typed where there is no paper or event to name."""


@click.command("event")
@CONFIG_OPTION
@click.option("--title")
@click.option("--slug", help="Its file's name, the same in every language.")
@click.option("--summary", help="One or two sentences.")
@click.option("--start", help="When it begins, by the clocks at its place: 2020-04-03T16:30")
@click.option("--end", help="When it ends: 2020-04-03T17:30")
@click.option("--zone", help="The place's time zone, as Europe/Madrid.")
@click.option("--attendance", help="online, on-site or mixed.  [default: online]")
@click.option("--language", help="Languages spoken, as es,fr.  [default: the site's source]")
@click.option("--paper", help="The paper it is about, by its slug.  [default: the newest]")
@YES
def new_event(config_file: Path, *, yes: bool, **given: str | None) -> None:
    """Make the page of an event."""
    library = load(config_file)
    questions = (
        Question("title", "Title"),
        Question("slug", "Slug", slug_of("title"), follows="title"),
        Question("summary", "Summary, one or two sentences"),
        Question("start", "Begins, as 2020-04-03T16:30"),
        Question("end", "Ends, as 2020-04-03T17:30"),
        Question("zone", "Time zone, as Europe/Madrid"),
        Question("attendance", "online, on-site or mixed", lambda _: "online"),
        Question("language", "Languages spoken, as es,fr", lambda _: library.locales.source),
        Question("paper", "Paper it is about", lambda _: _newest(library)),
    )
    found = answers(questions, given, yes=yes)
    start, end = (_moment(found[name], name) for name in ("start", "end"))
    if end <= start:
        raise click.UsageError(f"found an end ({found['end']}) that isn't after the start")
    if found["zone"] not in zoneinfo.available_timezones():
        raise click.UsageError(f"`{found['zone']}` is no time zone, expected one as Europe/Madrid")
    values = {**found, "languages": _listed(found["language"]), "papers": _listed(found["paper"])}
    _make("event", config_file, library, values)


@click.command("news")
@CONFIG_OPTION
@click.option("--title")
@click.option("--slug", help="Its file's name, the same in every language.")
@click.option("--summary", help="One or two sentences.")
@click.option("--date", help="The day it is of: 2020-04-11.  [default: today]")
@click.option("--event", help="The event it is about, by its slug.  [default: none]")
@click.option("--paper", help="The paper it is about, by its slug.  [default: the newest]")
@YES
def new_news(config_file: Path, *, yes: bool, **given: str | None) -> None:
    """Make a piece of news."""
    library = load(config_file)
    today = dt.datetime.now(dt.UTC).date().isoformat()
    questions = (
        Question("title", "Title"),
        Question("slug", "Slug", slug_of("title"), follows="title"),
        Question("summary", "Summary, one or two sentences"),
        Question("date", "Date", lambda _: today),
        Question("event", "Event it is about; - for none", lambda _: NONE),
        Question("paper", "Paper it is about", lambda _: _newest(library)),
    )
    found = answers(questions, given, yes=yes)
    _moment(found["date"], "date")
    values = {**found, "events": _listed(found["event"]), "papers": _listed(found["paper"])}
    _make("news", config_file, library, values)


def _moment(text: str, name: str) -> dt.datetime:
    """Read a day or a moment.

    Raises:
        click.UsageError: It is none.
    """
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError as error:
        expected = "a day as 2020-04-03 or a moment as 2020-04-03T16:30"
        raise click.UsageError(f"--{name}: found `{text}`, expected {expected}") from error


def _newest(library: Library) -> str:
    return library.papers[0].slug if library.papers else NONE


def _listed(text: str) -> list[str]:
    """Read ids with commas between them."""
    return [part.strip() for part in text.split(",") if part.strip() not in {"", NONE}]


def _make(kind: str, config_file: Path, library: Library, found: dict[str, Any]) -> None:
    drafts = scaffold.dated_page(library.settings, kind, sound_slug(found["slug"]), found)
    file = name_of(library.settings, drafts[0])
    steps = [
        f"write the text in {file}",
        f"translate it: `issue-papers new translation {file} {example_language(library)}`",
    ]
    finish(library.settings, config_file, drafts, steps)
