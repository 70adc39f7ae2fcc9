"""Running text as JATS: the inline elements of Journal Publishing 1.3."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import singledispatchmethod

from issue_papers.articles import nodes as n
from issue_papers.formats.editions.edition import IMAGE_SCHEME
from issue_papers.formats.markup.elements import Attributes, Syntax
from issue_papers.formulas import mathml
from issue_papers.typography.quotation import quotes

DEEPEST = 64
"""Levels of nodes that are told apart; below them there are only words."""

_STYLES: Mapping[n.Style, str] = {
    n.Style.EMPHASIS: "italic",
    n.Style.ITALIC: "italic",
    n.Style.TITLE: "italic",
    n.Style.VARIABLE: "italic",
    n.Style.DEFINED: "italic",
    n.Style.STRONG: "bold",
    n.Style.BOLD: "bold",
    n.Style.STRIKE: "strike",
    n.Style.DELETED: "strike",
    n.Style.INSERTED: "underline",
    n.Style.UNDERLINE: "underline",
    n.Style.SUPERSCRIPT: "sup",
    n.Style.SUBSCRIPT: "sub",
    n.Style.KEYBOARD: "monospace",
    n.Style.SAMPLE: "monospace",
}
"""The element of a style; others are `styled-content` by their name."""

_IN_MATHML_3 = {"data-align": "columnalign"}

_NOT_IN_NAMES = re.compile(r"[^\w-]|[^\x00-\x7f]")
_NOT_IN_URLS = re.compile(r'[\s"<>\\^`{|}]')


def name(identifier: str) -> str:
    """Return an id as XML allows one (`NCName`), different for different ids."""
    clean = _NOT_IN_NAMES.sub(lambda sign: f".{ord(sign[0]):x}.", identifier)
    return clean if clean[:1].isalpha() or clean[:1] == "_" else f"_{clean}"


class RunningText:
    """Writes inline nodes of one part.

    Args:
        language: Tag of the part's language.
        picture: Returns where a picture of the site is, by its path there.

    Attributes:
        languages: Tags of the languages of what is being written, the innermost last.
        syntax: How elements are written.
    """

    def __init__(self, language: str, picture: Callable[[str], str]) -> None:
        self.languages = [language]
        self.syntax = Syntax(is_xml=True)
        self._picture = picture
        self._depth = 0

    def element(self, tag: str, content: str, given: Attributes | None = None) -> str:
        """Write an element."""
        return self.syntax.element(tag, content, given)

    def inlines(self, content: Iterable[n.Inline]) -> str:
        """Write some nodes."""
        if self._depth >= DEEPEST:
            return self.syntax.text(n.text_of(tuple(content)))
        self._depth += 1
        written = "".join(self._in_its_language(node) for node in content)
        self._depth -= 1
        return written

    def _in_its_language(self, node: n.Inline) -> str:
        if not node.lang:
            return self._inline(node)
        self.languages.append(node.lang)
        written = self._inline(node)
        self.languages.pop()
        given = {"content-type": "language", "xml:lang": node.lang}
        return self.element("named-content", written, given) if written else ""

    @singledispatchmethod
    def _inline(self, node: n.Inline) -> str:
        raise TypeError(type(node).__name__)

    @_inline.register
    def _(self, node: n.Text) -> str:
        return self.syntax.text(node.text)

    @_inline.register
    def _(self, node: n.Code) -> str:
        return self.element("monospace", self.syntax.text(node.text))

    @_inline.register
    def _(self, _node: n.Break) -> str:
        return " "

    @_inline.register
    def _(self, node: n.Span | n.Time | n.Element) -> str:
        written = self.inlines(node.content)
        if not node.id:
            return written
        return self.element(
            "named-content", written, {"content-type": "place", "id": name(node.id)}
        )

    @_inline.register
    def _(self, node: n.Abbreviation) -> str:
        return self.element("abbrev", self.inlines(node.content))

    @_inline.register
    def _(self, node: n.Styled) -> str:
        written = self.inlines(node.content)
        if not written:
            return ""
        if node.style in _STYLES:
            return self.element(_STYLES[node.style], written)
        return self.element("styled-content", written, {"style-type": str(node.style)})

    @_inline.register
    def _(self, node: n.Quoted) -> str:
        opening, closing = quotes(self.languages[-2 if node.lang else -1])
        return self.syntax.text(opening) + self.inlines(node.content) + self.syntax.text(closing)

    @_inline.register
    def _(self, node: n.Link | n.Term) -> str:
        return self.link(self.inlines(node.content), node.target)

    @_inline.register
    def _(self, node: n.Formula) -> str:
        """A formula in both forms: as MathML, for who shows it, and as it was typed."""
        return self.element("inline-formula", self._formula(node))

    def paragraph(self, content: Iterable[n.Inline]) -> str:
        """Write what a paragraph holds: there alone a formula may stand by itself."""
        return "".join(
            self.element("disp-formula", self._formula(node))
            if isinstance(node, n.Formula) and node.is_display
            else self.inlines((node,))
            for node in content
        )

    def equation(self, node: n.Figure) -> str:
        """Write a formula that has a number."""
        label = self.element("label", self.syntax.text(node.label))
        given = {"id": name(node.id) if node.id else None}
        formulas = (self._formula(f) for f in n.walk(node.content) if isinstance(f, n.Formula))
        return self.element("disp-formula", label + "".join(formulas), given)

    def _formula(self, node: n.Formula) -> str:
        given = {"alttext": node.spoken} if node.spoken else {}
        math = mathml.written(node.tree, self._math, self.syntax.text, given)
        tex = self.element("tex-math", self.syntax.text(node.source))
        return self.element("alternatives", math + tex)

    def _math(self, tag: str, content: str, given: Mapping[str, str]) -> str:
        """Write an element of a formula, which says in MathML 3 how a cell is aligned."""
        known = {_IN_MATHML_3.get(key, key): value for key, value in given.items()}
        return self.element(f"mml:{tag}", content, known)

    @_inline.register
    def _(self, node: n.Embed) -> str:
        return self.link(self.syntax.text(node.title or node.source), node.source)

    @_inline.register
    def _(self, node: n.Picture) -> str:
        if not node.source.startswith(IMAGE_SCHEME):
            given = {"content-type": "picture"}  # a map or a chart, which is no file
            return self.element("named-content", self.syntax.text(node.alt), given)
        return self.graphic("inline-graphic", node)

    @_inline.register
    def _(self, node: n.Citation) -> str:
        text = self.syntax.text
        if not node.works:
            return text(node.source)
        works = (
            text(work.before)
            + self.link(
                self.inlines(work.content) if work.content else text(work.text),
                work.target,
                {"ref-type": "bibr"},
            )
            + text(work.after)
            for work in node.works
        )
        return text(node.opening) + "".join(works) + text(node.closing)

    @_inline.register
    def _(self, node: n.NoteReference) -> str:
        mark = self.element("sup", str(node.number))
        return self.element("xref", mark, {"ref-type": "fn", "rid": name(node.name)})

    def graphic(self, tag: str, node: n.Picture) -> str:
        """Write a picture as a link to its file in the site."""
        alt = self.element("alt-text", self.syntax.text(node.alt)) if node.alt else ""
        href = self._picture(node.source.removeprefix(IMAGE_SCHEME))
        return self.element(tag, alt, {"xlink:href": href, "xml:lang": node.lang or None})

    def link(self, written: str, target: str, given: Attributes | None = None) -> str:
        """Write what leads to a place of the paper or away from it; without a target, its words."""
        if not target or not written:
            return written
        if target.startswith("#"):
            return self.element("xref", written, {"rid": name(target[1:]), **(given or {})})
        address = _NOT_IN_URLS.sub(lambda sign: f"%{ord(sign[0]):02X}", target)
        return self.element("ext-link", written, {"ext-link-type": "uri", "xlink:href": address})
