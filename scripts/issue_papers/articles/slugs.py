"""Ids made of words, as Python-Markdown's extension `toc` makes those of headings."""

from __future__ import annotations

from markdown.extensions.toc import slugify, unique

__all__ = ["slugify", "unique"]
