"""Elements of a style that look for each other once.

citeproc-py 0.11 asks for the layout, a macro, an option or a name's parent by XPath whenever an
entry is written, and tries the conditions of a choice by raising exceptions: a hundred thousand
times for a site of some hundred pages. A style doesn't change any more once it is mended. lxml
makes an element anew whenever nobody holds it, so whoever uses a style holds all of its elements.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from functools import cached_property
from typing import Any

from citeproc import model
from citeproc.source import VariableError
from citeproc.string import join

_FORMATS = ("font-style", "font-variant", "font-weight", "text-decoration", "vertical-align")

_NUMBER = r"[^\W\d_]{0,4}\d+[^\W\d_]{0,4}\.?"
_NUMERIC = re.compile(rf"\s*{_NUMBER}(?:\s*[-–,&]\s*{_NUMBER})*\s*")
"""CSL 1.0.2, “is-numeric”: numbers with affixes, and separators between them."""

_OF_SHAPE = frozenset({"type", "variable", "is-numeric", "match", "disambiguate"})
"""What a condition asks of a work that all works of one shape answer alike."""


def is_numeric(text: str) -> bool:
    """Whether a text is a number, or several of them, as `2nd`, `D2` and `12-14` are."""
    return _NUMERIC.fullmatch(text) is not None


class Remembering:
    """What all elements have in common."""

    def xpath_search(self: Any, expression: str) -> Any:
        """Return what an expression finds; from when the style is held, what it has found."""
        found = self.__dict__.get("found")
        if found is None:
            return super().xpath_search(expression)  # type: ignore[misc]
        if expression not in found:
            found[expression] = super().xpath_search(expression)  # type: ignore[misc]
        return found[expression]

    @cached_property
    def within(self: Any) -> Any:
        """The root of the tree."""
        return super().get_root()  # type: ignore[misc]

    def get_root(self) -> Any:
        """Return the root of the tree."""
        return self.within

    @cached_property
    def layout_around(self: Any) -> Any:
        """The layout that it stands in."""
        return super().get_layout()  # type: ignore[misc]

    def get_layout(self) -> Any:
        """Return the layout that it stands in."""
        return self.layout_around

    @cached_property
    def inner(self: Any) -> tuple[Any, ...]:
        """The elements in it."""
        return tuple(self)

    @cached_property
    def is_plain(self: Any) -> bool:
        """Whether it is set as the text around it."""
        return not any(name in self.attrib for name in _FORMATS)

    def wrap(self: Any, string: Any) -> Any:
        """Put before a text and behind it what it wants there, which is mostly nothing."""
        if self.get("prefix") or self.get("suffix"):
            return super().wrap(string)  # type: ignore[misc]
        return string

    def join(self: Any, strings: list[Any], default_delimiter: str = "") -> Any:
        """Join texts; one alone stays as it is."""
        if len(strings) == 1:
            return strings[0]
        return super().join(strings, default_delimiter)  # type: ignore[misc]

    def format(self: Any, string: Any) -> Any:
        """Set a text as it wants to be set."""
        if self.is_plain and not isinstance(string, (int, float)):
            return string
        return super().format(string)  # type: ignore[misc]

    def render_children(self, item: Any, delimiter: str = "", **kwargs: Any) -> Any:
        """Return what is in it; a choice passes the delimiter around it on."""
        output = []
        for child in self.inner:
            more = {"delimiter": delimiter} if isinstance(child, Choose) else {}
            with suppress(VariableError):
                text = child.render(item, **more, **kwargs)
                if text is not None:
                    output.append(text)
        return join(output, delimiter) if output else None


class Choose(Remembering, model.Choose):  # type: ignore[misc]
    """Asks each branch, instead of trying it, and once for all works of a shape (`Work.shape`)."""

    def render(self, item: Any, context: Any = None, delimiter: str = "", **kwargs: Any) -> Any:
        """Return what the first branch says whose condition holds."""
        if self._goes_by_shape:
            known, shape = self._known, item.shape
            if shape not in known:
                known[shape] = self._taken(item, context)
            branch = known[shape]
        else:
            branch = self._taken(item, context)
        if branch is None:
            return None
        return branch.render_children(item, context=context, delimiter=delimiter, **kwargs)

    def _taken(self, item: Any, context: Any) -> Any:
        for branch in self.inner:
            if not isinstance(branch, If) or branch.holds(item, context):
                return branch
        return None

    @cached_property
    def _goes_by_shape(self) -> bool:
        return all({*branch.attrib} <= _OF_SHAPE for branch in self.inner)

    @cached_property
    def _known(self) -> dict[Any, Any]:
        return {}


class If(Remembering, model.If):  # type: ignore[misc]
    """Reads its own words once."""

    def holds(self: Any, item: Any, context: Any) -> bool:
        """Whether its condition holds for a work."""
        results: list[Any] = []
        for test in self._tests:
            results += test(item)
        if "disambiguate" in self.attrib:
            results.append(False)  # an entry and a citation stand for themselves
        if "position" in self.attrib:
            results += self._position(item, context)
        match self.get("match"):
            case "any":
                return any(results)
            case "none":
                return not any(results)
            case _:
                return all(results)

    @cached_property
    def _tests(self: Any) -> tuple[Any, ...]:
        tests = {
            "type": self._type,
            "variable": self._variable,
            "is-numeric": self._is_numeric,
            "is-uncertain-date": self._is_uncertain_date,
            "locator": self._locator,
        }
        return tuple(test for name, test in tests.items() if name in self.attrib)

    @cached_property
    def _types(self: Any) -> tuple[str, ...]:
        return tuple(self.get("type").lower().split())

    @cached_property
    def _fields(self: Any) -> tuple[str, ...]:
        """The variables that it names, as citeproc-py's references have them."""
        return tuple(self.get("variable").replace("-", "_").split())

    def _type(self, item: Any) -> list[bool]:
        kind = item.reference.type
        return [name == kind for name in self._types]

    def _is_numeric(self: Any, item: Any) -> list[bool]:
        """Whether variables are numbers, or several of them, as `2nd`, `D2` and `12-14` are."""
        reference = item.reference
        names = (name.replace("-", "_") for name in self.get("is-numeric").split())
        return [name in reference and is_numeric(str(reference[name])) for name in names]

    def _variable(self, item: Any) -> list[bool]:
        reference = item.reference
        return [
            "locator" in item if name == "locator" else name in reference for name in self._fields
        ]


class Else_If(If):  # noqa: N801 - the tag's name
    """Is another condition."""


def classes(own: Iterable[type]) -> dict[str | None, type]:
    """Return the class of each element, by its tag; that of all others for none.

    Args:
        own: Those that take the place of citeproc-py's.
    """
    every = model.CitationStylesElement.__subclasses__()
    theirs = [kind for kind in every if not issubclass(kind, Remembering)]
    found = {kind.__name__: type(kind.__name__, (Remembering, kind), {}) for kind in theirs}
    found |= {kind.__name__: kind for kind in (Choose, If, Else_If, *own)}
    named = {name.replace("_", "-").lower(): kind for name, kind in found.items()}
    other = type("Other", (Remembering, model.CitationStylesElement), {})
    return {None: other, **named}


def hold(root: Any) -> tuple[Any, ...]:
    """Let the elements of a tree remember what they find, as long as somebody holds them.

    Args:
        root: The tree's root; it must not change any more.

    Returns:
        All of its elements.
    """
    elements = tuple(root.iter())
    for element in elements:
        element.found = {}
    return elements
