r"""A formula with a number, which texts refer to.

/// equation | present-value
$$PV = \sum_{t=0}^{T} \frac{C_t}{(1+r)^t}$$
///
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from issue_papers.articles import nodes
from issue_papers.articles.directives import DirectiveType
from issue_papers.printing.declaration import Block, CheckContext, Context
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem
from issue_papers.views.numbers import numbers


@dataclass(frozen=True)
class EquationView:
    """An equation.

    Attributes:
        id: Its place on the page.
        label: Its number in parentheses.
    """

    id: str
    label: str


def view(context: Context) -> EquationView:
    """Return what the template sees."""
    own = numbers(context.views.library).get(context.entry.key, {})
    number = own[context.id].number if context.id in own else 0
    return EquationView(context.id, f"({context.t.number(number)})")


def plain(
    equation: EquationView, content: tuple[nodes.Block, ...], context: Context
) -> tuple[nodes.Block, ...]:
    """Return a figure whose label is the number."""
    del context
    return (nodes.Figure(content, label=equation.label, id=equation.id, role="equation"),)


def check(context: CheckContext) -> Iterator[Problem]:
    """There is one formula, which stands by itself, and nothing else."""
    content = context.directive.content
    found = [node for node in nodes.walk(content) if isinstance(node, nodes.Formula)]
    is_told = any(isinstance(node, nodes.Code) for node in nodes.walk(content))
    is_alone = len(content) == 1 and len(found) == 1 and found[0].is_display
    if not is_told and (not is_alone or len(nodes.text_of(content)) > len(nodes.text_of(found[0]))):
        message = say("`/// equation` holds one formula and nothing else")
        yield context.problem(message, say("write it as `$$ … $$`, on lines of its own"))


BLOCK = Block(
    type=DirectiveType(
        "equation", is_id=True, prefix="equation", shows="equation", series="equation"
    ),
    view=view,
    plain=plain,
    check=check,
)
