"""A site that has been read and found sound, and everything that its files are made with."""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Self, TypeVar

from issue_papers import git
from issue_papers.blocks import registry
from issue_papers.building.edit_urls import edit_urls
from issue_papers.building.executors import copied
from issue_papers.building.given import Given
from issue_papers.building.keys import Keys
from issue_papers.checks import rules
from issue_papers.content.library import Entry, Library
from issue_papers.content.listing import docs_names, source_files
from issue_papers.content.memory import Memory
from issue_papers.content.settings import Settings
from issue_papers.content_cache import digest, site_cache
from issue_papers.fonts.scripts import is_of_other_script
from issue_papers.formats.data.files import sources as data_sources
from issue_papers.formats.editions.gather import Sources
from issue_papers.formats.editions.making import edition_date
from issue_papers.formats.markdown.mirror import Mirror
from issue_papers.formats.pictures.reading import published
from issue_papers.formats.web.assets import FOLDER as ASSETS
from issue_papers.formats.web.assets import Assets, named
from issue_papers.formats.web.modules import gathered
from issue_papers.formats.web.pages import PageTexts
from issue_papers.formats.web.picture_sets import PictureSets, picture_sets
from issue_papers.formats.web.rendering import PageRenderer
from issue_papers.formats.web.shown_pictures import shown
from issue_papers.formats.web.style_sheets import imported
from issue_papers.kinds import registry as kinds
from issue_papers.kinds.paper.model import PAPER, Paper
from issue_papers.layers import Layers
from issue_papers.look.dressing import dressed, state
from issue_papers.look.font_sheets import is_of_no_use
from issue_papers.maps.atlas import Atlas
from issue_papers.printing.printer import Printer
from issue_papers.publishing import source_date
from issue_papers.reporting.problems import Problem, ProblemsError, errors
from issue_papers.theme import template_texts, theme_files
from issue_papers.translation import history
from issue_papers.views.catalogue import Catalogue
from issue_papers.views.datasets import DataSources
from issue_papers.views.site import Views
from issue_papers.work import Pool, resident

T = TypeVar("T")

_MOST_BYTES = 280 << 20
"""A process that is as large lets go what it can,"""

_MORE_BYTES = 24 << 20
"""once it has grown by so much since it did so last: not all goes back to the system."""

ROOM = 600
"""Of so many pages what is told of them is held at once, where nobody says how large it is."""

_PAGE_BYTES = 40_000
"""So much is held of each page by whoever has all at hand."""

_EXCERPTS = ".excerpts"
DATA = ".data"
"""The suffix of what data says of some pages, in the content cache."""

_DATA_FILES = frozenset({"references.yml", "glossary.yml", "redirects.yml", "published-urls.txt"})
"""Files of docs_dir that are read and not published."""


@dataclass(frozen=True)
class Content:
    """A site's content, read and found sound: a value that can be sent to another process.

    Attributes:
        library: Texts and data.
        catalogues: The interface's strings by language tag.
        stamp: When it is built (UTC), determined by the commit.
        theme: The site's theme as it wears it.
        problems: What the check has warned of.
        memory: What was read and made before with the same configuration.
    """

    library: Library
    catalogues: Mapping[str, Catalogue]
    stamp: dt.datetime
    theme: Layers
    problems: tuple[Problem, ...] = ()
    memory: Memory = field(default_factory=Memory)

    @classmethod
    def load(
        cls,
        given: Given | None,
        settings: Settings,
        *,
        is_preview: bool = False,
        seconds: int | None = None,
        pool: Pool | None = None,
    ) -> Self:
        """Read a site and check it.

        Args:
            given: Its configuration; without one, nothing says where its texts can be edited.
            settings: The settings made of that.
            is_preview: Whether only its editor sees it: what takes long to make is left out, unless
                mkdocs.yml wants it.
            seconds: When it is built, since 1970 (UTC); SOURCE_DATE_EPOCH, the last commit or
                the file that was saved last says so where it isn't given.
            pool: What else may read texts; of use only if it is copied from this process.

        Raises:
            ProblemsError: It has errors.
        """
        if seconds is None:
            texts = (settings.docs_dir, settings.cases_dir)
            seconds = source_date(settings.root, settings.relative(settings.config_path), texts)
        wanted = settings.site.has_editions_in_preview or not is_preview
        settings = replace(
            settings,
            formats=settings.formats if wanted else (),
            date=edition_date(seconds),
            social_cards=settings.social_cards and wanted,
            has_app=settings.has_app and not is_preview,
            visibility=replace(settings.visibility, shows_drafts=is_preview),
        )
        library, catalogues, problems = rules.load_and_check(
            settings, pool=copied(pool) if pool else None
        )
        if errors(problems):
            raise ProblemsError(*problems)
        config = settings.relative(settings.config_path)
        doubts = git.doubts(settings.root, config, is_dated=not is_preview)
        problems = tuple(sorted({*problems, *doubts}))
        changed = history.last_changes(settings.root)
        urls = edit_urls(given, library.paths) if given else {}
        library = replace(library, changed=changed, edit_urls=urls)
        stamp = dt.datetime.fromtimestamp(seconds, dt.UTC)
        return cls(library, catalogues, stamp, _dressed(settings), problems)

    @classmethod
    def glance(cls, given: Given, settings: Settings, memory: Memory | None = None) -> Self:
        """Read a site for a preview, as far as it can be read, and apply no rule to it.

        It is of no date: git takes longer to say when files have changed than they take to read.

        Args:
            given: Its configuration.
            settings: The settings made of that.
            memory: What was read before with that configuration.
        """
        memory = memory or Memory()
        made_when_asked = tuple(form for form in settings.formats if not form.is_whole_site)
        settings = replace(
            settings,
            formats=made_when_asked,
            has_app=False,
            visibility=replace(settings.visibility, shows_drafts=True),
        )
        library, catalogues, problems = rules.load(settings, memory=memory)
        paths = tuple(library.paths)
        urls = memory.get((edit_urls, paths), lambda: edit_urls(given, paths))
        library = replace(library, edit_urls=urls)
        stamp = dt.datetime.fromtimestamp(0, dt.UTC)
        worn = memory.get((_dressed, state(settings.theme.files())), lambda: _dressed(settings))
        return cls(library, catalogues, stamp, worn, problems, memory)


