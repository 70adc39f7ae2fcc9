"""Rules for a text's HTML: programs are refused, forms do nothing, films get a link in print."""

from __future__ import annotations

import re
from collections.abc import Iterator

from issue_papers.articles.article import Fault
from issue_papers.articles.nodes import Element, Embed, Group, walk
from issue_papers.checks.page import Page
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem

KEY = "html"
_GUILLEMETS = re.compile(r"<<\s?(?P<words>[^<>]*?)\s?>>")
_RUN = frozenset({"script", "object", "embed", "applet", "base"})
"""Elements that would run something, or send readers elsewhere: refused on plain pages, too."""
_OF_FORMS = frozenset(
    {"button", "canvas", "datalist", "dialog", "fieldset", "form", "input", "label", "meter"}
    | {"optgroup", "option", "output", "progress", "select", "textarea"}
)
"""Elements that print can't have."""
_DRAWN = frozenset({"svg", "math"})
"""Elements that a browser draws from what is in them."""


def check(page: Page) -> Iterator[Problem]:
    """Yield elements that no format may hold, or that print can't."""
    yield from _faults(page)
    for node in page.article.nodes:
        match node:
            case Embed() if page.is_ours:
                yield _embed(page, node)
            case Element(tag=tag) if page.is_ours and tag in _OF_FORMS:
                message = say("`<{tag}>` does nothing here: only its words are shown", tag=tag)
                yield page.warning(node.line, KEY, message, say("write it in words, or link to it"))
            case Element(tag=tag) if page.is_ours and tag in _DRAWN:
                message = say("`<{tag}>` stands in the text: PDF and EPUB would lose it", tag=tag)
                hint = say("save it as an SVG file beside the page, and show it as a picture")
                yield page.error(node.line, KEY, message, hint)
            case Element(attributes=attributes) | Group(attributes=attributes):
                yield from _attributes(page, node.line, attributes)
            case _:
                pass


def _faults(page: Page) -> Iterator[Problem]:
    """What the reader has found, but for what is told otherwise."""
    told = {(f.line, f.detail) for f in page.article.faults if f.kind == "html-unclosed"}
    told |= {
        (inner.line, inner.tag)
        for node in page.article.nodes
        if isinstance(node, Element) and node.tag in _DRAWN
        for inner in walk(node)
        if isinstance(inner, Element)
    }
    for fault in page.article.faults:
        if fault.kind == "html-handler":
            yield _handler(page, fault.line, fault.found)
        elif fault.kind == "html-refused":
            message = say("a text can't have `{found}`: it is left out", found=fault.found)
            tell = page.error if fault.detail in _RUN else page.fault
            yield tell(fault.line, KEY, message, say("write what it says as text, or link to it"))
        elif fault.kind == "attribute-lost":
            yield _lost(page, fault)
        elif fault.kind == "html-unknown":
            if f"<<{fault.detail}" in page.typed(fault.line).lower():
                yield _quotation(page, fault)
            elif (fault.line, fault.detail) not in told:
                message = say("`{found}` is no element of HTML: it would vanish", found=fault.found)
                hint = say("if it is text, write `\\{found}`", found=fault.found)
                yield page.fault(fault.line, KEY, message, hint)


def _lost(page: Page, fault: Fault) -> Problem:
    """An attribute that no format has."""
    message = say("`{name}` is left out, in every format", name=fault.found)
    hint = say("how pages look is for style sheets to say: take it out")
    if fault.detail == "a":
        hint = say("readers decide how a link opens: take it out")
    return page.warning(fault.line, KEY, message, hint)


def _quotation(page: Page, fault: Fault) -> Problem:
    """`<<words>>`, of which the inner signs make an element."""
    match = _GUILLEMETS.search(page.typed(fault.line))
    found = match[0] if match else fault.found
    message = say("found `{found}`, expected quotation marks", found=found)
    hint = say("write «{words}»", words=match["words"] if match else "…")
    return page.warning(fault.line, "typography", message, hint)


def _embed(page: Page, node: Embed) -> Problem:
    message = say(
        "a page shows `{source}` in a frame; in print a link stands for it", source=node.source
    )
    hint = say('add `title="…"`, the words of that link')
    if node.title:
        hint = say("the link has the words “{title}”", title=node.title)
    return page.warning(node.line, KEY, message, hint)


def _handler(page: Page, line: int, name: str) -> Problem:
    message = say("`{name}` would run a program in the reader's browser", name=name)
    return page.error(line, KEY, message, say("take it out"))


def _attributes(
    page: Page, line: int, attributes: tuple[tuple[str, str], ...]
) -> Iterator[Problem]:
    for name, _ in attributes:
        if name.lower().startswith("on"):
            yield _handler(page, line, name)
        elif name.lower() == "style" and page.is_ours:
            message = say("`style` is for pages alone: PDF and EPUB leave it out")
            yield page.warning(line, KEY, message, say("take it out"))
