"""Reads texts for tests, with every extension that this site's settings name."""

from __future__ import annotations

from issue_papers.articles.article import Article
from issue_papers.articles.reader import Reader
from issue_papers.articles.settings import MarkdownSettings
from issue_papers.blocks import registry

EXTENSIONS = ("attr_list", "def_list", "footnotes", "md_in_html", "tables")
READER = Reader(MarkdownSettings({name: {} for name in EXTENSIONS}, registry.types()))


def read(text: str, first_line: int = 1) -> Article:
    """Return a text that has been read."""
    return READER.read(text, first_line)
