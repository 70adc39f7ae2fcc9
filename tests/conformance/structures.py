"""What a text is made of, told alike of our nodes and of GitHub's HTML, to compare the two.

A structure is a list of words and of pairs: a name and what is in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias
from urllib.parse import unquote

from issue_papers.articles import nodes as n
from issue_papers.articles.article import Article
from lxml import html

Structure: TypeAlias = "list[str | tuple[str, Any]]"

_STYLES = {
    n.Style.EMPHASIS: "em",
    n.Style.STRONG: "strong",
    n.Style.DELETED: "del",
    n.Style.ITALIC: "i",
    n.Style.BOLD: "b",
    n.Style.SUBSCRIPT: "sub",
    n.Style.SUPERSCRIPT: "sup",
}
_SAME = {"s": "del"}


def of_article(article: Article) -> Structure:
    """Return the structure of a text as we read it, footnotes aside."""
    return _tidy(_nodes(article.blocks))


def of_html(markup: str) -> Structure:
    """Return the structure of a text as GitHub's own program writes it."""
    if not markup.strip():
        return []
    root = html.document_fromstring(f"<html><body>{markup}</body></html>").find("body")
    return _tidy(_elements(root))


def _nodes(nodes: Iterable[n.Node]) -> Structure:
    return [part for node in nodes for part in _node(node)]


def _node(node: n.Node) -> Structure:
    inside = _nodes(n.children(node))
    match node:
        case n.Text(text=text):
            return [text]
        case n.Break():
            return [("br", [])]
        case n.Code(text=text):
            return [("code", [text])]
        case n.CodeBlock(text=text, language=language):
            return [("pre", [("lang " + language if language else "", []), text])]
        case n.Styled(style=style):
            return [(_STYLES.get(style, str(style)), inside)]
        case n.Link(target=target):
            return [(f"a {unquote(target)}", inside)]
        case n.Picture(source=source, alt=alt):
            return [(f"img {unquote(source)} {alt}", [])]
        case n.Paragraph(is_plain=True):
            return [" ", *inside, " "]
        case n.Paragraph():
            return [("p", inside)]
        case n.Heading(level=level):
            return [(f"h{level}", inside)]
        case n.List(is_ordered=is_ordered, start=start):
            return [(f"ol {start}" if is_ordered else "ul", inside)]
        case n.Item(is_done=is_done):
            mark = [] if is_done is None else [("task " + "x" * is_done, [])]
            return [("li", [*mark, *inside])]
        case n.Quote():
            return [("blockquote", inside)]
        case n.Rule():
            return [("hr", [])]
        case n.Cell(is_header=is_header, align=align):
            return [(f"{'th' if is_header else 'td'} {align}".strip(), inside)]
        case n.Row():
            return [("tr", inside)]
        case n.Table(head=head, body=body):
            return [("table", [*_nodes(head), *_nodes(body)])]
        case n.Details(summary=summary, content=content):
            return [("details", [("summary", _nodes(summary)), *_nodes(content)])]
        case n.Group(tag=tag) | n.Element(tag=tag):
            return [(tag, inside)]
        case _:
            return [(type(node).__name__.lower(), inside)]


def _elements(element: html.HtmlElement) -> Structure:
    found: Structure = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str):
            found += _element(child)
        found.append(child.tail or "")
    return found


def _element(element: html.HtmlElement) -> Structure:
    tag = _SAME.get(element.tag, element.tag)
    inside = _elements(element)
    if tag == "a":
        return [(f"a {unquote(element.get('href', ''))}", inside)]
    if tag == "img":
        return [(f"img {unquote(element.get('src', ''))} {element.get('alt', '')}", [])]
    if tag == "ol":
        return [(f"ol {element.get('start', '1')}", inside)]
    if tag == "pre":
        code = element.find("code")
        language = (element.get("lang") or "").split()
        if code is not None and not language:
            language = [
                c.removeprefix("language-")
                for c in (code.get("class") or "").split()
                if c.startswith("language-")
            ]
        mark = "lang " + language[0] if language else ""
        return [("pre", [(mark, []), element.text_content()])]
    if tag == "code":
        return [("code", [element.text_content()])]
    if tag in {"td", "th"}:
        return [(f"{tag} {element.get('align', '')}".strip(), inside)]
    if tag == "input":
        return [("task " + "x" * ("checked" in element.attrib), [])]
    if tag in {"thead", "tbody"}:
        return inside
    return [(tag, inside)]


def _tidy(parts: Structure, *, is_code: bool = False) -> Structure:
    """Join words, and leave out white space that means nothing."""
    found: Structure = []
    for part in parts:
        if isinstance(part, tuple):
            found.append((part[0], _tidy(part[1], is_code=part[0] in {"pre", "code"})))
        elif found and isinstance(found[-1], str):
            found[-1] += part
        else:
            found.append(part)
    if is_code:  # cmark-gfm ends a text without a last line's end by one
        return [p.rstrip("\n") if isinstance(p, str) else p for p in found if p != ""]
    words = [" ".join(p.split()) if isinstance(p, str) else p for p in found]
    return [p for p in words if p != ""]
