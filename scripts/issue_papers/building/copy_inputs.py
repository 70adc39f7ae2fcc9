"""What a copy of the finished site is made from, as a digest: a known one isn't made again."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from importlib import metadata
from pathlib import Path

from issue_papers.building.site import Site
from issue_papers.content.library import Entry
from issue_papers.content.settings import FormatInfo
from issue_papers.content_cache import digest, generator, tree_digest
from issue_papers.formats.app.web_app import FOLDER as APP
from issue_papers.formats.search.index import FOLDER as SEARCH
from issue_papers.views.downloads import FOLDER as DOWNLOADS
from issue_papers.views.social import FOLDER as CARDS

_LIBRARIES = ("jinja2", "lxml", "pagefind")
_OF_PAGES = frozenset(
    {"index.html", "index.md", *(f"cite.{suffix}" for suffix in ("bib", "json", "ris"))}
)
"""What stands in the folder of a page, and is that page's in one language alone."""

_ELSEWHERE = (f"{APP}/", f"{CARDS}/", f"{SEARCH}/")
"""Folders of which a copy has nothing."""


class CopyInputs:
    """Names copies of the finished site by what they are made from.

    A copy is of one paper in one language: pages of others don't change it.

    Args:
        site_dir: The finished site.
        site: What it was made of.
    """

    def __init__(self, site_dir: Path, site: Site) -> None:
        self._site_dir = site_dir
        self._site = site

    def key(self, info: FormatInfo, paper: Entry, language: str) -> str:
        """Return the name of what a paper's copy in a language is made from."""
        views, site = self._site.views[language], self._site
        taken = {
            form.file_name(paper.slug, language)
            for form in site.settings.formats
            if form.is_in_offline_copy
        }
        parts = [
            *(generator(), *map(metadata.version, _LIBRARIES), self._templates),
            *(repr(info), repr(views.page(paper.key)), views.t.fingerprint),
            *(site.settings.site_url, str(site.settings.site.has_search)),
            *self._files(paper, language, {f"{DOWNLOADS}/{name}" for name in taken}),
        ]
        return digest(["copy", *parts])

    def _files(self, paper: Entry, language: str, taken: set[str]) -> Iterator[str]:
        """Yield the site's files that a copy may have in it, each with its digest."""
        locales = self._site.library.locales
        others = [
            locales.url(each.key, language)
            for each in self._site.library.publications
            if each is not paper
        ]
        foreign = [locales.prefix(tag) for tag in locales.tags if tag != language]
        left_out = tuple(folder for folder in (*others, *foreign) if folder)
        pages = {locales.url(key, language) for key in self._site.library.entries}
        for path, content in self._digests.items():
            folder, _, name = path.rpartition("/")
            if path.startswith(f"{DOWNLOADS}/"):
                is_own = path in taken
            elif name in _OF_PAGES:
                is_own = (f"{folder}/" if folder else "") in pages
            else:
                is_own = not path.endswith(".html")
            if is_own and not path.startswith(left_out):
                yield path
                yield content

    @cached_property
    def _digests(self) -> dict[str, str]:
        """The digest of each file that a copy may have in it, by path in the site."""
        found = {}
        for path in sorted(self._site_dir.rglob("*")):
            name = path.relative_to(self._site_dir).as_posix()
            if path.is_file() and not name.startswith(_ELSEWHERE):
                found[name] = digest([path.read_bytes()])
        return found

    @cached_property
    def _templates(self) -> str:
        return tree_digest(self._site.theme_dir / "editions" / "offline")
