"""Style sheets and scripts that mkdocs.yml has each page ask for: whether there are such files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from issue_papers.building.config_files import ConfigDocument
from issue_papers.building.contract import PLUGIN, plugin
from issue_papers.content.addresses import is_absolute
from issue_papers.content.settings import Script
from issue_papers.layers import Layers
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem, Severity, nearest

_KEYS = ("extra_css", "extra_javascript")


def missing(document: ConfigDocument, docs_dir: Path, theme: Layers) -> Iterator[Problem]:
    """Yield files that aren't there, and those of other hosts that readers would ask.

    Args:
        document: The configuration.
        docs_dir: Where they are looked for,
        theme: and there.
    """
    options = plugin(document.value, PLUGIN)[1]
    allowed = options.get("content_policy") if isinstance(options, dict) else None
    for key in _KEYS:
        given = document.value.get(key)
        for index, item in enumerate(given if isinstance(given, list) else ()):
            path, at = script(item).path, (key, index)
            if is_absolute(path) or path.startswith("//"):
                host = urlsplit(path).netloc
                if host not in str(allowed):
                    message = say("each page would ask another host for a file: {host}", host=host)
                    hint = say(
                        "put a copy of it into {folder}, and write its path from there",
                        folder=docs_dir.name,
                    )
                    yield document.problem(at, message, hint, Severity.WARNING)
            elif not _is_there(path, docs_dir, theme):
                message = say("the file {file} isn't there", file=path)
                near = nearest(path, _files(docs_dir, Path(path).suffix))
                hint = say("put it into {folder}, or delete this line", folder=docs_dir.name)
                if near:
                    hint = say("write `{value}`", value=near)
                yield document.problem(at, message, hint, Severity.WARNING)


def _is_there(path: str, docs_dir: Path, theme: Layers) -> bool:
    name = path.partition("?")[0].removeprefix("/")
    folders = (docs_dir, *theme.folders)
    try:
        return any((folder / name).is_file() for folder in folders)
    except ValueError:  # a name that no system can hold
        return False


def _files(folder: Path, suffix: str) -> Iterator[str]:
    if suffix:
        for file in folder.rglob(f"*{suffix}"):
            yield file.relative_to(folder).as_posix()


def script(given: object) -> Script:
    """Read an item of `extra_javascript`: a path, or a path with attributes."""
    if isinstance(given, Mapping):
        return Script(
            path=str(given.get("path", "")),
            type=str(given.get("type") or ""),
            is_async=bool(given.get("async")),
            is_deferred=bool(given.get("defer")),
        )
    path = str(given)
    return Script(path, type="module" if path.endswith(".mjs") else "")
