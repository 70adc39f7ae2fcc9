"""The words of a finished page, to compare them with those of what is made from the same text."""

from __future__ import annotations

import re

import markdown
from lxml import etree, html
from lxml.html import HtmlElement

_FURNITURE = frozenset({"nav", "script", "style", "template", "svg", "form", "fieldset"})
_CONTROLS = ("button", "label")
_FURNITURE_CLASSES = frozenset(
    {
        "headerlink",
        "footnote-backref",
        "ip-advice__tick",
        "ip-backlinks",
        "ip-cite-this",
        "ip-downloads",
        "ip-cover__ways",
        "ip-keep",
        "ip-ledger__permalink",
        "ip-pair-links",
        "ip-provenance",
        "ip-regions",
        "ip-map-said",
        "ip-notice--translation",
        "ip-start",
        "ip-toc-button",
        "ip-top",
        "ip-reviewed",
        "ip-unreviewed",
    }
)
"""What isn't text: controls, drawings, and links about the page."""

_INLINE = (
    frozenset({"a", "abbr", "b", "bdi", "bdo", "button", "cite", "code", "data", "del", "dfn"})
    | {"em", "i", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strong"}
    | {"sub", "sup", "time", "u", "var"}
)
_EXTENSIONS = ["attr_list", "def_list", "footnotes", "pymdownx.tasklist", "tables"]
_UNSEEN = re.compile("[\u00ad\u200b]")


def words(text: str) -> list[str]:
    """Return the words of a text."""
    return re.findall(r"\w+", _UNSEEN.sub("", text))


def words_of_page(page: str) -> list[str]:
    """Return the words of a page's article, footnotes last, without what only a browser needs."""
    article = html.document_fromstring(page).find(".//article")
    for element in [*article.iter(etree.Comment, *_CONTROLS)]:
        element.drop_tree()
    for element in [e for e in article.iterdescendants() if _is_furniture(e)]:
        element.drop_tree()
    for notes in article.find_class("footnote"):
        article.append(notes)
    return _words_of_tree(article)


def words_of_markdown(text: str) -> list[str]:
    """Return the words of Markdown with front matter, as a browser would show it."""
    body = text.split("---\n", 2)[2]
    return _words_of_tree(html.fragment_fromstring(shown(body), "div"))


def shown(body: str) -> str:
    """Return Markdown as HTML."""
    return markdown.markdown(body, extensions=_EXTENSIONS)


def _words_of_tree(tree: HtmlElement) -> list[str]:
    marks = "//sup[a[@class='footnote-ref']] | //a[@class='footnote-backref']"
    for mark in tree.xpath(marks):
        mark.drop_tree()
    for element in tree.iterdescendants():
        if element.tag not in _INLINE:  # a word ends where a block does
            element.text, element.tail = f" {element.text or ''} ", f" {element.tail or ''}"
    return words(tree.text_content())


def _is_furniture(element: HtmlElement) -> bool:
    return (
        element.tag in _FURNITURE
        or not _FURNITURE_CLASSES.isdisjoint(element.get("class", "").split())
        or "hidden" in element.attrib
        or "popover" in element.attrib
        or element.get("aria-hidden") == "true"
    )
