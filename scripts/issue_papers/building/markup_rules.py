"""What of texts' HTML stays: the classes that the theme names, and whether all are trusted."""

from __future__ import annotations

from issue_papers import theme_settings
from issue_papers.articles.allowed_html import MarkupRules
from issue_papers.layers import Layers

CLASSES = "text-classes.yml"
"""The file of a theme with the classes that texts may have."""

_KINDS = frozenset({"texts", "parts"})
"""What it lists: classes that texts may have, and how those of the theme's parts begin."""

TRUSTED = "trusted"
CHECKED = "checked"
RAW_HTML = (CHECKED, TRUSTED)
"""What `raw_html` may be."""


def rules_of(theme: Layers, raw_html: str) -> MarkupRules:
    """Return what of texts' HTML stays.

    Args:
        theme: The theme; what a site's own file names counts besides what the package's does.
        raw_html: One of `RAW_HTML`.

    Raises:
        ProblemsError: A file of classes can't be used.
    """
    classes: set[str] = set()
    parts: set[str] = set()
    for path in theme.stacked(CLASSES):
        named = theme_settings.lists(path, _KINDS)
        classes.update(named.get("texts", ()))
        parts.update(named.get("parts", ()))
    return MarkupRules(frozenset(classes), tuple(sorted(parts)), is_trusted=raw_html == TRUSTED)
