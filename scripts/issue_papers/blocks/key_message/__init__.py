"""A key message: what a section says in a sentence or two. The paper's own page gathers them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from issue_papers.articles import nodes
from issue_papers.articles.directives import DirectiveType
from issue_papers.printing.declaration import Block, CheckContext, Context
from issue_papers.printing.words import words
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem


@dataclass(frozen=True)
class KeyMessage:
    """A key message; `id` is its place on the page."""

    id: str


def view(context: Context) -> KeyMessage:
    """Return what the template sees."""
    return KeyMessage(context.id)


def plain(
    message: KeyMessage, content: tuple[nodes.Block, ...], context: Context
) -> tuple[nodes.Block, ...]:
    """Return a box with a label."""
    label = (words(context.t("key_message.label")),)
    return (nodes.Box(content, role="key-message", id=message.id, label=label),)


def check(context: CheckContext) -> Iterator[Problem]:
    """A message has a text."""
    if not context.directive.content:
        hint = say("write it between the two `///` lines")
        yield context.problem(say("the message has no text"), hint)


BLOCK = Block(
    type=DirectiveType(
        "key-message", is_id=True, prefix="message", shows="message", has_terms=False, is_ours=True
    ),
    view=view,
    plain=plain,
    check=check,
)
