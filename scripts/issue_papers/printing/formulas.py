"""Says of each formula how it is read out, in the language of what is around it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from issue_papers.articles.nodes import Block, Formula
from issue_papers.articles.rewriting import rewrite, visit
from issue_papers.formulas import speech


def spoken(flow: tuple[Block, ...], language: str) -> tuple[Block, ...]:
    """Return a text whose formulas have words.

    Args:
        flow: The text and its notes.
        language: BCP 47 tag of its language, where a node names no other.
    """
    said = _said(flow, language)
    return rewrite(flow, lambda formula: (replace(formula, spoken=next(said)),), of=Formula)


def _said(flow: tuple[Block, ...], language: str) -> Iterator[str]:
    """Yield what is said of each formula, in their order."""
    languages = [language]
    for node, begins in visit(flow):
        if not begins:
            languages.pop()
            continue
        languages.append(node.lang or languages[-1])
        if isinstance(node, Formula):
            yield speech.spoken(node.tree, languages[-1], node.source)
