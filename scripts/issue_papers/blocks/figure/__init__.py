"""A figure: a picture or a table with its caption, both named by the page's `images:`.

/// figure | fares
    sort: true
    csv: true

| City | Fare |
| --- | ---: |
| Lima | 1.50 |
///
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from issue_papers.articles import nodes
from issue_papers.articles.directives import DirectiveType
from issue_papers.articles.slugs import right_id
from issue_papers.content.library import Document
from issue_papers.printing.declaration import Block, CheckContext, Context
from issue_papers.printing.words import credited, line
from issue_papers.reporting.messages import Message, joined, say
from issue_papers.reporting.problems import Problem, closest
from issue_papers.views.shapes import ImageView

_SWITCHES = ("sort", "csv")
"""Options that are true or false: what readers can do with a table, where scripts run."""


@dataclass(frozen=True)
class NumberedFigure:
    """A figure.

    Attributes:
        id: Its place on the page.
        image: Its number, its caption, and what its picture shows.
        source: Where the picture is; empty where the block holds what is shown.
        is_sorted: Whether readers can sort its table by each column.
        has_csv: Whether they can take its table along for a spreadsheet.
    """

    id: str
    image: ImageView
    source: str
    is_sorted: bool = False
    has_csv: bool = False


def view(context: Context) -> NumberedFigure:
    """Return what the template sees."""
    image = context.views.pages.image(context.entry, context.argument)
    source = context.addresses.file(image.file) if image.file else ""
    sorts, csv = (context.options.get(name) == str(True) for name in _SWITCHES)
    return NumberedFigure(context.id, image, source, sorts, csv)


def plain(
    figure: NumberedFigure, content: tuple[nodes.Block, ...], context: Context
) -> tuple[nodes.Block, ...]:
    """Return a figure with a caption."""
    image, t = figure.image, context.t
    if figure.source:
        content = (line(nodes.Picture(figure.source, image.alt)),)
    return (
        nodes.Figure(
            content,
            caption=(line(*credited(image.caption, image.credit, t)),),
            label=t("figure.label", number=image.position),
            id=figure.id,
        ),
    )


def check(context: CheckContext) -> Iterator[Problem]:
    """The page's metadata has the figure, and there is something to show."""
    yield from _switches(context)
    identifier, source = context.directive.argument, context.entry.source
    images = {image.id: image for image in source.meta.images}
    if not source.is_sound:
        return  # its `images:` may well have it
    if identifier not in images:
        message = say(
            "`images:` in {path} has no `{argument}`", path=source.path, argument=identifier
        )
        has_body = bool(context.directive.content)
        yield context.problem(message, _mend(source, identifier, images, has_body=has_body))
    elif not images[identifier].file and not context.directive.content:
        message = say("the figure has neither a `file:` in `images:` nor a body")
        yield context.problem(message, say("name a picture, or put a table in the block"))


def _switches(context: CheckContext) -> Iterator[Problem]:
    """Options say yes or no, of a figure that holds a table."""
    for name, value in context.directive.options:
        if name not in _SWITCHES:
            continue
        if not isinstance(value, bool):
            message = say(
                "`{option}:` says `{found}`, expected `true` or `false`", option=name, found=value
            )
            yield context.problem(
                message, say("write `{value}`", value=f"{name}: true"), option=name
            )
        elif value and not any(isinstance(b, nodes.Table) for b in context.directive.content):
            message = say("`{option}:` is for tables, and the figure holds none", option=name)
            yield context.problem(message, say("leave the option out"), option=name)


def _mend(source: Document, figure: str, images: Iterable[str], *, has_body: bool) -> Message:
    """Say which figure was meant, or what to add to the front matter for it, and where."""
    near = closest(figure, images)
    if near.startswith("did"):
        return near
    is_file = PurePosixPath(figure).suffix != ""
    file = figure if is_file else "…"
    right = right_id(PurePosixPath(figure).stem if is_file else figure) or figure
    keys = "caption: …" if has_body else f"file: {file}, alt: …, caption: …"
    declaration = _declaration(source, f"{{id: {right}, {keys}}}", images)
    if right == figure:
        return declaration
    return joined("; ", [say("write `{value}`", value=f"/// figure | {right}"), declaration])


def _declaration(source: Document, example: str, images: Iterable[str]) -> Message:
    """Say where to add a figure to the front matter."""
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
    type=DirectiveType(
        "figure",
        prefix="figure",
        shows="image",
        options=frozenset(_SWITCHES),
        is_captioned=True,
        series="figure",
    ),
    view=view,
    plain=plain,
    check=check,
)
