"""What a build makes, by its paths in the site: no file of a contributor may take the place of it.

The paths come from what makes the files: the theme's own, the pages' addresses, the formats' names.
A test builds a site and finds nothing in it that isn't known here.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from issue_papers.content import addresses
from issue_papers.content.library import Library
from issue_papers.formats.app import web_app, worker
from issue_papers.formats.machines import llms
from issue_papers.formats.markdown import mirror
from issue_papers.formats.search.index import FOLDER as SEARCH
from issue_papers.formats.web import headers
from issue_papers.formats.web.rendering import ERROR_PAGE, SITEMAP
from issue_papers.kinds import agenda, ledger, registry
from issue_papers.look.dressing import IMAGES
from issue_papers.look.icons import ICONS
from issue_papers.theme import theme_files
from issue_papers.views import datasets, deposits, downloads, social
from issue_papers.views.cite_this import FILES as CITATIONS
from issue_papers.views.cite_this import STYLES_DATA, STYLES_TEXT

_INDEX = "index.html"
_MACHINES = (llms.NAME, llms.FULL, "opensearch.xml", "robots.txt")


@dataclass(frozen=True)
class Outputs:
    """Paths in a site, in lower case: some systems know no other.

    Attributes:
        files: Those of files.
        above: Those of the folders that these are in.
        folders: Those of folders in which all is made, each with a slash.
    """

    files: frozenset[str]
    above: frozenset[str]
    folders: tuple[str, ...]

    def takes_place(self, path: str) -> bool:
        """Whether a file of a path would take the place of what is made, or stand in its way."""
        name = path.casefold()
        if name in self.files or name in self.above or f"{name}/".startswith(self.folders):
            return True
        return any(folder in self.files for folder in _above(name))


def outputs(library: Library) -> Outputs:
    """Return what the build of a site makes."""
    files = frozenset(path.casefold() for path in _files(library))
    above = frozenset(folder for path in files for folder in _above(path))
    return Outputs(
        files, above, tuple(f"{name}/" for name in (SEARCH, social.FOLDER, web_app.FOLDER))
    )


def _above(path: str) -> Iterator[str]:
    while path := posixpath.dirname(path):
        yield path


def _files(library: Library) -> Iterator[str]:
    locales, settings = library.locales, library.settings
    yield from (path for path, _ in theme_files(settings.theme.files()))
    yield from (worker.WORKER, SITEMAP, f"{SITEMAP}.gz", headers.FILE, addresses.BUILDINFO)
    yield ".well-known/security.txt"
    yield from (f"{IMAGES}/{icon}" for icon, *_ in ICONS)
    for paper, tag, number, address in addresses.editions(library):
        changes = addresses.changes_address(locales.url(paper.key, tag), number)
        yield from (f"{address}{_INDEX}", f"{changes}{_INDEX}")
    for tag in locales.tags:
        start = locales.prefix(tag)
        yield from (f"{start}{name}" for name in _MACHINES)
        yield f"{start}{ERROR_PAGE}"
        yield f"{start}{addresses.OFFLINE}{_INDEX}"
        yield f"{start}{web_app.MANIFEST}"
        yield from (f"{start}{name}" for name in (*agenda.FILES, ledger.FEED))
        yield from (f"{start}{path}" for path in _data())
        yield from _pages(library, tag)
    yield from _data()


def _pages(library: Library, tag: str) -> Iterator[str]:
    """Yield what stands at the address of each page, and beside it."""
    for key, entry in library.entries.items():
        url = library.locales.url(key, tag)
        yield from (f"{url}{name}" for name in (_INDEX, *mirror.NAMES))
        yield from (f"{url}{name}" for _, name in CITATIONS)
        yield from (f"{url}{name}" for name in (STYLES_TEXT, STYLES_DATA))
        if library.settings.site.has_earlier_editions:
            yield f"{url}{addresses.SINCE}"
        if entry.kind.name == "event" and url:
            yield f"{url.rstrip('/')}.ics"
    for paper in library.publications:
        folder = library.locales.url(paper.key, tag)
        yield from (folder + file for _, file, _ in deposits.DEPOSITS)
        yield folder + deposits.LINKSET
        for form in library.settings.formats:
            name = form.file_name(paper.slug, tag)
            yield f"{downloads.FOLDER}/{name}"
            yield f"{folder}{name}"


def _data() -> Iterator[str]:
    for dataset in registry.datasets():
        for file in dataset.files:
            yield file.path
            if dataset.columns and file.media_type == "text/csv":
                yield datasets.described_by(file.path)
        yield from (schema.file.path for schema in dataset.schemas)
