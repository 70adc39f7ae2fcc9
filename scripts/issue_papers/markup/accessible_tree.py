"""Makes what editors wrote accessible, as a step of Markdown's own.

- A table scrolls by itself where the screen is narrower, so it needs a region that the keyboard can
  reach and that has a name (WCAG 2.1.1). `fragments/table.html` is that region; the tables of our
  figures have theirs already.
- A footnote's mark and the arrow back from it are a digit and a sign, which say nothing in a list
  of links; they get names, and their roles of DPUB-ARIA.
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
    """Wraps tables, names the links of footnotes, and levels the headings of boxes.

    Args:
        md: The converter.
        region: Makes the region for the nth table of the page; it holds one `<slot>`.
        footnote: Names a link of the nth footnote: its `reference` in the text, or the way `back`.
    """

    def __init__(
        self,
        md: Markdown,
        region: Callable[[int], ET.Element],
        footnote: Callable[[str, str], str],
    ) -> None:
        super().__init__(md)
        self._region = region
        self._footnote = footnote

    def run(self, root: ET.Element) -> None:
        """Change the tree in place."""
        _level_boxes(root)
        self._wrap_tables(root)
        self._name_footnotes(root)

    def _name_footnotes(self, root: ET.Element) -> None:
        numbers = {}
        for link in root.iterfind(".//a[@class='footnote-ref']"):
            number = numbers[link.get("href", "").rpartition(":")[2]] = "".join(link.itertext())
            link.set("role", "doc-noteref")
            link.set("aria-label", self._footnote("reference", number))
        for link in root.iterfind(".//a[@class='footnote-backref']"):
            name = self._footnote("back", numbers.get(link.get("href", "").rpartition(":")[2], ""))
            link.set("role", "doc-backlink")
            link.set("aria-label", name)
            link.set("title", name)

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
