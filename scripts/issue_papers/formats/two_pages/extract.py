"""What of an edition stands in two pages: messages, recommendations, and one picture or chart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from issue_papers.articles import nodes as n
from issue_papers.articles.rewriting import rewrite
from issue_papers.formats.editions.edition import (
    DRAWING_SCHEME,
    IMAGE_SCHEME,
    Edition,
    Part,
    PartKind,
)

_MESSAGES = "messages"
_RECOMMENDATION = "recommendation"
_ASIDE = frozenset({"audience", "sections", "cases", "own", "origin", "stale"})
"""Roles of what is said about a recommendation."""


def extract(edition: Edition) -> Edition:
    """Return what of an edition stands in two pages, in three parts, and the pictures of that."""
    messages, recommendations, figure = (
        tuple(found(edition)) for found in (_messages, _recommendations, _figures)
    )
    first = edition.parts[0]
    parts = tuple(
        Part(
            id=name,
            kind=PartKind.SECTION,
            title="",
            language=first.language,
            direction=first.direction,
            path=path or first.path,
            blocks=rewrite(blocks, _alone),
        )
        for name, blocks, path in (
            ("messages", messages, ""),
            ("recommendations", recommendations, _path(edition, _RECOMMENDATION)),
            ("figure", figure[:1], ""),
        )
    )
    shown = {
        node.source for part in parts for node in n.walk(part.blocks) if isinstance(node, n.Picture)
    }
    images = {name: path for name, path in edition.images.items() if IMAGE_SCHEME + name in shown}
    drawn = {n: svg for n, svg in edition.drawings.items() if DRAWING_SCHEME + n in shown}
    return replace(edition, parts=parts, images=images, drawings=drawn, maps={}, cover=None)


def _messages(edition: Edition) -> Iterator[n.Block]:
    for node in n.walk(edition.parts[0].blocks):
        if isinstance(node, n.Group) and node.role == _MESSAGES:
            yield from (block for block in node.content if isinstance(block, n.List))


def _recommendations(edition: Edition) -> Iterator[n.Block]:
    for part in edition.parts:
        for node in n.walk(part.blocks):
            if isinstance(node, n.Box) and node.role == _RECOMMENDATION:
                content = tuple(block for block in node.content if block.role not in _ASIDE)
                if any(isinstance(block, n.Heading) for block in content):
                    is_own = part.language == edition.language.tag
                    yield replace(
                        node,
                        content=content,
                        lang=node.lang if is_own else part.language,
                        dir=node.dir if is_own else part.direction,
                    )


def _figures(edition: Edition) -> Iterator[n.Block]:
    for part in edition.parts:
        if part.kind is PartKind.SECTION and part.language == edition.language.tag:
            for node in n.walk(part.blocks):
                if isinstance(node, n.Figure) and any(
                    isinstance(inner, n.Picture)
                    and inner.source.startswith((IMAGE_SCHEME, DRAWING_SCHEME))
                    for inner in n.walk(node.content)
                ):
                    yield node


def _path(edition: Edition, role: str) -> str:
    """Return the file that boxes of a role are read from."""
    for part in edition.parts:
        for node in n.walk(part.blocks):
            if isinstance(node, n.Box) and node.role == role:
                return part.path
    return ""


def _alone(node: n.Node) -> tuple[n.Node, ...]:
    """Leave out the marks of notes, which stand in the whole paper."""
    return () if isinstance(node, n.NoteReference) else (node,)
