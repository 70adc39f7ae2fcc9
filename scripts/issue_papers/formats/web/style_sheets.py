"""The site's style sheets as readers get them: one file for a sheet and all that it imports.

`overrides/` has a file a concern, and one that imports them with `@import` (CSS Cascade 5), so that
they work as they are. Each import would be a request of its own, which waits for the one before.
"""

from __future__ import annotations

import re
from pathlib import Path

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_LINE_END = re.compile(r"\s*\n\s*")
_IMPORT = re.compile(r"""@import\s+(?:"([\w-]+\.css)"|'([\w-]+\.css)')\s*;""")
_FOLDER = "assets/stylesheets"


def shortened(css: str) -> str:
    """Return a style sheet without comments and indentation."""
    return _LINE_END.sub("\n", _COMMENT.sub("", css)).strip()


def bundled(sheet: Path) -> str:
    """Return a style sheet with those of the same folder that it imports in the imports' place."""

    def put_in(match: re.Match[str]) -> str:
        return bundled(sheet.parent / (match[1] or match[2]))

    return _IMPORT.sub(put_in, shortened(sheet.read_text(encoding="utf-8")))


def bundle(site_dir: Path) -> None:
    """Put what the style sheets of a built site import into them."""
    for sheet in sorted((site_dir / _FOLDER).glob("*.css")):
        if _IMPORT.search(sheet.read_text(encoding="utf-8")):
            sheet.write_text(bundled(sheet) + "\n", encoding="utf-8", newline="\n")
