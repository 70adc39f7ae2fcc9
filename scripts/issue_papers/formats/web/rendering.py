"""Pages: the frame, the view and the text of each, put together by the theme's templates.

A template sees plain values and escapes what it writes. Nothing else reaches it: not the site, not
its configuration, and not the program that builds it.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from typing import Any, Protocol
from urllib.parse import urlsplit

from jinja2 import Environment, pass_context, pass_environment
from jinja2.runtime import Context
from markupsafe import Markup

from issue_papers.articles import nodes
from issue_papers.content.addresses import OFFLINE, changes_address, permalink
from issue_papers.content.library import Entry
from issue_papers.content_cache import ContentCache, digest
from issue_papers.formats.web import policy
from issue_papers.formats.web.addresses import relative
from issue_papers.formats.web.assets import Assets
from issue_papers.formats.web.pages import ExcerptText, PageTexts
from issue_papers.formats.web.picture_sets import PictureSet
from issue_papers.formats.web.text_sheets import FOCAL, in_order, text_sheets
from issue_papers.kinds.paper.model import PAPER
from issue_papers.kinds.paper.shapes import PaperView
from issue_papers.kinds.section.shapes import ChecklistView
from issue_papers.printing.printed import ContentsEntry
from issue_papers.theme import TemplateDigests, page_templates
from issue_papers.typography.directions import runs_against
from issue_papers.views.shapes import ImageView, PageView, TermView
from issue_papers.views.site import Views

ERROR_PAGE = "404.html"
OFFLINE_PAGE = "offline.html"
CHANGES_PAGE = "changes.html"
SITEMAP = "sitemap.xml"


class ChangedPassage(Protocol):
    """A passage that reads otherwise than in an earlier edition, as `changes.html` shows it."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def is_new(self) -> bool:
        """Whether the edition had no such passage."""

    @property
    def is_gone(self) -> bool:
        """Whether there is no such passage any more."""

    @property
    def told(self) -> Sequence[tuple[str, str]]:
        """Its words: each run with `-` if it was taken out, `+` if it was put in."""


@dataclass(frozen=True)
class ArticleText:
    """A page's text, as its template puts it in.

    Attributes:
        html: The text, with addresses relative to the page.
        contents: Its headings.
        apart: The titles of its boxes that show another page.
        has_notes: Whether it has footnotes.
        has_figures: Whether it has figures or tables, which readers may have on the whole screen.
        sheets: The style sheets that it, what it shows of other pages and the page's own pictures
            need besides those of every page, by path.
        terms: The definitions that it offers.
        messages: On a paper's own page, its key messages.
        recommendations: On the page of all recommendations, the text of each, by its key.
    """

    html: Markup = field(default_factory=Markup)
    contents: tuple[ContentsEntry, ...] = ()
    apart: tuple[ContentsEntry, ...] = ()
    has_notes: bool = False
    has_figures: bool = False
    sheets: tuple[str, ...] = ()
    terms: tuple[TermView, ...] = ()
    messages: tuple[ExcerptText, ...] = ()
    recommendations: Mapping[str, ExcerptText] = field(default_factory=dict)


def _can_be_enlarged(node: nodes.Node) -> bool:
    """Whether a node is a figure or a table, or a block that is one in other formats."""
    plain = node.plain if isinstance(node, nodes.Directive) else ()
    return any(isinstance(one, nodes.Figure | nodes.Table) for one in (node, *plain))


def _large(view: PageView) -> Iterator[ImageView]:
    """Yield the pictures that a page shows large."""
    if view.picture:
        yield view.picture
    paper = view.of(PaperView)
    if paper and paper.cover:
        yield paper.cover


