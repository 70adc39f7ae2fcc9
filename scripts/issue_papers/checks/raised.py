"""Words that are raised or lowered by marks of which each was meant alone: `10^6-10^7`, `~5-~6`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from issue_papers.articles.nodes import Block, Inline, Style, Styled, Text, runs, text_of
from issue_papers.checks.leftovers import flat
from issue_papers.checks.page import Page
from issue_papers.reporting.messages import Message, say
from issue_papers.reporting.problems import Problem

_PAIR = re.compile(r"\^[^\s^]+\^|~[^\s~]+~")
_POWERS = re.compile(
    r"(?P<first>[+\-\u2212]?\w+)(?P<joint>[-/\u2013\u2212*]|\)/\(?)(?P<base>\(?[^\W_]+)"
)
_BASE = re.compile(r"[^\W_]+\)?$")
_NEAR = 40
_POWER = re.compile(r"[+\-\u2212]?[^\W_]+")
_ABOUT = re.compile(r"\w[\w.,()/+-]*(?<=[-/,.()+])")
_MARKS = {Style.SUPERSCRIPT: "^", Style.SUBSCRIPT: "~"}


def check(page: Page) -> Iterator[Problem]:
    """Yield pairs of carets and tildes that enclose what stands between two numbers."""
    if not _PAIR.search(page.document.body):
        return
    for node in page.article.nodes:
        if isinstance(node, Block):
            for content in runs(node):
                yield from _run(page, content)


def _run(page: Page, content: tuple[Inline, ...]) -> Iterator[Problem]:
    beside = zip((None, *content), content, (*content[1:], None), strict=False)
    for before, node, after in beside:
        if isinstance(node, Styled) and node.style in _MARKS:
            yield from _styled(page, _words(before), node, _words(after))


def _styled(page: Page, before: str, node: Styled, after: str) -> Iterator[Problem]:
    mark, inside = _MARKS[node.style], text_of(node)
    found = f"{mark}{inside}{mark}"
    if found not in page.typed(node.line):
        return  # an element of HTML
    said = _powers(before, inside, after) if mark == "^" else _abouts(before, inside, after)
    if said:
        yield page.warning(node.line, "markdown", *said)


def _powers(before: str, inside: str, after: str) -> tuple[Message, Message] | None:
    """`10^6-10^7`: of two powers the first raises the second's base."""
    base, power = _BASE.search(before[-_NEAR:]), _POWER.match(after)
    match = _POWERS.fullmatch(inside)
    if not (base and power and match):
        return None
    if (
        match["first"].lstrip("+-\u2212").isdigit()
        and match["base"].isdigit()
        and base[0].isalpha()
    ):
        return None  # a fraction
    found = f"{base[0]}^{inside}^{power[0]}{'^' * after.startswith('^', power.end())}"
    message = say("`{found}` raises `{inside}`", found=found, inside=inside)
    right = f"{base[0]}^{match['first']}^{match['joint']}{match['base']}^{power[0]}^"
    return message, say("write `{right}`", right=flat(right))


def _abouts(before: str, inside: str, after: str) -> tuple[Message, Message] | None:
    """`~5-~6`: what says “about” twice lowers the first number."""
    number = re.match(r"\w[\w.,]*", after)
    if before[-1:].isalnum() or not (number and _ABOUT.fullmatch(inside)):
        return None
    end = number[0].rstrip(".,")
    message = say("`{found}` lowers `{inside}`", found=f"~{inside}~{end}", inside=inside)
    return message, say("write `{right}`", right=f"\\~{inside}\\~{end}")


def _words(node: Inline | None) -> str:
    return node.text if isinstance(node, Text) else ""
