"""The MkDocs plugin: hooks of a few lines that call the generator.

mkdocs-static-i18n (1.3.1) builds each language by calling MkDocs' build again, in one process, on
this same plugin object. The outermost build loads and checks everything before MkDocs empties a
folder; the builds of the other languages use what it loaded. The site is made in a folder beside
`site_dir` and put in its place only when every language and the search index are done.
"""

from __future__ import annotations

import datetime as dt
import logging
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from issue_papers import mkdocs_files
from issue_papers.blocks import registry
from issue_papers.checks import rules
from issue_papers.content.addresses import OFFLINE
from issue_papers.content.library import Entry, Library
from issue_papers.content_cache import ContentCache, cache_folder
from issue_papers.finishing import Finishing, UnfinishedError
from issue_papers.formats.app import web_app
from issue_papers.formats.calendars import files as calendar_files
from issue_papers.formats.editions.gather import Sources
from issue_papers.formats.editions.making import Editions, edition_date
from issue_papers.formats.feeds import files as feed_files
from issue_papers.formats.web.pages import Excerpts, PageTexts
from issue_papers.maps.atlas import Atlas
from issue_papers.mkdocs_archive import earlier_editions
from issue_papers.mkdocs_files import PluginConfig
from issue_papers.printing.printer import Printer
from issue_papers.publishing import Staging, TemplateCache, put, source_date
from issue_papers.reporting.messages import environment_language
from issue_papers.reporting.problems import ProblemsError, describe, errors, report
from issue_papers.translation import history
from issue_papers.views.catalogue import Catalogue
from issue_papers.views.site import Views

log = logging.getLogger("mkdocs.plugins.issue_papers")

PLUGIN = "issue-papers"

BEFORE_I18N = 100
AFTER_I18N = -200


