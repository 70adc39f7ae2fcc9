"""`issue-papers review-sheet` and `reviewed`: a person's review, from sheet to record."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import click

from issue_papers.building import configuration
from issue_papers.building.edit_urls import edit_urls
from issue_papers.building.given import settings_of
from issue_papers.checks import rules
from issue_papers.cli import choosing
from issue_papers.cli.options import CONFIG_OPTION, LANGUAGE_OPTION
from issue_papers.cli.site import load_site
from issue_papers.content_cache import site_cache
from issue_papers.desk import files, recording
from issue_papers.desk.sheet import Asked, sheet
from issue_papers.look.dressing import dressed
from issue_papers.reporting.messages import environment_language, local, say, say_count
from issue_papers.reporting.problems import describe
from issue_papers.translation import history, sync


@click.command("review-sheet")
@CONFIG_OPTION
@click.argument("tag", metavar="LANGUAGE")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help="The folder to write into.  [default: this one]",
)
@LANGUAGE_OPTION
def review_sheet_command(
    config_file: Path, tag: str, paths: tuple[Path, ...], output: Path, language: str
) -> None:
    """Print what a person needs who is to review a language, as a page and for Word.

    PATHS are pages, or folders of them, such as a paper's; without any, all pages that are
    translated into LANGUAGE. Each passage stands beside its source, with its id, the terms of the
    glossary, open doubts and a place for remarks; each page ends with a box for the verdict. It
    writes `review-LANGUAGE.html` and `review-LANGUAGE.docx`, and nothing else.
    """
    given = configuration.read(config_file)
    settings = settings_of(given)
    library, _, problems = rules.load_and_check(settings)
    choosing.language(library, tag)
    entries = choosing.pages(library, tag, paths)
    library = replace(
        library,
        changed=history.last_changes(settings.root),
        edit_urls=edit_urls(given, library.paths),
    )
    found = sheet(library, entries, Asked(tag, language, problems))
    output.mkdir(parents=True, exist_ok=True)
    theme = dressed(settings.theme, settings.look, site_cache(settings.root), settings.root)
    for suffix, write in (("html", files.as_html), ("docx", files.as_docx)):
        path = output / f"review-{tag}.{suffix}"
        path.write_bytes(write(found, theme))
        click.echo(local(say("wrote {path}", path=str(path))))


@click.command("reviewed")
@CONFIG_OPTION
@click.argument("tag", metavar="LANGUAGE")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--by", "reviewer", required=True, help="Who has reviewed it: one person's name.")
@click.option(
    "--on",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day of the review.  [default: today]",
)
@click.option(
    "--accept",
    is_flag=True,
    help="Record also passages that were looked at and needed no change.",
)
def reviewed_command(  # noqa: PLR0913, PLR0917 - one for each option
    config_file: Path,
    tag: str,
    paths: tuple[Path, ...],
    reviewer: str,
    day: dt.datetime | None,
    accept: bool,  # noqa: FBT001
) -> None:
    """Record that a person has reviewed pages in a language.

    PATHS are pages, or folders of them. Each passage is recorded as agreeing with its source, as
    `issue-papers sync` does, and the translation says who has reviewed it and when: so do its page,
    its metadata and its editions. Nothing is written if one of the pages isn't whole, was
    translated by the same person, or has passages of which the source has changed since; --accept
    says that those were looked at, too. Ends with status 1 if anything is refused.
    """
    name = " ".join(reviewer.split())
    if not name:
        raise click.UsageError(local(say("`--by` needs the name of a person")))
    library = load_site(config_file)
    choosing.language(library, tag)
    entries = choosing.pages(library, tag, paths)
    date = day.date() if day else dt.date.today()  # noqa: DTZ011 - the day where the reviewer is
    found = recording.record(library, entries, recording.Review(tag, name, date, accept))
    spoken = environment_language()
    for problem in (*found.problems, *map(choosing.refused, found.refusals)):
        click.echo(describe(problem, spoken))
    if not found.files:
        click.echo(local(say("Nothing is recorded.")))
        raise click.exceptions.Exit(1)
    for path, text in found.files.items():
        if text != (sync.read(path) if path.exists() else ""):
            sync.write(path, text)
    for entry in entries:
        page = entry.translations[tag].path
        click.echo(local(say("{path}: reviewed by {name}", path=page, name=name)))
    said = say_count(
        len(entries),
        one="1 page is recorded as reviewed.",
        other="{count} pages are recorded as reviewed.",
    )
    click.echo(local(said))
