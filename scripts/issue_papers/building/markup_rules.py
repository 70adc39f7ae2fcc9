"""What of texts' HTML stays: the classes that the theme names, and whether all are trusted."""

from __future__ import annotations

from issue_papers.articles.allowed_html import MarkupRules
from issue_papers.content import yaml_loader
from issue_papers.layers import Layers

CLASSES = "text-classes.yml"
"""The file of a theme with the classes that texts may have."""

TRUSTED = "trusted"
CHECKED = "checked"
RAW_HTML = (CHECKED, TRUSTED)
"""What `raw_html` may be."""


def rules_of(theme: Layers, raw_html: str) -> MarkupRules:
    """Return what of texts' HTML stays.

    Args:
        theme: The theme; what a site's own file names counts besides what the package's does.
        raw_html: One of `RAW_HTML`.
    """
    classes: set[str] = set()
    parts: set[str] = set()
    for path in theme.stacked(CLASSES):
        _, named = yaml_loader.read(path.read_text(encoding="utf-8"))
        found = named if isinstance(named, dict) else {}
        classes |= {str(name) for name in found.get("texts") or ()}
        parts |= {str(name) for name in found.get("parts") or ()}
    return MarkupRules(frozenset(classes), tuple(sorted(parts)), is_trusted=raw_html == TRUSTED)
