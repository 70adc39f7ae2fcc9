"""The site's style sheets as readers get them: one file for a sheet and all that it imports.

`overrides/` has a file a concern, and one that imports them with `@import` (CSS Cascade 5), so that
they work as they are. Each import would be a request of its own, which waits for the one before.
"""

from __future__ import annotations

import re
from pathlib import Path

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_LINE_END = re.compile(r"\s*\n\s*")
_IMPORT = re.compile(rb"""@import\s+(?:"([\w-]+\.css)"|'([\w-]+\.css)')\s*;""")


def shortened(css: str) -> str:
    """Return a style sheet without comments and indentation."""
    return _LINE_END.sub("\n", _COMMENT.sub("", css)).strip()


def published(sheet: Path) -> bytes:
    """Return a style sheet with those of the same folder that it imports in the imports' place.

    One that imports none is as it is.
    """
    css = sheet.read_bytes()
    return _bundled(sheet, css) + b"\n" if _IMPORT.search(css) else css


def _bundled(sheet: Path, css: bytes) -> bytes:
    def put_in(match: re.Match[bytes]) -> bytes:
        imported = sheet.with_name((match[1] or match[2]).decode())
        return _bundled(imported, imported.read_bytes()) if imported.is_file() else match[0]

    short = shortened(css.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")
    return _IMPORT.sub(put_in, short)
