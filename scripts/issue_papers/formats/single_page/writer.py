"""Writes the parts of an edition as they stand on one page, with their pictures in them."""

from __future__ import annotations

import base64
from dataclasses import replace

from lxml import etree

from issue_papers.articles.nodes import Heading, Picture
from issue_papers.content_cache import ContentCache
from issue_papers.formats.editions.edition import DRAWING_SCHEME, MAP_SCHEME, Edition
from issue_papers.formats.editions.held_pictures import held_pictures
from issue_papers.formats.editions.writing import EditionWriter, Roles
from issue_papers.formats.markup.fragments import Fragments
from issue_papers.formats.pictures.conversion import Room
from issue_papers.formats.pictures.reading import JPEG, PNG
from issue_papers.formats.svg import SVG

PICTURES = frozenset({"image/avif", "image/gif", "image/webp", JPEG, PNG, SVG})
"""What all browsers show."""

ROOM = Room(1200, 1800)
"""The one size of a picture: sharp on a desk, and light enough to be sent by mail."""

_LOWEST = 6


class PageWriter(EditionWriter):
    """Writes the parts of one edition; a map that is shown again isn't stored again.

    Args:
        fragments: The format's fragments.
        known: What the theme says of nodes.
        edition: The edition.
        cache: Where pictures that were made smaller before are kept.

    Attributes:
        held: Its pictures.

    Raises:
        ProblemsError: A picture can't be read.
    """

    def __init__(
        self,
        fragments: Fragments,
        known: Roles,
        edition: Edition,
        cache: ContentCache | None = None,
    ) -> None:
        super().__init__(fragments, known, edition)
        self.held = held_pictures(edition, PICTURES, ROOM, cache)
        self._maps = edition.maps
        self._drawings = edition.drawings
        self._drawn: dict[str, str] = {}
        self._data = {
            source: f"data:{p.media_type};base64,{base64.b64encode(p.data).decode()}"
            for source, p in self.held.items()
        }

    def source(self, source: str) -> str:
        """Return a picture itself, as an address."""
        return self._data.get(source, "")

    def write_heading(self, node: Heading) -> str:
        """Write a heading: the paper's title is the page's h1, a part's title an h2."""
        return super().write_heading(replace(node, level=min(node.level + 1, _LOWEST)))

    def write_picture(self, node: Picture) -> str:
        """Write a picture, or draw a map, whose colours follow the reader's scheme."""
        if drawn := self._drawings.get(node.source.removeprefix(DRAWING_SCHEME)):
            return self._chart(node, drawn)
        if not node.source.startswith(MAP_SCHEME):
            return super().write_picture(node)
        document = self._maps[node.source.removeprefix(MAP_SCHEME)]
        drawing = etree.fromstring(document.encode())
        known = self._drawn.get(document)
        content = (
            self.syntax.element("use", "", {"href": f"#{known}"})
            if known  # by this case, or by another one in the same place
            else self._drawing(document, drawing)
        )
        given = {"role": "img", "viewBox": drawing.get("viewBox"), "aria-label": node.alt}
        return self.element(node, "svg", content, given)

    def _chart(self, node: Picture, drawn: str) -> str:
        """Write a drawing, whose colours follow the reader's scheme."""
        drawing = etree.fromstring(drawn.encode())
        group = etree.Element("g")
        group.extend(list(drawing))
        _unqualified(group)
        content = etree.tostring(group, encoding="unicode", method="html")
        given = {
            "role": "img",
            "viewBox": drawing.get("viewBox"),
            "direction": "ltr",
            "aria-label": node.alt,
        }
        return self.element(node, "svg", content, given)

    def _drawing(self, document: str, drawing: etree._Element) -> str:
        """Return what a map draws, as a group that can be used again."""
        identifier = self._drawn[document] = f"map-{len(self._drawn) + 1}"
        group = etree.Element("g", {"id": identifier})
        group.extend(list(drawing))
        _unqualified(group)
        return etree.tostring(group, encoding="unicode", method="html")


def _unqualified(group: etree._Element) -> None:
    """Take namespaces off, and the space between elements: HTML knows what SVG is."""
    for element in group.iterdescendants():
        element.tag = etree.QName(element).localname
        element.tail = None
    etree.cleanup_namespaces(group)
