"""What is done to a built site before it reaches its readers, in the order in which it must be.

The pages are rendered by then, in all languages; what is left needs them whole: sizes of downloads,
the search index, redirects, the offline copies, and the proof that no address is lost. Units
are begun as soon as what they are made from is there, and waited for as late as can be: meanwhile
this process writes what nothing else needs.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from issue_papers.blocks.registry import blocks
from issue_papers.building import buildinfo
from issue_papers.building.beside import Texts
from issue_papers.building.carrying import Carrying
from issue_papers.building.copies import Copies
from issue_papers.building.pages import Beside
from issue_papers.building.site import Site
from issue_papers.building.watching import stage
from issue_papers.checks import files
from issue_papers.content import addresses, moves
from issue_papers.formats import registry
from issue_papers.formats.app import web_app, worker
from issue_papers.formats.cards.social_cards import SocialCards
from issue_papers.formats.editions.exporting import versions
from issue_papers.formats.editions.making import Editions, with_sizes
from issue_papers.formats.search.indexing import Indexing
from issue_papers.formats.search.lexicon import concepts
from issue_papers.formats.search.making import Kept
from issue_papers.formats.search.pagefind import SearchIndexError
from issue_papers.formats.web import headers, redirect_pages
from issue_papers.publishing import put
from issue_papers.reporting.messages import local, say_count
from issue_papers.reporting.problems import Problem, ProblemsError
from issue_papers.views.downloads import FOLDER as DOWNLOADS
from issue_papers.work import give_back

log = logging.getLogger("issue_papers")


@dataclass(frozen=True)
class Finishing:
    """A site on its way to its readers.

    Attributes:
        site: What it is made of.
        editions: Its editions, begun.
        beside: What stands beside its pages.
        running: What runs the units.
        is_preview: Whether only its editor sees it: it may lack what takes long to make.
        earlier: Pages of earlier editions, by path in the site.
    """

    site: Site
    editions: Editions
    beside: Beside
    running: Executor
    is_preview: bool = False
    earlier: Mapping[str, bytes] = field(default_factory=dict)

    def finish(self, into: Carrying) -> None:
        """Complete the site in its folder.

        Args:
            into: The site, with its pages.

        Raises:
            ProblemsError: It must not be published.
        """
        site, settings, site_dir = self.site, self.site.settings, into.folder
        running, names = self.running, settings.site.names
        give_back()  # all pages have gone through this process
        for path, content in site.assets.contents.items():
            put(site_dir / path, content)
        pictures = site.pictures.begin(site.cache, running)
        for path, page in self.earlier.items():
            put(site_dir / path, page)
        cards = self._begun_cards()
        with stage(running, "beside each page"):
            self.beside.write(into, running)
        self._put_owners(site_dir, ".html")  # their pages can be found, too
        with stage(running, "reading for the search"), self._telling_of_search():
            search = self._begun_search(into) if settings.site.has_search else None
        with stage(running, "redirects"):
            texts = Texts(site, into, running)
            kept = self._redirected(
                site_dir, addresses.load(settings)[0], addresses.pages(site.library).__contains__
            )
        with stage(running, "pages read for the search"), self._telling_of_search():
            indexes = search.put_together(self._indexed()) if search else None
        log.info("Editions …")
        with stage(running, "editions"):
            sizes = self.editions.finish(site_dir)
        if indexes:
            with stage(running, "search"), self._telling_of_search():
                indexes.write(into)
        with stage(running, "texts"):
            self._fill(site_dir, sizes)
            self._put_beside_papers(site_dir)
            texts.finish()
            sent = headers.of_site(site_dir, settings.site)
            put(site_dir / headers.FILE, sent.written("netlify", site.theme).encode())
            self._put_owners(site_dir)
        with stage(running, "pictures"):
            for path in site.pictures.sources:
                made = pictures[path].result()[path] if path in pictures else None
                put(site_dir / path, made or site.pictures.content(path, site.cache))
        copies = Copies(site, site_dir, running)
        with stage(running, "cards"):
            cards.write(site_dir)
        with stage(running, "copies"):
            self._fill(site_dir, copies.write())
        with stage(running, "app"):
            if settings.has_app:
                web_app.write(
                    site_dir, site.theme, site.views, names, site.assets, site.page_colour
                )
            else:
                worker.write_farewell(site_dir, site.theme)
        self._put_owners(site_dir)
        with stage(running, "addresses"):
            self._compare_addresses(site_dir, kept)
        if not self.is_preview:
            with stage(running, "buildinfo"):
                buildinfo.write(site, into)

    def _redirected(
        self, site_dir: Path, kept: addresses.Addresses, is_there: Callable[[str], bool]
    ) -> addresses.Addresses:
        """Lead on from the addresses that pages had; return what has moved.

        Args:
            site_dir: The site's folder.
            kept: What was published, and what has moved.
            is_there: Whether there is something at an address of the site.
        """
        site = self.site
        kept = moves.followed(kept, site.library.locales, is_there)
        pages = redirect_pages.RedirectPages(
            site.library,
            site.catalogues,
            site.theme,
            site.assets.name(site.settings.site.favicon),
            site.assets.name(redirect_pages.SCRIPT),
        )
        pages.write(kept, site_dir)
        return kept

    def _begun_cards(self) -> SocialCards:
        """Begin to draw the pages' cards."""
        site, libraries = self.site, versions(registry.formats())
        names = site.settings.site.names
        (draw,) = (block.on_card for block in blocks().values() if block.on_card)
        return SocialCards(
            site.views, names, site.theme, site.cache, libraries, self.running, site.files.get, draw
        )

    def _begun_search(self, into: Carrying) -> Indexing:
        """Begin to index the pages, of whose text only the sizes of downloads are still to come.

        Raises:
            ProblemsError: A page can't be indexed.
        """
        log.info("Search …")
        site = self.site
        known = concepts(site.library.termbase, site.library.locales.tags)
        kept, pages = Kept(site.cache, site.settings.root), into.digests(".html")
        return Indexing(into.folder, known, self.running, kept, pages)

    def _indexed(self) -> Mapping[str, int]:
        """Return how many pages are to be found in each language."""
        return {tag: views.indexed_pages() for tag, views in self.site.views.items()}

    @contextmanager
    def _telling_of_search(self) -> Iterator[None]:
        try:
            yield
        except SearchIndexError as error:
            config = self.site.settings.relative(self.site.settings.config_path)
            raise ProblemsError(Problem(config, 1, "search", error.args[0])) from error

    def _compare_addresses(self, site_dir: Path, kept: addresses.Addresses) -> None:
        """Put files where they were, too; stop where an address would be lost.

        And say where some aren't kept yet.
        """
        library = self.site.library
        kept = self._redirected(site_dir, kept, lambda address: (site_dir / address).is_file())
        redirect_pages.copy_files(library, kept, site_dir)
        if self.is_preview or not kept.published:
            return
        there = {*addresses.found(site_dir)}
        if lost := moves.missing(there, library.settings, kept):
            raise ProblemsError(*lost)
        if new := len(there - kept.published.keys()):
            hint = say_count(
                new,
                one="1 new address: once it is public, `issue-papers urls` keeps it",
                other="{count} new addresses: once they are public, `issue-papers urls` keeps them",
            )
            log.info("%s", local(hint))

    def _put_owners(self, site_dir: Path, suffix: str = "") -> None:
        """Put the owner's own files, or such as end with that, in the place of what was made."""
        settings, assets = self.site.settings, self.site.assets.contents
        for path, file in self.site.files.items():
            is_owners = self.site.theme.hold(file) or files.is_allowed(path, settings)
            if is_owners and path not in assets and path.endswith(suffix):
                put(site_dir / path, self.site.cleaned(file) or file.read_bytes())

    def _put_beside_papers(self, site_dir: Path) -> None:
        for paper in self.site.library.publications:
            for tag, views in self.site.views.items():
                for name, url in views.readers.downloads.beside(paper, tag).items():
                    put(site_dir / url, (site_dir / DOWNLOADS / name).read_bytes())

    def _fill(self, site_dir: Path, sizes: Mapping[str, int]) -> None:
        """Put the sizes of downloads into the pages that offer them."""
        if not sizes:
            return
        locales = self.site.library.locales
        for key in self.site.library.entries:
            for language in locales.languages:
                file = site_dir / locales.url(key, language.tag) / "index.html"
                page = file.read_bytes()
                filled = with_sizes(page, sizes, language)
                if filled is not page:
                    put(file, filled)
