"""Writes a part of an edition as HTML or XHTML: what EPUBs and single pages have in common.

What an element is to be besides its name, by the type and the role of its node, stands in files of
the theme: `roles.yml` has a class, an `epub:type` or an ARIA role for each.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import PurePosixPath

from jinja2 import Environment, Template

from issue_papers import theme_settings
from issue_papers.articles import nodes as n
from issue_papers.formats.editions.edition import SEPARATOR, Edition
from issue_papers.formats.markup.elements import Attributes, Syntax
from issue_papers.formats.markup.fragments import Fragments, name_of
from issue_papers.formats.markup.running_text import Given, safe
from issue_papers.formats.markup.writer import Writer
from issue_papers.layers import Layers
from issue_papers.reporting.problems import Problem, ProblemsError

Roles = Mapping[str, Mapping[str, str | int]]

ROLES = "roles.yml"
"""The file of a theme that says what nodes are."""

_NUMBER = re.compile(r"-?\d{1,6}")
_SPAN = re.compile(r"[1-9]\d{0,2}")
_VALID: Mapping[str, re.Pattern[str]] = {
    "start": _NUMBER,
    "value": _NUMBER,
    "colspan": _SPAN,
    "rowspan": _SPAN,
    "width": _SPAN,
    "height": _SPAN,
    "type": re.compile("[1aAiI]"),
    "scope": re.compile("(row|col)(group)?"),
    "dir": re.compile("ltr|rtl|auto"),
    "lang": re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*"),
    "datetime": re.compile(r"\d{4}(-\d\d(-\d\d)?)?"),
    "style": re.compile("(?!)"),
}
"""What these attributes may hold; they are left out where they hold anything else. No style is
kept: a single page's policy forbids it, and readers of EPUBs choose their own."""


class EditionFragments(Fragments):
    """The fragments of one format of editions, and those of all.

    Args:
        environment: The templates in the theme's `editions/`.
        format_folder: The format's own folder there.
    """

    def __init__(self, environment: Environment, format_folder: str) -> None:
        super().__init__(environment, f"{format_folder}/fragments")
        self._shared = Fragments(environment, "fragments")

    def named(self, name: str) -> Template | None:
        """Return the fragment of a name, if there is one."""
        return super().named(name) or self._shared.named(name)


@cache
def roles(theme: Layers, format_folder: str) -> Roles:
    """Return what the theme says of nodes: attributes by the type and the role of a node.

    Args:
        theme: Folders with `editions/`.
        format_folder: The format's own folder there; what it says goes before what all have.

    Raises:
        ProblemsError: A file can't be used.
    """
    found: dict[str, dict[str, str | int]] = {}
    for folder in ("", format_folder):
        for path in theme.below("editions").below(folder).stacked(ROLES):
            for name, attributes in theme_settings.tables(path).items():
                found[name] = {**found.get(name, {}), **attributes}
    return found


def prove_roles(theme: Layers) -> None:
    """Make sure that what the theme says of nodes can be used, for every format.

    Raises:
        ProblemsError: A file can't be used; what is wrong with any is told.
    """
    problems: list[Problem] = []
    for name in sorted(theme.files("editions")):
        for path in theme.stacked(name) if PurePosixPath(name).name == ROLES else ():
            try:
                theme_settings.tables(path)
            except ProblemsError as error:
                problems += error.problems
    if problems:
        raise ProblemsError(*problems)


