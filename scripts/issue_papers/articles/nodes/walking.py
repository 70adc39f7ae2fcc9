"""What nodes hold, and in which order it is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from issue_papers.articles.nodes.base import Block, Inline, Node
from issue_papers.articles.nodes.blocks import (
    Box,
    CodeBlock,
    Details,
    Directive,
    Heading,
    Paragraph,
    Tab,
    Table,
)
from issue_papers.articles.nodes.running import Break, Citation, Code, Formula, Text
from issue_papers.formulas.linear import linear

_HELD: dict[type[Node], tuple[str, ...]] = {}
"""The answers of `holding`, which a dictionary gives twice as fast as `functools.cache`."""


def holding(node: Node) -> tuple[str, ...]:
    """Return the fields in which a node may hold others, in the order in which they are read."""
    kind = type(node)
    if kind in _HELD:
        return _HELD[kind]
    own = [field for field in fields(kind) if "tuple[" in str(field.type)]
    kept = {"classes", "options", "attributes", "works", "plain"}
    names = [field.name for field in own if field.name not in kept]
    first = ("label", "title", "summary", *(("caption",) if kind is Table else ()))
    ranks = {name: rank for rank, name in enumerate(first, -len(first))}
    return _HELD.setdefault(kind, tuple(sorted(names, key=lambda name: ranks.get(name, 0))))


def children(node: Node) -> tuple[Node, ...]:
    """Return the nodes that a node holds, in the order in which they are read."""
    names = holding(node)
    if not names:
        return ()
    found: list[Node] = []
    for name in names:
        value = getattr(node, name)
        if isinstance(value, Node):
            found.append(value)
        elif isinstance(value, tuple):
            found += [item for item in value if isinstance(item, Node)]
    return tuple(found)


def walk(nodes: Node | tuple[Node, ...]) -> Iterator[Node]:
    """Yield nodes and all that they hold, each before what it holds."""
    stack: list[Node] = [*reversed(nodes)] if isinstance(nodes, tuple) else [nodes]
    while stack:
        node = stack.pop()
        yield node
        stack += reversed(children(node))


def runs(block: Block) -> tuple[tuple[Inline, ...], ...]:
    """Return the running text that a block itself has, not what stands in blocks inside it."""
    match block:
        case Paragraph(content=content) | Heading(content=content):
            return (content,)
        case Box(title=title, label=label):
            return tuple(run for run in (label, title) if run)
        case Details(summary=title) | Tab(title=title) | Directive(title=title) if title:
            return (title,)
        case _:
            return ()


def has_formulas(nodes: tuple[Node, ...]) -> bool:
    """Whether there is a formula in some nodes."""
    return any(isinstance(node, Formula) for node in walk(nodes))


def text_of(nodes: Node | tuple[Node, ...]) -> str:
    """Return the words of some nodes, without footnotes' marks; a break is a space."""
    parts: list[str] = []
    for node in walk(nodes):
        match node:
            case Text(text=text) | Code(text=text) | CodeBlock(text=text):
                parts.append(text)
            case Break():
                parts.append(" ")
            case Formula(tree=tree):
                parts.append(linear(tree))
            case Citation(source=source, works=works):
                parts += [node.opening, *(f"{w.before}{w.text}{w.after}" for w in works)]
                parts.append(node.closing if works else source)
            case _:
                pass
    return "".join(parts)
