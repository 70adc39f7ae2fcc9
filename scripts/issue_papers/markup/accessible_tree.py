"""Makes what editors wrote accessible, as a step of Markdown's own.

- A table scrolls by itself where the screen is narrower, so it needs a region that the keyboard can
  reach and that has a name (WCAG 2.1.1). `fragments/table.html` is that region; the tables of our
  figures have theirs already.
- A box brings a heading of level 3. Where no heading of level 2 has come before it, that would skip
  a level, and the box gets one of level 2.
"""

from __future__ import annotations

from collections.abc import Callable
from xml.etree import ElementTree as ET

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

AFTER_ATTRIBUTES_BEFORE_TOC = 6
"""Markdown 3 runs attr_list at 8 and toc at 5."""


class AccessibleTree(Treeprocessor):
    """Wraps tables and levels the headings of boxes.

    Args:
        md: The converter.
        region: Makes the region for the nth table of the page; it holds one `<slot>`.
    """

    def __init__(self, md: Markdown, region: Callable[[int], ET.Element]) -> None:
        super().__init__(md)
        self._region = region

    def run(self, root: ET.Element) -> None:
        """Change the tree in place."""
        _level_boxes(root)
        self._wrap_tables(root)

    def _wrap_tables(self, root: ET.Element) -> None:
        found = [
            (parent, table)
            for parent in root.iter()
            if parent.get("role") != "region"
            for table in parent
            if table.tag == "table"
        ]
        for number, (parent, table) in enumerate(found, 1):
            region = self._region(number)
            holder, slot = next((p, c) for p in region.iter() for c in p if c.tag == "slot")
            region.tail, table.tail = table.tail, None
            parent[list(parent).index(table)] = region
            holder[list(holder).index(slot)] = table


def _level_boxes(root: ET.Element) -> None:
    """Give boxes before the first heading of level 2 one of that level."""
    for element in root:
        if element.tag == "h2":
            return
        if element.tag == "aside":
            for heading in element.iter("h3"):
                heading.tag = "h2"
