"""Keeps tests of the generator away from the publication: its content can't be read by one.

The texts in docs/ and case_studies/, and the mkdocs.yml beside them, belong to editors. What they
change may fail a test in tests/publication/, and no other.
"""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

CONTENT = ("docs", "case_studies", "mkdocs.yml")
"""What belongs to the publication, at the top of the repository."""

_EVENTS = frozenset({"open", "os.listdir", "os.scandir"})


class PublicationReadError(AssertionError):
    """A test of the generator reads the publication's content."""


class Separation:
    """Hears of every file that is opened (PEP 578), and forbids the publication's to most tests.

    A process that a test starts isn't heard: that none is started there, test_separation.py shows.

    Args:
        root: The repository.
    """

    def __init__(self, root: Path) -> None:
        self._content = tuple(os.fspath(root / name) for name in CONTENT)
        self._allowed = root / "tests" / "publication"
        self._is_watching = False

    def hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Raise if content is read that mustn't be; an audit hook."""
        if not self._is_watching or event not in _EVENTS:
            return
        path = arguments[0]
        if not isinstance(path, str | os.PathLike):
            return
        # `os.open` may mean a folder that is open (as where one is taken away), and doesn't say so.
        if event == "open" and arguments[1] is None and not Path(path).is_absolute():
            return
        whole = os.path.abspath(path)  # noqa: PTH100 - Path would make a hook slow
        for name in self._content:
            if whole == name or whole.startswith(name + os.sep):
                self._is_watching = False  # how it is told may read what it likes
                message = f"a test of the generator reads {whole}: it wants a site in tests/sites/"
                raise PublicationReadError(message)

    def _watch(self, path: Path) -> Generator[None, Any, Any]:
        self._is_watching = not path.is_relative_to(self._allowed)
        try:
            return (yield)
        finally:
            self._is_watching = False

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, Any, Any]:
        """Watch a test with its fixtures."""
        return (yield from self._watch(item.path))

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(self, collector: pytest.Collector) -> Generator[None, Any, Any]:
        """Watch what a file of tests does when it is imported."""
        if isinstance(collector, pytest.Module):
            return (yield from self._watch(collector.path))
        return (yield)
