"""Writes running text as HTML or XHTML, and holds what all of `writer` is built on.

What is an element and no more is written here. What has a class, a role or words is drawn by a
fragment (`fragments`), which gets what the writer knows of the node; where a format has none for
it, the plain element stands. A format that needs more overrides how a type is written, or one of
the hooks: `href`, `source`, `identifier`, `context`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, TypeAlias

from jinja2 import Template
from markupsafe import Markup

from issue_papers.articles import nodes as n
from issue_papers.formats.markup.elements import Attributes, Syntax, escaped
from issue_papers.formats.markup.fragments import Fragments, name_of
from issue_papers.formulas.mathml import NAMESPACE, written

Given: TypeAlias = "dict[str, str | int | bool | None]"

_STYLES: Mapping[n.Style, str] = {
    n.Style.EMPHASIS: "em",
    n.Style.STRONG: "strong",
    n.Style.ITALIC: "i",
    n.Style.BOLD: "b",
    n.Style.STRIKE: "s",
    n.Style.DELETED: "del",
    n.Style.INSERTED: "ins",
    n.Style.UNDERLINE: "u",
    n.Style.MARK: "mark",
    n.Style.SUBSCRIPT: "sub",
    n.Style.SUPERSCRIPT: "sup",
    n.Style.SMALL: "small",
    n.Style.TITLE: "cite",
    n.Style.DEFINED: "dfn",
    n.Style.VARIABLE: "var",
    n.Style.KEYBOARD: "kbd",
    n.Style.SAMPLE: "samp",
}


DEEPEST = 64
"""Levels of nodes that are written; no writer of texts needs more, and no browser keeps 512."""


def safe(markup: str) -> Markup:
    """Mark what the writer made, in which all words are escaped, as no fragment's to escape."""
    return Markup(markup)  # noqa: S704 - the one place for it


@cache
def _method(kind: str) -> str:
    """Return the name of the method that writes a type: `write_definition_list`."""
    return "write_" + name_of(kind).replace("-", "_")


def _words(nodes: tuple[n.Node, ...]) -> str:
    """Return the words of some nodes, those of each block apart from the others'."""
    leaves = (n.Text, n.Code, n.CodeBlock, n.Break, n.Citation, n.Formula)
    return "".join(
        (" " if isinstance(node, n.Block) else "")
        + (n.text_of(node) if isinstance(node, leaves) else "")
        for node in n.walk(nodes)
    )


