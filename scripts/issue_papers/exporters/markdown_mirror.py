"""A page as plain Markdown, for programs: `index.md` beside each `index.html`.

It is made from the finished page, so it has the same words, blocks and boxes included, without what
only a browser needs. Links are absolute. Ids stand behind headings, as `{#id}`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Any
from urllib.parse import urljoin

import yaml
from lxml import etree, html
from lxml.html import HtmlElement
from markdownify import ATX, MarkdownConverter

from issue_papers.exporters.markdown_escapes import marked, settled
from issue_papers.typography.quotation import quotes

_FURNITURE = frozenset({"nav", "script", "style", "template", "svg", "form", "fieldset"})
_FURNITURE_CLASSES = frozenset(
    {
        "headerlink",
        "footnote-backref",
        "ip-backlinks",
        "ip-cite-this",
        "ip-downloads",
        "ip-keep",
        "ip-ledger__permalink",
        "ip-pair-links",
        "ip-provenance",
        "ip-start",
        "ip-toc-button",
    }
)
"""What isn't text: controls, drawings, and links about the page."""

_QUOTED = frozenset({"aside"})
_INLINE = (
    frozenset({"a", "abbr", "b", "bdi", "bdo", "button", "cite", "code", "data", "del", "dfn"})
    | {"em", "i", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strong"}
    | {"sub", "sup", "time", "u", "var"}
)
_ITEMS = frozenset({"a", "bdi", "q", "small", "span", "time"})
"""Elements that a template sets beside each other without a word between."""

_SLOT = "\N{OBJECT REPLACEMENT CHARACTER}"
_UNSEEN = re.compile("[\u00ad\u200b]")
_BLANK_LINES = re.compile(r"\n{3,}")


def mirror(page: str, address: str, metadata: Mapping[str, Any], comma: str = ", ") -> str:
    """Turn a finished page into Markdown with front matter.

    Args:
        page: The page's HTML.
        address: Its absolute address, which its links are relative to.
        metadata: The front matter; what is empty is left out.
        comma: What stands between a name and a role, in the page's language.

    Returns:
        The file's text.
    """
    article = html.document_fromstring(page).find(".//article")
    body = _convert(_strip(article), address, comma)
    known = {key: value for key, value in metadata.items() if value}
    front = yaml.safe_dump(known, allow_unicode=True, sort_keys=False, width=10_000)
    return f"---\n{front}---\n\n{body}\n"


def text_of(page: str) -> str:
    """Return the words of a finished page that its mirror has, in order."""
    article = _strip(html.document_fromstring(page).find(".//article"))
    for reference in article.xpath(".//sup[a[@class='footnote-ref']]"):
        reference.drop_tree()
    for notes in article.find_class("footnote"):
        article.append(notes)
    for element in article.iterdescendants():
        if element.tag not in _INLINE:  # a word ends where a block does
            element.text, element.tail = f" {element.text or ''} ", f" {element.tail or ''}"
    return _UNSEEN.sub("", str(article.text_content()))


def _strip(article: HtmlElement) -> HtmlElement:
    for element in article.iter(etree.Comment):
        element.drop_tree()
    for element in [e for e in article.iterdescendants() if _is_furniture(e)]:
        element.drop_tree()
    for element in list(article.iter("button", "label")):
        element.drop_tree()
    for term in article.find_class("ip-term"):
        term.drop_tag()
    return article


def _is_furniture(element: HtmlElement) -> bool:
    return (
        element.tag in _FURNITURE
        or not _FURNITURE_CLASSES.isdisjoint(element.get("class", "").split())
        or "hidden" in element.attrib
        or "popover" in element.attrib
        or element.get("aria-hidden") == "true"
    )


def _convert(article: HtmlElement, address: str, comma: str) -> str:
    for anchor in article.iter("a"):
        if anchor.get("href"):
            anchor.set("href", urljoin(address, anchor.get("href")))
    for image in article.iter("img"):
        image.set("src", urljoin(address, image.get("src", "")))
    for element in article.iter(*_QUOTED):
        element.tag = "blockquote"
    for element in article.iter():
        _part(element, comma)
    for quotation in article.iter("q"):
        _quote(quotation)
    _refer(article)
    markup = _UNSEEN.sub("", etree.tostring(article, encoding="unicode", method="html"))
    text = str(_Converter(heading_style=ATX).convert(markup))
    lines = (line.rstrip() for line in settled(text).splitlines())
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()


def _refer(article: HtmlElement) -> None:
    """Make footnotes and their references known to the converter, by name."""
    for note in article.iter("sup"):
        if (reference := note.find("a[@class='footnote-ref']")) is not None:
            name = reference.get("href", "").rpartition("fn:")[2]
            note.clear(keep_tail=True)
            note.tag, note.text = "footnoteref", name
    for notes in article.find_class("footnote"):
        for note in notes.iter("li"):
            note.set("data-footnote", note.get("id", "").removeprefix("fn:"))


def _part(parent: HtmlElement, comma: str) -> None:
    """Write between the items of a template's line what there is a gap for on the page.

    An editor's text has its own marks, so a paragraph of prose is left as it is.
    """
    children = list(parent)
    if any((text or "").strip() for text in (parent.text, *(c.tail for c in children))):
        return
    is_ours = parent.get("class", "").startswith("ip-")
    if not is_ours and any("ip-prose" in e.get("class", "").split() for e in _around(parent)):
        return
    for before, after in pairwise(children):
        if before.tag not in _ITEMS or after.tag not in _ITEMS - {"a"}:
            continue
        if "ip-hidden" not in before.get("class", "").split():
            is_role = "ip-person__role" in after.get("class", "").split()
            before.tail = comma if is_role else " · "


def _quote(quotation: HtmlElement) -> None:
    """Write the marks that a style sheet draws: those of the language around (CSS, `quotes`)."""
    languages = (e.get("lang") for e in _around(quotation.getparent()))
    opening, closing = quotes(next(filter(None, languages), ""))
    quotation.text = opening + (quotation.text or "")
    if len(quotation):
        quotation[-1].tail = (quotation[-1].tail or "") + closing
    else:
        quotation.text += closing


def _around(element: HtmlElement) -> list[HtmlElement]:
    """Return an element and those around it, the innermost first."""
    return [element, *element.iterancestors()]


class _Converter(MarkdownConverter):
    """What Markdown has its own marks for, and markdownify hasn't."""

    def convert_footnoteref(self, el: Any, _text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        return f"[^{el.get_text()}]"

    def convert_li(self, el: Any, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        """Indent by four, which every Markdown takes for a list item's own."""
        if name := el.get("data-footnote"):
            return f"\n\n[^{name}]: {_indented(text)}\n\n"
        mark = "-"
        if el.parent is not None and el.parent.name == "ol":
            before = len(el.find_previous_siblings("li"))
            mark = f"{int(el.parent.get('start') or 1) + before}."
        gap = "\n" if "\n\n" in text.strip() else ""
        return f"{gap}{mark:<3} {_indented(text)}\n{gap}"

    def convert_hN(self, n: int, el: Any, text: str, parent_tags: set[str]) -> str:  # noqa: N802
        heading = str(super().convert_hN(n, el, text, parent_tags))  # type: ignore[misc]
        if "_inline" in parent_tags or not el.get("id") or not heading.strip():
            return heading
        return f"{heading.rstrip()} {{#{el['id']}}}\n\n"

    def convert_q(self, el: Any, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        return text

    def convert_sup(self, el: Any, text: str, parent_tags: set[str]) -> str:
        """Keep an index as HTML, which Markdown allows and has no mark of its own for."""
        if "_noformat" in parent_tags or not text:
            return text
        element = etree.Element(el.name)
        element.text = _SLOT
        return str(etree.tostring(element, encoding="unicode")).replace(_SLOT, text)

    convert_sub = convert_sup

    def escape(self, text: str, parent_tags: set[str]) -> str:
        return marked(text or "", in_table=not parent_tags.isdisjoint({"td", "th"}))


def _indented(text: str) -> str:
    """Indent all lines but the first."""
    return text.strip().replace("\n", "\n    ")
