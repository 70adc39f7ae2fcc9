"""Lists that are none, and numbers of items that are others when they are printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, partial

from issue_papers.articles.nodes import Cell, Item, List, Paragraph, walk
from issue_papers.articles.typed_lists import TypedItem, Why, first_apart, first_item
from issue_papers.checks.leftovers import flat, short
from issue_papers.checks.page import Page
from issue_papers.checks.runs import Run
from issue_papers.reporting.messages import Message, say
from issue_papers.reporting.problems import Problem

KEY = "list"
_NUMBER = re.compile(r"[\s>]*(?:[-*+][ \t]+)*(?P<number>\d{1,9})(?P<mark>[.)])(?=\s|$)")
_HARD_BREAK = re.compile(r"(?: {2,}|\\)$|<br", re.IGNORECASE)
_ALIKE = re.compile(r"\d{3,}")
"""A number that may be a year, or one of a law."""


def check(page: Page) -> Iterator[Problem]:
    """Yield lists that Markdown takes for text, and items that get other numbers than theirs."""
    yield from _typed(page)
    for node in page.article.nodes:
        if isinstance(node, List) and node.is_ordered and len(node.items) > 1:
            yield from _numbers(page, node)


def typed_list(page: Page, run: Run, number: int = 0) -> TypedItem | None:
    """Return the first item of a list that a paragraph's lines were meant for.

    Args:
        page: The page.
        run: The paragraph.
        number: That of the numbered item that it stands in.
    """
    item = first_item(run.text, number)
    if item is None or item.is_sure:
        return item
    line = run.block.line + item.line
    is_broken = _HARD_BREAK.search(page.typed(line))  # as a poem's lines, or an address's
    return None if is_broken else item


def _typed(page: Page) -> Iterator[Problem]:
    runs = page.runs
    numbers, in_cells = cache(partial(_numbers_of, page)), cache(partial(_in_cells, page))
    last = -2
    """Which run was the last of a list that has been told."""
    for index, run in enumerate(runs):
        if not isinstance(run.block, Paragraph):
            continue
        item = typed_list(page, run)
        if item is None and "1" in run.text and (number := numbers().get(id(run.block), 0)):
            item = typed_list(page, run, number)
        if item is None and index + 1 < len(runs):
            item = _apart(run, runs[index + 1])
        if item is None or id(run.block) in in_cells():
            continue
        if last != index - 1 or "\n" in run.text:
            lines = [line for line, _ in run.lines()]
            yield page.warning(lines[item.line], KEY, *_told(run, item))
        last = index


def _apart(run: Run, following: Run) -> TypedItem | None:
    is_paragraph = isinstance(following.block, Paragraph) and not following.block.is_plain
    return first_apart(run.text, following.text) if is_paragraph else None


def _numbers_of(page: Page) -> dict[int, int]:
    """Return the numbers of items by the paragraphs that they begin with."""
    return {
        id(item.content[0]): node.start + index
        for node in page.article.nodes
        if isinstance(node, List) and node.is_ordered
        for index, item in enumerate(node.items)
        if item.content
    }


def _in_cells(page: Page) -> set[int]:
    """Return the paragraphs in cells of tables, which can't hold a list."""
    cells = (node for node in page.article.nodes if isinstance(node, Cell))
    return {id(node) for cell in cells for node in walk(cell.content)}


def _told(run: Run, item: TypedItem) -> tuple[Message, Message]:
    found = short(run.text.split("\n")[item.line])
    words = short(item.words)
    right = f"{item.right}{words}"
    if item.why is Why.UNSEEN:
        message = say(
            "`{found}` is no item of a list: something invisible stands before it", found=found
        )
        return message, say("delete the line and type it again: `{right}`", right=right)
    if item.why is Why.SPACE:
        message = say(
            "`{found}` is no item of a list: it has no-break spaces or the like", found=found
        )
        return message, say("type `{right}` again, with the space bar alone", right=right)
    message = say("`{found}` is no item of a list: it would be printed as it is", found=found)
    if item.why is Why.PLACE:
        hint = say("leave an empty line above it, and write `{right}` at the margin", right=right)
        return message, hint
    if item.line and item.right[:1].isdecimal() and not item.right.startswith(("1.", "1)")):
        hint = say("leave an empty line above it, and write `{right}`", right=right)
        return message, hint
    return message, say("write `{right}`, and each item on a line of its own", right=right)


def _numbers(page: Page, node: List) -> Iterator[Problem]:
    """Numbers that were typed, and aren't those that are printed."""
    typed = [(item, match) for item in node.items if (match := _number(page, item))]
    if len(typed) != len(node.items) or node.is_reversed:
        return
    found = [int(match["number"]) for _, match in typed]
    if len({*found}) == 1:
        return  # as many write, so that they need not count
    for place, (item, match) in enumerate(typed):
        right = node.start + place
        if found[place] == right:
            continue
        mark = match["mark"]
        words = flat(page.typed(item.line)[match.end() :])
        message = say(
            "the number `{found}` would be printed as {right}",
            found=f"{found[place]}{mark}",
            right=f"{right}{mark}",
        )
        hint = say(
            "write `{right}`; where a new list begins, put a line of text above it",
            right=f"{right}{mark}",
        )
        if _ALIKE.fullmatch(match["number"]):
            escaped = short(f"{match['number']}\\{mark} {words}")
            hint = say("if a sentence begins with it, write `{right}`", right=escaped)
        yield page.warning(item.line, KEY, message, hint)
        return


def _number(page: Page, item: Item) -> re.Match[str] | None:
    return None if item.number is not None else _NUMBER.match(page.typed(item.line))
