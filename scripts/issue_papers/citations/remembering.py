"""Elements of a style that look for each other once.

citeproc-py 0.11 asks for the layout, a macro, an option or a name's parent by XPath whenever an
entry is written, and tries the conditions of a choice by raising exceptions: a hundred thousand
times for a site of some hundred pages. A style doesn't change any more once it is mended. lxml
makes an element anew whenever nobody holds it, so whoever uses a style holds all of its elements.

What macros and names say of one work they say of every work that tells them the same (`said_once`):
the parts of a paper differ in little but their titles.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any

from citeproc import model
from citeproc.source import VariableError
from citeproc.string import join

from issue_papers.citations.variables import variables_of

BLOCK = "\ue033"
"""What says that a text stands on a line of its own: our entries have but one."""
_FORMATS = ("font-style", "font-variant", "font-weight", "text-decoration", "vertical-align")

_NUMBER = r"[^\W\d_]{0,4}\d+[^\W\d_]{0,4}\.?"
_NUMERIC = re.compile(rf"\s*{_NUMBER}(?:\s*[-–,&]\s*{_NUMBER})*\s*")
"""CSL 1.0.2, “is-numeric”: numbers with affixes, and separators between them."""

_OF_SHAPE = frozenset({"type", "variable", "is-numeric", "match", "disambiguate"})
"""What a condition asks of a work that all works of one shape answer alike."""


_NAMING = ("variable", "is-numeric", "is-uncertain-date")
"""Attributes that name variables."""

_ALSO = {"page-first": ("page",), "number": ("genre",)}
"""Variables that are read along with others: by `Number`, and by `Label`."""

_ALWAYS = frozenset({"type", "language", "year-suffix"})
"""What any element may read of a work."""

_MOST_SAID = 64
"""How many works an element remembers what it has said of: those that tell the same follow each
other, and with 4,096 a style took 40 MB for a thousand pages, and no second less."""


@dataclass(frozen=True)
class _Said:
    """What an element has said of a work, and what that has told the elements after it.

    Attributes:
        text: The text; nothing where there is none.
        is_missing: Whether it had to say that a variable isn't there.
        called: How many variables were asked for.
        written: How many of them had something to say.
        noted: Variables that were written.
        suppressed: Variables that have stood in another's place.
        years: Dates that have stood.
    """

    text: Any
    is_missing: bool
    called: int
    written: int
    noted: frozenset[str]
    suppressed: frozenset[str]
    years: frozenset[tuple[str, str]]


def said_once(render: Callable[..., Any]) -> Callable[..., Any]:
    """Let an element of a style say once what it says of all works that tell it the same.

    What it says follows from the style, from the work's shape and what it tells of the variables
    that are read for such a shape (`Remembering.reads`), and from what the entry has said before.

    Args:
        render: The element's own `render(self, item, context=None)`.
    """

    @wraps(render)
    def remembered(self: Any, item: Any, context: Any = None, **kwargs: Any) -> Any:
        if item.told is None or kwargs.get("sort_options") is not None:
            return render(self, item, context=context, **kwargs)
        variables = variables_of(self if context is None else context)
        known: dict[Any, _Said] = self.__dict__.setdefault("said", {})
        before = frozenset(variables.suppressed), frozenset(variables.years)
        reads = self.reads(item, before[0])
        key = context, before, item.shape, tuple(each for each in item.told if each[0] in reads)
        said = known.get(key)
        if said is not None:
            variables.called += said.called
            variables.written += said.written
            variables.suppressed |= said.suppressed
            variables.years |= said.years
            variables.said |= said.noted
            for each in variables.used:
                each.update(said.noted)
        else:
            if len(known) >= _MOST_SAID:
                known.clear()
            called, written = variables.called, variables.written
            text, is_missing = None, False
            with variables.noted() as noted:
                try:
                    text = render(self, item, context=context, **kwargs)
                except VariableError:
                    is_missing = True
            known[key] = said = _Said(
                text,
                is_missing,
                variables.called - called,
                variables.written - written,
                frozenset(noted),
                frozenset(variables.suppressed - before[0]),
                frozenset(variables.years - before[1]),
            )
        if said.is_missing:
            raise VariableError
        return said.text

    return remembered


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

    def reads(self: Any, item: Any, suppressed: frozenset[str]) -> frozenset[str]:
        """Return the variables that it and what is in it read of works of one shape.

        Args:
            item: A work of the shape.
            suppressed: What has stood in another's place.
        """
        known: dict[Any, frozenset[str]] = self.__dict__.setdefault("known_reads", {})
        key = item.shape, suppressed
        if key not in known:
            macro = (self.get_macro(self.get("macro")),) if self.get("macro") else ()
            inner = (*self.taken_for(item, suppressed), *macro)
            known[key] = self._named.union(*(each.reads(item, suppressed) for each in inner))
        return known[key]

    def taken_for(self: Any, _item: Any, _suppressed: frozenset[str]) -> tuple[Any, ...]:
        """Return the elements in it that are asked for works of one shape."""
        return tuple(self.inner)

    @cached_property
    def _named(self: Any) -> frozenset[str]:
        """The variables that it names, by their names in CSL, and those that go with them."""
        named = {name for each in _NAMING for name in self.get(each, "").split()}
        named |= {f"{name}-short" for name in named}
        return _ALWAYS.union(named, *(_ALSO.get(name, ()) for name in named))

    @cached_property
    def is_plain(self: Any) -> bool:
        """Whether it is set as the text around it."""
        return not any(name in self.attrib for name in _FORMATS)

    def wrap(self: Any, string: Any) -> Any:
        """Put before a text and behind it what it wants there, which is mostly nothing."""
        if string and "display" in self.attrib:
            return BLOCK + super().wrap(string)  # type: ignore[misc]
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
        branch = self._for_shape(item) if self._goes_by_shape else self._taken(item)
        if branch is None:
            return None
        return branch.render_children(item, context=context, delimiter=delimiter, **kwargs)

    def taken(self, item: Any, context: Any) -> Iterator[Any]:
        """Return the elements of the first branch whose condition holds."""
        branch = self._for_shape(item) if self._goes_by_shape else self._taken(item)
        for child in () if branch is None else branch.inner:
            yield from child.taken(item, context) if isinstance(child, Choose) else (child,)

    def taken_for(self, item: Any, suppressed: frozenset[str]) -> tuple[Any, ...]:
        """Return the only branch that is asked, if that follows from a work's shape."""
        if not self._goes_by_shape:
            return super().taken_for(item, suppressed)
        branch = self._for_shape(item)
        return () if branch is None else (branch,)

    def _for_shape(self, item: Any) -> Any:
        known, shape = self._known, item.shape
        if shape not in known:
            known[shape] = self._taken(item)
        return known[shape]

    def _taken(self, item: Any) -> Any:
        for branch in self.inner:
            if not isinstance(branch, If) or branch.holds(item):
                return branch
        return None

    @cached_property
    def _goes_by_shape(self) -> bool:
        return all({*branch.attrib} <= _OF_SHAPE for branch in self.inner)

    @cached_property
    def _known(self) -> dict[Any, Any]:
        return {}


_REPEATED = {"ibid": ("ibid", "ibid-with-locator"), "ibid-with-locator": ("ibid-with-locator",)}
_AGAIN = ("subsequent", "ibid", "ibid-with-locator")
_HOLDS = {"first": ("first",), "subsequent": _AGAIN, "near-note": _AGAIN, **_REPEATED}
"""What a condition on the position of a citation holds for; see `forms.Position`."""


class If(Remembering, model.If):  # type: ignore[misc]
    """Reads its own words once."""

    def holds(self: Any, item: Any) -> bool:
        """Whether its condition holds for a work."""
        results: list[Any] = []
        for test in self._tests:
            results += test(item)
        if "disambiguate" in self.attrib:
            results.append(False)  # an entry and a citation stand for themselves
        if "position" in self.attrib:
            results += [item.position in _HOLDS[name] for name in self.get("position").split()]
        match self.get("match"):
            case "any":
                return any(results)
            case "none":
                return not any(results)
            case _:
                return all(results)

    @cached_property
    def _named(self: Any) -> frozenset[str]:
        """Nothing: what it asks is a work's shape."""
        return _ALWAYS if {*self.attrib} <= _OF_SHAPE else super()._named

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
