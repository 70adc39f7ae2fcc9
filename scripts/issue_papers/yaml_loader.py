"""YAML as editors mean it.

PyYAML (6.0) follows YAML 1.1, in which `NO` is a truth value and no country, `010` is eight and
`1:30` is ninety, and it breaks off at a day that the calendar doesn't have. Here only `true` and
`false` are truth values, as in YAML 1.2; what is no number and no date stays the text that it is,
so that whoever knows what the key is for can say what is wrong with it.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

DEEPEST = 40
"""How deep lists and keys may be nested."""

_MOST_REPEATED = 10
_FEW = 1_000
"""How much larger aliases may make a document than it is written, unless it stays this small."""


class EndlessError(yaml.MarkedYAMLError):
    """A few lines of YAML stand for more than can be read, by aliases of aliases."""


_TAG = "tag:yaml.org,2002:"
_TRUTH = re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$")
_DECIMAL = re.compile(r"[-+]?[0-9_]+")


def read(text: str) -> tuple[yaml.Node | None, Any]:
    """Read YAML into nodes, which know their lines, and into plain values.

    libyaml is ten times as fast as PyYAML's own parser; that one is asked where it is missing, and
    for its clearer words where the YAML is broken.

    Raises:
        yaml.YAMLError: It is broken, or `EndlessError`.
        RecursionError: It is nested very deep.
    """
    try:
        return _read_with(_FAST, text)
    except EndlessError:
        raise
    except yaml.YAMLError:
        if too_deep(text) is not None:  # PyYAML's own parser looks at each bracket for every other
            raise RecursionError from None
        return _read_with(_CLEAR, text)


def _read_with(loader_type: Any, text: str) -> tuple[yaml.Node | None, Any]:
    loader = loader_type(text)
    try:
        node = loader.get_single_node()
        if node is not None:
            demand_an_end(node)
        return node, None if node is None else loader.construct_document(node)
    finally:
        loader.dispose()


def demand_an_end(node: yaml.Node) -> None:
    """Make sure that aliases don't make a document endless.

    One that is within itself is left to whoever walks it: that ends where it is too deep.

    Raises:
        EndlessError: They do, at the line of the node that is too much.
        RecursionError: It is nested very deep.
    """
    sizes: dict[int, int] = {}
    written = 0

    def size(each: yaml.Node) -> int:
        nonlocal written
        if id(each) in sizes:
            return sizes[id(each)]
        sizes[id(each)] = total = 1 if isinstance(each.value, list) else 1 + len(each.value) // 50
        written += total
        for item in each.value if isinstance(each.value, list) else ():
            for below in item if isinstance(item, tuple) else (item,):
                total += size(below)
        sizes[id(each)] = total
        if total > max(_FEW, _MOST_REPEATED * written):
            raise EndlessError(None, None, "aliases without end", each.start_mark)
        return total

    size(node)


def plain(text: str) -> object:
    """Return what YAML takes a key or a value without quotation marks for."""
    try:
        return read(text)[1]
    except (yaml.YAMLError, ValueError, RecursionError):
        return text


def compose(text: str) -> None:
    """Read YAML as far as it goes.

    Raises:
        yaml.YAMLError: It is broken.
    """
    yaml.compose(text, Loader=_FAST)


def too_deep(text: str) -> int | None:
    """Return the line, from 0, on which YAML is nested too deep, if there is one."""
    depth = 0
    try:
        for event in yaml.parse(text, _FAST):
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST and event.start_mark:
                return int(event.start_mark.line)
    except yaml.YAMLError:
        pass  # it is broken before it is too deep
    return None


class _Shallow:
    """Reads nothing that is nested far too deep.

    PyYAML (6.0) makes nodes of libyaml's events by recursion in C, where nothing stops it before
    the stack ends, and the process with it. It calls these two around each node.
    """

    _depth = 0

    def descend_resolver(self, _parent: object, _index: object) -> None:
        """Begin a node.

        Raises:
            RecursionError: It is nested far too deep.
        """
        self._depth += 1
        if self._depth > 2 * DEEPEST:
            raise RecursionError

    def ascend_resolver(self) -> None:
        """End a node."""
        self._depth -= 1


def _meaning(base: Any) -> Any:
    """Make a loader that takes words and numbers as editors mean them."""
    loader: Any = type(f"Editors{base.__name__}", (_Shallow, base), {})
    loader.yaml_implicit_resolvers = {
        first: [(tag, form) for tag, form in resolvers if tag != f"{_TAG}bool"]
        for first, resolvers in base.yaml_implicit_resolvers.items()
    }
    loader.add_implicit_resolver(f"{_TAG}bool", _TRUTH, list("tTfF"))
    loader.add_constructor(f"{_TAG}int", _integer)
    loader.add_constructor(f"{_TAG}float", _decimal)
    loader.add_constructor(f"{_TAG}timestamp", _date)
    loader.add_constructor(f"{_TAG}binary", _as_typed)
    return loader


def _as_typed(_: Any, node: yaml.ScalarNode) -> object:
    """Take bytes, `!!binary AAAA`, for the text that they are typed as."""
    return str(node.value)


def _integer(loader: Any, node: yaml.ScalarNode) -> object:
    written = str(node.value)
    try:
        if _DECIMAL.fullmatch(written):
            return int(written.replace("_", ""))
        number = written if ":" in written else loader.construct_yaml_int(node)
        str(number)  # one in hexadecimals may be too long for decimals
    except ValueError:
        return written
    return number


def _decimal(loader: Any, node: yaml.ScalarNode) -> object:
    written = str(node.value)
    return written if ":" in written else loader.construct_yaml_float(node)


def _date(loader: Any, node: yaml.ScalarNode) -> object:
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError:
        return str(node.value)


_CLEAR = _meaning(yaml.SafeLoader)
_FAST = _meaning(getattr(yaml, "CSafeLoader", yaml.SafeLoader))
