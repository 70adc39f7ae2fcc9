"""The MkDocs plugin: hooks of a few lines around the generator's own build.

MkDocs reads its configuration, calls the hooks of every plugin and writes the pages; what it writes
is what `issue-papers build` writes, made by the same functions. mkdocs-static-i18n (1.3.1) builds
each language by calling MkDocs' build again, in one process, on this same plugin object: the
outermost build loads and checks everything, the others use what it loaded. The site is made in a
folder aside and put in its place when all is done.
"""

from __future__ import annotations

import logging
import os
import time
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from issue_papers import mkdocs_files
from issue_papers.building import build as building
from issue_papers.building.beside import BesidePages
from issue_papers.building.carrying import Carrying
from issue_papers.building.contract import I18N
from issue_papers.building.executors import executor
from issue_papers.building.given import Given, settings_of
from issue_papers.building.pages import Beside
from issue_papers.building.site import Content, Site
from issue_papers.content.library import Entry
from issue_papers.formats.web.rendering import ERROR_PAGE, SITEMAP, ArticleText
from issue_papers.mkdocs_endings import Listener, stopped
from issue_papers.mkdocs_files import PluginConfig
from issue_papers.reporting.problems import Problem, ProblemsError, as_errors, errors
from issue_papers.staging import Staging
from issue_papers.views.shapes import PageView

log = logging.getLogger("mkdocs.plugins.issue_papers")

BEFORE_ALL = 100
BEFORE_I18N = -99
AFTER_I18N = -200
LAST = -1000


class _Forwarding(logging.Handler):
    """Tells MkDocs' log what the generator says of its progress."""

    def emit(self, record: logging.LogRecord) -> None:
        log.handle(record)


