"""Printed trees as text: a line a node, with what isn't as it is by default."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from issue_papers.articles import nodes as n
from issue_papers.printing.printed import Printed

_LEFT_OUT = frozenset({"line", "end_line", "view", "plain", "cluster", "options"})


def described(printed: Printed) -> str:
    """Return a printed page: blocks as their plain nodes."""
    return "".join(f"{line}\n" for line in _lines((*printed.blocks, *printed.notes), ""))


def _lines(nodes: tuple[n.Node, ...], indent: str) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, n.Text):
            yield f"{indent}“{node.text}”".replace("\n", "⏎")
            continue
        inside = node.plain if isinstance(node, n.Directive) else tuple(n.children(node))
        yield f"{indent}{type(node).__name__}{''.join(_values(node))}"
        yield from _lines(inside, f"{indent}  ")


def _values(node: n.Node) -> Iterator[str]:
    for field in fields(node):
        value = getattr(node, field.name)
        is_plain = isinstance(value, str | int) and value != field.default
        is_typed = isinstance(node, n.Citation) and field.name == "source"
        if is_plain and not is_typed and field.name not in _LEFT_OUT:
            yield f" {field.name}={value}"
        elif isinstance(value, tuple) and value and isinstance(value[0], n.CitedWork):
            yield f" works={[(w.before, w.text, w.after, w.target, w.place) for w in value]}"
