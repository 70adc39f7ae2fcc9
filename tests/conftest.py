"""Fixtures that all tests share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from harness import ROOT, build, copy_site


@pytest.fixture
def small_site(tmp_path: Path) -> Callable[..., Path]:
    """Give a function that copies the small site, with overlays, into a fresh folder."""

    def make(*overlays: Path) -> Path:
        return copy_site(tmp_path / "site-source", *overlays)

    return make


@pytest.fixture(scope="session")
def small_built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the small site once: left to right and right to left, with gaps, source last."""
    folder = tmp_path_factory.mktemp("small")
    return build(copy_site(folder / "source"), folder / "site")


@pytest.fixture(scope="session")
def reference_built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the reference site once."""
    return build(ROOT, tmp_path_factory.mktemp("reference") / "site")
