"""What is the same in the site that is published is carried over to the next one."""

from __future__ import annotations

import hashlib
import os
from hashlib import sha256
from pathlib import Path

import pytest
from issue_papers.building.carrying import Carrying
from issue_papers.content_cache import ContentCache
from issue_papers.publishing import put

PAGES = {"a/index.html": b"one", "b/index.html": b"two"}


class Place:
    """A site that is built again and again.

    Args:
        root: The folder that it is in.
    """

    def __init__(self, root: Path) -> None:
        self.site = root / "site"
        self.cache = ContentCache(root / "cache")
        self._next = root / "next"

    def begin(self) -> Carrying:
        """Begin to make the next site."""
        self._next.mkdir()
        return Carrying(self._next, self.site, self.cache)

    def publish(self, made: Carrying) -> None:
        """Put it into its place."""
        for file in self.site.rglob("*"):
            if file.is_file():
                file.unlink()
        for name in (f for f in self._next.rglob("*") if f.is_file()):
            target = self.site / name.relative_to(self._next)
            target.parent.mkdir(parents=True, exist_ok=True)
            name.rename(target)
        for folder in sorted(self._next.rglob("*"), reverse=True):
            folder.rmdir()
        self._next.rmdir()
        made.close()


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """Publish a site."""
    found = Place(tmp_path)
    made = found.begin()
    for path, content in PAGES.items():
        assert not made.over(path, "name")
        made.put(path, "name", [(path, content)])
    found.publish(made)
    return found


def test_what_is_the_same_is_the_very_same_file(place: Place) -> None:
    before = (place.site / "a/index.html").stat()
    made = place.begin()
    assert made.over("a/index.html", "name")
    assert not made.over("b/index.html", "another name")
    made.put("b/index.html", "another name", [("b/index.html", b"three")])
    assert (place.site / "b/index.html").read_bytes() == b"two"
    digests = made.digests()
    place.publish(made)
    after = (place.site / "a/index.html").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert after.st_nlink == 1
    assert (place.site / "b/index.html").read_bytes() == b"three"
    assert sorted(digests) == ["a/index.html", "b/index.html"]
    again = place.begin()
    assert again.over("a/index.html", "name")
    assert again.over("b/index.html", "another name")
    assert again.digests() == digests


def test_of_files_that_are_made_together_those_are_written_that_changed(tmp_path: Path) -> None:
    place = Place(tmp_path)
    made = place.begin()
    made.put("index", "", [("index/a", b"one"), ("index/b", b"two"), ("index/c", b"three")])
    place.publish(made)
    before = {name: (place.site / "index" / name).stat().st_ino for name in "abc"}

    made = place.begin()
    made.put("index", "", [("index/a", b"one"), ("index/b", b"2"), ("index/d", b"three")])
    digests = made.digests()
    place.publish(made)

    there = {path.name: path.read_bytes() for path in (place.site / "index").iterdir()}
    assert there == {"a": b"one", "b": b"2", "d": b"three"}
    assert (place.site / "index/a").stat().st_ino == before["a"]
    assert {path: sha256(there[path[-1]]).hexdigest() for path in digests} == digests


def test_what_somebody_else_has_written_is_carried_over(place: Place) -> None:
    made, digest = place.begin(), hashlib.sha256(b"four").hexdigest()
    (made.folder / "d.txt").write_bytes(b"four")
    made.note("d.txt", "name", {"d.txt": digest})
    place.publish(made)
    again = place.begin()
    assert not again.over("d.txt", "another name")
    assert again.over("d.txt", "name")
    assert again.digests(".txt") == {"d.txt": digest}


def test_what_was_touched_is_not_carried_over(place: Place) -> None:
    page, other = place.site / "a/index.html", place.site / "b/index.html"
    page.write_bytes(b"six")
    os.utime(page, ns=(1, 1))
    other.unlink()
    other.symlink_to(page)
    made = place.begin()
    assert not made.over("a/index.html", "name")
    assert not made.over("b/index.html", "name")


def test_what_is_done_to_the_next_site_leaves_the_published_one(place: Place) -> None:
    made = place.begin()
    assert made.over("a/index.html", "name")
    put(made.folder / "a/index.html", b"other")
    assert (place.site / "a/index.html").read_bytes() == PAGES["a/index.html"]
    assert made.digests() == {}
    place.publish(made)
    assert not place.begin().over("a/index.html", "name")


def test_where_nothing_can_be_linked_it_is_written(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(os, "link", refused)
    assert not place.begin().over("a/index.html", "name")


def test_a_note_that_cannot_be_read_is_as_none(place: Place) -> None:
    (note,) = (place.cache.folder).glob("*.carried")
    note.write_bytes(b"damaged")
    assert not place.begin().over("a/index.html", "name")
