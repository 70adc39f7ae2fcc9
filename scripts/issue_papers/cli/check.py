"""`issue-papers check`: what is wrong with the content, and what can be mended."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from issue_papers import git
from issue_papers.building.standing import Notes, Reading
from issue_papers.cli.ending import teller
from issue_papers.cli.options import (
    CHECK_FORMAT_OPTION,
    CONFIG_OPTION,
    LANGUAGE_OPTION,
    REVIEW,
)
from issue_papers.content.settings import Settings
from issue_papers.reporting import problems
from issue_papers.work import collect_garbage_rarely


@click.command("check")
@CONFIG_OPTION
@CHECK_FORMAT_OPTION
@LANGUAGE_OPTION
@click.option("--fix", "is_to_fix", is_flag=True, help="Mend what is beyond doubt; show a diff.")
@click.option("--dry-run", is_flag=True, help="With --fix: show the diff, and write nothing.")
@click.option("--base", help="With --format github-review: the commit to compare with.")
@click.option("--head", help="With --base: the proposal's last commit.  [default: HEAD^2]")
def check_command(  # noqa: PLR0913 - one for each option
    config_file: Path,
    form: str,
    language: str,
    base: str | None,
    head: str | None,
    *,
    is_to_fix: bool,
    dry_run: bool,
) -> None:
    """Report everything that is wrong with the content, and build nothing.

    Ends with status 1 if there is an error; warnings alone end with 0.
    """
    tell = teller(form, language, "check")
    if form == "text" and not is_to_fix:
        # People read the hint; what mends it would take longer to find.
        found = _found(config_file)
    else:
        from issue_papers.cli import fixing  # noqa: PLC0415 - most checks mend nothing
        from issue_papers.cli.site import settings  # noqa: PLC0415
        from issue_papers.fixes import mending  # noqa: PLC0415

        site = settings(config_file)
        if is_to_fix:
            sys.exit(fixing.fix(site, tell, language, is_text=form == "text", dry_run=dry_run))
        mended = mending.mend(site)
        if form == REVIEW:
            click.echo(fixing.review(mended, base or "HEAD^", head or "HEAD^2", language))
            return
        found = (*mended.found, *_of_git(site))
    tell(found)
    sys.exit(1 if problems.errors(found) else 0)


def _found(config_file: Path) -> tuple[problems.Problem, ...]:
    """Return what is wrong, as it was found before if nothing has changed since."""
    notes = Notes(config_file.resolve(), ("check",))
    if last := notes.last():
        return last.told
    from issue_papers.building import configuration  # noqa: PLC0415 - takes long to load
    from issue_papers.building.executors import copied, executor  # noqa: PLC0415
    from issue_papers.building.given import settings_of  # noqa: PLC0415
    from issue_papers.checks import rules  # noqa: PLC0415

    collect_garbage_rarely()
    given = configuration.read(config_file)
    settings = settings_of(given)
    reading = Reading.of(given, settings)
    _, _, found = rules.load_and_check(settings, pool=copied(executor))
    told = (*found, *_of_git(settings))
    notes.take(reading, told)
    return told


def _of_git(settings: Settings) -> tuple[problems.Problem, ...]:
    """Return why git says nothing, which a build tells, too; a shallow clone has all texts."""
    config = settings.relative(settings.config_path)
    return git.doubts(settings.root, config, is_dated=False)
