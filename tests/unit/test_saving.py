"""Whoever reads a site anew hears of every file that was saved, and of nothing else."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from issue_papers.building.saving import Places, Saving

QUIET = 0.3
"""Seconds in which nothing is told where nothing should be."""


class Site:
    """Folders that are watched; counts how often they were read."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.count = 0
        self.was_read = threading.Event()
        self.places = Places(frozenset({root / "mkdocs.yml"}), frozenset({root / "docs"}))

    def read(self) -> Places:
        """Count a reading."""
        self.count += 1
        self.was_read.set()
        return self.places

    def hears(self) -> bool:
        """Whether a reading follows; those that follow that are waited for, too."""
        heard = self.was_read.wait(20)
        self.settle()
        return heard

    def settle(self) -> None:
        """Wait until there is nothing more to read."""
        while self.was_read.is_set():
            self.was_read.clear()
            time.sleep(QUIET)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").write_text("a")
    (tmp_path / "mkdocs.yml").write_text("a")
    site = Site(tmp_path)
    saving = Saving(site.read)
    saving.start(site.places)
    yield site
    saving.end()


def test_files_are_written_made_moved_and_deleted(site: Site) -> None:
    docs = site.root / "docs"
    (docs / "a.md").write_text("b")
    assert site.hears()
    (docs / "b.md").write_text("b")
    assert site.hears()
    (docs / "b.md").unlink()
    assert site.hears()
    (docs / "c.md.tmp").write_text("c")
    (docs / "c.md.tmp").replace(docs / "a.md")
    assert site.hears()
    (docs / "below").mkdir()
    (docs / "below" / "d.md").write_text("d")
    assert site.hears()
    (docs / "below").rename(site.root / "elsewhere")
    assert site.hears()
    (site.root / "base.tmp").write_text("b")
    (site.root / "base.tmp").replace(site.root / "mkdocs.yml")
    assert site.hears()
    (site.root / "mkdocs.yml").write_text("c")
    assert site.hears()


def test_what_is_saved_at_once_is_read_once(site: Site) -> None:
    for number in range(20):
        (site.root / "docs" / f"{number}.md").write_text("text")
    assert site.hears()
    assert site.count <= 2


def test_what_is_not_the_sites_is_not_heard_of(site: Site) -> None:
    (site.root / "site").mkdir()
    (site.root / "site" / "index.html").write_text("page")
    (site.root / "notes.txt").write_text("text")
    (site.root / "docs" / "a.md~").write_text("text")
    (site.root / "docs" / ".a.md.swp").write_text("text")
    (site.root / "docs" / "a.md").read_text()
    time.sleep(QUIET)
    assert site.count == 0


def test_a_folder_may_come_go_and_be_another(site: Site) -> None:
    docs = site.root / "docs"
    docs.rename(site.root / "old")
    assert site.hears()
    docs.mkdir()
    assert site.hears()
    (docs / "new.md").write_text("text")
    assert site.hears()
    (site.root / "old" / "a.md").write_text("no more")
    time.sleep(QUIET)
    assert not site.was_read.is_set()
    site.places = Places(site.places.files, frozenset({docs, site.root / "old"}))
    (docs / "new.md").write_text("another text")
    assert site.hears()
    (site.root / "old" / "a.md").write_text("once more")
    assert site.hears()
