"""Ids made of words, as Python-Markdown's extension `toc` makes those of headings."""

from __future__ import annotations

from collections.abc import Callable

from markdown.extensions.toc import slugify, unique

__all__ = ["made_id", "slugify"]


def made_id(words: str, used: set[str], is_reserved: Callable[[str], bool]) -> str:
    """Return an id for a heading that has none, and note it as used.

    Args:
        words: The heading's.
        used: The ids that the page's text has.
        is_reserved: Whether an id is the page's own, around its text.
    """
    identifier = slugify(words, "-")
    if is_reserved(identifier):
        used.add(identifier)
    return unique(identifier, used)
