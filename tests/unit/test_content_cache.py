"""What was made is kept by what it was made from."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from issue_papers.content_cache import ContentCache, digest, tree_digest


def test_what_is_there_is_not_made_again(tmp_path: Path) -> None:
    cache = ContentCache(tmp_path / "cache")
    assert cache.get("a", ".pdf", lambda: b"1") == b"1"
    assert cache.get("a", ".pdf", lambda: b"2") == b"1"
    assert cache.get("b", ".pdf", lambda: b"2") == b"2"
    assert cache.made == 2


def test_what_fails_is_not_kept(tmp_path: Path) -> None:
    cache = ContentCache(tmp_path / "cache")

    def fail() -> bytes:
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 - our own
        cache.get("a", "", fail)
    assert cache.get("a", "", lambda: b"1") == b"1"


def test_only_what_nobody_asks_for_goes(tmp_path: Path) -> None:
    cache = ContentCache(tmp_path)
    for name in "ab":
        cache.get(name, "", lambda: b"")
        os.utime(tmp_path / name, (0, 0))
    cache.get("a", "", lambda: b"")
    cache.prune(days=1)
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_digest_knows_where_parts_end() -> None:
    assert digest(["ab", "c"]) != digest(["a", "bc"])
    assert digest(["a"]) == digest([b"a"])


def test_a_folders_digest_is_of_names_and_contents(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("1")
    first = tree_digest(tmp_path)
    (tmp_path / "b.txt").write_text("2")
    assert tree_digest(tmp_path) != first
    assert tree_digest(tmp_path, suffixes=frozenset({".py"})) == first
