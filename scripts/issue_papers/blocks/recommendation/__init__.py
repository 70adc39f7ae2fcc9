"""A recommendation, with its text where its section has it; elsewhere its number and title."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from issue_papers.articles import nodes
from issue_papers.articles.directives import DirectiveType
from issue_papers.content.library import typed
from issue_papers.kinds.paper.model import PAPER
from issue_papers.kinds.section.model import SECTION, paper_of, recommendations
from issue_papers.kinds.section.recommendations import RecommendationViews
from issue_papers.kinds.section.shapes import RecommendationView
from issue_papers.printing import origins
from issue_papers.printing.declaration import Block, CheckContext, Context, PageContext
from issue_papers.printing.words import joined, labelled, words
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem, closest
from issue_papers.views.origins import Origins
from issue_papers.views.shapes import Link


@dataclass(frozen=True)
class RecommendationBox:
    """A recommendation's box.

    Attributes:
        id: Its place on the page.
        recommendation: What is known of it.
        has_body: Whether its text stands here.
        target: Where its text stands.
        sections: The sections that bear on it, with their addresses.
        cases: The same of cases.
        own: What says that the choice of these is the edition's own; empty where all is.
        own_target: Where that is explained; empty if nowhere.
        level: Of its heading.
        language: The language around it.
    """

    id: str
    recommendation: RecommendationView
    has_body: bool
    target: str
    sections: tuple[tuple[Link, str], ...]
    cases: tuple[tuple[Link, str], ...]
    own: str
    own_target: str
    level: int
    language: str


def view(context: Context) -> RecommendationBox | None:
    """Return what the template sees; nothing on a page that belongs to no paper."""
    entry, name = context.entry, context.argument
    paper = paper_of(context.views.library, entry)
    if paper is None:
        return None
    known, said = context.views.part(RecommendationViews), context.views.part(Origins).of(entry)
    recommendation = known.recommendation(paper, name, within=entry)
    return RecommendationBox(
        id=context.id,
        recommendation=recommendation,
        has_body=bool(context.directive.content),
        target=context.page(recommendation.section.key, context.id),
        sections=tuple((link, context.page(link.key)) for link in recommendation.sections),
        cases=tuple((link, context.page(link.key)) for link in recommendation.cases),
        own=said.label if said and not said.is_own else "",
        own_target=context.page(said.key, said.anchor) if said and said.key else "",
        level=context.level,
        language=context.language,
    )


def plain(
    box: RecommendationBox | None, content: tuple[nodes.Block, ...], context: Context
) -> tuple[nodes.Block, ...]:
    """Return a box with a heading, or a short one with a label."""
    if box is None:
        return content
    advice = box.recommendation
    if not box.has_body:
        label = (words(context.t("recommendation.label", number=advice.position)),)
        link = nodes.Link((words(advice.title),), box.target)
        link = context.said_in(advice.language, link)
        short = nodes.Paragraph((link,), role="title", id=box.id)
        return (nodes.Box((short,), role="recommendation-reference", label=label),)
    number = labelled(f"{context.t.number(advice.position)}.", "number")
    title = (number, words(" "), words(advice.title))
    heading = nodes.Heading(box.level, title, id=box.id)
    heading = context.said_in(advice.language, heading)
    return (nodes.Box((heading, *content, *_rest(box, context)), role="recommendation"),)


def _rest(box: RecommendationBox, context: Context) -> Iterator[nodes.Block]:
    """Yield whom it is for, and what it rests on."""
    t, mark = context.t, context.t("marks.semicolon")
    if box.recommendation.audience:
        label = labelled(t("recommendation.audience"), "label")
        people = mark.join(name for _, name in box.recommendation.audience)
        yield nodes.Paragraph((label, words(f" {people}")), role="audience")
    for name, found in (("sections", box.sections), ("cases", box.cases)):
        if found:
            label = labelled(t(f"recommendation.{name}", count=len(found)), "label")
            links = [
                context.said_in(link.language, nodes.Link((words(link.title),), target))
                for link, target in found
            ]
            yield nodes.Paragraph((label, words(" "), *joined(links, mark)), role=name)
    if box.own and (box.sections or box.cases):
        yield origins.label(box.own, box.own_target)


def check(context: CheckContext) -> Iterator[Problem]:
    """The paper has the recommendation, and its text stands in its own section alone."""
    library, name = context.library, context.directive.argument
    paper = paper_of(library, context.entry)
    if paper is None and (context.landing in library.known or library.is_alone(context.entry)):
        return  # the paper's own page is broken or isn't there, and that has been said
    known = recommendations(library, paper) if paper else {}
    if name not in known:
        if paper and library.has_broken_parts(paper):
            return
        message = say("no section of this paper has the recommendation `{argument}`", argument=name)
        yield context.problem(message, closest(name, known))
    elif known[name][0].key != context.entry.key and context.directive.content:
        home = known[name][0].source.path
        message = say(
            "the recommendation's text stands in {home}, so the block must be empty", home=home
        )
        yield context.problem(message, say("keep the two `///` lines alone"))


def check_page(context: PageContext) -> Iterator[Problem]:
    """A section's recommendations each have their text there.

    What a translation lacks, its state says: adding one to the source must not fail for it.
    """
    section = typed(context.entry, SECTION)
    if section is None or context.document is not section.source:
        return
    document = section.source
    for index, advice in enumerate(document.meta.recommendations):
        own = [d for d in context.directives if d.argument == advice.id]
        if not any(directive.content for directive in own):
            line = own[0].line if own else document.yaml.line(("recommendations", index))
            message = say("the recommendation `{id}` has no text in this file", id=advice.id)
            hint = say("write it between `/// recommendation | {id}` and `///`", id=advice.id)
            yield Problem(document.path, line, "recommendation", message, hint)


BLOCK = Block(
    type=DirectiveType(
        "recommendation",
        prefix="recommendation",
        shows="recommendation",
        is_ours_if_empty=True,
    ),
    view=view,
    plain=plain,
    check=check,
    check_page=check_page,
    kinds=frozenset({PAPER, SECTION}),
)
