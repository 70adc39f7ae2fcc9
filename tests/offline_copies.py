"""Offline copies of built sites, for tests."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from harness import SAMPLER, THEME, settings_of
from issue_papers.checks.rules import load_and_check
from issue_papers.formats.declaration import Copying
from issue_papers.formats.offline import offline_copy
from issue_papers.formats.web.assets import FOLDER, named
from issue_papers.kinds import registry as registry_of_kinds
from issue_papers.maps.atlas import Atlas
from issue_papers.theme import theme_files
from issue_papers.views.site import Views


@cache
def views(source: Path) -> Mapping[str, Views]:
    """Load a site's views by language tag."""
    settings = settings_of(source)
    library, catalogues, _ = load_and_check(settings)
    atlas = Atlas()
    return {
        tag: registry_of_kinds.views(library, catalogues, atlas, tag)
        for tag in settings.locales.tags
    }


def zipped(site: Path, one: Views, *, paper: str = "harbours") -> bytes:
    """Make the zip of a paper in the language of some views, with editions that are none."""
    tag = one.language.tag
    entry = one.library.entries.get(f"papers/{paper}/index.md")
    assert entry
    files = dict(theme_files(THEME.files()))
    with tempfile.TemporaryDirectory() as folder:
        editions = {}
        for name, content in ((f"{paper}-{tag}.pdf", b"%PDF"), (f"{paper}-{tag}.epub", b"PK")):
            editions[name] = Path(folder) / name
            editions[name].write_bytes(content)
        copying = Copying(
            site_dir=site,
            views=one,
            paper=entry,
            theme=THEME,
            assets=named(files, [path for path in files if path.startswith(FOLDER)]),
            editions=editions,
        )
        return offline_copy.build(copying).content


def unpacked(site: Path, tag: str, folder: Path) -> Path:
    """Unpack the zip of the sampler's paper, and return the one folder that it holds."""
    with zipfile.ZipFile(io.BytesIO(zipped(site, views(SAMPLER)[tag]))) as archive:
        archive.extractall(folder)
        (top,) = {name.split("/")[0] for name in archive.namelist()}
    return folder / top
