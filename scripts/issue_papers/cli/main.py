"""The command `issue-papers`: what editors run.

`check` and `build` read and check a site with the same function, so that what one says and what the
other says can't differ.
"""

from __future__ import annotations

import logging
import sys
from dataclasses import replace
from pathlib import Path

import click

from issue_papers.building import build as building
from issue_papers.building.executors import executor
from issue_papers.building.given import settings_of
from issue_papers.building.site import Content, Site
from issue_papers.checks import rules
from issue_papers.cli import fixing
from issue_papers.cli.ending import (
    CHECK_FORMAT_OPTION,
    FORMAT_OPTION,
    LANGUAGE_OPTION,
    TRACEBACK_OPTION,
    ending_well,
    teller,
)
from issue_papers.cli.new import new_group
from issue_papers.cli.review import review_command
from issue_papers.cli.schema import schema_command
from issue_papers.cli.site import CONFIG_OPTION, given, settings
from issue_papers.cli.translations import status_command, sync_command
from issue_papers.cli.urls import urls_command
from issue_papers.fixes import mending
from issue_papers.reporting import problems
from issue_papers.reporting.problems import ProblemsError, Severity


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="issue-papers")
def main() -> None:
    """Publish issue papers in many languages."""


main.add_command(review_command)
main.add_command(sync_command)
main.add_command(status_command)
main.add_command(schema_command)
main.add_command(urls_command)
main.add_command(new_group)


@main.command()
@CONFIG_OPTION
@CHECK_FORMAT_OPTION
@LANGUAGE_OPTION
@click.option("--fix", "is_to_fix", is_flag=True, help="Mend what is beyond doubt; show a diff.")
@click.option("--dry-run", is_flag=True, help="With --fix: show the diff, and write nothing.")
@click.option("--base", help="With --format github-review: the commit to compare with.")
@TRACEBACK_OPTION
def check(  # noqa: PLR0913 - one for each option
    config_file: Path,
    form: str,
    language: str,
    base: str | None,
    *,
    is_to_fix: bool,
    dry_run: bool,
    with_traceback: bool,
) -> None:
    """Report everything that is wrong with the content, and build nothing.

    Ends with status 1 if there is an error; warnings alone end with 0.
    """
    tell = teller(form, language)
    with ending_well(config_file, tell, with_traceback=with_traceback):
        site = settings(config_file)
        if is_to_fix:
            sys.exit(fixing.fix(site, tell, language, is_text=form == "text", dry_run=dry_run))
        if form == fixing.REVIEW:
            click.echo(fixing.review(mending.mend(site), base or "HEAD^", language))
            return
        if form == "text":  # people read the hint; what mends it would take longer to find
            _, _, found = rules.load_and_check(site)
        else:
            found = mending.mend(site).found
        tell(found)
        sys.exit(1 if problems.errors(found) else 0)


@main.command()
@CONFIG_OPTION
@click.option("--strict", is_flag=True, help="Let warnings stop the build, too.")
@click.option("-d", "--site-dir", type=click.Path(path_type=Path), help="Where the site goes.")
@click.option("--earlier-editions", is_flag=True, help="Build earlier editions from their tags.")
@click.option("--workers", type=click.IntRange(0), help="How many processes.  [default: one a core]")
@click.option(
    "--executor",
    "executor_factory",
    default="",
    metavar="MODULE:FUNCTION",
    help="What runs the units of the build: any concurrent.futures.Executor.",
)
@FORMAT_OPTION
@LANGUAGE_OPTION
@TRACEBACK_OPTION
def build(  # noqa: PLR0913 - one for each option
    config_file: Path,
    site_dir: Path | None,
    workers: int | None,
    executor_factory: str,
    form: str,
    language: str,
    *,
    strict: bool,
    earlier_editions: bool,
    with_traceback: bool,
) -> None:
    """Build the site.

    Ends with status 0 if there is a new site; the last line says why there is none.
    """
    tell = teller(form, language, is_build=True)
    _log_progress()
    with ending_well(config_file, tell, with_traceback=with_traceback):
        config = given(config_file, strict=strict or None)
        chosen = settings_of(config)
        if earlier_editions:
            wanted = replace(chosen.site, has_earlier_editions=True)
            chosen = replace(chosen, site=wanted)
        content = Content.load(config, chosen)
        if config.is_strict and content.problems:
            raise ProblemsError(*(replace(p, severity=Severity.ERROR) for p in content.problems))
        target = site_dir.absolute() if site_dir else config.site_dir
        with executor(workers, executor_factory) as running:
            building.build(Site(content), target, running)
        if form != "text":
            tell(content.problems)


def _log_progress() -> None:
    """Show the build's progress on standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    building.log.handlers = [handler]
    building.log.setLevel(logging.INFO)
