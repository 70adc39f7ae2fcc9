r"""Citations as steps of Markdown's own: `[@key]` becomes what `fragments/citation.html` draws.

Inline patterns don't run in the order of the text, so a later step numbers the places, for the ways
back from the bibliography. A backslash before `@` keeps it a plain sign.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from xml.etree import ElementTree as ET

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from issue_papers.articles import citation_syntax
from issue_papers.articles.citation_syntax import Cluster
from issue_papers.content.citation_index import anchor

AFTER_ESCAPES_BEFORE_LINKS = 175
"""Markdown 3 runs escape at 180 and reference links at 170."""

AFTER_INLINE = 15
"""Markdown 3 runs inline at 20."""

_REFERENCE = "data-reference"

Draw = Callable[[Cluster], ET.Element | None]


class CitationPattern(InlineProcessor):
    """Replaces citations.

    Args:
        md: The converter.
        draw: Makes the element for a citation; nothing where it is none on this page.
    """

    def __init__(self, md: Markdown, draw: Draw) -> None:
        super().__init__(r"\[|@", md)
        self._draw = draw

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Markdown's interface
        self, m: re.Match[str], data: str
    ) -> tuple[ET.Element | None, int | None, int | None]:
        """Draw the citation that begins here."""
        for cluster in citation_syntax.find(data):
            if cluster.start == m.start(0):
                element = self._draw(cluster)
                if element is not None:
                    return element, cluster.start, cluster.end
        return None, None, None


class CitationPlaces(Treeprocessor):
    """Gives each place where a work is cited its id."""

    def run(self, root: ET.Element) -> None:
        """Change the tree in place."""
        count: Counter[str] = Counter()
        for element in root.iter():
            key = element.attrib.pop(_REFERENCE, None)
            if key:
                count[key] += 1
                element.set("id", anchor(key, count[key]))


def register(md: Markdown, draw: Draw) -> None:
    """Add the steps to a converter."""
    md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, "@"]
    pattern = CitationPattern(md, draw)
    md.inlinePatterns.register(pattern, "citation", AFTER_ESCAPES_BEFORE_LINKS)
    md.treeprocessors.register(CitationPlaces(md), "citation-places", AFTER_INLINE)
