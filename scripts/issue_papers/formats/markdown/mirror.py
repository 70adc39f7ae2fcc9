"""A page as plain Markdown, for programs: `index.md` beside each `index.html`, under two names.

It says what the page says, without what only a browser needs. The text is written from its nodes;
what stands around it comes from `machines/pages/<kind>.md`, which sees the view that the page's
own template sees. Links are absolute. Ids stand behind headings, as `{#id}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any
from urllib.parse import urljoin

import yaml
from jinja2 import Template
from markupsafe import Markup

from issue_papers.articles.nodes import Table
from issue_papers.content.library import Entry
from issue_papers.content_cache import ContentCache
from issue_papers.formats.markdown.escapes import settled
from issue_papers.formats.markdown.templates import environment, safe
from issue_papers.formats.markdown.writer import Writer
from issue_papers.formats.markup.standalone import StandaloneWriter
from issue_papers.kinds.paper.model import PAPER
from issue_papers.kinds.paper.shapes import PaperView
from issue_papers.kinds.paper.views import PaperViews
from issue_papers.layers import Layers
from issue_papers.printing.printer import Printer
from issue_papers.printing.words import listed, reference
from issue_papers.typography.quotation import quotes
from issue_papers.views.shapes import PageView
from issue_papers.views.site import Views

NAME = "index.md"
NAMES = (NAME, "index.html.md")
"""Where it is: the second name is that which https://llmstxt.org gives to `index.html`."""
_FOLDER = "pages"
_ANY_PAGE = "page"
_FENCE = re.compile(r"[ >]*(?:[-:]|\d+\.)?[ ]*(`{3,})")
_FAST = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class Mirror:
    """Writes the pages of one language as Markdown.

    Args:
        views: The language's views.
        printer: Prints the texts.
        theme: Folders with `machines/`.
        compiled: Where compiled templates are kept from build to build.
    """

    def __init__(
        self,
        views: Views,
        printer: Printer,
        theme: Layers,
        compiled: ContentCache | None = None,
    ) -> None:
        self._views = views
        self._printer = printer
        self._templates = environment(theme.below("machines"), compiled)

    def page(self, entry: Entry, view: PageView) -> str:
        """Write a page, with front matter that says where it stands and how it may be used.

        Args:
            entry: The page.
            view: The same view that its template sees.
        """
        front = {key: value for key, value in self._front(view).items() if value}
        return f"---\n{front_matter(front)}---\n\n{tidied(settled(self._body(entry, view)))}\n"

    def _body(self, entry: Entry, view: PageView) -> str:
        printed = self._printer.printed(entry, self._views.language.tag)
        writer = self._writer(view)
        opening, closing = quotes(view.language.tag)
        context = {
            "view": view,
            "t": self._views.t,
            "content": safe(writer.article(printed.blocks, printed.notes)),
            "address": lambda url: safe(self._absolute(view, f"/{url}")),
            "blocks": lambda blocks: safe(writer.blocks(blocks)),
            "quoted_as_said": lambda text: f"{opening}{text}{closing}",
            "listed": lambda work: safe(writer.running.line(listed(work.number, work.runs))),
            "reference_of": lambda runs: safe(writer.running.line(reference(runs))),
            "messages": lambda: self._printer.messages(entry, self._views.language.tag),
            "advice": partial(self._advice, writer),
        }
        return self._template(view.kind).render(context)

    def _template(self, kind: str) -> Template:
        """Return a kind's template; that of any page where a site has a kind of its own."""
        names = [f"{_FOLDER}/{name}.md" for name in (kind, _ANY_PAGE)]
        return self._templates.select_template(names)

    def _writer(self, view: PageView) -> Writer:
        absolute = partial(self._absolute, view)

        def html_table(table: Table) -> str:
            lines = StandaloneWriter(absolute).blocks((table,)).split("\n")
            return "\n".join(filter(str.strip, lines))

        return Writer(absolute, view.text.tag, html_table)

    def _absolute(self, view: PageView, target: str) -> str:
        """Return the absolute address of a resolved target."""
        if target.startswith("/"):
            return self._views.absolute(target.removeprefix("/"))
        return urljoin(view.canonical, target)

    def _advice(self, writer: Writer, paper: str, identifier: str) -> Markup:
        """Return a recommendation's text."""
        entry = self._views.library.find(PAPER, paper)
        if entry is None:
            return Markup()
        tag = self._views.language.tag
        return safe(writer.blocks(self._printer.recommendation(entry, identifier, tag).content))

    def _front(self, page: PageView) -> Mapping[str, object]:
        own = page.of(PaperView)
        paper = own or self._only_paper()
        is_part = own is not None and own.link.key != page.key
        entry = self._views.library.entries[page.key]
        cite, statement = self._views.cite_this.page(entry), self._views.statements.of(entry)
        creators = statement.creators if statement else ()
        original = statement.original if statement else None
        return {
            "title": page.title,
            "description": page.summary,
            "language": page.text.tag,
            "source": page.canonical,
            "part_of": own.title if own and is_part else "",
            "authors": [creator.printed for creator in creators],
            "edition": statement.edition if statement and statement.is_numbered else 0,
            "date": statement.issued if statement else "",
            "based_on": original.text if original else "",
            "notice": statement.notice if statement else "",
            "licence": paper.licence if paper else "",
            "licence_url": paper.licence_url if paper else "",
            "translation": page.translation.status if page.translation else "",
            "cite": cite.styles[0].text if cite else "",
            "attribution": self._attribution(page, paper, cite.styles[0].text if cite else ""),
            "alternates": {tag: url for tag, url in page.alternates if tag != page.text.tag},
        }

    def _attribution(self, page: PageView, paper: PaperView | None, cite: str) -> str:
        """Return what whoever takes the text along is to print with it: a line of text."""
        t, stop = self._views.t, self._views.t("marks.stop")
        said = cite or f"{page.title}{stop} {self._views.links.series}{stop} {page.canonical}"
        if paper is None:
            return said
        licence = t("llms.licence", name=paper.licence_name)
        return " ".join(filter(None, (said, licence, paper.licence_url)))

    def _only_paper(self) -> PaperView | None:
        """Return any paper, if all have the same licence: what else there is then has it, too."""
        papers = self._views.library.of(PAPER)
        is_same = len({paper.source.meta.licence for paper in papers}) == 1
        return self._views.part(PaperViews).paper(papers[0]) if is_same else None


def front_matter(front: Mapping[str, object]) -> str:
    """Return front matter as YAML.

    libyaml takes a tenth of the time of PyYAML's own writer, which is asked where that is missing,
    and where it would spell signs beyond U+FFFF.
    """
    how: dict[str, Any] = {"allow_unicode": True, "sort_keys": False, "width": 10_000}
    written = str(yaml.dump(front, Dumper=_FAST, **how))
    return str(yaml.safe_dump(front, **how)) if "\\U" in written else written


def tidied(text: str) -> str:
    """Take away spaces at the end of lines, and all but one of several empty lines.

    What stands between fences is left as it is.
    """
    return "\n".join(_tidied(text.split("\n"))).strip("\n")


def _tidied(lines: list[str]) -> Iterator[str]:
    fence = ""
    is_empty = False
    for line in lines:
        if fence:
            fence = "" if line.strip(" >") == fence else fence
            yield line
            continue
        opening = _FENCE.match(line)
        fence = opening[1] if opening else ""
        text = line.rstrip()
        if text or not is_empty:
            yield text
        is_empty = not text
