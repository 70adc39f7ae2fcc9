"""A text's words, passage by passage, with as much of their form as a reader of proofs needs.

Nothing that is typed for the generator is among them: no block's lines, no ids, no addresses.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from issue_papers.articles import nodes as n
from issue_papers.articles.article import Article
from issue_papers.content.naming import Named

DEEPEST = 64
"""Levels of styles in styles that are told apart; below them there are only words."""
_CELLS = " | "
_STYLES = {
    n.Style.EMPHASIS: "emphasis",
    n.Style.ITALIC: "emphasis",
    n.Style.TITLE: "emphasis",
    n.Style.STRONG: "strong",
    n.Style.BOLD: "strong",
}


@dataclass(frozen=True)
class Run:
    """Words in one form.

    Attributes:
        text: The words.
        style: `strong`, `emphasis`, `code`, or nothing.
    """

    text: str
    style: str = ""


Line: TypeAlias = tuple[Run, ...]
"""A paragraph, a heading, an item, or a row of a table."""


def plain(lines: Iterable[Line]) -> str:
    """Return the words of some lines alone, a line each."""
    return "\n".join("".join(run.text for run in line) for line in lines)


def of_text(text: str) -> tuple[Line, ...]:
    """Return a text of the front matter, which has no form."""
    return ((Run(" ".join(text.split())),),) if text.strip() else ()


def by_passage(article: Article, passages: Sequence[Named]) -> Mapping[str, tuple[Line, ...]]:
    """Return the lines of each passage of a text, by its id.

    Args:
        article: The text, read.
        passages: Its passages with their ids.
    """
    ordered = sorted(passages, key=lambda each: each.piece.line)
    starts = [each.piece.line for each in ordered]
    found: dict[str, list[Line]] = {}
    if not ordered:
        return {}
    for number, line in _lines(article):
        before = max(bisect_right(starts, number) - 1, 0)
        found.setdefault(ordered[before].id, []).append(line)
    return {identifier: tuple(lines) for identifier, lines in found.items()}


def _lines(article: Article) -> Iterator[tuple[int, Line]]:
    """Yield the lines of a text, each with its line in the file."""
    stack: list[n.Node] = [*reversed((*article.blocks, *article.notes.values()))]
    last = 1
    while stack:
        node = stack.pop()
        last = node.line or last
        if isinstance(node, n.Row):
            yield last, tuple(_row(node))
        elif isinstance(node, n.CodeBlock):
            for offset, text in enumerate(node.text.split("\n")):
                if text.strip():
                    yield last + offset, (Run(text, "code"),)
        else:
            inlines = n.runs(node) if isinstance(node, n.Block) else ()
            yield from ((last, line) for each in inlines if (line := _joined(_runs(each))))
            stack += (each for each in reversed(n.children(node)) if isinstance(each, n.Block))


def _row(row: n.Row) -> Iterator[Run]:
    for number, cell in enumerate(row.cells):
        if number:
            yield Run(_CELLS)
        words = " ".join(n.text_of(block) for block in cell.content)
        yield Run(" ".join(words.split()), "strong" if cell.is_header else "")


def _runs(content: Iterable[n.Node], style: str = "", depth: int = 0) -> Iterator[Run]:
    """Yield the words of running text with their forms."""
    for node in content:
        match node:
            case n.Text(text=text):
                yield Run(text.replace("\n", " "), style)
            case n.Break():
                yield Run(" ", style)
            case n.Code(text=text):
                yield Run(text, "code")
            case n.Citation(source=source):
                yield Run(source, style)
            case n.NoteReference(name=name):
                yield Run(f"[{name}]", style)
            case n.Picture(alt=alt):
                yield Run(f"[{alt}]" if alt else "", style)
            case n.Styled(style=kind, content=inside) if depth < DEEPEST:
                yield from _runs(inside, _STYLES.get(kind, style), depth + 1)
            case _ if depth < DEEPEST and (held := n.children(node)):
                yield from _runs(held, style, depth + 1)
            case _:
                yield Run(n.text_of(node), style)


def _joined(runs: Iterable[Run]) -> Line:
    """Join runs of one form; a line without words is none."""
    found: list[Run] = []
    for run in runs:
        if found and found[-1].style == run.style:
            found[-1] = Run(found[-1].text + run.text, run.style)
        elif run.text:
            found.append(run)
    return tuple(found) if "".join(run.text for run in found).strip() else ()
