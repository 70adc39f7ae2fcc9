"""Folders that lie over each other, file by file: a site's own theme over the one of the package.

The theme of the package is the folder `overrides/` of its repository, which the wheel brings along.
A site's own folder needs to hold only what is to be different: a file there is taken in the place
of the theme's file of the same path. What is a list by keys (the interface's words, the roles of
nodes) is laid over the theme's key by key, so that it needn't be copied for one word.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self, TypeVar

import yaml

from issue_papers.content_cache import digest
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem, ProblemsError

L = TypeVar("L")


@dataclass(frozen=True)
class Layers:
    """Folders, the uppermost first; one that isn't there holds nothing.

    Attributes:
        folders: Their absolute paths.
    """

    folders: tuple[Path, ...]

    @classmethod
    def over_theme(cls, own: Path) -> Self:
        """Return a site's own folder over the theme of the package.

        Args:
            own: The folder; it may not be there, and it may be the theme itself.
        """
        return cls(tuple(dict.fromkeys((own.resolve(), package_theme()))))

    def beside(self, root: Path) -> tuple[Path, ...]:
        """Return the folders that aren't a project's own folder, or one above it."""
        return tuple(folder for folder in self.folders if not root.is_relative_to(folder))

    def below(self, name: str) -> Self:
        """Return the folders of one name in these."""
        return type(self)(tuple(folder / name for folder in self.folders))

    def path(self, name: str) -> Path:
        """Return the file of a name that hides all others of it.

        Where there is none, that is where the lowest folder would have it.
        """
        there = (file for folder in self.folders if (file := folder / name).is_file())
        return next(there, self.folders[-1] / name)

    def stacked(self, name: str) -> Iterator[Path]:
        """Yield all files of a name, the lowest first."""
        for folder in reversed(self.folders):
            if (file := folder / name).is_file():
                yield file

    def files(self, *names: str) -> dict[str, Path]:
        """Return the files that nothing hides, by their paths in the folders.

        Args:
            *names: Only these files, and those in these folders; all where none is named.
        """
        found: dict[str, Path] = {}
        for folder in reversed(self.folders):
            for name in names or ("",):
                for file in _files(str(folder / name)):
                    path = file.removeprefix(str(folder)).removeprefix(os.sep)
                    found[path.replace(os.sep, "/")] = Path(file)
        return dict(sorted(found.items()))

    def digest(self, *names: str, suffixes: frozenset[str] = frozenset()) -> str:
        """Return a digest of files that nothing hides, by path and content.

        Args:
            *names: Only these files, and those in these folders; all where none is named.
            suffixes: Only files with one of these; all where there are none.
        """
        parts: list[bytes | str] = []
        for name, file in self.files(*names).items():
            if not suffixes or file.suffix in suffixes:
                parts += [name, file.read_bytes()]
        return digest(parts)

    def hold(self, file: Path) -> bool:
        """Whether a file is in one of the folders."""
        return any(file.is_relative_to(folder) for folder in self.folders)


def _files(place: str) -> Iterator[str]:
    """Yield a file, or all files in a folder; folders that links lead to aren't gone into.

    `Path.rglob` takes five times as long, and themes have hundreds of files.
    """
    try:
        with os.scandir(place) as entries:
            inside = [*entries]
    except OSError:
        if os.path.isfile(place):  # noqa: PTH113 - as above
            yield place
    else:
        for entry in inside:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path)
            elif entry.is_file():
                yield entry.path


def package_theme() -> Path:
    """Return the folder of the theme that the package brings.

    An installed package has it beside its modules; in a checkout it is at the top.
    """
    package = Path(__file__).resolve().parent
    inside = package / "overrides"
    return inside if inside.is_dir() else package.parents[1] / "overrides"


def settings(
    file: Path, path: str, parse: Callable[[str], tuple[Any, L]]
) -> tuple[dict[Any, Any], L]:
    """Read a YAML file of a theme that has keys with values.

    Args:
        file: The file.
        path: How it is named in a problem.
        parse: Reads YAML: what is in it, and whatever tells the lines of that.

    Raises:
        ProblemsError: It can't be read, or holds something else.
    """
    try:
        content, lines = parse(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError, yaml.YAMLError) as error:
        mark = getattr(error, "problem_mark", None)
        said = " ".join(str(getattr(error, "problem", None) or error).split())
        line = mark.line + 1 if mark else 1
        message = say("it can't be read: {message}", message=said)
        raise ProblemsError(Problem(path, line, file.stem, message)) from error
    if content is not None and not isinstance(content, dict):
        message = say("found no settings, expected keys with values")
        raise ProblemsError(Problem(path, 1, file.stem, message))
    return content or {}, lines