class IssuePapersPlugin(BasePlugin[PluginConfig]):  # type: ignore[no-untyped-call]
    """Builds issue papers with MkDocs."""

    def __init__(self) -> None:
        self.is_serving = False
        self.started = 0.0
        self.library: Library
        self.catalogues: dict[str, Catalogue]
        self.views: dict[str, Views] = {}
        self.printer: Printer
        self.texts: PageTexts
        self.entries: dict[str, Entry] = {}
        self.staging = Staging()
        self.templates = TemplateCache()
        self.series: dict[str, str] = {}
        self.editions: Editions

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Note whether this is a preview, and give the build a date that a commit determines."""
        self.is_serving = command == "serve"
        os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

    @event_priority(BEFORE_I18N)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load and check everything, once for all languages."""
        if not self._i18n(config).building:
            self.started = time.monotonic()
            self._load(config)
            if not self.is_serving:
                self.staging.open(config)
        if self._has_app:
            config.theme.static_templates.add(web_app.OFFLINE_TEMPLATE)
        return config

    def _load(self, config: MkDocsConfig) -> None:
        settings = mkdocs_files.settings_from(config, self.config)
        os.environ.setdefault("SOURCE_DATE_EPOCH", str(source_date(settings.root)))
        day = edition_date(int(os.environ["SOURCE_DATE_EPOCH"]))
        wanted = self.config.editions_in_serve or not self.is_serving
        settings = replace(
            settings,
            formats=settings.formats if wanted else (),
            date=day,
            social_cards=settings.social_cards and wanted,
        )
        self.library, self.catalogues, problems = rules.load_and_check(settings)
        if errors(problems):
            raise PluginError("\n" + report(problems, environment_language()))
        changed = history.last_changes(settings.root)
        edit_urls = mkdocs_files.edit_urls(config, self.library)
        self.library = replace(self.library, changed=changed, edit_urls=edit_urls)
        for problem in problems:
            log.info(describe(problem, environment_language()))
        log.info("%s", self._summary())
        atlas = Atlas(self.library)
        self.views = {
            tag: Views(self.library, self.catalogues, atlas, tag) for tag in settings.locales.tags
        }
        theme_dir = settings.catalogues_dir.parent
        self.printer = Printer(self.views, registry.blocks())
        self.texts = PageTexts(self.views, self.printer, theme_dir)
        cache = ContentCache(cache_folder(settings.root))
        self.editions = Editions(settings.formats, theme_dir, cache)

    @event_priority(AFTER_I18N)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the case studies, and build the navigation."""
        language = self._language(config)
        log.info("%s …", self.library.locales[language].name)
        self.entries = mkdocs_files.complete_files(files, config, self.library, language)
        config.nav = mkdocs_files.navigation(self.library, language)
        return files

    def on_page_markdown(
        self,
        markdown: str,
        page: Page,
        config: MkDocsConfig,
        files: Files,
    ) -> str:
        """Use the metadata that were checked; the text isn't MkDocs' to convert."""
        entry = self.entries.get(page.file.src_uri)
        if entry is None:
            return markdown
        language = self._language(config)
        view = self.views[language].page(entry.key)
        page.meta["template"] = f"{view.kind}.html"
        if view.title:
            page.meta["title"] = view.title
        return ""

    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Write the page's text; keep with it its contents and which definitions it offers."""
        entry = self.entries.get(page.file.src_uri)
        if entry is None:
            return html
        language = self._language(config)
        text = self.texts.text(entry, language)
        page.meta["terms"] = self.views[text.printed.language].terms(text.printed.concepts)
        page.toc = mkdocs_files.contents(text.printed.contents)
        page.present_anchor_ids = None  # our own check knows the places on our pages
        return text.html

    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> Environment:
        """Compile each template once for all languages; begin with this language's editions."""
        env.bytecode_cache = self.templates
        self.series[self._language(config)] = config.site_name
        env.globals["has_app"] = self._has_app
        images = {file.dest_uri: Path(file.abs_src_path) for file in files if file.abs_src_path}
        sources = Sources(
            views=self.views[self._language(config)],
            printer=self.printer,
            find_image=images.get,
            theme_dir=self.library.settings.catalogues_dir.parent,
            series=config.site_name,
            date=self.library.settings.date,
        )
        with failing_well():
            self.editions.start(sources)
        stamp = dt.datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), dt.UTC)
        site_dir = Path(config.site_dir)
        calendar_files.write(sources.views, config.site_name, site_dir, stamp)
        feed_files.write(sources.views, self.printer, config.site_name, site_dir)
        return env

    def on_page_context(
        self,
        context: TemplateContext,
        page: Page,
        config: MkDocsConfig,
        nav: Any,
    ) -> TemplateContext:
        """Give the page's template its view."""
        views = self.views[self._language(config)]
        entry = self.entries.get(page.file.src_uri)
        if entry:
            view = views.page(entry.key)
            excerpts = Excerpts(self.texts, views.language.tag, view.language.url)
            return self._with(context, view=view, site=views, t=views.t, excerpts=excerpts)
        return self._with(context, site=views, t=views.t)

    def on_template_context(
        self,
        context: TemplateContext,
        template_name: str,
        config: MkDocsConfig,
    ) -> TemplateContext:
        """Give 404.html, the offline page and sitemap.xml what they need.

        Servers such as GitHub Pages answer with the source language's 404.html, which is at the
        root, whatever the address: it speaks to the readers of all languages.
        """
        views = self.views[self._language(config)]
        view = views.error_page()
        is_root = views.language.tag == self.library.locales.source
        others = [other for other in self.views.values() if is_root and other is not views]
        context = self._with(context, speakers=(views, *others))
        if template_name == web_app.OFFLINE_TEMPLATE:
            view = replace(view, title=views.t("app.offline.title"))
            root = web_app.offline_root(self.library.locales.prefix(view.language.tag))
            context = self._with(context, base_url=root)
        return self._with(context, view=view, site=views, t=views.t)

    def on_post_template(self, output: str, template_name: str, config: MkDocsConfig) -> str:
        """Put each language's 404.html and offline page into its own folder."""
        prefix = self.library.locales.prefix(self._language(config))
        places = {
            "404.html": f"{prefix}404.html",
            web_app.OFFLINE_TEMPLATE: f"{prefix}{OFFLINE}index.html",
        }
        place = places.get(template_name, template_name)
        if place == template_name:
            return output
        path = Path(config.site_dir) / place
        put(path, output.encode())
        return ""

    @event_priority(AFTER_I18N)
    def on_post_build(self, config: MkDocsConfig) -> None:
        """When the last language is done, complete the site and put it in its place."""
        if self._i18n(config).building:
            return
        theme_dir = self.library.settings.catalogues_dir.parent
        earlier = {}
        if self.config.earlier_editions:
            made_with = self.editions.made_with
            earlier = earlier_editions(self.views, theme_dir, self.editions.cache, made_with)
        finishing = Finishing(
            library=self.library,
            views=self.views,
            printer=self.printer,
            texts=self.texts,
            catalogues=self.catalogues,
            editions=self.editions,
            theme_dir=theme_dir,
            series=self.series,
            favicon=config.theme["favicon"],
            earlier=earlier,
            has_search=self.config.search,
            has_app=self._has_app,
            is_preview=self.is_serving,
        )
        try:
            finishing.finish(Path(config.site_dir))
        except UnfinishedError as error:
            raise PluginError(str(error)) from error
        self.editions.close()
        self.editions.cache.prune()
        self.staging.publish(config)
        took = time.monotonic() - self.started
        log.info("%s is ready (%.1f s)", Path(config.site_dir).name, took)

    def on_build_error(self, error: Exception) -> None:
        """Leave nothing half-built behind."""
        if hasattr(self, "editions"):  # it isn't yet where the content is at fault
            self.editions.close()
        self.staging.discard()

    def on_serve(
        self,
        server: LiveReloadServer,
        config: MkDocsConfig,
        builder: Any,
    ) -> LiveReloadServer:
        """Reload when a case or a data file changes, too."""
        server.watch(str(self.library.settings.cases_dir))
        return server

    @staticmethod
    def _with(context: TemplateContext, **values: object) -> TemplateContext:
        """Add our values to a template's context, which MkDocs types as closed."""
        return cast("TemplateContext", {**context, **values})

    def _summary(self) -> str:
        library = self.library
        return (
            f"{len(library.papers)} paper{'s' * (len(library.papers) != 1)}, "
            f"{len(library.cases)} case studies, {len(library.entries)} pages in "
            f"{len(library.locales.languages)} languages: no errors"
        )

    @property
    def _has_app(self) -> bool:
        """Whether the site is an app; a preview isn't: its pages must not be kept."""
        return self.config.app and not self.is_serving

    def _i18n(self, config: MkDocsConfig) -> Any:
        return config.plugins[mkdocs_files.I18N]

    def _language(self, config: MkDocsConfig) -> str:
        """Return the language being built; before i18n has chosen, that is the source."""
        return self._i18n(config).current_language or self.library.locales.source


@contextmanager
def failing_well() -> Iterator[None]:
    """Turn what keeps an edition from being made into MkDocs' way of stopping."""
    try:
        yield
    except ProblemsError as error:
        raise PluginError("\n" + report(error.problems, environment_language())) from error
