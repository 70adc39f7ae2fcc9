"""What a copy of the finished site is made from, as a digest: a known one isn't made again.

What a copy takes of the site is known when it has been made: its pages lead to what they need. So
each copy leaves a list of the files that were read for it. While the site has files of the same
names, and those on the list are the same, another copy would read the same and come out the same,
whatever has changed elsewhere.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from functools import cached_property
from pathlib import Path

from issue_papers.building.site import Site
from issue_papers.content.library import Entry
from issue_papers.content.settings import FormatInfo
from issue_papers.content_cache import digest, generator
from issue_papers.formats.app.web_app import FOLDER as APP
from issue_papers.formats.declaration import Copied
from issue_papers.formats.search.index import FOLDER as SEARCH
from issue_papers.installed import version
from issue_papers.views.social import FOLDER as CARDS

_LIBRARIES = ("jinja2", "lxml", "pagefind")
_ELSEWHERE = (f"{APP}/", f"{CARDS}/", f"{SEARCH}/")
"""Folders of which a copy has nothing."""

_LIST = ".copied"


class CopyInputs:
    """Names copies of the finished site by what they are made from.

    Args:
        site_dir: The finished site.
        site: What it was made of.
    """

    def __init__(self, site_dir: Path, site: Site) -> None:
        self._site_dir = site_dir
        self._site = site
        self._digests: dict[str, str] = {}

    def known(self, info: FormatInfo, paper: Entry, language: str) -> bytes | None:
        """Return a paper's copy in a language as it was made before, if it was."""
        means, cache = self._means(info, paper, language), self._site.cache
        read = cache.find(means, _LIST)
        return cache.find(self._key(means, json.loads(read)), info.suffix) if read else None

    def keep(self, info: FormatInfo, paper: Entry, language: str, copied: Copied) -> None:
        """Keep a paper's copy in a language."""
        means, cache = self._means(info, paper, language), self._site.cache
        cache.put(self._key(means, copied.read), info.suffix, copied.content)
        cache.put(means, _LIST, json.dumps(sorted(copied.read)).encode())

    def _means(self, info: FormatInfo, paper: Entry, language: str) -> str:
        """Return the name of what decides which files a copy takes, and how."""
        views, settings = self._site.views[language], self._site.settings
        about = (info, paper.key, language, settings.site_url, settings.site.has_search)
        libraries = map(version, _LIBRARIES)
        shown = (repr(views.page(paper.key)), views.t.fingerprint)
        return digest(["copy", generator(), *libraries, self._shared, repr(about), *shown])

    def _key(self, means: str, read: Collection[str]) -> str:
        """Return the name of a copy, given the files that it is made from."""
        return digest([means, *(part for path in sorted(read) for part in (path, self._of(path)))])

    def _of(self, path: str) -> str:
        """Return the digest of a file of the site; empty if there is none."""
        if path not in self._digests:
            file = self._site_dir / path
            self._digests[path] = digest([file.read_bytes()]) if file.is_file() else ""
        return self._digests[path]

    @cached_property
    def _shared(self) -> str:
        """Digest of the templates of copies, the pages and the other papers, and all files' names.

        A link leads elsewhere where there is no such file.
        """
        library = self._site.library
        inside = (path.relative_to(self._site_dir) for path in self._site_dir.rglob("*"))
        names = sorted(path.as_posix() for path in inside)
        kept = (name for name in names if not f"{name}/".startswith(_ELSEWHERE))
        about = (sorted(library.entries), [each.key for each in library.publications])
        terms = library.termbase.fingerprint
        return digest([self._templates, repr(library.settings.locales), repr(about), terms, *kept])

    @cached_property
    def _templates(self) -> str:
        return self._site.theme.digest("editions/offline")
