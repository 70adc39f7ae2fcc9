"""What is left over in running text, and how it is told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from issue_papers.checks.page import Page
from issue_papers.checks.runs import OBJECT, Run
from issue_papers.reporting.problems import Problem

_SHOWN = 40


class Weight(Enum):
    """How much it weighs."""

    LIGHT = "a warning on any page"
    ON_OURS = "an error on our pages, and a warning on others"
    ON_ANY = "an error on any page"


@dataclass(frozen=True)
class Left:
    """Something left over in a text.

    Attributes:
        start: Where in the text.
        message: What is wrong with it.
        hint: How to write what was meant.
        key: What it is about.
        weight: How much it weighs.
    """

    start: int
    message: str
    hint: str
    key: str = "markdown"
    weight: Weight = Weight.LIGHT


Rule: TypeAlias = Callable[[Run], Iterator[Left]]
_ANY_SIGN = re.compile("")


def told(
    page: Page, rules: Iterable[Rule], signs: re.Pattern[str] = _ANY_SIGN
) -> Iterator[Problem]:
    """Yield what rules find in the running text of a page, each once a line.

    Args:
        page: The page.
        rules: The rules.
        signs: What there is where any of them finds something: most texts have none of it.
    """
    said: set[tuple[int, str]] = set()
    for run in filter(lambda run: signs.search(run.text), page.runs):
        for rule in rules:
            for left in rule(run):
                line = run.line_of(left.start)
                if left.key == "markdown" and line in page.in_html:
                    continue  # told as Markdown that isn't read
                what = line, str(left.message)
                if what not in said:
                    said.add(what)
                    yield _problem(page, line, left)


def _problem(page: Page, line: int, left: Left) -> Problem:
    tell = {Weight.LIGHT: page.warning, Weight.ON_OURS: page.fault, Weight.ON_ANY: page.error}
    return tell[left.weight](line, left.key, left.message, left.hint)


def short(text: str) -> str:
    """Return a stretch of running text as a message shows it between backticks."""
    plain = flat(text)
    return plain if len(plain) <= _SHOWN else f"{plain[: _SHOWN - 1].rstrip()}…"


def flat(text: str) -> str:
    """The same in full length."""
    return " ".join(text.replace(OBJECT, "…").replace("`", "'").split())


def around(text: str, start: int, end: int) -> str:
    """Return a mark with the words beside it, as `short` does."""
    begin = max(text.rfind(" ", 0, start), text.rfind("\n", 0, start)) + 1
    return short(text[begin : end + 24].split("\n", 1)[0])
