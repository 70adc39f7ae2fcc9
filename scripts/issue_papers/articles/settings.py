"""How texts are read: the extensions of Markdown that mkdocs.yml names, and the site's blocks."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from issue_papers.articles.allowed_html import MarkupRules
from issue_papers.articles.directives import DirectiveType

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
        extensions: Python-Markdown's extensions by name, in mkdocs.yml's order, with their options.
        blocks: What is known of the site's own `///` blocks, by name.
        included: The files that texts include, each with a digest.
        markup: What of their HTML stays.
        longest_passage: Characters of running text that are read as such; what is longer is told,
            and stays as it is typed.
    """

    extensions: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    blocks: Mapping[str, DirectiveType] = field(default_factory=dict)
    included: Mapping[Path, str] = field(default_factory=dict)
    markup: MarkupRules = field(default_factory=MarkupRules)
    longest_passage: int = 20_000

    def has(self, extension: str) -> bool:
        """Whether mkdocs.yml names an extension."""
        return extension in self.extensions

    def has_terms(self, block: str) -> bool:
        """Whether terms are looked for in blocks of a name: in all but those that say otherwise."""
        return block not in self.blocks or self.blocks[block].has_terms

    def digest(self) -> str:
        """Return a name for these settings that is the same in every process."""
        blocks = [
            (name, b.shows, b.prefix, b.title, b.series, b.numbered_by)
            for name, b in sorted(self.blocks.items())
        ]
        options = [
            [*map(sorted, (b.options, b.required, b.texts))] for _, b in sorted(self.blocks.items())
        ]
        included = [digest for _, digest in self.included.items()]
        rules = [sorted(self.markup.classes), self.markup.parts, self.markup.is_trusted]
        parts = [dict(self.extensions), blocks, options, included, rules, self.longest_passage]
        described = _described(parts)
        return hashlib.sha256(described.encode()).hexdigest()


def _described(value: object) -> str:
    if isinstance(value, Mapping):
        items = ",".join(f"{_described(k)}:{_described(v)}" for k, v in value.items())
        return f"{{{items}}}"
    if isinstance(value, list | tuple):
        return f"[{','.join(map(_described, value))}]"
    if callable(value):
        return f"{getattr(value, '__module__', '')}.{getattr(value, '__qualname__', '')}"
    return repr(value)
