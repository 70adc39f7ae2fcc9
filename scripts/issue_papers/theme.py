"""The theme's templates, for whatever MkDocs doesn't render itself."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape


@cache
def templates(
    folder: Path, *, escaped: tuple[str, ...] = (), keep_trailing_newline: bool = False
) -> Environment:
    """Return a folder's templates, compiled once for all who ask.

    Args:
        folder: Where they are.
        escaped: Suffixes of those in which text is escaped; all are where none is named.
        keep_trailing_newline: Whether what a template makes ends as its file does.
    """
    return Environment(
        loader=FileSystemLoader(folder),
        undefined=StrictUndefined,
        autoescape=select_autoescape(escaped) if escaped else True,  # noqa: S701 - never off
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=keep_trailing_newline,
    )
