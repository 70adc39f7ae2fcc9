"""What is done to a built site before it reaches its readers, in the order in which it must be.

The pages are rendered by then, in all languages; what is left needs them whole: sizes of downloads,
the search index, data, redirects, the offline copies, and the proof that no address is lost.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from issue_papers.content import addresses
from issue_papers.content.library import Entry, Library
from issue_papers.content.settings import FormatInfo
from issue_papers.formats import registry
from issue_papers.formats.app import web_app
from issue_papers.formats.cards.social_cards import SocialCards
from issue_papers.formats.data import files as data_files
from issue_papers.formats.declaration import Copying, SiteMaker
from issue_papers.formats.editions.making import Editions, fill_sizes, versions
from issue_papers.formats.machines.files import MachineFiles
from issue_papers.formats.markdown import mirror
from issue_papers.formats.search import index as search
from issue_papers.formats.web import redirect_pages, style_sheets
from issue_papers.formats.web.pages import PageTexts
from issue_papers.printing.printer import Printer
from issue_papers.publishing import put
from issue_papers.reporting.messages import environment_language, local, say
from issue_papers.reporting.problems import ProblemsError, report
from issue_papers.views.catalogue import Catalogue
from issue_papers.views.downloads import FOLDER as DOWNLOADS
from issue_papers.views.site import Views

log = logging.getLogger("mkdocs.plugins.issue_papers")


class UnfinishedError(Exception):
    """The site can't be published; the text says why, in the editor's language."""


@dataclass(frozen=True)
class Finishing:
    """A built site on its way to its readers.

    Attributes:
        library: What it is made of.
        views: The views by language tag.
        printer: Prints the texts.
        texts: Writes the texts of its pages.
        catalogues: The interface's strings by language tag.
        editions: Its offline editions, begun.
        theme_dir: The folder of templates.
        series: The site's name by language tag.
        favicon: The path of the site's icon in the site.
        earlier: Pages of earlier editions, by path in the site.
        has_search: Whether it is to have a search index.
        has_app: Whether it is to be an app.
        is_preview: Whether only its editor sees it: it may lack what takes long to make.
    """

    library: Library
    views: Mapping[str, Views]
    printer: Printer
    texts: PageTexts
    catalogues: Mapping[str, Catalogue]
    editions: Editions
    theme_dir: Path
    series: Mapping[str, str]
    favicon: str
    earlier: Mapping[str, bytes]
    has_search: bool
    has_app: bool
    is_preview: bool

    def finish(self, site_dir: Path) -> None:
        """Complete the site in its folder.

        Raises:
            UnfinishedError: It must not be published.
        """
        try:
            self._finish(site_dir)
        except ProblemsError as error:
            raise UnfinishedError("\n" + report(error.problems, environment_language())) from error
        except search.SearchIndexError as error:
            raise UnfinishedError(local(error.args[0])) from error

    def _finish(self, site_dir: Path) -> None:
        settings = self.library.settings
        style_sheets.bundle(site_dir)
        log.info("Editions …")
        self._fill(site_dir, self.editions.finish(site_dir))
        self._put_beside_papers(site_dir)
        if self.has_search:
            log.info("Search …")
            expected = {tag: views.indexed_pages() for tag, views in self.views.items()}
            search.build_index(site_dir, expected=expected)
        data_files.write(self.library, self.views, self.texts.recommendation, site_dir)
        for views in self.views.values():
            for url, text in views.citation_files():
                put(site_dir / url, text.encode())
        cards = SocialCards(self.theme_dir, self.editions.cache, versions(registry.formats()))
        cards.write(self.views, self.series, site_dir)
        for views in self.views.values():
            mirror.write(views, self.printer, self.theme_dir, site_dir)
        machines = MachineFiles(self.views, self.series, self.theme_dir, site_dir)
        machines.write(settings.security_contact, settings.date)
        for path, page in self.earlier.items():
            put(site_dir / path, page)
        kept, _ = addresses.load(settings)
        redirects = redirect_pages.RedirectPages(
            self.library, self.catalogues, self.theme_dir, self.favicon
        )
        redirects.write(kept, site_dir)
        for info in settings.formats:
            if copy := registry.declaration(info).copy:
                log.info("Offline copies …")
                self._fill(site_dir, self._write_copies(site_dir, info, copy))
        if self.has_app:
            web_app.write(site_dir, self.theme_dir, self.views, self.series)
        else:
            web_app.write_farewell(site_dir, self.theme_dir)
        self._compare_addresses(site_dir, kept)

    def _compare_addresses(self, site_dir: Path, kept: addresses.Addresses) -> None:
        """Stop where an address would be lost; say where some aren't kept yet."""
        if self.is_preview or not kept.published:
            return
        there = {*addresses.found(site_dir)}
        if lost := addresses.missing(there, self.library.settings, kept):
            raise UnfinishedError("\n" + report(lost, environment_language()))
        if new := len(there - kept.published.keys()):
            hint = say(
                "{count} new addresses: once they are public, `issue-papers urls` keeps them",
                count=new,
            )
            log.info("%s", local(hint))

    def _put_beside_papers(self, site_dir: Path) -> None:
        for paper in self.library.papers:
            for tag, views in self.views.items():
                for name, url in views.beside(paper, tag).items():
                    put(site_dir / url, (site_dir / DOWNLOADS / name).read_bytes())

    def _fill(self, site_dir: Path, sizes: Mapping[str, int]) -> None:
        fill_sizes(site_dir, self.library.locales, sizes)

    def _write_copies(self, site_dir: Path, info: FormatInfo, copy: SiteMaker) -> dict[str, int]:
        """Write the copies of all papers in all languages, and return their sizes by name."""
        wanted = [
            (paper, tag) for paper in self.library.papers for tag in self.views if paper.has(tag)
        ]
        with ThreadPoolExecutor() as pool:
            copies = pool.map(lambda one: copy(self._copying(site_dir, *one)), wanted)
            names = (info.file_name(paper.slug, tag) for paper, tag in wanted)
            made = dict(zip(names, copies, strict=True))
        for name, content in made.items():
            put(site_dir / DOWNLOADS / name, content)
        return {name: len(content) for name, content in made.items()}

    def _copying(self, site_dir: Path, paper: Entry, tag: str) -> Copying:
        taken = [form for form in self.library.settings.formats if form.is_in_offline_copy]
        names = [form.file_name(paper.slug, tag) for form in taken]
        return Copying(
            site_dir=site_dir,
            views=self.views[tag],
            paper=paper,
            theme_dir=self.theme_dir,
            editions={name: site_dir / DOWNLOADS / name for name in names},
        )
