"""What browser tests look at: built sites, served below a path as Pages does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from serving import served


@pytest.fixture(scope="session")
def site(sampler_built: Path) -> Iterator[str]:
    """Serve the sampler; its address ends with a slash."""
    with served(sampler_built) as address:
        yield address


@pytest.fixture(scope="session")
def strained(strained_built: Path) -> Iterator[str]:
    """Serve the site of what is hard to set, in English, Arabic and Korean."""
    with served(strained_built) as address:
        yield address


@pytest.fixture(scope="session")
def small(small_built: Path) -> Iterator[str]:
    """Serve the small site with its right-to-left language and its gaps."""
    with served(small_built) as address:
        yield address
