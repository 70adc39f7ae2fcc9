"""Where links of a page lead: from what an editor wrote to addresses in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import unquote, urlsplit

from issue_papers.articles.nodes import Block, Embed, Link, Node, Picture, Span, text_of
from issue_papers.articles.rewriting import rewrite
from issue_papers.content.library import Entry, Library
from issue_papers.content.outline import address_of


@dataclass(frozen=True)
class Addresses:
    """The addresses that a page's links and pictures have.

    Attributes:
        library: What there is to lead to.
        entry: The page.
        language: Tag of the reader's language, which links to pages keep to.
    """

    library: Library
    entry: Entry
    language: str

    def page(self, key: str, anchor: str = "") -> str:
        """Return the site-relative URL of a page, with leading slash; of a place here, `#place`."""
        if anchor and key == self.entry.key:
            return f"#{anchor}"
        url = f"/{self.library.locales.url(key, self.language)}"
        return f"{url}#{anchor}" if anchor else url

    def link(self, written: str) -> str:
        """Return where a link leads, by what is written; nothing where it leads nowhere.

        A place on the page itself stays `#place`, and what is absolute stays as it is.
        """
        try:
            parts = urlsplit(written)
        except ValueError:
            return ""
        if parts.scheme or parts.netloc or written.startswith(("/", "{")) or not parts.path:
            return written
        key = self.library.resolve(self.entry, unquote(parts.path))
        if key is None or key not in self.library.known:
            return ""
        query = f"?{parts.query}" if parts.query else ""
        anchor = f"#{parts.fragment}" if parts.fragment else ""
        is_page = key in self.library.entries
        url = self.page(key) if is_page else address_of(key)
        return f"{url}{query}{anchor}"

    def source(self, written: str) -> str:
        """Return where a picture or the like is; what leads nowhere as written."""
        return self.link(written) or written

    def file(self, name: str) -> str:
        """Return where a file is that metadata name, not as an address but as it is called."""
        key = self.library.resolve(self.entry, name)
        return address_of(key) if key in self.library.known else self.source(name)


def resolved(
    flow: tuple[Block, ...], addresses: Addresses, direction: str = "ltr"
) -> tuple[Block, ...]:
    """Return a text with the addresses of what it leads to and shows.

    A link that leads nowhere leaves its words. What is shown of an address runs from left to right,
    whatever stands beside it.

    Args:
        flow: The text.
        addresses: Where links lead.
        direction: `ltr` or `rtl`: which way the text runs.
    """

    def change(node: Node) -> tuple[Node, ...]:
        match node:
            case Link(target=target):
                found = addresses.link(target)
                if found or not target:
                    link = replace(node, target=found)
                    is_set_apart = direction == "rtl" and not node.dir and _says_address(node)
                    return (Span((link,), dir="ltr") if is_set_apart else link,)
                if node.id or node.lang or node.classes:
                    span = Span(node.content, id=node.id, lang=node.lang, classes=node.classes)
                    return (replace(span, line=node.line, dir=node.dir),)
                return node.content
            case Picture(source=source) | Embed(source=source):
                return (replace(node, source=addresses.source(source)),)
            case _:
                return (node,)

    return rewrite(flow, change, of=(Link, Picture, Embed))


def _says_address(link: Link) -> bool:
    return link.is_bare or text_of(link.content).startswith(("https://", "http://", "www."))
