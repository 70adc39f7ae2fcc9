"""A case study's box: its title, summary and figures, with a link to the whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from issue_papers.articles import nodes
from issue_papers.articles.directives import DirectiveType
from issue_papers.kinds.case_study.model import CASE_STUDY, cases
from issue_papers.kinds.case_study.shapes import CaseView, FigureView
from issue_papers.kinds.case_study.views import CaseViews
from issue_papers.printing.declaration import Block, CheckContext, Context
from issue_papers.printing.words import labelled, line, words
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem, closest

_MOST_FIGURES = 3


@dataclass(frozen=True)
class CaseBox:
    """A case's box.

    Attributes:
        id: Its place on the page.
        case: What it says.
        figures: The key figures that it shows.
        target: Where the whole case is.
        level: Of its heading, in files that have one.
        language: The language around it.
    """

    id: str
    case: CaseView
    figures: tuple[FigureView, ...]
    target: str
    level: int
    language: str


def view(context: Context) -> CaseBox:
    """Return what the template sees."""
    case = context.views.part(CaseViews).case(context.argument)
    return CaseBox(
        id=context.id,
        case=case,
        figures=case.figures[:_MOST_FIGURES],
        target=context.page(case.link.key),
        level=context.level,
        language=context.language,
    )


def plain(
    box: CaseBox, content: tuple[nodes.Block, ...], context: Context
) -> tuple[nodes.Block, ...]:
    """Return a box with the case's map, which pages have elsewhere."""
    case, t = box.case, context.t
    place = nodes.Picture(f"map:{case.slug}", t("map.locator", place=case.place))
    told: list[nodes.Block] = [
        nodes.Heading(box.level, (words(case.title),), id=box.id),
        nodes.Paragraph((words(case.summary),)),
    ]
    if box.figures:
        figures = tuple(_figure(figure) for figure in box.figures)
        told.append(nodes.DefinitionList(figures, role="figures"))
    inside = [context.said_in(case.language, node) for node in told]
    read = nodes.Link((words(t("case.read")),), box.target, label=f"{t('case.read')} {case.title}")
    more = nodes.Paragraph((read,), role="more")
    label = (labelled(t("case.label"), "kind"), words(" "), labelled(case.place, "place"))
    parts = (nodes.Paragraph((place,), role="map"), *inside, more, *content)
    return (nodes.Box(parts, role="case-study", label=label),)


def _figure(figure: FigureView) -> nodes.Definition:
    value = nodes.Group((line(words(figure.value)),))
    return nodes.Definition((line(words(figure.label)),), (value,))


def check(context: CheckContext) -> Iterator[Problem]:
    """The case is there, and the block is empty."""
    slug, library = context.directive.argument, context.library
    if not library.is_there(CASE_STUDY, slug):
        message = say("there is no case study `{argument}`", argument=slug)
        yield context.problem(message, closest(slug, cases(library)))
    if context.directive.content:
        message = say("found a text in the block, expected none: the box is made from the case")
        yield context.problem(message, say("put the text before or after the block"))


BLOCK = Block(
    type=DirectiveType("case-study", prefix="case", shows="case", is_apart=True),
    view=view,
    plain=plain,
    check=check,
)
