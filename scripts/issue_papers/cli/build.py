"""`issue-papers build`: the site."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from pathlib import Path

import click

from issue_papers.building.standing import Notes, Reading
from issue_papers.building.watching import Terminal, Watched, stage
from issue_papers.cli.ending import teller
from issue_papers.cli.options import (
    CONFIG_OPTION,
    FORMAT_OPTION,
    LANGUAGE_OPTION,
)
from issue_papers.reporting.messages import local, say
from issue_papers.reporting.problems import Problem, ProblemsError, as_errors, describe
from issue_papers.work import collect_garbage_rarely

log = logging.getLogger("issue_papers")


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
@click.option(
    "--profile",
    "trace",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write what has taken how long, for https://ui.perfetto.dev.",
)
@click.option("--preview", is_flag=True, hidden=True, help="Leave out what a preview needn't have.")
@FORMAT_OPTION
@LANGUAGE_OPTION
def build_command(  # noqa: PLR0913, PLR0917 - one for each option
    config_file: Path,
    site_dir: Path | None,
    workers: int | None,
    executor_factory: str,
    trace: Path | None,
    form: str,
    language: str,
    *,
    strict: bool,
    earlier_editions: bool,
    preview: bool,
) -> None:
    """Build the site, unless it stands as its sources have it.

    Ends with status 0 if there is a site; the last line says why there is none.
    """
    terminal = _shown_progress()
    wanted = _Wanted(config_file, site_dir, strict, earlier_editions, preview)
    notes = Notes(config_file.resolve(), ("build", wanted))
    last = None if trace else notes.last()
    if last and last.site:
        for problem in last.told:
            log.info(describe(problem, language))
        log.info("%s", local(say("{site} is ready: nothing has changed", site=last.site.name)))
        told = last.told
    else:
        told = _build(wanted, notes, _Means(workers, executor_factory, trace, terminal))
    if form != "text":
        teller(form, language)(told)


@dataclass(frozen=True)
class _Wanted:
    """Which site is wanted.

    Attributes:
        config_file: mkdocs.yml.
        site_dir: Where it goes; mkdocs.yml says it where nothing is given.
        is_strict: Whether warnings stop it; mkdocs.yml says it, too.
        has_earlier_editions: Whether earlier editions are built.
        is_preview: Whether only its editor sees it.
    """

    config_file: Path
    site_dir: Path | None
    is_strict: bool
    has_earlier_editions: bool
    is_preview: bool


@dataclass(frozen=True)
class _Means:
    """What a site is built with.

    Attributes:
        workers: How many processes; one a core where nothing is said.
        executor: What makes the executor, if it isn't processes.
        trace: Where it is written what has taken how long.
        terminal: Shows how far it is.
    """

    workers: int | None
    executor: str
    trace: Path | None
    terminal: Terminal


def _build(wanted: _Wanted, notes: Notes, means: _Means) -> tuple[Problem, ...]:
    """Build a site, and return what there is to say of it.

    Raises:
        ProblemsError: There is none.
    """
    # Whoever has nothing to build doesn't wait until all of this is loaded.
    from issue_papers.building import configuration  # noqa: PLC0415
    from issue_papers.building.build import build, probe_place  # noqa: PLC0415
    from issue_papers.building.executors import UnusableExecutorError, executor  # noqa: PLC0415
    from issue_papers.building.given import settings_of  # noqa: PLC0415
    from issue_papers.building.site import Content, Site  # noqa: PLC0415

    collect_garbage_rarely()
    place = wanted.site_dir and str(wanted.site_dir.absolute())
    config = configuration.read(
        wanted.config_file, strict=wanted.is_strict or None, site_dir=place or None
    )
    config.needs_no_mkdocs()
    settings = settings_of(config)
    site_dir = config.site_dir
    probe_place(site_dir, settings)
    inputs = Reading.of(config, settings)
    if wanted.has_earlier_editions:
        settings = replace(settings, site=replace(settings.site, has_earlier_editions=True))
    try:
        inner = executor(means.workers, means.executor)
    except UnusableExecutorError as error:
        raise click.BadParameter(local(error.message), param_hint="--executor") from error
    running = Watched(inner, means.terminal.show)

    def reading() -> Watched:
        return Watched(executor(means.workers), means.terminal.show)

    with stage(running, "check"):
        content = Content.load(config, settings, is_preview=wanted.is_preview, pool=reading)
    if config.is_strict and content.problems:
        raise ProblemsError(*as_errors(content.problems))
    try:
        with running:
            told = build(
                Site(content),
                site_dir,
                running,
                is_preview=wanted.is_preview,
                is_strict=config.is_strict,
            )
    finally:
        means.terminal.end()
        if means.trace:
            running.write_trace(means.trace)
    notes.take(inputs, told, site_dir)
    return told


def _shown_progress() -> Terminal:
    """Show the build's progress on standard error."""
    terminal = Terminal()
    terminal.setFormatter(logging.Formatter("%(message)s"))
    log.handlers = [terminal]
    log.setLevel(logging.INFO)
    return terminal
