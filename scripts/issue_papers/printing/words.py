"""Nodes for what the views say; it is set already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from issue_papers.articles.nodes import Inline, Link, Paragraph, Span, Style, Styled, Text
from issue_papers.citations.forms import Run
from issue_papers.typography.rules import with_numbers
from issue_papers.views.catalogue import Catalogue

_STYLES: Mapping[str, Style] = {
    "i": Style.ITALIC,
    "b": Style.BOLD,
    "u": Style.UNDERLINE,
    "sup": Style.SUPERSCRIPT,
    "sub": Style.SUBSCRIPT,
}
_SMALL_CAPITALS = "sc"
NUMBER = "number"
"""The role of an entry's number in a list of references."""
_ENDS = ".!?…。\uff01\uff1f؟।:\uff1a"


def words(text: str) -> Text:
    """Return a text that is set."""
    return Text(text, is_set=True)


def labelled(text: str, role: str) -> Span:
    """Return a part of a line that has a role."""
    return Span((words(text),), role=role)


def stopped(text: str, t: Catalogue) -> str:
    """Return a text that ends as a sentence does, where another follows it."""
    is_ended = not text or text[-1] in _ENDS
    return text if is_ended else text + t("marks.stop")


def credited(caption: str, credit: str, t: Catalogue) -> tuple[Inline, ...]:
    """Return a caption and, if there is one to name, whose the picture is, on one line."""
    if not credit:
        return (words(t.apart(caption)),)
    source = labelled(t("figure.credit", credit=credit), "credit")
    if not caption:
        return (source,)
    stop = stopped(caption, t).removeprefix(caption)
    return words(t.apart(caption) + stop), words(t("marks.sentence") or " "), source


def line(*content: Inline, role: str = "", id: str = "") -> Paragraph:  # noqa: A002 - as nodes do
    """Return a paragraph that is only text in something else."""
    return Paragraph(content, is_plain=True, role=role, id=id)


def joined(links: Iterable[Link], mark: str) -> tuple[Inline, ...]:
    """Return links one after the other, with a mark between them."""
    found: list[Inline] = []
    for link in links:
        found += [words(mark), link] if found else [link]
    return tuple(found)


def reference(runs: Iterable[Run]) -> tuple[Inline, ...]:
    """Return an entry of a bibliography as running text."""
    return tuple(_run(run) for run in runs)


def listed(number: str, runs: Iterable[Run]) -> tuple[Inline, ...]:
    """Return an entry of a bibliography as running text, with the number that it has, if any."""
    told = (labelled(number, NUMBER), words(" ")) if number else ()
    return (*told, *reference(runs))


def _run(run: Run) -> Inline:
    node: Inline = words(with_numbers(run.text))
    for style in reversed(run.styles):
        if style == _SMALL_CAPITALS:
            node = Span((node,), role="small-capitals")
        else:
            node = Styled(_STYLES[style], (node,))
    if run.target:
        node = Link((node,), run.target, is_bare=True)
    if run.language or run.direction:
        node = Span((node,), lang=run.language, dir=run.direction)
    return node
