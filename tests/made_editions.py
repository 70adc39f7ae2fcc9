"""Editions made of a text alone, for tests of formats."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from editions import small_edition
from issue_papers.articles.allowed_html import MarkupRules
from issue_papers.articles.nodes import Block, Node, NoteReference, Picture
from issue_papers.articles.reader import Reader
from issue_papers.articles.rewriting import rewrite
from issue_papers.articles.settings import MarkdownSettings
from issue_papers.formats.editions.edition import IMAGE_SCHEME, Edition, Part

EXTENSIONS = (
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "tables",
    "pymdownx.details",
    "pymdownx.superfences",
    "pymdownx.tabbed",
    "pymdownx.tilde",
    "pymdownx.tasklist",
)
PATH = "docs/papers/water/index.md"


@cache
def _reader() -> Reader:
    extensions = {name: {} for name in EXTENSIONS}
    return Reader(MarkdownSettings(extensions, markup=MarkupRules(is_trusted=True)))


@cache
def _frame(language: str) -> Edition:
    return small_edition(language)


def text_blocks(text: str) -> tuple[Block, ...]:
    """Return Markdown as it is read."""
    return _reader().read(text).blocks


def edition_of(
    *blocks: Block, images: Mapping[str, Path] | None = None, language: str = "en", **part: object
) -> Edition:
    """Return an edition whose only part holds these blocks and nothing else."""
    whole = _frame(language)
    made: Part = replace(whole.parts[0], path=PATH, blocks=blocks, **({"notes": ()} | part))
    return replace(whole, parts=(made,), images=images or {}, maps={})


def edition_from(
    text: str, images: Mapping[str, Path] | None = None, language: str = "en"
) -> Edition:
    """Return an edition whose only part is this Markdown; pictures are named as in the text."""

    def change(node: Node) -> tuple[Node, ...]:
        if isinstance(node, Picture):
            return (replace(node, source=IMAGE_SCHEME + node.source),)
        return (node,)

    article = _reader().read(text)
    blocks = rewrite(article.blocks, change)
    names = (node.name for node in article.nodes if isinstance(node, NoteReference))
    called = [article.notes[name] for name in dict.fromkeys(names) if name in article.notes]
    notes = rewrite(tuple(called), change)
    return edition_of(*blocks, images=images, language=language, notes=notes)
