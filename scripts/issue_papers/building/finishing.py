"""What is done to a built site before it reaches its readers, in the order in which it must be.

The pages are rendered by then, in all languages; what is left needs them whole: sizes of downloads,
the search index, data, redirects, the offline copies, and the proof that no address is lost.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from issue_papers.building.site import Site
from issue_papers.content import addresses
from issue_papers.content.library import Entry
from issue_papers.content.settings import FormatInfo
from issue_papers.content_cache import Shelf, digest
from issue_papers.formats import registry
from issue_papers.formats.app import web_app
from issue_papers.formats.cards.social_cards import SocialCards
from issue_papers.formats.data import files as data_files
from issue_papers.formats.declaration import Copying, SiteMaker
from issue_papers.formats.editions.making import Editions, versions, with_sizes
from issue_papers.formats.machines.files import MachineFiles
from issue_papers.formats.markdown import mirror
from issue_papers.formats.search import index as search
from issue_papers.formats.web import redirect_pages, style_sheets
from issue_papers.publishing import put
from issue_papers.reporting.messages import local, say_count
from issue_papers.reporting.problems import Problem, ProblemsError
from issue_papers.views.downloads import FOLDER as DOWNLOADS

log = logging.getLogger("issue_papers")


@dataclass(frozen=True)
class Finishing:
    """A site on its way to its readers.

    Attributes:
        site: What it is made of.
        editions: Its editions, begun.
        is_preview: Whether only its editor sees it: it may lack what takes long to make.
        earlier: Pages of earlier editions, by path in the site.
    """

    site: Site
    editions: Editions
    is_preview: bool = False
    earlier: Mapping[str, bytes] = field(default_factory=dict)

    def finish(self, site_dir: Path) -> None:
        """Complete the site in its folder.

        Raises:
            ProblemsError: It must not be published.
        """
        site, settings = self.site, self.site.settings
        style_sheets.bundle(site_dir)
        log.info("Editions …")
        self._fill(site_dir, self.editions.finish(site_dir))
        self._put_beside_papers(site_dir)
        if settings.site.has_search:
            log.info("Search …")
            expected = {tag: views.indexed_pages() for tag, views in site.views.items()}
            try:
                search.build_index(site_dir, expected=expected)
            except search.SearchIndexError as error:
                config = settings.relative(settings.config_path)
                raise ProblemsError(Problem(config, 1, "search", error.args[0])) from error
        data_files.write(site.library, site.views, site.texts.recommendation, site_dir)
        for views in site.views.values():
            for url, text in views.cite_this.files():
                put(site_dir / url, text.encode())
        names = settings.site.names
        cards = SocialCards(site.theme_dir, site.cache, versions(registry.formats()))
        cards.write(site.views, names, site_dir)
        self._write_mirrors(site_dir)
        machines = MachineFiles(site.views, names, site.theme_dir, site_dir)
        machines.write(settings.security_contact, settings.date)
        for path, page in self.earlier.items():
            put(site_dir / path, page)
        kept, _ = addresses.load(settings)
        redirects = redirect_pages.RedirectPages(
            site.library, site.catalogues, site.theme_dir, settings.site.favicon
        )
        redirects.write(kept, site_dir)
        for info in settings.formats:
            if copy := registry.declaration(info).copy:
                log.info("Offline copies …")
                self._fill(site_dir, self._write_copies(site_dir, info, copy))
        if settings.has_app:
            web_app.write(site_dir, site.theme_dir, site.views, names)
        else:
            web_app.write_farewell(site_dir, site.theme_dir)
        self._compare_addresses(site_dir, kept)

    def _write_mirrors(self, site_dir: Path) -> None:
        """Write every page that a language really has as Markdown, beside its HTML."""
        site = self.site
        kept = Shelf(site.cache, "mirrors", site.settings.root)
        for tag, views in site.views.items():
            written = mirror.Mirror(views, site.printer, site.theme_dir)
            for entry in site.library.entries.values():
                if entry.has(tag):
                    key = digest(["mirror", site.keys.page(entry, tag)])
                    text = kept.get(key, partial(written.page, entry))
                    folder = site_dir / site.library.locales.url(entry.key, tag)
                    put(folder / mirror.NAME, text.encode())
        kept.close()

    def _compare_addresses(self, site_dir: Path, kept: addresses.Addresses) -> None:
        """Stop where an address would be lost; say where some aren't kept yet."""
        if self.is_preview or not kept.published:
            return
        there = {*addresses.found(site_dir)}
        if lost := addresses.missing(there, self.site.library.settings, kept):
            raise ProblemsError(*lost)
        if new := len(there - kept.published.keys()):
            hint = say_count(
                new,
                one="1 new address: once it is public, `issue-papers urls` keeps it",
                other="{count} new addresses: once they are public, `issue-papers urls` keeps them",
            )
            log.info("%s", local(hint))

    def _put_beside_papers(self, site_dir: Path) -> None:
        for paper in self.site.library.publications:
            for tag, views in self.site.views.items():
                for name, url in views.readers.downloads.beside(paper, tag).items():
                    put(site_dir / url, (site_dir / DOWNLOADS / name).read_bytes())

    def _fill(self, site_dir: Path, sizes: Mapping[str, int]) -> None:
        """Put the sizes of downloads into the pages that offer them."""
        locales = self.site.library.locales
        for key in self.site.library.entries:
            for language in locales.languages:
                file = site_dir / locales.url(key, language.tag) / "index.html"
                page = file.read_bytes()
                filled = with_sizes(page, sizes, language)
                if filled is not page:
                    file.write_bytes(filled)

    def _write_copies(self, site_dir: Path, info: FormatInfo, copy: SiteMaker) -> dict[str, int]:
        """Write the copies of all papers in all languages, and return their sizes by name."""
        wanted = [
            (paper, tag)
            for paper in self.site.library.publications
            for tag in self.site.views
            if paper.has(tag)
        ]
        with ThreadPoolExecutor() as pool:
            copies = pool.map(lambda one: copy(self._copying(site_dir, *one)), wanted)
            names = (info.file_name(paper.slug, tag) for paper, tag in wanted)
            made = dict(zip(names, copies, strict=True))
        for name, content in made.items():
            put(site_dir / DOWNLOADS / name, content)
        return {name: len(content) for name, content in made.items()}

    def _copying(self, site_dir: Path, paper: Entry, tag: str) -> Copying:
        taken = [form for form in self.site.library.settings.formats if form.is_in_offline_copy]
        names = [form.file_name(paper.slug, tag) for form in taken]
        return Copying(
            site_dir=site_dir,
            views=self.site.views[tag],
            paper=paper,
            theme_dir=self.site.theme_dir,
            editions={name: site_dir / DOWNLOADS / name for name in names},
        )
