"""Writes an article as the text of a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from issue_papers.articles import nodes as n
from issue_papers.formats.markup.fragments import Fragments
from issue_papers.formats.markup.running_text import Given, safe
from issue_papers.formats.markup.writer import Writer
from issue_papers.formats.web.addresses import absolute, relative
from issue_papers.formats.web.code import highlighted
from issue_papers.views.catalogue import Catalogue


@dataclass(frozen=True)
class WebPage:
    """The page that a text stands on.

    Attributes:
        url: Its URL, without leading slash: `fr/papers/water/`.
        t: The interface's strings in the language of the text.
        permalink: What the link to a heading shows; empty if headings have none.
        base: The site's absolute URL, if addresses are to be absolute, as in what leaves the site.
    """

    url: str
    t: Catalogue
    permalink: str = ""
    base: str = ""


class WebWriter(Writer):
    """Writes the text of one page.

    Args:
        fragments: The site's fragments.
        page: The page.
    """

    def __init__(self, fragments: Fragments, page: WebPage) -> None:
        super().__init__(fragments)
        self._page = page
        self._context = {"t": page.t, "permalink": page.permalink}
        self._hrefs: dict[str, str] = {}

    def href(self, target: str) -> str:
        """Return an address relative to the page, or an absolute one where that is wanted."""
        if target not in self._hrefs:
            page = self._page
            found = absolute(target, page.url, page.base) if page.base else ""
            self._hrefs[target] = found or relative(target, page.url)
        return self._hrefs[target]

    def source(self, source: str) -> str:
        """Return a picture's address relative to the page."""
        return self.href(source)

    def context(self) -> Mapping[str, object]:
        """Return what every fragment sees."""
        return self._context

    def look(self, style: str, attributes: Mapping[str, str], wanted: object) -> Given:
        """Return attributes: the policy of pages forbids styles in them."""
        del style
        return {**attributes} if wanted else {}

    def write_code_block(self, node: n.CodeBlock) -> str:
        """Write code, whose words are marked where its language is known."""
        markup = highlighted(node)
        if not markup:
            return super().write_code_block(node)
        return self.drawn(node, content=safe(markup), options=dict(node.options))
