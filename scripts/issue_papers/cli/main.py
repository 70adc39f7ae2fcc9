"""The command `issue-papers`: what editors run.

It reads mkdocs.yml as MkDocs does and calls the same functions as the plugin, so that what `check`
says and what the build says can't differ.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import cast

import click
from mkdocs.commands.build import build as mkdocs_build

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
from issue_papers.cli.site import CONFIG_OPTION, configuration, settings
from issue_papers.cli.translations import status_command, sync_command
from issue_papers.cli.urls import urls_command
from issue_papers.fixes import mending
from issue_papers.mkdocs_plugin import PLUGIN, IssuePapersPlugin, log
from issue_papers.reporting import problems


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
@click.option("--strict/--no-strict", default=True, help="Let MkDocs' warnings stop the build.")
@click.option("-d", "--site-dir", type=click.Path(path_type=Path), help="Where the site goes.")
@click.option("--earlier-editions", is_flag=True, help="Build earlier editions from their tags.")
@FORMAT_OPTION
@LANGUAGE_OPTION
@TRACEBACK_OPTION
def build(  # noqa: PLR0913 - one for each option
    config_file: Path,
    site_dir: Path | None,
    form: str,
    language: str,
    *,
    strict: bool,
    earlier_editions: bool,
    with_traceback: bool,
) -> None:
    """Build the site: what `mkdocs build` does, with less to read.

    Ends with status 0 if there is a new site; the last line says why there is none.
    """
    tell = teller(form, language, is_build=True)
    with ending_well(config_file, tell, with_traceback=with_traceback):
        config = configuration(config_file, strict=strict, site_dir=str(site_dir or "") or None)
        _log_briefly(is_told_later=strict)
        plugin = cast("IssuePapersPlugin", config.plugins[PLUGIN])
        if earlier_editions:
            plugin.config.earlier_editions = True
        config.plugins.on_startup(command="build", dirty=False)
        try:
            mkdocs_build(config)
        finally:
            config.plugins.on_shutdown()
        if form != "text":
            tell(plugin.problems)


def _log_briefly(*, is_told_later: bool) -> None:
    """Show what went wrong and our own progress; MkDocs tells much more.

    Args:
        is_told_later: Whether what goes wrong ends the build, and is told at its end.
    """
    handler = logging.StreamHandler()
    handler.addFilter(lambda record: not is_told_later or record.name == log.name)
    handler.setFormatter(logging.Formatter("%(message)s"))
    logger = logging.getLogger("mkdocs")
    logger.handlers = [handler]
    logger.setLevel(logging.WARNING)
    log.setLevel(logging.INFO)