class EditionWriter(Writer):
    """Writes the parts of one edition.

    Args:
        fragments: The format's fragments.
        known: What the theme says of nodes: see `roles`.
        edition: The edition.
        syntax: HTML or XHTML.
    """

    def __init__(
        self, fragments: Fragments, known: Roles, edition: Edition, syntax: Syntax | None = None
    ) -> None:
        super().__init__(fragments, syntax)
        self._roles = known
        self._context = {
            "t": edition.t,
            "language": edition.language,
            "inlines": lambda content: safe(self.inlines(content)),
            "blocks": lambda content: safe(self.blocks(content)),
        }

    def context(self) -> Mapping[str, object]:
        """Return what every fragment sees; `inlines` and `blocks` write what a node holds."""
        return self._context

    def attributes(self, node: n.Node) -> dict[str, str | int | bool | None]:
        """Return what a node's element is to have of what all nodes have, and of its role."""
        found = super().attributes(node)
        kind = type(node).__name__
        found |= self._roles.get(_key(kind, node.role)) or self._roles.get(_key(kind, ""), {})
        return {name: value for name, value in found.items() if _is_valid(name, value)}

    def element(
        self, node: n.Node, tag: str, content: str = "", given: Attributes | None = None
    ) -> str:
        """Write a node as its fragment draws it or, where it has none, as an element.

        The fragment sees `content`, `tag`, and all `attributes`.
        """
        kept = {name: value for name, value in (given or {}).items() if _is_valid(name, value)}
        attributes = {**self.attributes(node), **kept}
        template = self.fragments.of(node)
        if template is None:
            return self.syntax.element(tag, content, attributes)
        written = safe(self.syntax.attributes(attributes))
        return self.render(template, node=node, tag=tag, attributes=written, content=safe(content))

    def drawn(self, node: n.Node, **shown: object) -> str:
        """Return what a node's fragment draws; nothing if it has none."""
        template = self.fragments.of(node)
        if template is None:
            return ""
        written = safe(self.syntax.attributes(self.attributes(node)))
        return self.render(template, node=node, attributes=written, **shown)

    def write_box(self, node: n.Box) -> str:
        """Write content that is set off; its fragment writes what the box holds."""
        label, title = self.inlines(node.label), self.inlines(node.title)
        return self.drawn(node, label=safe(label), title=safe(title))

    def write_figure(self, node: n.Figure) -> str:
        """Write what is shown, with its caption; a table is one that may be too wide."""
        is_wide = any(isinstance(inner, n.Table) for inner in n.walk(node.content))
        return self.drawn(node, content=safe(self.blocks(node.content)), is_wide=is_wide)

    def write_definition_list(self, node: n.DefinitionList) -> str:
        """Write terms with what is said of them, each in a group of its own."""
        groups = (self.element(item, "div", self.write(item)) for item in node.items)
        return self.element(node, "dl", "\n".join(groups))

    def write_embed(self, node: n.Embed) -> str:
        """Write a link for what can't be shown here."""
        words = self.syntax.text(node.title or node.source)
        given = {"href": self.href(node.source)}
        return self.element(node, "a", words, given) if given["href"] else words

    def look(self, style: str, attributes: Mapping[str, str], wanted: object) -> Given:
        """Return the share of a line that a picture takes; style sheets know it."""
        del style
        return {"data-share": share_of(attributes.get("width", ""))} if wanted else {}

    def write_picture(self, node: n.Picture) -> str:
        """Write a picture; one that is left out leaves its description."""
        if not self.source(node.source):
            return self.syntax.text(node.alt)
        return super().write_picture(node)

    def note_id(self, name: str) -> str:
        """Return the id of a footnote."""
        return name.replace(SEPARATOR, f"{SEPARATOR}fn-", 1)

    def note_place(self, name: str, occurrence: int) -> str:
        """Return the id of the n-th place that calls a footnote."""
        times = occurrence if occurrence > 1 else ""
        return name.replace(SEPARATOR, f"{SEPARATOR}fnref{times}-", 1)


def share_of(width: str) -> str | None:
    """Return a width in percent as two digits; nothing for any other, and for a whole line."""
    share = round(float(width.removesuffix("%"))) if width.endswith("%") else 0
    return f"{share:02d}" if 0 < share < 100 else None  # noqa: PLR2004 - hundredths


@cache
def _key(kind: str, role: str) -> str:
    """Return the name of a type and a role in `roles.yml`: `box key-message`."""
    return f"{name_of(kind)} {role}".strip()


def _is_valid(name: str, value: object) -> bool:
    pattern = _VALID.get(name)
    return not (pattern and isinstance(value, (str, int)) and not pattern.fullmatch(str(value)))
