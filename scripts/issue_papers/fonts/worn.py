"""A site's own typefaces as its theme has them: copies to set with, and a list of what they are.

Whoever sets a text is given a theme, perhaps in another process; so that is where it finds them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache as once
from pathlib import Path
from typing import Any

from issue_papers.content_cache import ContentCache
from issue_papers.fonts.family import NONE_CHOSEN, Family, FontFile, SiteTypefaces
from issue_papers.fonts.files import copy_of
from issue_papers.layers import Layers

FOLDER = "editions/typefaces"
"""Where they are in a theme: no file of a site, and a part of what decides how editions look."""

_LIST = "typefaces.json"


def packed(own: SiteTypefaces, cache: ContentCache) -> dict[str, bytes]:
    """Return the files that a theme needs to have them, by their paths in it.

    Args:
        own: What the site has chosen.
        cache: Where copies that were made before are kept.
    """
    if own == replace(NONE_CHOSEN, scripts=own.scripts):
        return {}
    files: dict[str, bytes] = {}
    told: dict[str, Any] = {"of_readers": own.of_readers}
    for role, chain in own.roles:
        told[role] = [
            {
                "name": family.name,
                "script": family.script,
                "files": [*_copies(family, files, cache)],
            }
            for family in chain
        ]
    listed = json.dumps(told, ensure_ascii=False, sort_keys=True, indent=1)
    return {f"{FOLDER}/{_LIST}": listed.encode(), **files}


def _copies(
    family: Family, files: dict[str, bytes], cache: ContentCache
) -> Iterator[Mapping[str, Any]]:
    for number, font in enumerate(family.files, 1):
        name = f"{family.name.lower().replace(' ', '-')}-{number}.ttf"
        files[f"{FOLDER}/{name}"] = copy_of(font, family.name, cache)
        yield {"file": name, "is_italic": font.is_italic, "weights": font.weights}


def worn(theme: Layers) -> SiteTypefaces:
    """Return the typefaces that a site's theme has; none if the site has chosen none."""
    file = theme.path(f"{FOLDER}/{_LIST}")
    return _read(file) if file.is_file() else NONE_CHOSEN


@once
def _read(file: Path) -> SiteTypefaces:
    """Read a list, whose folder has a name that holds a digest of all that is in it."""
    told = json.loads(file.read_text(encoding="utf-8"))

    def chain(role: str) -> tuple[Family, ...]:
        return tuple(_family(family, file.parent) for family in told[role])

    return SiteTypefaces(chain("serif"), chain("sans"), tuple(told["of_readers"]))


def _family(told: Mapping[str, Any], folder: Path) -> Family:
    files = (
        FontFile(folder / each["file"], 0, each["is_italic"], tuple(each["weights"]))
        for each in told["files"]
    )
    return Family(told["name"], told["script"], tuple(files), is_own=True)
