"""Rules for a text's HTML: what the allow-list refuses, and films, which get a link in print.

What is refused is in no node any more (`articles.allowed_html`); here each refusal gets its words.
What could do harm is an error on any page. What couldn't, such as a class that means nothing here,
is a warning on a page that may be older than this site.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from issue_papers.articles.allowed_html import DRAWN, SCHEMES, scheme_of
from issue_papers.articles.article import Fault
from issue_papers.articles.characters import visible
from issue_papers.articles.nodes import (
    Citation,
    Element,
    Embed,
    Group,
    Link,
    NoteReference,
    walk,
)
from issue_papers.checks import unknown_elements
from issue_papers.checks.leftovers import short
from issue_papers.checks.page import Page
from issue_papers.reporting.messages import Message, say
from issue_papers.reporting.problems import Problem

KEY = "html"
_OF_FORMS = frozenset(
    {"button", "canvas", "datalist", "dialog", "fieldset", "form", "input", "label", "meter"}
    | {"optgroup", "option", "output", "progress", "select", "textarea"}
)
"""Elements that print can't have, which trusted texts may hold."""
_LEADING = (Link, NoteReference, Citation)
"""What leads somewhere, and so can't stand in a link: only HTML can be typed like that."""


def check(page: Page) -> Iterator[Problem]:
    """Yield what a text's HTML had and can't have, or print can't."""
    for fault in page.article.faults:
        yield from _refused(page, fault)
    yield from _unknown(page)
    for line, (found, tag) in page.in_html.items():
        yield _markdown(page, line, found, tag)
    for node in page.article.nodes:
        match node:
            case Link() if any(isinstance(part, _LEADING) for part in walk(node.content)):
                message = say(
                    "a link stands in the words of another, to `{target}`", target=node.target
                )
                hint = say("end the one before the other begins")
                yield page.error(node.line, "link", message, hint)
            case Embed() if page.is_ours:
                yield _embed(page, node)
            case Element(tag=tag) if page.is_ours and tag in _OF_FORMS:
                message = say("`<{tag}>` does nothing here: only its words are shown", tag=tag)
                yield page.warning(node.line, KEY, message, say("write it in words, or link to it"))
            case Element(tag=tag) if page.is_ours and page.is_trusted and tag in DRAWN:
                message = say("`<{tag}>` stands in the text: PDF and EPUB would lose it", tag=tag)
                yield page.error(node.line, KEY, message, _save_drawing())
            case Element(attributes=attributes) | Group(attributes=attributes):
                if page.is_ours and page.is_trusted and "style" in dict(attributes):
                    message = say("`style` is for pages alone: PDF and EPUB leave it out")
                    yield page.warning(node.line, KEY, message, say("take it out"))
            case _:
                pass


def _refused(page: Page, fault: Fault) -> Iterator[Problem]:
    """What the allow-list refuses."""
    at, found = (fault.line, KEY), visible(fault.found)
    match fault.kind:
        case "html-handler":
            message = say("`{name}` would run a program in the reader's browser", name=found)
            yield page.error(*at, message, say("take it out"))
        case "html-refused":
            message = say("a text can't have `{found}`: it is left out", found=found)
            yield page.error(*at, message, _instead(fault.detail))
        case "style-refused":
            message = say(
                "a text can't have `{name}`: how pages look is for style sheets", name=found
            )
            yield page.error(*at, message, say("take it out, or use a class of the theme"))
        case "attribute-refused":
            message = say("a text's `<{tag}>` can't have `{name}`", tag=fault.detail, name=found)
            yield page.fault(*at, message, say("take it out"))
        case "class-unknown":
            message = say("`{name}` is no class that texts may have", name=found)
            hint = say("take it out; the site's owner can allow it in `overrides/text-classes.yml`")
            yield page.fault(*at, message, hint)
        case "id-refused":
            message = say("`{found}` is no id: it has a space in it", found=found)
            yield page.error(fault.line, "id", message, say("join its words by hyphens"))
        case "address-refused":
            yield page.error(fault.line, "link" if fault.detail == "a" else KEY, *_address(fault))
        case "attribute-lost":
            yield _lost(page, fault)


def _instead(tag: str) -> Message:
    """Say what stands in the place of an element that is refused."""
    if tag in DRAWN:
        return _save_drawing()
    if tag in _OF_FORMS:
        return say("write it in words, or link to it")
    return say("write what it says as text, or link to it")


def _save_drawing() -> Message:
    return say("save it as an SVG file beside the page, and show it as a picture")


def _address(fault: Fault) -> tuple[Message, Message]:
    """Say what is wrong with an address that begins in a way that none may."""
    scheme, found = scheme_of(fault.found), visible(fault.found)
    if unknown_elements.is_left_over(fault.found):  # `<st1:place>`, an address in angle brackets
        return unknown_elements.left_over(fault.found)
    if scheme == "file" or len(scheme) == 1:
        message = say("`{target}` leads to a file of your own computer", target=found)
        return message, say("put the file beside the page, and link to its name")
    if fault.detail == "img" and scheme == "data":
        message = say("the picture stands in the text itself, as `data:`")
        return message, say("save it as a file beside the page")
    if near := difflib.get_close_matches(scheme, sorted(SCHEMES), n=1, cutoff=0.7):
        message = say("`{scheme}:` begins no address", scheme=scheme)
        return message, say("did you mean `{word}`?", word=near[0])
    message = say("a link may not begin with `{scheme}:`", scheme=scheme)
    return message, say("link to a page, a file or an address on the web")


def _unknown(page: Page) -> Iterator[Problem]:
    """Elements that HTML doesn't have, but for what is told otherwise."""
    told = {(f.line, f.detail) for f in page.article.faults if f.kind == "html-unclosed"}
    told |= {
        (inner.line, inner.tag)
        for node in page.article.nodes
        if isinstance(node, Element) and node.tag in DRAWN
        for inner in walk(node)
        if isinstance(inner, Element)
    }
    for fault in page.article.faults:
        if fault.kind != "html-unknown":
            continue
        if problem := unknown_elements.quotation(page, fault):
            yield problem
        elif (fault.line, fault.detail) not in told:
            told.add((fault.line, fault.detail))
            yield unknown_elements.unknown(page, fault)


def _markdown(page: Page, line: int, found: str, tag: str) -> Problem:
    """Say that HTML is read as it stands, without Markdown's marks."""
    message = say("`{found}` would be printed as it is: this is HTML", found=short(found))
    hint = say("put an empty line between it and the HTML")
    if tag:
        hint = say("write it without HTML, or `markdown` into the tag: `<{tag} markdown>`", tag=tag)
    tell = page.fault if found.startswith(("[", "![", "@", "-@")) else page.warning
    return tell(line, KEY, message, hint)


def _lost(page: Page, fault: Fault) -> Problem:
    """An attribute that no format has."""
    message = say("`{name}` is left out, in every format", name=fault.found)
    hint = say("how pages look is for style sheets to say: take it out")
    if fault.detail == "a":
        hint = say("readers decide how a link opens: take it out")
    return page.warning(fault.line, KEY, message, hint)


def _embed(page: Page, node: Embed) -> Problem:
    message = say(
        "a page shows `{source}` in a frame; in print a link stands for it", source=node.source
    )
    hint = say('add `title="…"`, the words of that link')
    if node.title:
        hint = say("the link has the words “{title}”", title=node.title)
    return page.warning(node.line, KEY, message, hint)
