"""Pages: the frame, the view and the text of each, put together by the theme's templates.

A template sees plain values and escapes what it writes. Nothing else reaches it: not the program
that builds the site, and not its configuration but for what `Frame` holds.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from issue_papers.content.addresses import OFFLINE
from issue_papers.content.library import Entry
from issue_papers.content.settings import Script, Settings
from issue_papers.formats.web.addresses import relative
from issue_papers.formats.web.pages import Excerpts, PageTexts
from issue_papers.printing.printed import ContentsEntry
from issue_papers.theme import page_templates
from issue_papers.views.shapes import PageView, TermView
from issue_papers.views.site import Views

ERROR_PAGE = "404.html"
OFFLINE_PAGE = "offline.html"
SITEMAP = "sitemap.xml"


@dataclass(frozen=True)
class Frame:
    """What all pages of a language have around their text.

    Attributes:
        name: The site's name in the language.
        copyright: What is said of rights where a page belongs to no paper.
        favicon: Path of the site's icon in the site.
        style_sheets: Paths of its style sheets in the site, or their addresses.
        scripts: Scripts besides the theme's own.
        has_app: Whether the site can be installed, and kept to read without a connection.
    """

    name: str
    copyright: str
    favicon: str
    style_sheets: tuple[str, ...]
    scripts: tuple[Script, ...]
    has_app: bool

    @classmethod
    def of(cls, settings: Settings, tag: str) -> Frame:
        """Return the frame of a language's pages, as mkdocs.yml has it."""
        site = settings.site
        return cls(
            name=site.names[tag],
            copyright=site.copyrights[tag],
            favicon=site.favicon,
            style_sheets=site.style_sheets,
            scripts=site.scripts,
            has_app=settings.has_app,
        )


@dataclass(frozen=True)
class ArticleText:
    """A page's text, as its template puts it in.

    Attributes:
        html: The text, with addresses relative to the page.
        contents: Its headings.
        terms: The definitions that it offers.
    """

    html: Markup = field(default_factory=Markup)
    contents: tuple[ContentsEntry, ...] = ()
    terms: tuple[TermView, ...] = ()


class PageRenderer:
    """Renders the pages of one site.

    Args:
        views: The views of each language, by tag.
        texts: Writes the pages' texts.
        compiled: Where compiled templates are kept from build to build.
    """

    def __init__(
        self, views: Mapping[str, Views], texts: PageTexts, compiled: Path | None = None
    ) -> None:
        self._views = views
        self._texts = texts
        self._compiled = compiled

    @cached_property
    def environment(self) -> Environment:
        """The templates of pages, with the filter `url`."""
        environment = page_templates(self._texts.theme_dir, self._compiled)
        environment.filters["url"] = _on_page
        return environment

    @cached_property
    def _frames(self) -> Mapping[str, Frame]:
        settings = self._texts.library.settings
        return {tag: Frame.of(settings, tag) for tag in self._views}

    def article(self, entry: Entry, language: str) -> ArticleText:
        """Return a page's text as the readers of a language get it."""
        text = self._texts.text(entry, language)
        terms = self._views[text.printed.language].readers.terms.of(text.printed.concepts)
        return ArticleText(Markup(text.html), text.printed.contents, terms)  # noqa: S704 - our writer's

    def page(self, entry: Entry, language: str) -> str:
        """Return a page as the readers of a language get it."""
        context = self.context(entry, language, self.article(entry, language))
        view: PageView = context["view"]
        return self.environment.get_template(f"{view.kind}.html").render(context)

    def context(self, entry: Entry, language: str, article: ArticleText) -> dict[str, Any]:
        """Return what a page's template sees."""
        view = self._views[language].page(entry.key)
        return self._context(language, view, article, view.language.url)

    def error_page(self, language: str) -> str:
        """Return what a language's readers get for an address at which there is nothing.

        Servers such as GitHub Pages answer with the source language's, which is at the root,
        whatever the address: it speaks to the readers of all languages, and its own addresses are
        counted from the server's root.
        """
        library, views = self._texts.library, self._views[language]
        is_root = language == library.locales.source
        others = [other for other in self._views.values() if is_root and other is not views]
        base = urlsplit(library.settings.site_url).path or "/"
        context = self._context(language, views.error_page(), ArticleText(), "")
        context |= {"root": base.rstrip("/"), "base": base, "speakers": (views, *others)}
        return self.environment.get_template(ERROR_PAGE).render(context)

    def offline_page(self, language: str) -> str:
        """Return what stands in for a page that isn't on the device."""
        views = self._views[language]
        view = replace(views.error_page(), title=views.t("app.offline.title"))
        url = f"{self._texts.library.locales.prefix(language)}{OFFLINE}"
        context = self._context(language, view, ArticleText(), url)
        return self.environment.get_template(OFFLINE_PAGE).render(context)

    def sitemap(self) -> str:
        """Return the list of all pages for search engines."""
        views = self._views[self._texts.library.locales.source]
        return self.environment.get_template(SITEMAP).render(site=views)

    def _context(
        self, language: str, view: PageView, article: ArticleText, url: str
    ) -> dict[str, Any]:
        views = self._views[language]
        return {
            "view": view,
            "article": article,
            "frame": self._frames[language],
            "site": views,
            "t": views.t,
            "excerpts": Excerpts(self._texts, language, url),
            "page_url": url,
            "root": posixpath.relpath("/", f"/{url}"),
            "base": "",
        }


@pass_context
def _on_page(context: Context, path: object) -> str:
    """Return a path in the site as the page that is being rendered has it."""
    target = str(path)
    if "://" in target or target.startswith(("/", "#", "mailto:", "data:")):
        return target
    base = str(context["base"])
    return f"{base}{target}" if base else relative(f"/{target}", str(context["page_url"]))
