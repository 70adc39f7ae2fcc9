"""A recommendation's Markdown as HTML and as plain text, for pages and files other than its own."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree import ElementTree as ET

import markdown as python_markdown
from lxml import html
from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from issue_papers.articles.citation_syntax import without
from issue_papers.typography.markdown_step import Typography

_AFTER_INLINE = 1
"""Below the priority at which Python-Markdown 3.10 turns link syntax into elements."""


class _Links(Treeprocessor):
    """Gives every link the address that it has where the text is shown."""

    def __init__(self, md: Markdown, href: Callable[[str], str]) -> None:
        super().__init__(md)
        self._href = href

    def run(self, root: ET.Element) -> None:
        """Change the links in place."""
        for link in root.iter("a"):
            link.set("href", self._href(link.get("href", "")))


class _LinkExtension(Extension):
    def __init__(self, href: Callable[[str], str]) -> None:
        super().__init__()
        self._href = href

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register the tree processor."""
        md.treeprocessors.register(_Links(md, self._href), "recommendation-links", _AFTER_INLINE)


def to_html(text: str, language: str, href: Callable[[str], str]) -> str:
    """Convert a recommendation's text, without its citations: the works are listed elsewhere.

    Args:
        text: Markdown.
        language: BCP 47 tag of the text.
        href: Turns a link's target, as an editor wrote it, into an address.
    """
    ours = (Typography(language), _LinkExtension(href))
    return python_markdown.markdown(without(text), extensions=["attr_list", "sane_lists", *ours])


def to_text(markup: str) -> str:
    """Return a text's words without markup: one line a paragraph or list item."""
    tree = html.fragment_fromstring(markup, create_parent=True)
    blocks = tree.xpath(".//*[self::p or self::li or self::pre][not(.//p or .//li or .//pre)]")
    return "\n".join(" ".join(block.text_content().split()) for block in blocks)
