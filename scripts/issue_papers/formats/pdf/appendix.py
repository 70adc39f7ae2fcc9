"""The data of charts, which paper has in an appendix: what is read stays whole.

Each chart leads to its data, and the data back. A long table is left to its file, whose address
stands there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from issue_papers.articles import nodes as n
from issue_papers.articles.rewriting import rewrite
from issue_papers.formats.editions.edition import SEPARATOR, Edition, Part, PartKind
from issue_papers.printing.words import words

ROLE = "data"
"""What data behind a drawing is, among nodes: see `blocks.chart`."""

MOST_ROWS = 60
"""A table that is longer, about two pages, is for programs to read."""

_BETWEEN = " · "
_AFTER = (PartKind.GLOSSARY, PartKind.CORRECTIONS)


def with_data(edition: Edition) -> Edition:
    """Return an edition with the data of its charts as a part; the same where it has none.

    Args:
        edition: What is set. Blocks of the role `data` have the id of a figure and `-data`.
    """
    found = {
        node.id.removesuffix(f"-{ROLE}"): (node, part)
        for part in edition.parts
        for node in n.walk(part.blocks)
        if isinstance(node, n.Details) and node.role == ROLE and node.id
    }
    if not found:
        return edition
    title, name = edition.t("edition.data_title"), edition.t("edition.data")
    shown: list[n.Block] = []

    def lead(figure: n.Figure) -> tuple[n.Node, ...]:
        if figure.id not in found or not figure.caption:
            return (figure,)
        data, part = found.pop(figure.id)
        place = f"{PartKind.DATA}{SEPARATOR}{figure.id}"
        shown.append(_shown(figure, data, part, place))
        *first, last = figure.caption
        if not isinstance(last, n.Paragraph):
            return (figure,)
        link = n.Link((words(name),), f"#{place}")
        ended = replace(last, content=(*last.content, words(_BETWEEN), link))
        return (replace(figure, caption=(*first, ended)),)

    parts = [
        replace(part, blocks=rewrite(part.blocks, lead, of=n.Figure)) for part in edition.parts
    ]
    if not shown:
        return edition
    own = Part(
        id=str(PartKind.DATA),
        kind=PartKind.DATA,
        title=title,
        language=edition.language.tag,
        direction=edition.language.direction,
        path=edition.parts[0].path,
        blocks=tuple(shown),
    )
    at = next((i for i, part in enumerate(parts) if part.kind in _AFTER), len(parts))
    return replace(edition, parts=(*parts[:at], own, *parts[at:]))


def _shown(figure: n.Figure, data: n.Details, part: Part, place: str) -> n.Block:
    """Return a chart's data below its title, in its own language."""
    caption = figure.caption[0]
    said = caption.content[:1] if isinstance(caption, n.Paragraph) else ()
    title = f"{figure.label} {n.text_of(said)}".strip()
    heading = n.Heading(2, (n.Link((words(title),), f"#{figure.id}"),), id=place)
    content = (heading, *_nameless(data.content))
    return n.Group(content, lang=part.language, dir=part.direction)


def _nameless(content: tuple[n.Block, ...]) -> Iterator[n.Block]:
    """Yield data without ids, which name places in the text; of a long table only where it is."""
    has_file = any(isinstance(node, n.Link) for node in n.walk(content))
    for block in rewrite(content, lambda node: (replace(node, id=""),)):
        is_long = isinstance(block, n.Table) and len(block.body) > MOST_ROWS
        if not (is_long and has_file):
            yield block
