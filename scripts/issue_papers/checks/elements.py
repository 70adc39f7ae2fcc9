"""Rules for what a text's HTML brings: programs and forms are refused, films get a link in print."""

from __future__ import annotations

import re
from collections.abc import Iterator

from issue_papers.articles.nodes import Element, Embed, Group
from issue_papers.checks.page import Page
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem

KEY = "html"
_RUNS = frozenset({"script", "object", "embed", "applet", "frame", "frameset", "base", "meta", "link"})
"""Elements that run or load something, or change the whole page."""
_UNKNOWN = "html-unknown"


def check(page: Page) -> Iterator[Problem]:
    """Yield elements that no format may hold, or that print can't."""
    told = {(f.line, f.detail) for f in page.article.faults if f.kind == "html-unclosed"}
    for tag, line in _tags(page):
        if (line, tag) in told:
            continue
        told.add((line, tag))
        if tag in _RUNS:
            message = say("a text may have no `<{tag}>`", tag=tag)
            yield page.fault(line, KEY, message, say("write what it says as text, or link to it"))
        elif page.is_ours:
            message = say("`<{tag}>` means nothing here: only what is in it is shown", tag=tag)
            yield page.warning(line, KEY, message, say("write it in Markdown"))
    for node in page.article.nodes:
        if isinstance(node, Embed) and page.is_ours:
            message = say(
                "a page shows `{source}` in a frame; in print a link stands for it",
                source=node.source,
            )
            hint = say("add `title=\"…\"`, the words of that link")
            if node.title:
                hint = say("the link has the words “{title}”", title=node.title)
            yield page.warning(node.line, KEY, message, hint)
        elif isinstance(node, Element | Group):
            for name, _ in node.attributes:
                if name.startswith("on"):
                    message = say("`{name}` would run a program in the reader's browser", name=name)
                    yield page.fault(node.line, KEY, message, say("take it out"))


def _tags(page: Page) -> Iterator[tuple[str, int]]:
    for fault in page.article.faults:
        if fault.kind == _UNKNOWN:
            yield fault.detail or re.sub(r"\W", "", fault.found), fault.line
    for node in page.article.nodes:
        if isinstance(node, Element):
            yield node.tag, node.line
