r"""What a text holds by name and can't hold as it is: `&#x202E;`, an option's `"\u202E"`.

What is typed so was refused when the file was read. Isolates of direction are balanced in a
paragraph, wherever its lines end.
"""

from __future__ import annotations

from collections.abc import Iterator

from issue_papers.articles import characters
from issue_papers.articles.nodes import Block, Directive, Inline, Node, Text, runs, walk
from issue_papers.checks.page import Page
from issue_papers.reporting.problems import Problem
from issue_papers.slotted import names_of

KEY = "characters"


def check(page: Page) -> Iterator[Problem]:
    """Yield the lines of a text with characters that it may not hold."""
    for node in page.article.nodes:
        if isinstance(node, Block):
            for content in runs(node):
                yield from _run(page, content)
        if isinstance(node, Directive):
            yield from _options(page, node)
        for text in _values(node):
            if breach := next(characters.breaches(text), None):
                yield page.error(node.line, KEY, *characters.told(breach, text))


def _run(page: Page, content: tuple[Inline, ...]) -> Iterator[Problem]:
    """Yield what is wrong with a paragraph, a heading, a title."""
    pieces = [node for node in walk(content) if isinstance(node, Text)]
    text = "".join(piece.text for piece in pieces)
    if breach := next(characters.breaches(text), None):
        start, line = 0, 0
        for piece in pieces:
            if start > breach.at:
                break
            line = piece.line + piece.text.count("\n", 0, breach.at - start)
            start += len(piece.text)
        yield page.error(line, KEY, *characters.told(breach, text))


def _options(page: Page, block: Directive) -> Iterator[Problem]:
    """Yield what is wrong with a block's options, each of which is one line."""
    for name, value in block.options:
        text = f"{name}: {value}"
        breach = next(characters.breaches(text), None)
        found = characters.told(breach, text) if breach else characters.told_lines(text)
        if found and isinstance(value, str):
            yield page.error(block.line, KEY, *found)


def _values(node: Node) -> Iterator[str]:
    """Yield the texts that a node has of its own, such as a picture's description."""
    for name in () if isinstance(node, Text) else names_of(node):
        value = getattr(node, name)
        if isinstance(value, str):
            yield value
