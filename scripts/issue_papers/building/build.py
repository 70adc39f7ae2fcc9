"""Builds a site: all of it is made in a folder aside, and then put in its place whole."""

from __future__ import annotations

import logging
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from issue_papers.building.earlier_editions import earlier_editions
from issue_papers.building.finishing import Finishing
from issue_papers.building.site import Site, site_files
from issue_papers.content.addresses import OFFLINE
from issue_papers.formats.calendars import files as calendar_files
from issue_papers.formats.feeds import files as feed_files
from issue_papers.formats.web.rendering import ERROR_PAGE, SITEMAP
from issue_papers.publishing import Staging, put
from issue_papers.reporting.messages import environment_language, local, say, say_count
from issue_papers.reporting.problems import describe

log = logging.getLogger("issue_papers")


def build(site: Site, site_dir: Path) -> None:
    """Make a site, and put it where it is to be.

    Args:
        site: The site.
        site_dir: Where it is to be; what is there is replaced when all is done.

    Raises:
        ProblemsError: It must not be published.
    """
    started = time.monotonic()
    announce(site)
    staging = Staging()
    folder = staging.open(site_dir)
    try:
        make(site, folder)
        staging.publish()
    finally:
        site.editions.close()
        staging.discard()
    log.info("%s is ready (%.1f s)", site_dir.name, time.monotonic() - started)


def make(site: Site, folder: Path) -> None:
    """Make all files of a site in an empty folder.

    Raises:
        ProblemsError: It must not be published.
    """
    for tag in site.views:
        site.editions.start(site.sources(tag))
    for path, source in site_files(site.settings):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, folder / path)
    for path, page in pages(site):
        put(folder / path, page.encode())
    complete(site, folder)


def complete(site: Site, folder: Path, *, is_preview: bool = False) -> None:
    """Make what a site has besides its pages and what is published as it is.

    Args:
        site: The site; its editions are begun.
        folder: Where the pages are.
        is_preview: Whether only its editor sees it: it may lack what takes long to make.

    Raises:
        ProblemsError: It must not be published.
    """
    write_beside_pages(site, folder)
    earlier = earlier_editions(site) if site.settings.site.has_earlier_editions else {}
    Finishing(site, is_preview=is_preview, earlier=earlier).finish(folder)
    site.editions.cache.prune()


def pages(site: Site) -> Iterator[tuple[str, str]]:
    """Yield every page in every language: its path in the site, and its HTML."""
    locales = site.library.locales
    for tag in locales.tags:
        log.info("%s …", locales[tag].name)
        for key, entry in sorted(site.library.entries.items()):
            yield f"{locales.url(key, tag)}index.html", site.renderer.page(entry, tag)


def write_beside_pages(site: Site, folder: Path) -> None:
    """Write what a language has beside its pages: error page, feeds, calendars …"""
    locales, renderer = site.library.locales, site.renderer
    for tag, views in site.views.items():
        prefix = locales.prefix(tag)
        name = site.settings.site.names[tag]
        put(folder / prefix / ERROR_PAGE, renderer.error_page(tag).encode())
        if site.settings.app.is_wanted:
            offline = f"{prefix}{OFFLINE}index.html"
            put(folder / offline, renderer.offline_page(tag).encode())
        calendar_files.write(views, name, folder, site.stamp)
        feed_files.write(views, site.printer, name, folder)
    put(folder / SITEMAP, renderer.sitemap().encode())


def announce(site: Site) -> None:
    """Say what a site consists of, and what is doubtful about it."""
    for problem in site.problems:
        log.info(describe(problem, environment_language()))
    library = site.library
    told = say(
        "{papers}, {cases}, {pages} in {languages}: no errors",
        papers=say_count(len(library.papers), one="1 paper", other="{count} papers"),
        cases=say_count(len(library.cases), one="1 case study", other="{count} case studies"),
        pages=say_count(len(library.entries), one="1 page", other="{count} pages"),
        languages=say_count(
            len(library.locales.languages), one="1 language", other="{count} languages"
        ),
    )
    log.info("%s", local(told))