class RunningText:
    """Writes the running text of one page.

    Args:
        fragments: The format's fragments.
        syntax: HTML or XHTML.
    """

    def __init__(self, fragments: Fragments, syntax: Syntax | None = None) -> None:
        self.fragments = fragments
        self.syntax = syntax or Syntax()
        self._writers: dict[type[n.Node], Callable[[Any], str]] = {}
        self._text = self.syntax.text if self.syntax.is_xml else escaped
        self._depth = 0

    # What a format may override

    def href(self, target: str) -> str:
        """Return the address that a resolved target has here; nothing if it leads nowhere."""
        return target

    def source(self, source: str) -> str:
        """Return the address that a resolved picture, film … has here."""
        return source

    def identifier(self, identifier: str) -> str:
        """Return an id as the document has it."""
        return identifier

    def context(self) -> Mapping[str, object]:
        """Return what every fragment sees, such as the interface's strings as `t`."""
        return {}

    def inlines(self, content: Iterable[n.Inline]) -> str:
        """Write running text."""
        return self._deeper(content, "")

    def write(self, node: n.Node) -> str:
        """Write a node."""
        kind = type(node)
        try:
            write = self._writers[kind]
        except KeyError:
            write = self._writers[kind] = getattr(self, _method(kind.__name__))
        return write(node)

    def _deeper(self, nodes: Iterable[n.Node], separator: str) -> str:
        """Write nodes that stand in another; below `DEEPEST`, only their words."""
        if self._depth >= DEEPEST:
            return self._text(_words(tuple(nodes)))
        self._depth += 1
        parts = [self.write(node) for node in nodes]
        self._depth -= 1
        return separator.join(parts)

    # Elements

    def attributes(self, node: n.Node) -> Given:
        """Return what a node's element is to have of what all nodes have."""
        if not (node.id or node.lang or node.dir or node.classes):
            return {}
        return {
            "id": self.identifier(node.id) if node.id else None,
            "class": " ".join(node.classes) or None,
            "lang": node.lang or None,
            "dir": node.dir or None,
        }

    def element(
        self, node: n.Node, tag: str, content: str = "", given: Attributes | None = None
    ) -> str:
        """Write a node as its fragment draws it or, where it has none, as an element.

        The fragment sees `content` and the whole `element`.

        Args:
            node: The node.
            tag: The element's name.
            content: What it holds, as markup.
            given: Attributes of the type, such as a link's address.
        """
        attributes = self.attributes(node)
        if given:
            attributes |= given
        element = self.syntax.element(tag, content, attributes)
        return self.drawn(node, content=safe(content), element=safe(element)) or element

    def drawn(self, node: n.Node, **shown: object) -> str:
        """Return what a node's fragment draws; nothing if it has none.

        The fragment sees `node`, and for a tag of its own `attributes` (id, language, direction)
        and `classes`: the node's role and the classes that the writer of the text gave it.

        Args:
            node: The node.
            **shown: What else its fragment sees.
        """
        template = self.fragments.of(node)
        if template is None:
            return ""
        own = {k: value for k, value in self.attributes(node).items() if k != "class"}
        attributes = safe(self.syntax.attributes(own))
        classes = " ".join(filter(None, (node.role, *node.classes)))
        return self.render(template, node=node, attributes=attributes, classes=classes, **shown)

    def render(self, template: Template, **shown: object) -> str:
        """Return what a fragment draws, which sees `href` and the format's `context`, too."""
        return template.render({**self.context(), "href": self.href, **shown}).strip()

    # Running text

    def write_text(self, node: n.Text) -> str:
        """Write words."""
        return self._text(node.text)

    def write_break(self, node: n.Break) -> str:
        """Write the end of a line."""
        return self.element(node, "br") + "\n"

    def write_styled(self, node: n.Styled) -> str:
        """Write text in a style."""
        return self.element(node, _STYLES[node.style], self.inlines(node.content))

    def write_span(self, node: n.Span) -> str:
        """Write text with something of its own, or only the text."""
        tag = "bdi" if node.is_isolated else "span"
        return self.element(node, tag, self.inlines(node.content))

    def write_quoted(self, node: n.Quoted) -> str:
        """Write a quotation in running text."""
        return self.element(node, "q", self.inlines(node.content))

    def write_abbreviation(self, node: n.Abbreviation) -> str:
        """Write a short form."""
        return self.element(node, "abbr", self.inlines(node.content), {"title": node.title or None})

    def write_time(self, node: n.Time) -> str:
        """Write a date."""
        given = {"datetime": node.datetime or None}
        return self.element(node, "time", self.inlines(node.content), given)

    def write_code(self, node: n.Code) -> str:
        """Write text for a machine."""
        return self.element(node, "code", self._text(node.text))

    def write_formula(self, node: n.Formula) -> str:
        """Write a formula as MathML Core; its fragment sees it as `element`."""
        given = {"display": "block"} if node.is_display else {}
        given |= {"alttext": node.spoken} if node.spoken else {}
        attributes = {**self.math_attributes(), **given}
        element = written(node.tree, self.syntax.element, self._text, attributes)
        shown = {"element": safe(element), "is_display": node.is_display}
        return self.drawn(node, **shown) or element

    def math_attributes(self) -> Mapping[str, str]:
        """Return what `<math>` has in every formula."""
        return {"xmlns": NAMESPACE} if self.syntax.is_xml else {}

    def write_link(self, node: n.Link) -> str:
        """Write a link, or its text alone where it leads nowhere."""
        content = self.inlines(node.content)
        href = self.href(node.target)
        if not href:
            return self.element(node, "span", content) if node.id else content
        given = {
            "href": href,
            "hreflang": node.hreflang or None,
            "title": node.title or None,
            "aria-label": node.label or None,
        }
        return self.element(node, "a", content, given)

    def look(self, style: str, attributes: Mapping[str, str], wanted: object) -> Given:
        """Return what gives an element a look that only it has.

        Args:
            style: It as CSS.
            attributes: It as attributes, for where a policy forbids styles in a page.
            wanted: Whether it has one.
        """
        del attributes
        return {"style": style} if wanted else {}

    def write_picture(self, node: n.Picture) -> str:
        """Write a picture; a size in percent is a style, as HTML knows only pixels."""
        sizes = {name: getattr(node, name) for name in ("width", "height") if getattr(node, name)}
        shares = {name: size for name, size in sizes.items() if size.endswith("%")}
        styles = "; ".join(f"{name}: {size}" for name, size in shares.items())
        given: Given = {
            "src": self.source(node.source),
            "alt": node.alt,
            "title": node.title or None,
            **{name: size for name, size in sizes.items() if not size.endswith("%")},
            **self.look(styles, shares, styles),
            "data-align": node.align or None,
        }
        return self.element(node, "img", "", given)

    def write_drawing(self, node: n.Drawing) -> str:
        """Write what a drawing shows: what can show it has it from elsewhere."""
        return self.syntax.text(node.alt)

    def write_embed(self, node: n.Embed) -> str:
        """Write a film or the like; on a narrow page it keeps its proportions."""
        width, height = (size if size.isdecimal() else "" for size in (node.width, node.height))
        given: Given = {
            "src": self.source(node.source),
            "title": node.title or None,
            "width": width or None,
            "height": height or None,
            **self.look(f"aspect-ratio: {width} / {height}", {}, width and height),
            "loading": "lazy" if node.kind == "iframe" else None,
            "allowfullscreen": node.kind == "iframe",
            "controls": node.kind != "iframe",
        }
        return self.element(node, node.kind, "", given)

    def write_element(self, node: n.Element) -> str:
        """Write an element that the text has as HTML."""
        return self.element(node, node.tag, self.inlines(node.content), dict(node.attributes))

    def write_citation(self, node: n.Citation) -> str:
        """Write a citation; one that isn't resolved stays as it was typed."""
        if not node.works:
            return self._text(node.source)
        said = [safe(self.cited(work)) for work in node.works]
        links = (
            self._text(work.before) + self._work(work, text) + self._text(work.after)
            for work, text in zip(node.works, said, strict=True)
        )
        plain = self._text(node.opening) + "".join(links) + self._text(node.closing)
        return self.drawn(node, content=safe(plain), said=said) or plain

    def cited(self, work: n.CitedWork) -> str:
        """Return what is printed of a cited work."""
        return self.inlines(work.content) if work.content else self._text(work.text)

    def _work(self, work: n.CitedWork, text: str) -> str:
        attributes = {"href": self.href(work.target) or None, "id": self.identifier(work.place)}
        return self.syntax.element("a", text, attributes)

    def write_note_reference(self, node: n.NoteReference) -> str:
        """Write a footnote's mark."""
        place, note = self.note_place(node.name, node.occurrence), self.note_id(node.name)
        link = self.syntax.element("a", str(node.number), {"href": f"#{note}"})
        plain = self.syntax.element("sup", link, {"id": place})
        return self.drawn(node, place=place, note=note) or plain

    def note_id(self, name: str) -> str:
        """Return the id of a footnote."""
        return self.identifier(f"fn:{name}")

    def note_place(self, name: str, occurrence: int) -> str:
        """Return the id of the n-th place that calls a footnote."""
        return self.identifier(f"fnref{occurrence if occurrence > 1 else ''}:{name}")

    def write_term(self, node: n.Term) -> str:
        """Write a term's first use."""
        content = self.inlines(node.content)
        target = self.href(node.target)
        if not target:
            return content
        plain = self.syntax.element("a", content, {"href": target, **self.attributes(node)})
        return self.drawn(node, content=safe(content), target=target) or plain
