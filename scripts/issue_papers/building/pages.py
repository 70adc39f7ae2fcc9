"""The pages of a site and what stands beside each: what is known as it was, and what is made."""

from __future__ import annotations

import logging
import pickle
from collections.abc import Iterator
from concurrent.futures import Executor
from typing import cast

from issue_papers.building.carrying import Carrying
from issue_papers.building.site import Site
from issue_papers.building.units import (
    PAGE,
    Companions,
    Page,
    Rendered,
    accompany,
    cite,
    in_the_making,
    render,
    seal,
)
from issue_papers.building.watching import Watched
from issue_papers.content_cache import Shelf, digest
from issue_papers.formats.markdown.mirror import NAME, NAMES
from issue_papers.reporting.messages import local, say
from issue_papers.work import Work, shares

log = logging.getLogger("issue_papers")

COMPANIONS = ".companions"
"""The suffix of what stands beside a page, in the content cache."""

_CITED = 150
"""How many pages are cited at once."""


class Beside:
    """What stands beside every page that a language really has: itself as Markdown, and citations.

    Whoever makes a page makes them along with it; those of pages that were known, or made by
    another program, are made here if they aren't known.

    Args:
        site: The site.
    """

    def __init__(self, site: Site) -> None:
        self._site = site
        self._shelf = Shelf(site.cache, "companions", site.settings.root)
        self._given: set[Page] = set()

    def keep(self, page: Page, companions: Companions) -> None:
        """Keep what stands beside a page."""
        made = pickle.dumps({**companions})
        name = digest([made])
        self._shelf[self._key(page)] = name
        if not self._site.cache.has(name, COMPANIONS):
            self._site.cache.put(name, COMPANIONS, made)

    def known(self, page: Page) -> Companions | None:
        """Return what stands beside a page, if it was made before."""
        name = self._name(page)
        kept = self._site.cache.find(name, COMPANIONS) if name else None
        return None if kept is None else cast("Companions", pickle.loads(kept))  # noqa: S301 - ours

    def write(self, into: Carrying, running: Executor) -> None:
        """Write all that haven't come with their pages.

        Args:
            into: Where the pages are.
            running: What runs the units.
        """
        missing = []
        for page in self._all():
            if into.over(self._group(page), self._name(page)):
                self._given.add(page)
            elif (made := self.known(page)) is not None:
                self.put(into, page, made)
            else:
                missing.append(page)
        for page, made in in_the_making("mirrors", accompany, self._site, missing, running):
            self.keep(page, made)
            self.put(into, page, made)
        self.close()

    def put(self, into: Carrying, page: Page, companions: Companions) -> None:
        """Write the files that stand beside a page, which are kept."""
        into.put(self._group(page), self._name(page), self.files(page, companions))

    def files(self, page: Page, companions: Companions) -> Iterator[tuple[str, bytes]]:
        """Yield the files that stand beside a page, by path in the site, and have them written."""
        self._given.add(page)
        url = self._site.library.locales.url(*page)
        for name, content in companions.items():
            for each in NAMES if name == NAME else (name,):
                yield url + each, content

    def close(self) -> None:
        """Know from now on what was asked for, and nothing else."""
        self._shelf.close()

    def _all(self) -> Iterator[Page]:
        for key, entry in sorted(self._site.library.entries.items()):
            for tag in self._site.library.locales.tags:
                if entry.has(tag) and (key, tag) not in self._given:
                    yield key, tag

    def _name(self, page: Page) -> str:
        """Return the name that what stands beside a page is kept under; empty if it isn't."""
        key = self._key(page)
        return str(self._shelf[key]) if key in self._shelf else ""

    def _group(self, page: Page) -> str:
        return f"{self._site.library.locales.url(*page)}*"

    def _key(self, page: Page) -> str:
        key, tag = page
        return digest(["companions", self._site.keys.told(self._site.library.entries[key], tag)])


class Pages:
    """The pages of a site: those that are known as they were, and the others being made.

    Args:
        site: The site.
        beside: Keeps what is made to stand beside them.
        running: What runs the units.

    Attributes:
        missing: Those that are being made.
        drawn: How many of those have been drawn; the others turned out to be as they were.
    """

    def __init__(self, site: Site, beside: Beside, running: Executor) -> None:
        self._site = site
        self._beside = beside
        self._running = running
        self.drawn = 0
        self._shelf = Shelf(site.cache, "pages", site.settings.root)
        tags, keys = site.library.locales.tags, sorted(site.library.entries)
        # A page in all its languages at once: they read the same text, and know its passages by it.
        pages = [(key, tag) for key in keys for tag in tags]
        # Where nothing is known, keys are only needed for what is there: workers begin at once.
        found = () if self._shelf.is_empty else pages
        self._known = {page: name for page in found if (name := self._name(page))}
        self.missing = [page for page in pages if page not in self._known]
        self._begun: Iterator[tuple[Page, Rendered]] | None = None

    def begin(self) -> None:
        """Begin to make those that aren't known, unless that has begun."""
        if self._begun is None:
            self._begun = in_the_making("pages", render, self._site, self.missing, self._running)

    def begin_citing(self) -> None:
        """Begin to write how they are cited, a language at a time: its styles are large.

        A single page is cited as it is made, in each language.
        """
        if len(self.missing) <= len(self._site.views):
            return
        sealed = seal(self._site, self._running)
        for tag in self._site.views:
            pages = (page for page in self.missing if page[1] == tag)
            for share in shares(pages, enough=_CITED, most=2 * _CITED):
                self._running.submit(Work("citations", tag, cite), sealed, share)

    def write(self, into: Carrying) -> None:
        """Write every page, and what is made along with it."""
        self.begin()
        gone = []
        for page, name in self._known.items():
            path = self._path(page)
            if into.over(path, name):
                continue
            html = self._site.cache.find(name, PAGE)
            if html is None:
                gone.append(page)  # another build has just swept it away
            else:
                into.put(path, name, [(path, html)])
        kept = len(self._known) - len(gone)
        again = in_the_making("pages", render, self._site, gone, self._running)
        for made in (self._begun or (), again):
            for page, rendered in made:
                self._shelf[self._key(page)] = rendered.name
                if rendered.is_new:
                    self._site.cache.put(rendered.name, PAGE, rendered.html)
                if rendered.companions:
                    self._beside.keep(page, rendered.companions)
                    self._beside.put(into, page, rendered.companions)
                self.drawn += rendered.is_new
                if isinstance(self._running, Watched):
                    self._running.spans.append(rendered.span)
                kept += not rendered.is_new
                into.put(self._path(page), rendered.name, [(self._path(page), rendered.html)])
        self._shelf.close()
        log.info("%s", local(say("pages made: {made}, kept: {kept}", made=self.drawn, kept=kept)))

    def _key(self, page: Page) -> str:
        key, tag = page
        return self._site.keys.page(self._site.library.entries[key], tag)

    def _name(self, page: Page) -> str:
        """Return the name that a page was kept under; nothing if it may have changed since."""
        key = self._key(page)
        if key not in self._shelf:
            return ""
        name = str(self._shelf[key])
        return name if self._site.cache.has(name, PAGE) else ""

    def _path(self, page: Page) -> str:
        return f"{self._site.library.locales.url(*page)}index.html"
