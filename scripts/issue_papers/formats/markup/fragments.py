"""Fragments: the templates of what has a class, a role or words, found by the type of a node.

A node of the type `DefinitionList` with the role `facts` is drawn by
`nodes/definition-list-facts.html` or, if there is none, by `nodes/definition-list.html`; without
either it is written as the plain element that it is. A `///` block is drawn by `<name>.html`.
"""

from __future__ import annotations

import re
from functools import cache

from jinja2 import Environment, Template, TemplateNotFound

from issue_papers.articles.nodes import Directive, Node

_WORD = re.compile(r"(?<!^)(?=[A-Z])")
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@cache
def name_of(kind: str) -> str:
    """Return what the fragment of a type is called: `DefinitionList` is a `definition-list`."""
    return _WORD.sub("-", kind).lower()


class Fragments:
    """The fragments of a format.

    Args:
        environment: Templates in which text is escaped.
        folder: Where the fragments are in it.
    """

    def __init__(self, environment: Environment, folder: str) -> None:
        self._environment = environment
        self._folder = folder
        self._found: dict[tuple[type[Node], str], Template | None] = {}

    def of(self, node: Node) -> Template | None:
        """Return what draws a node; nothing if it is a plain element."""
        kind = type(node)
        role = node.name if isinstance(node, Directive) else node.role
        try:
            return self._found[kind, role]
        except KeyError:
            found = self._found[kind, role] = self._find(kind, role)
            return found

    def _find(self, kind: type[Node], role: str) -> Template | None:
        has_role = _NAME.fullmatch(role) is not None
        if kind is Directive:
            return self.named(role) if has_role else None
        name = f"nodes/{name_of(kind.__name__)}"
        found = self.named(f"{name}-{role}") if has_role else None
        return found or self.named(name)

    def named(self, name: str) -> Template | None:
        """Return the fragment of a name, if there is one."""
        try:
            return self._environment.get_template(f"{self._folder}/{name}.html")
        except TemplateNotFound as error:
            if error.name != f"{self._folder}/{name}.html":
                raise  # a fragment includes what isn't there
            return None