class PageRenderer:
    """Renders the pages of one site.

    Args:
        views: The views of each language, by tag.
        texts: Writes the pages' texts.
        assets: The files that pages are drawn with.
        compiled: Where compiled templates are kept from build to build.
        pictures: Large pictures in several widths, by the path of what they are made of.
    """

    def __init__(
        self,
        views: Mapping[str, Views],
        texts: PageTexts,
        assets: Assets,
        compiled: ContentCache | None = None,
        pictures: Mapping[str, PictureSet] | None = None,
    ) -> None:
        self._pictures = pictures or {}
        self._views = views
        self._texts = texts
        self._assets = assets
        self._compiled = compiled

    @cached_property
    def environment(self) -> Environment:
        """The templates of pages, with their filters, and the test `against`."""
        environment = page_templates(self._texts.theme, self._compiled)
        environment.filters["url"] = self._on_page
        environment.filters["drawing"] = _drawing
        environment.filters["widths"] = self._pictures.get
        environment.tests["against"] = runs_against
        return environment

    def view(self, entry: Entry, language: str) -> PageView:
        """Return all that is told of a page besides its text."""
        return self._views[language].complete_page(entry.key)

    def article(self, entry: Entry, view: PageView) -> ArticleText:
        """Return a page's text as the readers of a language get it."""
        tag, url = view.language.tag, view.language.url
        text = self._texts.text(entry, tag)
        terms = self._views[text.printed.language].readers.terms.of(text.printed.concepts)
        checklist = view.of(ChecklistView)
        items = [item for group in checklist.papers for item in group.items] if checklist else []
        messages = self._texts.messages(entry, tag, url) if entry.kind == PAPER else ()
        advice = {item.key: self._texts.recommendation(item.key, tag, url) for item in items}
        excerpts = (*messages, *advice.values())
        shown = (*text.printed.blocks, *text.printed.notes)
        focal = [FOCAL for picture in _large(view) if picture.focal]
        sheets = chain(text_sheets(shown), focal, *(each.sheets for each in excerpts))
        return ArticleText(
            html=Markup(text.html),  # noqa: S704 - our writer's
            contents=text.printed.contents,
            apart=text.printed.apart,
            has_notes=bool(text.printed.notes),
            has_figures=any(map(_can_be_enlarged, nodes.walk(text.printed.blocks))),
            sheets=in_order(sheets),
            terms=terms,
            messages=messages,
            recommendations=advice,
        )

    def page(self, entry: Entry, language: str) -> str:
        """Return a page as the readers of a language get it."""
        view = self.view(entry, language)
        return self.written(view, self.article(entry, view))

    def written(self, view: PageView, article: ArticleText) -> str:
        """Return the page that a view and a text make."""
        template = self.environment.get_template(_template(view.kind))
        return template.render(self.context(view, article, view.language.url))

    def look(self, view: PageView) -> str:
        """Return a digest of what draws a page: its templates, and the files that it is to load."""
        frame = view.frame
        loaded: tuple[str, ...] = ()
        if frame:
            scripts = (script.path for script in frame.scripts)
            loaded = (frame.favicon, *frame.style_sheets, *scripts)
        drawn = self._digests.of(_template(view.kind))
        sized = repr([self._pictures.get(picture.file) for picture in _large(view)])
        return digest([drawn, self._policy, sized, *map(self._assets.name, loaded)])

    @cached_property
    def _policy(self) -> str:
        return policy.of_pages(self._texts.library.settings.site).in_page

    @cached_property
    def _digests(self) -> TemplateDigests:
        theme, names = self._texts.theme, self._assets.names
        return TemplateDigests(self.environment, theme, names, self._compiled)

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
        context = self.context(views.error_page(), ArticleText(), "")
        context |= {
            "root": base.rstrip("/"),
            "base": base,
            "speakers": [(speaker.error_page(), speaker.t) for speaker in (views, *others)],
            "addresses": views.addresses,
        }
        return self.environment.get_template(ERROR_PAGE).render(context)

    def offline_page(self, language: str) -> str:
        """Return what stands in for a page that isn't on the device."""
        views = self._views[language]
        view = replace(views.error_page(), title=views.t("app.offline.title"))
        url = f"{self._texts.library.locales.prefix(language)}{OFFLINE}"
        return self.environment.get_template(OFFLINE_PAGE).render(
            self.context(view, ArticleText(), url)
        )

    def changes_page(
        self,
        paper: Entry,
        language: str,
        number: int,
        changes: Mapping[str, Sequence[ChangedPassage]],
    ) -> str:
        """Return what tells which words of a paper have changed since an earlier edition.

        Args:
            paper: The paper.
            language: Tag of the language.
            number: The edition's number.
            changes: What has changed, by the key of the page.
        """
        views = self._views[language]
        links = {
            key: views.links.link(self._texts.library.entries[key])
            for key in changes
            if key in self._texts.library.entries
        }
        title = views.t("history.changes", number=views.t.number(number))
        url = changes_address(self._texts.library.locales.url(paper.key, language), number)
        context = self.context(replace(views.error_page(), title=title), ArticleText(), url)
        context |= {
            "number": number,
            "paper": views.links.link(paper),
            "edition": permalink(self._texts.library.locales.url(paper.key, language), number),
            "pages": [(links.get(key), passages) for key, passages in changes.items()],
        }
        return self.environment.get_template(CHANGES_PAGE).render(context)

    def sitemap(self) -> str:
        """Return the list of all pages for search engines."""
        views = self._views[self._texts.library.locales.source]
        return self.environment.get_template(SITEMAP).render(pages=views.sitemap)

    def context(self, view: PageView, article: ArticleText, url: str) -> dict[str, Any]:
        """Return what a page's template sees.

        Args:
            view: All that is told of the page.
            article: Its text.
            url: Where it is in the site.
        """
        return {
            "view": view,
            "article": article,
            "t": self._views[view.language.tag].t,
            "page_url": url,
            "policy": self._policy,
            "root": posixpath.relpath("/", f"/{url}"),
            "base": "",
        }

    @pass_context
    def _on_page(self, context: Context, path: object) -> str:
        """Return a path in the site as the page that is being rendered has it."""
        target = str(path)
        if "://" in target or target.startswith(("/", "#", "mailto:", "data:")):
            return target
        # A place on the page at the root has no path before it but this.
        target = target.removeprefix("./")
        target, base = self._assets.name(target), str(context["base"])
        return f"{base}{target}" if base else relative(f"/{target}", str(context["page_url"]))


def _template(kind: str) -> str:
    return f"{kind}.html"


@pass_environment
def _drawing(environment: Environment, name: str) -> Markup:
    """Return an icon as SVG, by its path without suffix."""
    return Markup(environment.get_template(f".icons/{name}.svg").render())  # noqa: S704 - the theme's
