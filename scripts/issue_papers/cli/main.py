"""The command `issue-papers`: what editors run.

It reads mkdocs.yml as MkDocs does and calls the same functions as the plugin, so that what `check`
says and what the build says can't differ.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import click
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.exceptions import Abort

from issue_papers.checks import rules
from issue_papers.cli.new import new_group
from issue_papers.cli.review import review_command
from issue_papers.cli.schema import schema_command
from issue_papers.cli.site import CONFIG_OPTION, configuration, settings
from issue_papers.cli.translations import status_command, sync_command
from issue_papers.cli.urls import urls_command
from issue_papers.mkdocs_plugin import PLUGIN, log
from issue_papers.reporting import problems, reports
from issue_papers.reporting.messages import LANGUAGES, environment_language


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
@click.option(
    "--format",
    "form",
    type=click.Choice(list(reports.FORMATS)),
    default="text",
    show_default=True,
    help="For people; for other programs; for annotations in a pull or merge request.",
)
@click.option(
    "--lang",
    "language",
    type=click.Choice(LANGUAGES),
    default=environment_language,
    help="The messages' language.  [default: the environment's]",
)
def check(config_file: Path, form: str, language: str) -> None:
    """Report everything that is wrong with the content, and build nothing.

    Ends with status 1 if there is an error; warnings alone end with 0.
    """
    _, _, found = rules.load_and_check(settings(config_file))
    click.echo(reports.FORMATS[form](found, language))
    sys.exit(1 if problems.errors(found) else 0)


@main.command()
@CONFIG_OPTION
@click.option("--strict/--no-strict", default=True, help="Let MkDocs' warnings stop the build.")
@click.option("-d", "--site-dir", type=click.Path(path_type=Path), help="Where the site goes.")
@click.option("--earlier-editions", is_flag=True, help="Build earlier editions from their tags.")
def build(
    config_file: Path, site_dir: Path | None, *, strict: bool, earlier_editions: bool
) -> None:
    """Build the site: what `mkdocs build` does, with less to read."""
    _log_briefly()
    config = configuration(config_file, strict=strict, site_dir=str(site_dir or "") or None)
    if earlier_editions:
        config.plugins[PLUGIN].config.earlier_editions = True
    config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build(config)
    except Abort as error:
        raise click.exceptions.Exit(1) from error
    finally:
        config.plugins.on_shutdown()


def _log_briefly() -> None:
    """Show what went wrong and our own progress; MkDocs tells much more."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    logger = logging.getLogger("mkdocs")
    logger.handlers = [handler]
    logger.setLevel(logging.WARNING)
    log.setLevel(logging.INFO)
