"""Fills in the numbers of what is referred to, and of tables.

`[Figure #](#figure-flows)` has the number in the place of its sign; a link without words,
`[](#figure-flows)`, is what the interface calls it. The writer of a text knows its grammar: “in den
Abbildungen # und #” needs no rule here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from issue_papers.articles.nodes import (
    Block,
    Figure,
    Inline,
    Link,
    Node,
    Paragraph,
    Span,
    Table,
    Text,
    text_of,
)
from issue_papers.articles.rewriting import rewrite
from issue_papers.content.library import Entry
from issue_papers.content.outline import TABLE
from issue_papers.views.catalogue import Catalogue
from issue_papers.views.numbers import Numbered, leads_to, numbers
from issue_papers.views.site import Views

SIGN = re.compile(r"(?<![\w#&/])#(?![\w#])")
"""Stands for a number."""


def numbered(flow: tuple[Block, ...], entry: Entry, views: Views) -> tuple[Block, ...]:
    """Return a text whose references have their numbers, and whose tables theirs.

    Args:
        flow: The text and its notes; links lead where they are written to lead.
        entry: The page.
        views: Those of the language of the text.
    """
    own = numbers(views.library).get(entry.key, {})

    def change(node: Node) -> tuple[Node, ...]:
        match node:
            case Link(target=target):
                found = leads_to(views.library, entry, target)
                return (_filled(node, found, views.t) if found else node,)
            case Table() | Figure() if node.id in own and own[node.id].series == TABLE:
                return (_labelled(node, own[node.id], views.t),)
            case _:
                return (node,)

    return rewrite(flow, change, of=(Link, Table, Figure))


def said(found: Numbered, t: Catalogue) -> str:
    """Return what something numbered is called in running text: “Figure 2”."""
    return t(f"reference.{found.series}", number=found.number)


def _filled(link: Link, found: Numbered, t: Catalogue) -> Link:
    if not text_of(link.content).strip():
        return replace(link, content=(Text(said(found, t), is_set=True, line=link.line),))
    number = t.number(found.number)

    def change(node: Text) -> tuple[Node, ...]:
        if not SIGN.search(node.text):
            return (node,)
        # Its number stays on the line of its word.
        return (replace(node, text=_NUMBER.sub(lambda m: _NO_BREAK[m[1]] + number, node.text)),)

    return replace(link, content=rewrite(link.content, change, of=Text))


_NUMBER = re.compile(rf"([ \n]?){SIGN.pattern}")
_NO_BREAK: Mapping[str, str] = {" ": "\u00a0", "\n": "\u00a0", "": ""}


def _labelled(node: Table | Figure, found: Numbered, t: Catalogue) -> Block:
    """Return a table whose caption begins with its number."""
    label = Span((Text(t("table.caption", number=found.number), is_set=True),), role="label")
    first, *others = node.caption or (Paragraph(()),)
    space: Inline = Text(" ", is_set=True)
    if isinstance(first, Paragraph):
        first = replace(first, content=(label, space, *first.content))
        return replace(node, caption=(first, *others))
    return replace(node, caption=(Paragraph((label,)), first, *others))
