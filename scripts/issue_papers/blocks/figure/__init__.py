"""A figure: a picture or a table with its caption, both named by the page's `images:`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import cast

from issue_papers.articles import nodes
from issue_papers.articles.directives import DirectiveType
from issue_papers.content.library import Document
from issue_papers.content.model import PageMeta
from issue_papers.printing.declaration import Block, CheckContext, Context
from issue_papers.printing.words import labelled, line, words
from issue_papers.reporting.messages import Message, say
from issue_papers.reporting.problems import Problem, closest
from issue_papers.views.shapes import ImageView


@dataclass(frozen=True)
class NumberedFigure:
    """A figure.

    Attributes:
        id: Its place on the page.
        image: Its number, its caption, and what its picture shows.
        source: Where the picture is; empty where the block holds what is shown.
    """

    id: str
    image: ImageView
    source: str


def view(context: Context) -> NumberedFigure:
    """Return what the template sees."""
    image = context.views.image(context.entry, context.argument)
    source = context.addresses.file(image.file) if image.file else ""
    return NumberedFigure(context.id, image, source)


def plain(
    figure: NumberedFigure, content: tuple[nodes.Block, ...], context: Context
) -> tuple[nodes.Block, ...]:
    """Return a figure with a caption."""
    image, t = figure.image, context.t
    if figure.source:
        content = (line(nodes.Picture(figure.source, image.alt)),)
    caption: list[nodes.Inline] = [words(image.caption)]
    if image.credit:
        credit = labelled(t("figure.credit", credit=image.credit), "credit")
        caption += [words(" "), credit]
    return (
        nodes.Figure(
            content,
            caption=(line(*caption),),
            label=t("figure.label", number=image.position),
            id=figure.id,
        ),
    )


def check(context: CheckContext) -> Iterator[Problem]:
    """The page's metadata has the figure, and there is something to show."""
    identifier, source = context.directive.argument, context.entry.source
    images = {image.id: image for image in cast("PageMeta", source.meta).images}
    if not source.is_sound:
        return  # its `images:` may well have it
    if identifier not in images:
        message = say(
            "`images:` in {path} has no `{argument}`", path=source.path, argument=identifier
        )
        yield context.problem(message, _declaration(source, identifier, images))
    elif not images[identifier].file and not context.directive.content:
        message = say("the figure has neither a `file:` in `images:` nor a body")
        yield context.problem(message, say("name a picture, or put a table in the block"))


def _declaration(source: Document, figure: str, images: Iterable[str]) -> Message:
    """Say what to add to the front matter for a figure, and where."""
    near = closest(figure, images)
    if near.startswith("did"):
        return near
    example = f"{{id: {figure}, caption: …}}"
    path, yaml = source.path, source.yaml
    if images and isinstance(yaml.value.get("images"), list):
        return say(
            "add `{example}` to `images:` on line {line} of {path}",
            example=example,
            line=yaml.line(("images",)),
            path=path,
        )
    return say(
        "add `images: [{example}]` to the front matter of {path}, above line {line}",
        example=example,
        line=max(source.body_line - 1, 1),
        path=path,
    )


BLOCK = Block(
    type=DirectiveType("figure", prefix="figure", shows="image", is_captioned=True),
    view=view,
    plain=plain,
    check=check,
)