class IssuePapersPlugin(BasePlugin[PluginConfig]):  # type: ignore[valid-type,no-untyped-call]
    """Builds issue papers with MkDocs."""

    def __init__(self) -> None:
        self.is_serving = False
        self.is_strict = False
        self.started = 0.0
        self.root = Path()
        self.listener = Listener()
        self.problems: tuple[Problem, ...] = ()
        self.given: Given
        self.site: Site
        self.generated: list[File] = []
        self.entries: dict[str, Entry] = {}
        self.pages: dict[str, tuple[PageView, ArticleText]] = {}
        self.sources: dict[str, str] = {}
        self.staging = Staging()
        self.published = ""

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Note whether this is a preview."""
        self.is_serving = command == "serve"
        os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
        building.log.handlers = [_Forwarding()]
        building.log.setLevel(logging.INFO)
        building.log.propagate = False

    @event_priority(BEFORE_ALL)
    def _before_configured(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the configuration, and begin the folder that the site is made in."""
        if not self._is_inner(config):
            self.started = time.monotonic()
            self.root = Path(config.config_file_path).resolve().parent
            self.listener.start()
            # Each language's build would end at its own first warning; ours are told together.
            self.is_strict, config.strict = config.strict, False
            self.given = mkdocs_files.given(config, self.config)
            self.published = config.site_dir
            if not self.is_serving:
                place, settings = Path(config.site_dir), settings_of(self.given)
                config.site_dir = str(building.begun_staging(self.staging, place, settings))
        # These are made by the generator itself, one for each language.
        config.theme.static_templates -= {ERROR_PAGE, SITEMAP}
        return config

    @event_priority(BEFORE_I18N)
    def _after_configured(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load and check everything, once for all languages, as other plugins want it to be.

        Raises:
            ProblemsError: The site must not be published.
        """
        if self._is_inner(config):
            return config
        given = mkdocs_files.changed(self.given, config)
        settings = settings_of(given)
        if self.is_serving:  # MkDocs writes a script of its own into each page
            settings = replace(settings, site=replace(settings.site, policy=None))
        content = Content.load(given, settings, is_preview=self.is_serving, pool=executor)
        if self.is_strict and content.problems:
            raise ProblemsError(*as_errors(content.problems))
        self.site, self.problems = Site(content), content.problems
        building.announce(self.site)
        return config

    on_config = CombinedEvent(_before_configured, _after_configured)

    @event_priority(BEFORE_I18N)
    def _before_i18n(self, files: Files, config: MkDocsConfig) -> Files:
        """Set aside what others have generated: mkdocs-static-i18n (1.3.1) fails at such files."""
        self.generated = [file for file in files if file.abs_src_path is None]
        for file in self.generated:
            files.remove(file)
        return files

    @event_priority(AFTER_I18N)
    def _after_i18n(self, files: Files, config: MkDocsConfig) -> Files:
        """Add what isn't in docs_dir, and build the navigation.

        Raises:
            ProblemsError: There is a page that nothing is known of.
        """
        language = self._language(config)
        for file in self.generated:
            file.norm_src_uri = file.src_uri  # type: ignore[attr-defined]  # as i18n has it
            files.append(file)
        log.info("%s …", self.site.library.locales[language].name)
        self.entries = mkdocs_files.complete_files(files, config, self.site, language)
        if unread := mkdocs_files.unread(files, self.entries, self.site.settings):
            raise ProblemsError(*unread)
        config.nav = mkdocs_files.navigation(self.site.library, language)
        return files

    on_files = CombinedEvent(_before_i18n, _after_i18n)

    @event_priority(BEFORE_ALL)
    def _before_plugins(self, markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Remember a text as it was before other plugins saw it."""
        self.sources[page.file.src_uri] = markdown
        return markdown

    @event_priority(LAST)
    def _after_plugins(self, markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Make a page's text of what was checked, or of what another plugin has made of it."""
        entry = self.entries.get(page.file.src_uri)
        if entry is None:
            return markdown
        language = self._language(config)
        if markdown != self.sources[page.file.src_uri]:
            entry = entry.rewritten(language, markdown)
        view = self.site.renderer.view(entry, language)
        self.pages[page.file.src_uri] = view, self.site.renderer.article(entry, view)
        page.meta["template"] = f"{view.kind}.html"
        if view.title:
            page.meta["title"] = view.title
        return ""  # the text isn't MkDocs' to convert

    on_page_markdown = CombinedEvent(_before_plugins, _after_plugins)

    @event_priority(BEFORE_ALL)
    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Give other plugins the text as it will be on the page."""
        if page.file.src_uri not in self.pages:
            return html
        _, article = self.pages[page.file.src_uri]
        page.toc = mkdocs_files.contents(article.contents)
        page.present_anchor_ids = None  # our own check knows the places on our pages
        return str(article.html)

    @event_priority(BEFORE_ALL)
    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> Environment:
        """Let MkDocs use the generator's templates."""
        return self.site.renderer.environment

    @event_priority(LAST)
    def on_page_context(
        self, context: TemplateContext, page: Page, config: MkDocsConfig, nav: Any
    ) -> TemplateContext:
        """Give the page's template its view, and the text as other plugins have left it."""
        if page.file.src_uri not in self.pages:
            return context
        view, article = self.pages.pop(page.file.src_uri)
        left = replace(article, html=Markup(page.content))  # noqa: S704 - our writer's
        given = self.site.renderer.context(view, left, view.language.url)
        return cast("TemplateContext", {**context, **given})

    @event_priority(AFTER_I18N)
    def on_post_build(self, config: MkDocsConfig) -> None:
        """When the last language is done, complete the site and put it in its place."""
        if self._is_inner(config):
            return
        self._heed_warnings()
        with executor() as running:
            editions = building.begun_editions(self.site, running)
            folder = Path(config.site_dir)
            beside_pages = BesidePages(self.site, folder, running)
            beside_pages.write()
            beside_pages.finish()
            building.finish(
                self.site,
                Carrying(folder),
                editions,
                Beside(self.site),
                running,
                is_preview=self.is_serving,
            )
        self._heed_warnings()
        self.staging.publish()
        config.site_dir = self.published
        self.listener.stop()
        took = time.monotonic() - self.started
        log.info("%s is ready (%.1f s)", Path(config.site_dir).name, took)

    def _heed_warnings(self) -> None:
        """Stop before anything is published if MkDocs has warned of something and is strict.

        Raises:
            ProblemsError: It has.
        """
        heard = self._heard()
        self.problems = tuple(sorted({*self.problems, *heard}))
        if errors(heard):
            raise ProblemsError(*self.problems)

    def _heard(self) -> tuple[Problem, ...]:
        """Return what MkDocs has warned of since the content was found to be sound."""
        if not hasattr(self, "site"):
            return ()
        return self.listener.problems(self.site.library, strict=self.is_strict)

    @event_priority(LAST)
    def on_build_error(self, error: Exception) -> None:
        """Leave nothing half-built behind, and say why.

        Raises:
            StoppedError: MkDocs shows its text as its last words.
        """
        self.staging.discard()
        self.listener.stop()
        ending = stopped(error, self.root, self._heard())
        if ending is not error:
            log.debug("The build was stopped by:", exc_info=error)
            raise ending from error

    def on_serve(
        self, server: LiveReloadServer, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        """Reload when a case or a data file changes, too."""
        server.watch(str(self.site.settings.cases_dir))
        return server

    @staticmethod
    def _is_inner(config: MkDocsConfig) -> bool:
        """Whether this is the build of another language, within the one that was asked for."""
        return bool(getattr(config.plugins.get(I18N), "building", False))

    def _language(self, config: MkDocsConfig) -> str:
        """Return the language being built; before i18n has chosen, that is the source."""
        current = getattr(config.plugins.get(I18N), "current_language", None)
        return current or self.site.library.locales.source
