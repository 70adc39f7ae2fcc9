"""Python-Markdown's extensions as mkdocs.yml has them, with paths that stay inside the site."""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

from issue_papers.articles import snippets
from issue_papers.articles.reader import READ_HERE
from issue_papers.building.config_files import ConfigDocument, Relative
from issue_papers.content.frontmatter import KeyPath
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem, nearest

_MARKDOWNS = "markdown.extensions."
_BUILT_IN = ("toc", "tables", "fenced_code")
"""The extensions of Markdown that MkDocs always names."""


def extensions_of(
    document: ConfigDocument, named: Mapping[str, Mapping[str, Any]], root: Path, docs_dir: Path
) -> tuple[dict[str, dict[str, Any]], tuple[Problem, ...]]:
    """Return the extensions in MkDocs' order, with their options, and what is wrong with these.

    Args:
        document: The configuration.
        named: Those that it names, with their options.
        root: Its folder, which files are read from.
        docs_dir: The folder of texts.
    """
    reading = _Reading(document, root, docs_dir)
    found: dict[str, dict[str, Any]] = {name: {} for name in _BUILT_IN}
    for name, options in named.items():
        at = _place(document, name)
        found[name] = {key: reading.resolved(v, (*at, key)) for key, v in options.items()}
        if name == snippets.EXTENSION:
            found[name] = reading.snippets(found[name], at)
    return found, tuple(reading.problems)


def known_extensions(
    document: ConfigDocument, named: Mapping[str, Mapping[str, Any]]
) -> tuple[dict[str, Mapping[str, Any]], tuple[Problem, ...]]:
    """Return the extensions that there are, and say which there aren't.

    One that is mistyped is as the one that is meant: texts have its syntax.
    """
    found: dict[str, Mapping[str, Any]] = {}
    problems = []
    for name, options in named.items():
        if _is_installed(name):
            found[name] = options
            continue
        message = say("`{name}` isn't installed, or is mistyped", name=name)
        if near := _meant(name):
            found.setdefault(near, options)
        hint = (
            say("write `{value}`", value=near) if near else say("install it, or delete this line")
        )
        problems.append(document.problem(_place(document, name), message, hint))
    return found, tuple(problems)


def _is_installed(name: str) -> bool:
    if name.removeprefix(_MARKDOWNS) in READ_HERE or name in _installed():
        return True
    try:
        return importlib.util.find_spec(name.partition(":")[0]) is not None
    except (ImportError, ValueError):
        return False


def _meant(name: str) -> str:
    """Return the extension nearest to a mistyped one, of the same family if it has one."""
    family = f"{name.rpartition('.')[0]}." if "." in name else ""
    known = {*READ_HERE, *_installed()}
    own = {each.removeprefix(family) for each in known if each.startswith(family)}
    if near := nearest(name.removeprefix(family), own):
        return family + near
    return nearest(name, known) if "." not in name else ""


@cache
def _installed() -> frozenset[str]:
    """Return the names of extensions that distributions declare."""
    return frozenset(point.name for point in entry_points(group="markdown.extensions"))


def named_options(given: object) -> dict[str, dict[str, Any]]:
    """Return the names in a list such as `markdown_extensions:`, each with its options."""
    found: dict[str, dict[str, Any]] = {}
    for item in given if isinstance(given, list) else [given]:
        if isinstance(item, dict):
            found |= {str(name): options or {} for name, options in item.items()}
        elif isinstance(item, str):
            found[item] = {}
    return found


def is_relative(value: object) -> bool:
    """Whether `!relative` stands before a path, or before one of a list."""
    return isinstance(value, Relative) or (
        isinstance(value, list) and any(isinstance(item, Relative) for item in value)
    )


@dataclass
class _Reading:
    document: ConfigDocument
    root: Path
    docs_dir: Path
    problems: list[Problem] = field(default_factory=list)

    def resolved(self, value: Any, at: KeyPath) -> Any:
        """Return a value with the paths that `!relative` stands before."""
        if isinstance(value, Relative):
            return self._path(value, at)
        if isinstance(value, list):
            return [self.resolved(item, (*at, index)) for index, item in enumerate(value)]
        return value

    def _path(self, value: Relative, at: KeyPath) -> str:
        start, _, rest = value.partition("/")
        folder = {"$docs_dir": self.docs_dir, "$config_dir": self.root}.get(start)
        if folder is None:
            message = say("found `!relative {found}`, expected a folder", found=str(value))
            hint = say("write `!relative $docs_dir` or `!relative $config_dir`")
            self.problems.append(self.document.problem(at, message, hint))
        return str((folder or self.docs_dir) / rest)

    def snippets(self, options: dict[str, Any], at: KeyPath) -> dict[str, Any]:
        """Keep the files that texts include inside the site's folder."""
        given = options.get("base_path") or ["."]
        bases = []
        for base in [given] if isinstance(given, str) else given:
            path = (self.root / str(base)).resolve()
            if not path.is_relative_to(self.root):
                message = say("texts include files of the site's folder alone")
                hint = say("put what they include into a folder beside mkdocs.yml")
                self.problems.append(self.document.problem((*at, "base_path"), message, hint))
            bases.append(str(path))
        for key, expected in (("restrict_base_path", True), ("url_download", False)):
            if options.get(key, expected) is not expected:
                message = say("texts include files of the site's folder alone")
                written = str(expected).lower()
                hint = say("write `{key}: {value}`", key=key, value=written)
                self.problems.append(self.document.problem((*at, key), message, hint))
        return {**options, "base_path": bases, "restrict_base_path": True, "url_download": False}


def _place(document: ConfigDocument, name: str) -> KeyPath:
    given = document.value.get("markdown_extensions")
    if isinstance(given, dict):
        return ("markdown_extensions", name)
    for index, item in enumerate(given if isinstance(given, list) else ()):
        if isinstance(item, dict) and name in item:
            return ("markdown_extensions", index, name)
        if item == name:
            return ("markdown_extensions", index)
    return ("markdown_extensions",)
