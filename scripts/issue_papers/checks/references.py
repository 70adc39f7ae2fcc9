"""Rules for references to what has a number: each has one, and none is typed that is another's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from issue_papers.blocks.registry import types
from issue_papers.checks.anchors import AnchorIndex
from issue_papers.checks.page import Page
from issue_papers.content.outline import BlockOutline, LinkOutline, on_site
from issue_papers.printing.references import SIGN
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem
from issue_papers.views.numbers import leads_to

KEY = "link"
_TYPED = re.compile(r"\D*\b(?P<number>\d{1,3})\W*")
"""A word or two, and one number."""


def check(page: Page, index: AnchorIndex) -> Iterator[Problem]:
    """Yield what is wrong with a text's references to figures, tables, boxes and equations.

    Args:
        page: The text.
        index: The places on all pages: one that isn't there is told of as such.
    """
    for link in page.document.outline.links:
        words = link.words
        found = leads_to(page.library, page.entry, link.target)
        if found is None:
            yield from _without_number(page, index, link, words)
        elif (match := _TYPED.fullmatch(words)) and int(match["number"]) != found.number:
            message = say(
                "“{words}” leads to number {number}", words=words, number=str(found.number)
            )
            right = words[: match.start("number")] + "#" + words[match.end("number") :]
            hint = say(
                "write `[{words}]({target})`: `#` becomes the number",
                words=right,
                target=link.target,
            )
            yield page.warning(link.line, KEY, message, hint)


def _without_number(
    page: Page, index: AnchorIndex, link: LinkOutline, words: str
) -> Iterator[Problem]:
    """A sign for a number in a link to what has none, though it is of a kind that may have one."""
    _, place = on_site(link.target)
    if not (page.is_ours and place and SIGN.search(words)) or not _is_there(page, index, link):
        return
    message = say("`#` stands for a number here, and `{target}` has none", target=link.target)
    hint = say("lead to a figure, a table with a caption, a numbered box or an equation")
    block = _block(page, link.target)
    if block and types()[block.name].numbered_by:
        name = types()[block.name].numbered_by
        hint = say(
            "write `{example}` in the block on line {line}",
            example=f"{name}: true",
            line=block.line,
        )
    yield page.error(link.line, KEY, message, hint)


def _is_there(page: Page, index: AnchorIndex, link: LinkOutline) -> bool:
    path, place = on_site(link.target)
    key = page.library.resolve(page.entry, path) if path else page.entry.key
    target = page.library.entries.get(key or "")
    return target is not None and place in index.of(target, page.document.language)


def _block(page: Page, target: str) -> BlockOutline | None:
    """Return the block of a page itself that a target names."""
    if not target.startswith("#"):
        return None
    _, place = on_site(target)
    blocks = (
        block
        for block in page.document.outline.blocks
        if block.anchor == place and block.name in types()
    )
    return next(blocks, None)
