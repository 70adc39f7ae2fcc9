"""Puts the link to a heading after it, and names it by the heading.

Markdown's `toc` writes it into the heading, with a sign for a text. There it would be part of the
heading's name, and a page would have as many links of one name as headings. In
`fragments/heading.html` it follows.
"""

from __future__ import annotations

import html
from collections.abc import Callable
from xml.etree import ElementTree as ET

from markdown import Markdown
from markdown.extensions.toc import remove_fnrefs, render_inner_html, strip_tags
from markdown.treeprocessors import Treeprocessor

LAST = -2
"""Other steps look for headings where the editor wrote them; ours for stale notices runs at -1."""

_HEADINGS = ("h2", "h3", "h4", "h5", "h6")


class HeadingLinks(Treeprocessor):
    """Takes the links out of headings.

    Args:
        md: The converter.
        frame: Makes the element for a heading and its link; it holds one `<slot>`.
        name: Makes a link's name from the heading's words.
    """

    def __init__(
        self, md: Markdown, frame: Callable[[], ET.Element], name: Callable[[str], str]
    ) -> None:
        super().__init__(md)
        self._frame = frame
        self._name = name

    def run(self, root: ET.Element) -> None:
        """Change the tree in place. The page's own title keeps no link: the address is enough."""
        link_class = self.md.treeprocessors["toc"].permalink_class  # type: ignore[attr-defined]
        found = [
            (parent, heading, heading[-1])
            for parent in root.iter()
            for heading in parent
            if heading.tag in {"h1", *_HEADINGS}
            and len(heading)
            and heading[-1].get("class") == link_class
        ]
        for parent, heading, link in found:
            heading.remove(link)
            if heading.tag in _HEADINGS:
                self._wrap(parent, heading, link)

    def _wrap(self, parent: ET.Element, heading: ET.Element, link: ET.Element) -> None:
        words = strip_tags(render_inner_html(remove_fnrefs(heading), self.md))
        link.set("aria-label", self._name(html.unescape(words)))
        link.attrib.pop("title", None)  # toc's own, the same for all
        frame = self._frame()
        frame.tail, heading.tail = heading.tail, None
        parent[list(parent).index(heading)] = frame
        slot = next(child for child in frame if child.tag == "slot")
        frame[list(frame).index(slot)] = heading
        frame.append(link)
