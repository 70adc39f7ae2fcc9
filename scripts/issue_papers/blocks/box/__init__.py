"""A box: what is set apart from the text, with a title of its own.

/// box | water-prices
    title: How water is priced
    numbered: true
Any text.
///
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from issue_papers.articles import nodes
from issue_papers.articles.directives import DirectiveType
from issue_papers.printing import references
from issue_papers.printing.declaration import Block, CheckContext, Context
from issue_papers.printing.words import words
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem
from issue_papers.views.numbers import numbers

NUMBERED = "numbered"


@dataclass(frozen=True)
class BoxView:
    """A box.

    Attributes:
        id: Its place on the page.
        label: “Box 2”; empty where it has no number.
    """

    id: str
    label: str


def view(context: Context) -> BoxView:
    """Return what the template sees."""
    own = numbers(context.views.library).get(context.entry.key, {})
    number = own.get(context.id)
    return BoxView(context.id, references.said(number, context.t) if number else "")


def plain(
    box: BoxView, content: tuple[nodes.Block, ...], context: Context
) -> tuple[nodes.Block, ...]:
    """Return a box with a title, and its number as a label."""
    label = (words(box.label),) if box.label else ()
    title = context.directive.title
    return (nodes.Box(content, title=title, label=label, id=box.id, role="box"),)


def check(context: CheckContext) -> Iterator[Problem]:
    """A box has a text, and says clearly whether it has a number."""
    if not context.directive.content:
        yield context.problem(
            say("the box has no text"), say("write it between the two `///` lines")
        )
    value = dict(context.directive.options).get(NUMBERED, False)
    if not isinstance(value, bool):
        message = say("`numbered:` says `{found}`, expected true or false", found=str(value))
        hint = say("write `numbered: true`: which number it is follows from its place")
        yield context.problem(message, hint, option=NUMBERED)


BLOCK = Block(
    type=DirectiveType(
        "box",
        is_id=True,
        prefix="box",
        shows="box",
        options=frozenset({"title", NUMBERED}),
        required=frozenset({"title"}),
        texts=frozenset({"title"}),
        title="title",
        series="box",
        numbered_by=NUMBERED,
    ),
    view=view,
    plain=plain,
    check=check,
)
