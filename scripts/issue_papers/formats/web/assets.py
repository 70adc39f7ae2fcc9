"""The files that pages are drawn with, under names that hold a digest of what is in them.

A file whose name changes with its content never changes under its name: a browser that has it need
not ask again, however long it is told to keep it (`Cache-Control: immutable`, RFC 8246), and pages
of one edition never meet a style sheet of another. Templates go on writing
`"assets/stylesheets/site.css" | url`; here it is decided what that is called in the site:
`assets/stylesheets/site.3f9a1c2b.css`, of which `3f9a1c2b` begins the SHA-256.

Style sheets and scripts name other such files, so those get their names first. Scripts that import
each other in a circle have one digest of all of them.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote

from issue_papers.content_cache import digest
from issue_papers.formats.web.modules import joined, shortened, whole
from issue_papers.formats.web.style_sheets import published

FOLDER = "assets/"
"""The theme's folder of such files; what it has elsewhere, such as robots.txt, is looked for by its
own name."""

_DIGITS = 8
"""32 bits of a digest: names must tell the few versions of one file apart, and no more."""

_REFERENCES = {
    ".css": re.compile(r"""(?:url\(\s*["']?|@import\s+["'])(?P<path>[^"'()\s#?]+)"""),
    ".js": re.compile(
        r"""(?:\b(?:from|import)\b\s*\(?\s*|\bnew\s+URL\(\s*)["'](?P<path>\.{1,2}/[^"'\n#?]+)"""
    ),
}
"""How files of a kind name others: `url(…)` and `@import` (CSS Values 4, CSS Cascade 5); imports
and `new URL("…", import.meta.url)` (ECMAScript modules)."""


@dataclass(frozen=True)
class Assets:
    """Files with a digest in their names.

    Attributes:
        names: Path in the site of each, by the path that templates and mkdocs.yml give it.
        contents: What each holds, by its path in the site.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    contents: Mapping[str, bytes] = field(default_factory=dict)

    def name(self, path: str) -> str:
        """Return where a file is in the site; what has no other name keeps its own."""
        return self.names.get(path, path)

    @cached_property
    def fingerprint(self) -> str:
        """Digest of all of them."""
        return digest(part for pair in sorted(self.names.items()) for part in pair)


def named(files: Mapping[str, Path], wanted: Iterable[str]) -> Assets:
    """Give files their names.

    Args:
        files: Files by path.
        wanted: The paths of those that get names; what isn't among the files is passed over.
    """
    joins = whole(files)
    sources = {
        path: _Source(path, _content(path, files, joins)) for path in wanted if path in files
    }
    naming = _Naming(sources)
    names = {path: naming.name(path) for path in sorted(sources)}
    return Assets(names, {names[path]: sources[path].written(names) for path in names})


def _content(path: str, files: Mapping[str, Path], joins: Collection[str]) -> bytes:
    if path.endswith(".css"):
        return published(path, files)
    if path in joins:
        return joined(path, files, is_module=True).encode("utf-8")
    content = files[path].read_bytes()
    if path.endswith(".js"):
        text = content.decode("utf-8", "surrogateescape")
        return shortened(text).encode("utf-8", "surrogateescape")
    return content


@dataclass(frozen=True)
class _Source:
    """A file as it is before those that it names have got their names."""

    path: str
    content: bytes

    def written(self, names: Mapping[str, str]) -> bytes:
        """Return what it holds when others have names."""
        parts, end = [], 0
        for start, stop, target in self._places:
            if target in names:
                # A name stays in its folder: the way there is the same.
                folder = self._text[start:stop].rpartition("/")
                new = quote(posixpath.basename(names[target]))
                parts += [self._text[end:start], folder[0], folder[1], new]
                end = stop
        text = "".join((*parts, self._text[end:]))
        return text.encode("utf-8", "surrogateescape") if parts else self.content

    @cached_property
    def named(self) -> frozenset[str]:
        """The paths that it names, of whatever there may be."""
        return frozenset(target for *_, target in self._places)

    @cached_property
    def _places(self) -> tuple[tuple[int, int, str], ...]:
        """Where it names another file, and the path of that."""
        pattern = _REFERENCES.get(PurePosixPath(self.path).suffix)
        if pattern is None:
            return ()
        folder = posixpath.dirname(self.path)
        return tuple(
            (
                *found.span("path"),
                posixpath.normpath(posixpath.join(folder, unquote(found["path"]))),
            )
            for found in pattern.finditer(self._text)
        )

    @cached_property
    def _text(self) -> str:
        return self.content.decode("utf-8", "surrogateescape")


class _Naming:
    """Names files, those that a file names before itself."""

    def __init__(self, sources: Mapping[str, _Source]) -> None:
        self._sources = sources
        self._names: dict[str, str] = {}

    def name(self, path: str) -> str:
        """Return the path of a file in the site."""
        if path not in self._names:
            circle = sorted({path, *(p for p in self._reached(path) if path in self._reached(p))})
            outside = {
                other: self.name(other) for each in circle for other in self._next(each, circle)
            }
            total = hashlib.sha256()
            for each in circle:
                total.update(self._sources[each].written(outside))
            self._names |= {each: _with(each, total.hexdigest()[:_DIGITS]) for each in circle}
        return self._names[path]

    def _next(self, path: str, but: Collection[str] = ()) -> list[str]:
        return sorted((self._sources[path].named & self._sources.keys()).difference(but))

    def _reached(self, path: str) -> frozenset[str]:
        """Return what a file names, and what that names; itself only if it is in a circle."""
        found: set[str] = set()
        ahead = self._next(path)
        while ahead:
            if (current := ahead.pop()) not in found:
                found.add(current)
                ahead += self._next(current)
        return frozenset(found)


def _with(path: str, mark: str) -> str:
    """Return a path with a digest before its suffix."""
    pure = PurePosixPath(path)
    return str(pure.with_name(f"{pure.stem}.{mark}{pure.suffix}"))
