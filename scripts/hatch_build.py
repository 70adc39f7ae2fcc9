"""Compiles the catalogues of messages into the wheel, so that an installed package needs no Babel.

Hatchling runs this when it makes a wheel; see
https://hatch.pypa.io/latest/plugins/build-hook/custom/. The tree keeps only what people write.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueHook(BuildHookInterface[Any]):
    """Puts a `.mo` file beside each `.po` file."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the catalogues; an editable install reads what people write."""
        if version == "editable":
            return
        sys.path.insert(0, str(Path(self.root, "scripts")))
        from issue_papers.reporting.catalogues import (  # noqa: PLC0415 - the tree's own, from here on
            TRANSLATED,
            compiled,
            source_file,
        )

        self._folder = tempfile.TemporaryDirectory()
        for language in TRANSLATED:
            made = Path(self._folder.name, f"{language}.mo")
            made.write_bytes(compiled(language))
            source = Path(str(source_file(language))).relative_to(Path(self.root, "scripts"))
            build_data["force_include"][str(made)] = source.with_suffix(".mo").as_posix()

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Remove what was compiled: it is in the wheel now."""
        if version != "editable":
            self._folder.cleanup()
