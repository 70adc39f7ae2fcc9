"""What a text is read into: each folder has a text, and its tree as lines.

To add a case, write `text.md` into a new folder of `articles/`, run this test once with
`--update-golden`, and read what it has written.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from issue_papers.articles import nodes as n
from issue_papers.articles.article import Article
from issue_papers.articles.citation_syntax import Cluster
from issue_papers.articles.reader import Reader
from issue_papers.articles.settings import MarkdownSettings
from issue_papers.blocks import registry

FOLDER = Path(__file__).parent / "articles"
CASES = sorted(path.parent.name for path in FOLDER.glob("*/text.md"))
EXTENSIONS: dict[str, dict[str, object]] = {"pymdownx.keys": {}, "pymdownx.smartsymbols": {}}


@pytest.mark.parametrize("case", CASES)
def test_a_text_is_read_into_this_tree(case: str, request: pytest.FixtureRequest) -> None:
    folder = FOLDER / case
    reader = Reader(MarkdownSettings(EXTENSIONS, registry.types()))
    told = "\n".join(lines(reader.read((folder / "text.md").read_text(encoding="utf-8")))) + "\n"
    expected = folder / "tree.txt"
    if request.config.getoption("--update-golden"):
        expected.write_text(told, encoding="utf-8")
    assert told == expected.read_text(encoding="utf-8")


def lines(article: Article) -> Iterator[str]:
    """Tell an article as lines: a node each, what is in it below and indented."""
    for block in (*article.blocks, *article.notes.values()):
        yield from _node(block, 0)
    for fault in article.faults:
        yield f"! {fault.line}: {fault.kind} {fault.found!r} {fault.detail}".rstrip()


def _node(node: n.Node, depth: int) -> Iterator[str]:
    told = [f"{name}={value}" for name, value in _values(node)]
    words = repr(node.text) if isinstance(node, n.Text | n.Code | n.CodeBlock) else ""
    place = f"{node.line}:" if not isinstance(node, n.Text) else f"{node.line}"
    yield "  " * depth + " ".join(filter(None, (place, type(node).__name__, words, *told)))
    for child in n.children(node):
        yield from _node(child, depth + 1)


def _values(node: n.Node) -> Iterator[tuple[str, object]]:
    """Yield what a node says besides what is in it, where it isn't what nodes mostly say."""
    for field in fields(node):
        value = getattr(node, field.name)
        holds = isinstance(value, tuple) and any(isinstance(part, n.Node) for part in value)
        if field.name in {"line", "text"} or holds or value in (field.default, ()):
            continue
        if isinstance(value, Cluster):
            value = [(i.prefix, i.key, i.label, i.locator, i.suffix) for i in value.items]
        yield field.name, value
