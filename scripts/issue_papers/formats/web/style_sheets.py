"""The site's style sheets as readers get them: one file for a sheet and all that it imports.

`overrides/` has a file a concern, and one that imports them with `@import` (CSS Cascade 5), so that
they work as they are. Each import would be a request of its own, which waits for the one before.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_DECLARED = re.compile(r"^([\w-]+):[ ]", re.MULTILINE)
_BEFORE_BRACE = re.compile(r" \{$", re.MULTILINE)
_LINE_END = re.compile(r"\s*\n\s*")
_IMPORT = re.compile(rb"""@import\s+(["'])((?:\.\./)*[\w-]+\.css)\1\s*;""")


def shortened(css: str) -> str:
    """Return a style sheet without comments and indentation."""
    return _LINE_END.sub("\n", _COMMENT.sub("", css)).strip()


def tightened(css: str) -> str:
    """Return a style sheet that was shortened without the spaces that only people need.

    Each line of it is a declaration, or begins or ends a rule: nothing inside a value is touched.
    """
    return _BEFORE_BRACE.sub("{", _DECLARED.sub(r"\1:", css))


def published(path: str, files: Mapping[str, Path]) -> bytes:
    """Return a style sheet with those that it imports in the imports' place.

    They are of the same folder, or of one above it and name no file: what they name is looked for
    from where they stand. One that imports none is as it is.

    Args:
        path: Its path in the site.
        files: It and all others, by path: not all of a folder need be from one place.
    """
    css = files[path].read_bytes()
    return _bundled(PurePosixPath(path), css, files) + b"\n" if _IMPORT.search(css) else css


def imported(paths: Iterable[str], files: Mapping[str, Path]) -> frozenset[str]:
    """Return the style sheets that others import, by path.

    Args:
        paths: Which style sheets, among other files.
        files: All files by path.
    """
    return frozenset(
        _imported(PurePosixPath(path), match)
        for path in paths
        if path.endswith(".css")
        for match in _IMPORT.finditer(files[path].read_bytes())
    )


def _imported(path: PurePosixPath, match: re.Match[bytes]) -> str:
    return posixpath.normpath(path.parent / match[2].decode())


def _bundled(path: PurePosixPath, css: bytes, files: Mapping[str, Path]) -> bytes:
    def put_in(match: re.Match[bytes]) -> bytes:
        imported = _imported(path, match)
        file = files.get(imported)
        return _bundled(PurePosixPath(imported), file.read_bytes(), files) if file else match[0]

    short = shortened(css.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")
    return _IMPORT.sub(put_in, short)
