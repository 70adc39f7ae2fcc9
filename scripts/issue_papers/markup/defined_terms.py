"""Marks the first use of each term on a page, so that readers can open its definition.

A step of Markdown's own: the words become what `fragments/term.html` draws. What is no running text
stays as it is: headings, links, code, and whatever a fragment marks with `data-terms="off"`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from xml.etree import ElementTree as ET

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from issue_papers.content.termbase import Lexicon

AFTER_TOC = 4
"""Markdown 3 runs toc at 5: the table of contents holds plain words."""

OFF = "data-terms"
_NOT_RUNNING_TEXT = frozenset(
    {"a", "abbr", "button", "code", "dfn", "pre", "q", "script", "style", "summary", "sup"}
    | {f"h{level}" for level in range(1, 7)}
)


class DefinedTerms(Treeprocessor):
    """Marks terms.

    Args:
        md: The converter.
        lexicon: Returns the forms of the language of the page at hand, nothing where a page's terms
            aren't marked.
        mark: Makes the element for a concept's id and the words in the text.
        report: Is told the concepts of a page, in the order of their first use.
    """

    def __init__(
        self,
        md: Markdown,
        lexicon: Callable[[], Lexicon | None],
        mark: Callable[[str, str], ET.Element],
        report: Callable[[tuple[str, ...]], None],
    ) -> None:
        super().__init__(md)
        self._lexicon = lexicon
        self._mark = mark
        self._report = report

    def run(self, root: ET.Element) -> None:
        """Change the tree in place."""
        lexicon = self._lexicon()
        seen: list[str] = []
        if lexicon is not None:
            self._visit(root, lexicon, seen)
        for element in root.iter():
            element.attrib.pop(OFF, None)
        self._report(tuple(seen))

    def _visit(self, element: ET.Element, lexicon: Lexicon, seen: list[str]) -> None:
        children = list(element)
        element.text, marked = self._split(element.text, lexicon, seen)
        for index, mark in enumerate(marked):
            element.insert(index, mark)
        for child in children:
            language = child.get("lang")
            if child.tag not in _NOT_RUNNING_TEXT and not language and child.get(OFF) != "off":
                self._visit(child, lexicon, seen)
            child.tail, marked = self._split(child.tail, lexicon, seen)
            place = list(element).index(child)
            for index, mark in enumerate(marked, place + 1):
                element.insert(index, mark)

    def _split(
        self, text: str | None, lexicon: Lexicon, seen: list[str]
    ) -> tuple[str | None, list[ET.Element]]:
        """Take a text apart at the first uses in it: what stays text, and marks with their tails.

        Text of a fragment is an `AtomicString`: it is the theme's, not the editor's.
        """
        if not text or isinstance(text, AtomicString):
            return text, []
        marks: list[ET.Element] = []
        first: str | None = None
        until = 0
        for concept, start, end in self._first_uses(text, lexicon, seen):
            between = text[until:start]
            if marks:
                marks[-1].tail = between
            else:
                first = between
            marks.append(self._mark(concept, text[start:end]))
            until = end
        if not marks:
            return text, []
        marks[-1].tail = text[until:]
        return first, marks

    @staticmethod
    def _first_uses(text: str, lexicon: Lexicon, seen: list[str]) -> Iterator[tuple[str, int, int]]:
        for found in lexicon.find(text):
            if not found.is_forbidden and found.concept not in seen:
                seen.append(found.concept)
                yield found.concept, found.start, found.end
