"""Builds a site: all of it is made in a folder aside, and then put in its place whole."""

from __future__ import annotations

import logging
import shutil
import time
from collections.abc import Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from issue_papers.building.beside import BesidePages
from issue_papers.building.carrying import Carrying
from issue_papers.building.earlier_editions import EarlierEditions, earlier_editions
from issue_papers.building.finishing import Finishing
from issue_papers.building.pages import Beside, Pages
from issue_papers.building.site import Site
from issue_papers.building.units import Sealed, gather, seal
from issue_papers.building.watching import PATIENCE, Watched, stage, summary
from issue_papers.content.library import Entry
from issue_papers.content.settings import Settings
from issue_papers.formats.editions.making import Editions, Gathered
from issue_papers.kinds.case_study.model import CASE_STUDY
from issue_papers.kinds.paper.model import PAPER, Paper
from issue_papers.publishing import put
from issue_papers.reporting.messages import environment_language, local, say, say_count
from issue_papers.reporting.problems import Problem, ProblemsError, as_errors, describe
from issue_papers.staging import Staging, UnusablePlaceError, probe
from issue_papers.work import Work

log = logging.getLogger("issue_papers")


def build(
    site: Site,
    site_dir: Path,
    running: Executor,
    *,
    is_preview: bool = False,
    is_strict: bool = False,
) -> tuple[Problem, ...]:
    """Make a site, and put it where it is to be.

    Args:
        site: The site.
        site_dir: Where it is to be; what is there is replaced when all is done.
        running: What runs the units.
        is_preview: Whether only its editor sees it.
        is_strict: Whether what formats can't hold stops it, too.

    Returns:
        What the check and the formats have warned of.

    Raises:
        ProblemsError: It must not be published.
    """
    started = time.monotonic()
    staging = Staging()
    folder = begun_staging(staging, site_dir, site.settings)
    try:
        announce(site)
        into = Carrying(folder, site_dir, site.cache)
        said = make(site, into, running, is_preview=is_preview)
        if is_strict and said:
            raise ProblemsError(*as_errors(said))
        staging.publish()
        into.close()
    finally:
        staging.discard()
    took = time.monotonic() - started
    if isinstance(running, Watched) and took > PATIENCE and (slowest := running.slowest()):
        log.info("%s", summary(slowest))
    log.info("%s is ready (%.1f s)", site_dir.name, took)
    return (*site.content.problems, *said)


@contextmanager
def _told(settings: Settings) -> Iterator[None]:
    """Tell it as a problem of the build if the site can't be put where it is to be.

    Raises:
        ProblemsError: It can't.
    """
    try:
        yield
    except UnusablePlaceError as error:
        config = settings.relative(settings.config_path)
        raise ProblemsError(Problem(config, 1, "site_dir", error.message, error.hint)) from error


def _sources(settings: Settings) -> tuple[Path, ...]:
    theme = settings.theme.beside(settings.root)
    return settings.docs_dir, settings.cases_dir, settings.config_path, *theme


def probe_place(site_dir: Path, settings: Settings) -> None:
    """Find out whether a site can be put somewhere, before anything else is done.

    Raises:
        ProblemsError: It can't.
    """
    with _told(settings):
        probe(site_dir, _sources(settings))


def begun_staging(staging: Staging, site_dir: Path, settings: Settings) -> Path:
    """Make the folder that a site is built in, and return it.

    Args:
        staging: Where that is.
        site_dir: Where the site is to be.
        settings: What it is made from.

    Raises:
        ProblemsError: It can't be put there.
    """
    with _told(settings):
        return staging.open(site_dir, _sources(settings))


def make(
    site: Site, into: Carrying, running: Executor, *, is_preview: bool = False
) -> tuple[Problem, ...]:
    """Make all files of a site in an empty folder, and return what formats have said of them.

    Args:
        site: The site.
        into: That folder, and what of the site that is published is carried over.
        running: What runs the units.
        is_preview: Whether only its editor sees it.

    Raises:
        ProblemsError: It must not be published.
    """
    folder = into.folder
    with stage(running, "keys"):
        site.keys.begin()
        beside = Beside(site)
        editions = begun_editions(site, running)
        pages = Pages(site, beside, running)
        editions.begin()  # each is a long unit, and others wait for it; pages are short
        pages.begin_citing()  # data and pages say it, too
        beside_pages = BesidePages(site, folder, running)  # some of its units are long, too
        pages.begin()
        editions.make()
    with stage(running, "files"):
        for path, source in site.files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            if (clean := site.cleaned(source)) is not None:
                put(folder / path, clean)
            else:
                shutil.copyfile(source, folder / path)
    with stage(running, "beside pages"):
        beside_pages.write()
    with stage(running, "pages"):
        pages.write(into)
    with stage(running, "data"):
        beside_pages.finish()
    said = finish(site, into, editions, beside, running, is_preview=is_preview)
    return (*editions.said, *said)


def begun_editions(site: Site, running: Executor) -> Editions:
    """Begin to gather what papers can be taken away in, in all languages."""
    seal(site, running, is_needed=False)  # before the first worker is copied from this process
    editions = Editions(site.settings.formats, site.theme, site.cache, running)

    @cache
    def sealed() -> Sealed:
        return seal(site, running)

    def gathering(paper: Entry[Paper], tag: str) -> Future[Gathered]:
        work = Work("texts", f"{paper.slug}-{tag}", gather)
        return running.submit(work, sealed(), paper.key, tag)

    editions.start(site.taken_away(), site.keys.edition, gathering)
    return editions


def finish(  # noqa: PLR0913 - each is of another kind
    site: Site,
    into: Carrying,
    editions: Editions,
    beside: Beside,
    running: Executor,
    *,
    is_preview: bool = False,
) -> tuple[Problem, ...]:
    """Make what a site has besides its pages, and what needs none of them.

    Args:
        site: The site.
        into: Where all of that is.
        editions: Its editions, begun.
        beside: What stands beside its pages; what isn't known is made.
        running: What runs the units.
        is_preview: Whether only its editor sees it: it may lack what takes long to make.

    Returns:
        Which earlier editions are left out, and why.

    Raises:
        ProblemsError: It must not be published.
    """
    has_earlier = site.settings.site.has_earlier_editions
    made_with = editions.made_with
    earlier = earlier_editions(site, made_with) if has_earlier else EarlierEditions()
    pages = earlier.pages
    Finishing(site, editions, beside, running, is_preview=is_preview, earlier=pages).finish(into)
    site.cache.prune()
    return tuple(earlier.problems)


def announce(site: Site) -> None:
    """Say what a site consists of, and what is doubtful about it."""
    for problem in site.content.problems:
        log.info(describe(problem, environment_language()))
    library = site.library
    told = say(
        "{papers}, {cases}, {pages} in {languages}: no errors",
        papers=say_count(len(library.of(PAPER)), one="1 paper", other="{count} papers"),
        cases=say_count(
            len(library.of(CASE_STUDY)), one="1 case study", other="{count} case studies"
        ),
        pages=say_count(len(library.entries), one="1 page", other="{count} pages"),
        languages=say_count(
            len(library.locales.languages), one="1 language", other="{count} languages"
        ),
    )
    log.info("%s", local(told))
