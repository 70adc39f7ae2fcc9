"""A list of a paper's figures, charts, tables or boxes, each leading to its place.

/// list-of | figures
///
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from issue_papers.articles import nodes
from issue_papers.articles.directives import DirectiveType
from issue_papers.content.library import Entry, Library
from issue_papers.printing import references
from issue_papers.printing.declaration import Block, CheckContext, Context
from issue_papers.printing.words import line, words
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem, closest, listed
from issue_papers.typography.rules import typeset
from issue_papers.views.numbers import Numbered, numbers

SERIES: Mapping[str, str] = {
    "figures": "figure",
    "tables": "table",
    "boxes": "box",
    "charts": "chart",
}
_IMAGE, _CHART = "image", "chart"


@dataclass(frozen=True)
class Listed:
    """An entry of the list.

    Attributes:
        label: “Figure 2”.
        title: What it shows, in the language of the list; the same in the source's, without one.
        target: Where it is.
    """

    label: str
    title: str
    target: str


def view(context: Context) -> tuple[Listed, ...]:
    """Return what the template sees."""
    library = context.views.library
    series = SERIES.get(context.argument, "")
    return tuple(
        Listed(
            references.said(found, context.t),
            _title(context, library.entries[found.page], found.anchor),
            context.page(found.page, found.anchor),
        )
        for found in _all(library, context.entry, series)
    )


def _all(library: Library, entry: Entry, series: str) -> Iterator[Numbered]:
    """Yield what a page's paper has of a kind; of another page, what that itself has."""
    whole = library.whole(entry)
    pages = (whole, *library.parts(whole)) if whole else (entry,)
    for page in pages:
        yield from (n for n in numbers(library).get(page.key, {}).values() if n.series == series)


def _title(context: Context, page: Entry, anchor: str) -> str:
    """Return what a figure, a chart, a table or a box is called."""
    document = page.document(context.language)
    for node in nodes.walk(document.article.blocks):
        match node:
            case nodes.Directive(anchor=found, title=title) if found == anchor and title:
                return typeset(nodes.text_of(title), document.language)
            case nodes.Directive(anchor=found, role=role) if found == anchor and role == _IMAGE:
                return context.views.pages.image(page, node.argument).caption
            case nodes.Directive(anchor=found, role=role) if found == anchor and role == _CHART:
                charts = context.views.readers.links.meta(page).charts
                return next((one.title for one in charts if one.id == node.argument), "")
            case nodes.Table(caption=caption) | nodes.Figure(caption=caption):
                if node.id == anchor:
                    return typeset(nodes.text_of(caption), document.language)
            case _:
                pass
    return ""


def plain(
    entries: tuple[Listed, ...], content: tuple[nodes.Block, ...], context: Context
) -> tuple[nodes.Block, ...]:
    """Return a list of links."""
    del content
    mark = context.t("marks.colon")
    items = tuple(
        nodes.Item((line(nodes.Link((words(_said(entry, mark)),), entry.target)),))
        for entry in entries
    )
    return (nodes.List(items, role="list-of"),) if items else ()


def _said(entry: Listed, mark: str) -> str:
    return f"{entry.label}{mark}{entry.title}" if entry.title else entry.label


def check(context: CheckContext) -> Iterator[Problem]:
    """It names a kind of which there is something."""
    kind = context.directive.argument
    if kind not in SERIES:
        message = say(
            "`/// list-of` can list {kinds}, found `{argument}`",
            kinds=listed([*SERIES], len(SERIES)),
            argument=kind,
        )
        yield context.problem(message, closest(kind, SERIES))
        return
    is_empty = not any(_all(context.library, context.entry, SERIES[kind]))
    if is_empty and not context.library.has_unread(context.entry):
        message = say("there is nothing to list: nothing of this kind has a number here")
        hint = say("delete the block")
        if kind == "boxes":
            hint = say("write `numbered: true` in the boxes that are to have one")
        yield context.problem(message, hint)


BLOCK = Block(
    type=DirectiveType("list-of", is_ours=True),
    view=view,
    plain=plain,
    check=check,
)
