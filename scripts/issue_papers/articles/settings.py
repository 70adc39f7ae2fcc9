"""How texts are read: the extensions of Markdown that mkdocs.yml names, and the site's blocks."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

OTHER_BLOCKS: Mapping[str, str] = {
    "admonition": "admonition",
    **dict.fromkeys(("note", "attention", "caution", "danger", "error", "tip"), "admonition"),
    **dict.fromkeys(("hint", "warning", "important"), "admonition"),
    "details": "details",
    "tab": "tab",
    "html": "html",
    "define": "definition",
    **dict.fromkeys(("caption", "figure-caption", "table-caption"), "caption"),
}
"""PyMdown's own blocks, and what each is."""


@dataclass(frozen=True)
class MarkdownSettings:
    """What decides, besides the text itself, how a text is read.

    Attributes:
        extensions: Extensions of Python-Markdown by name, in mkdocs.yml's order, with their options.
        blocks: Names of the site's own `///` blocks.
    """

    extensions: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    blocks: frozenset[str] = frozenset()

    def digest(self) -> str:
        """Return a name for these settings that is the same in every process."""
        described = _described([dict(self.extensions), sorted(self.blocks)])
        return hashlib.sha256(described.encode()).hexdigest()


def _described(value: object) -> str:
    if isinstance(value, Mapping):
        return "{%s}" % ",".join(f"{_described(k)}:{_described(v)}" for k, v in value.items())
    if isinstance(value, list | tuple):
        return "[%s]" % ",".join(map(_described, value))
    if callable(value):
        return f"{getattr(value, '__module__', '')}.{getattr(value, '__qualname__', '')}"
    return repr(value)