class Site:
    """A site that can be made: its content, and everything that its files are made with.

    Args:
        content: What it is made of.

    Attributes:
        library: Its texts and data.
        catalogues: The interface's strings by language tag.
        cache: Where what took long to make is kept.
        printer: Prints the texts.
        texts: Writes the texts of its pages.
        renderer: Renders its pages.
        mirrors: Write its pages in Markdown, by language tag.
    """

    def __init__(self, content: Content) -> None:
        self.content = content
        self.library = content.library
        self.catalogues = content.catalogues
        self.cache = site_cache(self.library.settings.root)
        self._atlas = Atlas(self.cache)
        self._asked = self._held = 0
        self._views: dict[str, Views] = {}
        self._open()

    @property
    def views(self) -> Mapping[str, Views]:
        """The views by language tag."""
        return self._views

    def _open(self) -> None:
        library, cache = self.library, self.cache
        for tag in library.locales.tags:  # whoever has the views has these from now on
            self._views[tag] = kinds.views(library, self.catalogues, self._atlas, tag, cache)
        self.printer = Printer(self.views, registry.blocks(), self._keep)
        self.texts = PageTexts(self.views, self.printer, self.theme, cache, self.pictures.sets)
        self.renderer = PageRenderer(self.views, self.texts, self.assets, cache, self.pictures.sets)
        self.mirrors: Mapping[str, Mirror] = {
            tag: Mirror(views, self.printer, self.theme, cache) for tag, views in self.views.items()
        }

    @property
    def room(self) -> int:
        """How many bytes whoever has all pages at hand takes, about."""
        return _PAGE_BYTES * len(self.library.entries) * len(self.views)

    def has_told(self, pages: int) -> None:
        """Let go what has been worked out of texts, once it takes too much room.

        What is told of all pages of a large site is more than a process need have room for; and a
        page that lists others tells as much as they do.

        Args:
            pages: How many it has been asked for now.
        """
        self._asked += pages
        size = resident()
        if size > max(_MOST_BYTES, self._held + _MORE_BYTES) or (self._asked > ROOM and not size):
            self._asked = 0
            vars(self).pop("data_sources", None)
            self._open()
            gc.collect()  # views know each other
            self._held = resident()

    def _keep(self, name: str, entry: Entry, language: str, make: Callable[[], T]) -> T:
        """Return what follows from what a page may say, as it was kept or made.

        It is only kept where that has a name: in a preview, a name takes longer than a text.
        """
        if "keys" not in vars(self):
            return make()
        key = digest([name, self.keys.told(entry, language)])
        return self.cache.value(key, _EXCERPTS, make)

    @property
    def settings(self) -> Settings:
        """The settings that it is made with."""
        return self.library.settings

    @property
    def theme(self) -> Layers:
        """Templates, style sheets and words, as the site wears them."""
        return self.content.theme

    @cached_property
    def page_colour(self) -> str:
        """The colour of its pages on a light ground, as CSS has it."""
        return self.settings.look.tokens(self.settings.theme).value("paper")

    @cached_property
    def keys(self) -> Keys:
        """Names for what its pages and editions may be made from."""
        return Keys(self.library, self.theme, self.files, self.assets, self.pictures.sets)

    @cached_property
    def files(self) -> Mapping[str, Path]:
        """What is published as it is, by its path in the site."""
        names = self.assets.names
        beside = {
            path: file
            for path, file in self._theme_files.items()
            if path not in names and not path.startswith(ASSETS)
        }
        return {**beside, **self._beside}

    @cached_property
    def pictures(self) -> PictureSets:
        """The pictures that pages show, in the widths in which they are published."""
        return picture_sets(shown(self.library), self.files, self.cache)

    def cleaned(self, file: Path) -> bytes | None:
        """Return what is published in the place of a drawing with more in it than is drawn.

        Nothing where the file itself is published. The theme's are the owner's.
        """
        return None if self.theme.hold(file) else published(file)

    @cached_property
    def assets(self) -> Assets:
        """What pages are drawn with: the theme's, and style sheets and scripts of the site's own.

        A style sheet or a module that only stands in others isn't published. Those of the site's
        own that are beside its texts keep their addresses, too: others may know them.
        """
        key = (Assets, self.theme.folders, state(self._worn), state(self._beside))
        return self.content.memory.get(key, self._assets)

    def _assets(self) -> Assets:
        own, site = self._beside, self.settings.site
        wanted = {path for path in self._theme_files if path.startswith(ASSETS)}
        files, drawn = {**self._theme_files, **own}, template_texts(self._worn)
        inside = imported(wanted, files) | gathered(wanted, files)
        wanted -= {path for path in inside if path not in drawn}
        wanted |= {*site.style_sheets, *(script.path for script in site.scripts)}
        return named(files, wanted)

    @cached_property
    def _worn(self) -> Mapping[str, Path]:
        """The files of the theme, by their paths in it."""
        return self.theme.files()

    @cached_property
    def _beside(self) -> dict[str, Path]:
        """The files that stand beside the texts, by their paths in the site."""
        return dict(_beside_texts(self.settings))

    @cached_property
    def _theme_files(self) -> Mapping[str, Path]:
        """What of the theme is published, by the path that templates give it."""
        tags, own = self.library.locales.tags, self.settings.look.typefaces
        return {
            path: file
            for path, file in theme_files(self._worn)
            if not is_of_other_script(path, tags)
            and not is_of_no_use(path, own)
            and file not in own.files  # what is served of them is cut, and in another file
        }

    @cached_property
    def data_sources(self) -> DataSources:
        """What its data is made from."""
        return data_sources(self.library, self.views, self.texts.recommendation, self.keep)

    def keep(self, name: str, pages: Sequence[Entry], make: Callable[[], T]) -> T:
        """Return what files say of some pages, in any language, as it was kept or made."""
        key = digest([name, self.keys.data(pages)])

        def made() -> T:
            found = make()
            self.has_told(len(pages) * len(self.library.locales.tags))
            return found

        return self.cache.value(key, DATA, made)

    def framed(self, name: str, make: Callable[[], T]) -> T:
        """Return what is made of all pages but for their texts, as it was kept or made."""
        return self.cache.value(digest([name, self.keys.frame]), DATA, make)

    @cached_property
    def pages(self) -> Mapping[str, tuple[Entry, str]]:
        """The page, and the language of its readers, at each address of the site."""
        locales = self.library.locales
        return {
            locales.url(key, tag): (entry, tag)
            for tag in locales.tags
            for key, entry in sorted(self.library.entries.items())
        }

    def taken_away(self) -> Iterator[tuple[Entry[Paper], str]]:
        """Yield the papers that there are editions of, each with the tag of a language."""
        for tag in self.views:
            yield from ((paper, tag) for paper in self.library.of(PAPER) if paper.has(tag))

    def sources(self, language: str) -> Sources:
        """Return what the editions of one language are made from."""
        return Sources(
            views=self.views[language],
            printer=self.printer,
            find_image=self.files.get,
            theme=self.theme,
            series=self.settings.site.names[language],
        )


def _dressed(settings: Settings) -> Layers:
    return dressed(settings.theme, settings.look, site_cache(settings.root), settings.root)


def _beside_texts(settings: Settings) -> Iterator[tuple[str, Path]]:
    """Yield the files that stand beside the texts."""
    for name in docs_names(settings):
        path = settings.docs_dir / name
        if path.suffix != ".md" and path.name not in _DATA_FILES:
            yield name, path
    for path, key in source_files(settings).items():
        if path.suffix != ".md":
            yield key, path
