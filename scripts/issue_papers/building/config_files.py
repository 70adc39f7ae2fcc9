"""mkdocs.yml and the files that it inherits from, read as one document that knows its lines.

The owner of a site is trusted: `!!python/name:` is followed, as MkDocs follows it; `!ENV`,
`!relative` and `INHERIT` work as there (https://www.mkdocs.org/user-guide/configuration/).
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias, cast

import yaml
from yaml.constructor import ConstructorError
from yaml.parser import ParserError
from yaml.scanner import ScannerError

from issue_papers import yaml_loader
from issue_papers.building.given import UnusableConfigError
from issue_papers.content.frontmatter import KeyPath, dotted, reason
from issue_papers.content.yaml_faults import broken
from issue_papers.reporting.messages import joined, say
from issue_papers.reporting.problems import Problem, Severity

INHERIT = "INHERIT"

Place: TypeAlias = tuple[str, int]
"""A file, as problems name it, and a line in it, counted from 1."""


@dataclass(frozen=True)
class ConfigDocument:
    """What a configuration says, and where.

    Attributes:
        value: Its keys and values, those of all files together.
        places: Where each key and item stands.
        files: What it was read from.
        variables: The variables of the environment that it asks for.
    """

    value: Mapping[str, Any]
    places: Mapping[KeyPath, Place] = field(default_factory=dict)
    files: tuple[Path, ...] = ()
    variables: frozenset[str] = frozenset()

    def place(self, at: KeyPath) -> Place:
        """Return where a key stands, or the nearest one above it that is written."""
        for length in range(len(at), 0, -1):
            if at[:length] in self.places:
                return self.places[at[:length]]
        return self.places[()][0], 1

    def problem(
        self, at: KeyPath, message: str, hint: str = "", severity: Severity = Severity.ERROR
    ) -> Problem:
        """Say what is wrong with the value of a key."""
        path, line = self.place(at)
        return Problem(path, line, dotted(at), message, hint, severity)


class Relative(str):
    """A path that `!relative` stands before: `$docs_dir/…`, `$config_dir/…`, or a page's folder."""

    __slots__ = ()


def read_document(path: Path) -> ConfigDocument:
    """Read a configuration, and what it inherits from.

    Raises:
        UnusableConfigError: A file can't be read.
    """
    return _document(path, path.resolve().parent, path.name, ())


def _document(path: Path, root: Path, shown: str, above: tuple[Path, ...]) -> ConfigDocument:
    try:
        loader = _Loader(path.read_bytes())
    except (OSError, yaml.YAMLError, UnicodeDecodeError) as error:
        raise UnusableConfigError(_unreadable(path, shown, error)) from error
    places: dict[KeyPath, Place] = {}
    try:
        node = loader.get_single_node()
        if node is not None:
            yaml_loader.demand_an_end(node)
        value = None if node is None else loader.construct_document(node)
    except RecursionError as error:
        message = say("found lists or keys nested without end")
        raise UnusableConfigError(Problem(shown, 1, "yaml", message)) from error
    except (yaml.YAMLError, ImportError, AttributeError, ValueError) as error:
        raise UnusableConfigError(_unreadable(path, shown, error)) from error
    finally:
        loader.dispose()
    if not isinstance(value, dict):
        message = say("found no settings, expected keys with values")
        raise UnusableConfigError(Problem(shown, 1, "yaml", message, say("write `site_name: …`")))
    for at, line in _walked(cast("yaml.Node", node), ()):
        places[at] = shown, line
    here = (*above, path.resolve())
    document = ConfigDocument(value, places, here[-1:], frozenset(loader.variables))
    if not (parent := value.pop(INHERIT, None)):
        return document
    below = path.parent / str(parent)
    if not below.is_file() or below.resolve() in here:
        message = say("the file {file} isn't there", file=str(parent))
        if below.is_file():
            message = say("{file} inherits from itself", file=str(parent))
        raise UnusableConfigError(document.problem((INHERIT,), message))
    name = Path(os.path.relpath(below.resolve(), root)).as_posix()
    return _laid_over(document, _document(below, root, name, here))


def _unreadable(path: Path, shown: str, error: Exception) -> Problem:
    # A list or mapping in brackets that isn't closed is at fault where it begins.
    is_open = "flow" in str(getattr(error, "context", ""))
    mark = getattr(error, "context_mark" if is_open else "problem_mark", None)
    if isinstance(error, ScannerError | ParserError) and mark:
        text = path.read_text(encoding="utf-8", errors="replace")
        _, detail = reason(error)
        return broken(text, shown, mark.line, 1, detail)
    said = getattr(error, "problem", None) or getattr(error, "strerror", None) or str(error)
    words = joined("", [" ".join(str(said).split())])
    return Problem(shown, mark.line + 1 if mark else 1, "yaml", words)


def _laid_over(above: ConfigDocument, below: ConfigDocument) -> ConfigDocument:
    """Lay one document over another: mappings are merged, all else is replaced."""
    return ConfigDocument(
        _merged(below.value, above.value),
        {**_left(below.places, above.value), **above.places},
        (*above.files, *below.files),
        above.variables | below.variables,
    )


def _merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(below)
    for key, value in above.items():
        under = merged.get(key)
        is_branch = isinstance(value, dict) and isinstance(under, dict)
        merged[key] = _merged(under, value) if is_branch else value  # type: ignore[arg-type]
    return merged


def _left(places: Mapping[KeyPath, Place], above: Mapping[str, Any]) -> dict[KeyPath, Place]:
    """Return the places of what isn't replaced: a list's items go with the list."""

    def is_left(at: KeyPath) -> bool:
        value: Any = above
        for key in at:
            if not isinstance(value, dict):
                return False
            if key not in value:
                return True
            value = value[key]
        return True

    return {at: place for at, place in places.items() if is_left(at)}


def _walked(node: yaml.Node, at: KeyPath) -> Iterator[tuple[KeyPath, int]]:
    """Yield the line of each key and item; a key's own, not that of its value."""
    yield at, node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            below = (*at, str(key.value))
            yield from _walked(value, below)
            yield below, key.start_mark.line + 1
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _walked(item, (*at, index))


class _Loader(yaml.UnsafeLoader):
    """YAML with Python's names, which only the owner of a site writes, and `!ENV`.

    Attributes:
        variables: The variables of the environment that it asks for.
    """

    def __init__(self, stream: bytes) -> None:
        super().__init__(stream)
        self.variables: set[str] = set()


def _environment(loader: _Loader, node: yaml.Node) -> object:
    """Read `!ENV NAME`, or `!ENV [NAME, OTHER, default]`."""
    if isinstance(node, yaml.ScalarNode):
        names, default = [str(node.value)], None
    else:
        *names, default = loader.construct_sequence(node) or [None]  # type: ignore[arg-type]
    loader.variables |= {*map(str, names)}
    name = next((str(name) for name in names if str(name) in os.environ), None)
    if name is None:
        return default
    try:
        return yaml.safe_load(os.environ[name])
    except (yaml.YAMLError, ValueError) as error:
        said = f"the variable {name} holds no YAML"
        raise ConstructorError(problem=said, problem_mark=node.start_mark) from error


def _relative(loader: _Loader, node: yaml.Node) -> object:  # noqa: ARG001 - as PyYAML calls it
    """Read `!relative`, `!relative $docs_dir/includes`."""
    return Relative(node.value if isinstance(node, yaml.ScalarNode) else "")


_Loader.add_constructor("!ENV", _environment)
_Loader.add_constructor("!relative", _relative)
