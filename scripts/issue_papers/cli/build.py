"""`issue-papers build`: the site."""

from __future__ import annotations

import logging
from concurrent.futures import Executor
from dataclasses import replace
from pathlib import Path

import click

from issue_papers.building import configuration
from issue_papers.building.build import build, log
from issue_papers.building.executors import UnusableExecutorError, executor
from issue_papers.building.given import settings_of
from issue_papers.building.site import Content, Site
from issue_papers.cli.ending import (
    FORMAT_OPTION,
    LANGUAGE_OPTION,
    TRACEBACK_OPTION,
    ending_well,
    teller,
)
from issue_papers.cli.site import CONFIG_OPTION
from issue_papers.reporting.messages import local
from issue_papers.reporting.problems import ProblemsError, Severity


@click.command("build")
@CONFIG_OPTION
@click.option("--strict", is_flag=True, help="Let warnings stop the build, too.")
@click.option("-d", "--site-dir", type=click.Path(path_type=Path), help="Where the site goes.")
@click.option("--earlier-editions", is_flag=True, help="Build earlier editions from their tags.")
@click.option(
    "--workers", type=click.IntRange(0), help="How many processes.  [default: one a core]"
)
@click.option(
    "--executor",
    "executor_factory",
    default="",
    metavar="MODULE:FUNCTION",
    help="What runs the units of the build: any concurrent.futures.Executor.",
)
@click.option("--preview", is_flag=True, hidden=True, help="Leave out what a preview needn't have.")
@FORMAT_OPTION
@LANGUAGE_OPTION
@TRACEBACK_OPTION
def build_command(  # noqa: PLR0913, PLR0917 - one for each option
    config_file: Path,
    site_dir: Path | None,
    workers: int | None,
    executor_factory: str,
    form: str,
    language: str,
    *,
    strict: bool,
    earlier_editions: bool,
    preview: bool,
    with_traceback: bool,
) -> None:
    """Build the site.

    Ends with status 0 if there is a new site; the last line says why there is none.
    """
    tell = teller(form, language, is_build=True)
    _log_progress()
    with ending_well(config_file, tell, with_traceback=with_traceback):
        config = configuration.read(config_file, strict=strict or None)
        chosen = settings_of(config)
        if earlier_editions:
            wanted = replace(chosen.site, has_earlier_editions=True)
            chosen = replace(chosen, site=wanted)
        content = Content.load(config, chosen, is_preview=preview)
        if config.is_strict and content.problems:
            raise ProblemsError(*(replace(p, severity=Severity.ERROR) for p in content.problems))
        target = site_dir.absolute() if site_dir else config.site_dir
        with _executor(workers, executor_factory) as running:
            build(Site(content), target, running, is_preview=preview)
        if form != "text":
            tell(content.problems)


def _executor(workers: int | None, factory: str) -> Executor:
    try:
        return executor(workers, factory)
    except UnusableExecutorError as error:
        raise click.BadParameter(local(error.message), param_hint="--executor") from error


def _log_progress() -> None:
    """Show the build's progress on standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    log.handlers = [handler]
    log.setLevel(logging.INFO)
