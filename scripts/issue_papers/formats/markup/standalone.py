"""HTML that is read away from its page: plain elements with absolute links, and no ways back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from jinja2 import DictLoader, Environment

from issue_papers.articles import nodes as n
from issue_papers.formats.markup.elements import Syntax
from issue_papers.formats.markup.fragments import Fragments
from issue_papers.formats.markup.writer import Writer


class StandaloneWriter(Writer):
    """Writes the nodes of one page for another place.

    Args:
        absolute: Makes a resolved target absolute: a site-relative URL with leading slash, or a
            place on the page.
    """

    def __init__(self, absolute: Callable[[str], str]) -> None:
        nothing = Environment(loader=DictLoader({}), autoescape=True)
        super().__init__(Fragments(nothing, ""), Syntax())
        self._absolute = absolute

    def href(self, target: str) -> str:
        """Return the absolute address of a link."""
        return self._absolute(target) if target else ""

    def source(self, source: str) -> str:
        """Return the absolute address of a picture or a film."""
        return self._absolute(source)

    def write_picture(self, node: n.Picture) -> str:
        """Write a picture; a map that is drawn on the page has no file."""
        return "" if node.source.startswith("map:") else super().write_picture(node)

    def write_note_reference(self, node: n.NoteReference) -> str:
        """Write a footnote's mark, which leads to the note on the page."""
        href = self.href(f"#{self.note_id(node.name)}")
        link = self.syntax.element("a", str(node.number), {"href": href})
        return self.syntax.element("sup", link)

    def write_term(self, node: n.Term) -> str:
        """Write a term as the words that it is: its definition is on the page."""
        return self.inlines(node.content)

    def write_element(self, node: n.Element) -> str:
        """Write what is in an element that works on the page alone."""
        return self.inlines(node.content)

    def attributes(self, node: n.Node) -> dict[str, str | int | bool | None]:
        """Return what a node's element has, without classes, which mean nothing elsewhere."""
        return super().attributes(replace(node, classes=()) if node.classes else node)
