"""What a site has beside its pages, and can be made before there are any."""

from __future__ import annotations

from concurrent.futures import Executor
from pathlib import Path

from issue_papers.building.site import Site
from issue_papers.building.watching import stage
from issue_papers.content.addresses import OFFLINE
from issue_papers.formats.app import favicon
from issue_papers.formats.data import files as data_files
from issue_papers.formats.feeds import files as feed_files
from issue_papers.formats.machines.files import MachineFiles
from issue_papers.formats.machines.llms import Llms
from issue_papers.formats.repositories import files as repositories
from issue_papers.formats.web.rendering import ERROR_PAGE, SITEMAP
from issue_papers.kinds import registry as kinds
from issue_papers.publishing import put
from issue_papers.theme import FAVICON


def write_beside_pages(site: Site, folder: Path, running: Executor) -> None:
    """Write error pages, feeds, calendars, files for repositories and programs, and data.

    Args:
        site: The site.
        folder: Where it is built.
        running: What makes the pages meanwhile.
    """
    with stage(running, "beside pages"):
        _write_of_languages(site, folder)
    with stage(running, "repositories"):
        for views in site.views.values():
            for url, text in repositories.files(views, site.theme):
                put(folder / url, text.encode())
    with stage(running, "data"):
        icon, settings = site.assets.name(FAVICON), site.settings
        machines = MachineFiles(site.views, settings.site.names, icon, site.theme, folder)
        machines.write(settings.security_contact, settings.date)
        Llms(site.views, settings.site.names, site.theme, folder).write()
        if icon_file := _favicon(site):
            put(folder / favicon.NAME, icon_file)
        data_files.write(site.library, site.views, site.texts.recommendation, folder)


def _favicon(site: Site) -> bytes | None:
    """Return the site's icon for whoever asks for it by its name; nothing if it has one there."""
    if any(path.casefold() == favicon.NAME for path in site.files):
        return None
    icon = site.settings.site.favicon
    file = site.files.get(icon) or site.theme.path(icon)
    if not file.is_file():
        return None
    return favicon.made(icon, site.cleaned(file) or file.read_bytes(), site.cache)


def _write_of_languages(site: Site, folder: Path) -> None:
    locales, renderer = site.library.locales, site.renderer
    for tag, views in site.views.items():
        prefix = locales.prefix(tag)
        name = site.settings.site.names[tag]
        put(folder / prefix / ERROR_PAGE, renderer.error_page(tag).encode())
        if site.settings.has_app:
            offline = f"{prefix}{OFFLINE}index.html"
            put(folder / offline, renderer.offline_page(tag).encode())
        kinds.write_files(views, folder, site.content.stamp)
        feed_files.write(views, site.printer, name, folder)
    if site.settings.site_url:  # a sitemap holds absolute addresses alone
        put(folder / SITEMAP, renderer.sitemap().encode())
