"""What the tests of the publication look at: the site of this repository, built once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from harness import ROOT, build, built_once
from serving import served


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the publication once."""

    def make(folder: Path) -> Path:
        return build(ROOT, folder / "site", workers=2)

    return built_once("publication", tmp_path_factory, make)


@pytest.fixture(scope="session")
def site(published: Path) -> Iterator[str]:
    """Serve the publication; its address ends with a slash."""
    with served(published) as address:
        yield address
