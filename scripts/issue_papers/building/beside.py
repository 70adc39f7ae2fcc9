"""What a site has beside its pages, and can be made before there are any."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor, Future
from functools import partial
from pathlib import Path

from issue_papers.building.carrying import Carrying
from issue_papers.building.site import DATA, Site
from issue_papers.building.units import Sealed, opened, seal
from issue_papers.content.addresses import OFFLINE
from issue_papers.content_cache import digest, generator
from issue_papers.formats.app import favicon
from issue_papers.formats.data import files as data_files
from issue_papers.formats.data import packages
from issue_papers.formats.feeds import files as feed_files
from issue_papers.formats.machines import llms
from issue_papers.formats.machines.files import MachineFiles
from issue_papers.formats.markdown import mirror
from issue_papers.formats.repositories import files as repositories
from issue_papers.formats.web.rendering import ERROR_PAGE, SITEMAP
from issue_papers.installed import named_versions
from issue_papers.kinds import registry as kinds
from issue_papers.publishing import put, put_pieces
from issue_papers.theme import FAVICON
from issue_papers.views.publications import Json
from issue_papers.work import Work

_LIBRARIES = ("pydantic", "pydantic-core")
"""What says in a schema what a model says in Python."""


class BesidePages:
    """Error pages, feeds, calendars, files for repositories and programs, and data, in the making.

    They are large: so each unit puts what it makes into the site by itself, file by file.

    Args:
        site: The site.
        folder: Where it is built.
        running: What makes them.
    """

    def __init__(self, site: Site, folder: Path, running: Executor) -> None:
        self._site = site
        self._folder = folder
        sealed = seal(site, running)
        self._data = [
            running.submit(
                Work("data", dataset.id, write_dataset, room=site.room), sealed, dataset.id, folder
            )
            for dataset in kinds.datasets()
        ]
        self._others = [
            running.submit(Work(kind, tag, write, room=site.room), sealed, tag, folder)
            for kind, write in (("repositories", write_records), ("files", write_of_language))
            for tag in site.views
        ]

    def write(self) -> None:
        """Write what is small, while they are made.

        Raises:
            ProblemsError: A template can't be drawn.
        """
        site, folder = self._site, self._folder
        icon, settings = site.assets.name(FAVICON), site.settings
        machines = MachineFiles(site.views, settings.site.names, icon, site.theme, folder)
        machines.write(settings.security_contact, settings.date)
        for tag in site.views:
            if listed := list_of_pages(site, tag, folder):
                put(_of_language(site, folder, tag, llms.NAME), listed)
        if icon_file := _favicon(site):
            put(folder / favicon.NAME, icon_file)
        if settings.site_url:  # a sitemap holds absolute addresses alone
            put(folder / SITEMAP, site.renderer.sitemap().encode())
        for path, text in _schemas(site):
            put(folder / path, text.encode())

    def finish(self) -> None:
        """Write what is told of them, and wait for them.

        Raises:
            ProblemsError: A template can't be drawn.
        """
        made_from = self._site.data_sources
        measures = {path: measure for job in self._data for path, measure in job.result().items()}
        for path, text in packages.described(made_from, kinds.datasets(), measures):
            put(self._folder / path, text.encode())
        wait_for(self._others)


class Texts:
    """What has the texts of all pages of a language, in the making.

    It is made of what stands beside the pages as Markdown, and of the list of them: where these are
    the same, so is it.

    Args:
        site: The site.
        into: Where its pages are, and what stands beside each.
        running: What writes it.
    """

    def __init__(self, site: Site, into: Carrying, running: Executor) -> None:
        self._into = into
        self._jobs: list[tuple[str, str, Future[Mapping[str, str]]]] = []
        sealed, locales = seal(site, running), site.library.locales
        mirrors = into.digests(mirror.NAME)
        for tag in site.views:
            prefix = locales.prefix(tag)
            paths = (f"{locales.url(key, tag)}{mirror.NAME}" for key in site.library.entries)
            texts = (f"{path} {mirrors[path]}" for path in sorted(paths) if path in mirrors)
            name = digest(["texts", site.keys.frame, *texts])
            if not into.over(f"{prefix}{llms.FULL}", name):
                work = Work("files", tag, write_texts, room=site.room)
                job = running.submit(work, sealed, tag, into.folder)
                self._jobs.append((f"{prefix}{llms.FULL}", name, job))

    def finish(self) -> None:
        """Wait until it is written.

        Raises:
            ProblemsError: A template can't be drawn.
        """
        for path, name, job in self._jobs:
            self._into.note(path, name, job.result())


def write_texts(sealed: Sealed, tag: str, folder: Path) -> Mapping[str, str]:
    """Write what has the texts of all pages of a language, and return its SHA-256 by its path.

    Args:
        sealed: The site.
        tag: The language's tag.
        folder: Where the site is built.
    """
    site = opened(sealed)
    file = _of_language(site, folder, tag, llms.FULL)
    put_pieces(file, _llms(site, folder).full(tag))
    if not file.is_file():
        return {}
    with file.open("rb") as written:
        found = hashlib.file_digest(written, "sha256").hexdigest()
    return {file.relative_to(folder).as_posix(): found}


def list_of_pages(site: Site, tag: str, folder: Path) -> bytes:
    """Return what lists the pages of a language for programs; nothing where it has no home page.

    Args:
        site: The site.
        tag: The language's tag.
        folder: Where the site is built.
    """
    return site.framed(f"llms {tag}", partial(_llms(site, folder).listed, tag))


def wait_for(jobs: list[Future[None]]) -> None:
    """Wait until something is written.

    Raises:
        ProblemsError: A template can't be drawn.
    """
    for job in jobs:
        job.result()


def write_dataset(sealed: Sealed, dataset: str, folder: Path) -> Mapping[str, Json]:
    """Write a set of data into a site, and return what `packages` says of its files, by path.

    Args:
        sealed: The site.
        dataset: The set's id.
        folder: Where it is built.
    """
    site = opened(sealed)
    measures: dict[str, Json] = {}
    for path, content in data_files.dataset_of(dataset).write(site.data_sources):
        measures[path] = packages.measured(content)
        put(folder / path, content)
    site.has_told(len(site.pages))
    return measures


def write_records(sealed: Sealed, tag: str, folder: Path) -> None:
    """Write what repositories and registries take, for the readers of a language.

    Args:
        sealed: The site.
        tag: The language's tag.
        folder: Where the site is built.
    """
    site = opened(sealed)
    for url, text in repositories.files(site.views[tag], site.theme, site.keep):
        put(folder / url, text.encode())


def write_of_language(sealed: Sealed, tag: str, folder: Path) -> None:
    """Write the files that a language has once, such as its feeds.

    Args:
        sealed: The site.
        tag: The language's tag.
        folder: Where the site is built.
    """
    site = opened(sealed)
    prefix, renderer = site.library.locales.prefix(tag), site.renderer
    error = site.framed(f"error {tag}", partial(renderer.error_page, tag))
    put(folder / prefix / ERROR_PAGE, error.encode())
    if site.settings.has_app:
        offline = site.framed(f"offline {tag}", partial(renderer.offline_page, tag))
        put(folder / f"{prefix}{OFFLINE}index.html", offline.encode())
    kinds.write_files(site.views[tag], folder, site.content.stamp)
    feed_files.write(site.views[tag], site.printer, site.settings.site.names[tag], folder)


def _llms(site: Site, folder: Path) -> llms.Llms:
    return llms.Llms(site.views, site.settings.site.names, site.theme, folder)


def _of_language(site: Site, folder: Path, tag: str, name: str) -> Path:
    """Return where readers of a language find a file."""
    return folder / site.library.locales.prefix(tag) / name


def _favicon(site: Site) -> bytes | None:
    """Return the site's icon for whoever asks for it by its name; nothing if it has one there."""
    if any(path.casefold() == favicon.NAME for path in site.files):
        return None
    icon = site.settings.site.favicon
    file = site.files.get(icon) or site.theme.path(icon)
    if not file.is_file():
        return None
    return favicon.made(icon, site.cleaned(file) or file.read_bytes(), site.cache)


def _schemas(site: Site) -> Sequence[tuple[str, str]]:
    """Return the schemas of data files: they follow from the generator, and from their address."""
    key = digest(["schemas", generator(), *named_versions(_LIBRARIES), site.settings.site_url])
    return site.cache.value(key, DATA, lambda: tuple(data_files.schemas(site.data_sources)))
