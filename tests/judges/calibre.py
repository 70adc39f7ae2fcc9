"""What Calibre says of EPUBs: run by its own Python, `calibre-debug -e calibre.py -- FOLDER EPUB…`.

It reads each as its viewer and its conversion do, has the book checked as its editor does, and
writes what it warns of into `FOLDER/said.json`, by the file's name. Two of the editor's checks are
left out: that of style sheets is a linter of their order, in a browser of its own; that of fonts
reads no WOFF2, which EPUB 3.3 has among its core media types.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from calibre.ebooks.conversion.plumber import Plumber
from calibre.ebooks.metadata.meta import get_metadata
from calibre.ebooks.oeb.polish.check import main as editor
from calibre.ebooks.oeb.polish.container import get_container
from calibre.utils.logging import WARN, Log


class Said(Log):
    """Keeps warnings and errors, and prints nothing."""

    def __init__(self) -> None:
        super().__init__(level=WARN)
        self.outputs = []
        self.kept: list[str] = []

    def prints(self, level: int, *words: object, **_: Any) -> None:
        if level >= WARN:
            self.kept.append(" ".join(map(str, words)))


editor.CSSChecker.__call__ = lambda _: ()
editor.check_fonts = lambda _: ()

folder, *names = sys.argv[1:]
found = {}
for name in names:
    said = Said()
    with Path(name).open("rb") as stream:
        about = get_metadata(stream, "epub")
    if about.is_null("authors"):
        said.kept.append("no author")
    if about.is_null("title") or about.is_null("language"):
        said.kept.append("no title or no language")
    Plumber(name, str(Path(folder, "read.azw3")), said).run()
    checked = editor.run_checks(get_container(name, said, tweak_mode=True))
    said.kept += [f"{fault.name}:{fault.line}: {fault.msg}" for fault in checked]
    found[Path(name).name] = said.kept
Path(folder, "said.json").write_text(json.dumps(found), encoding="utf-8")
