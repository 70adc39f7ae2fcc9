"""What was made is kept by what it was made from."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from issue_papers.content_cache import ContentCache, Journal, digest, site_cache, tree_digest
from issue_papers.seals import Seal, _seal

SEAL = Seal(b"a secret")


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


def test_of_too_much_the_oldest_goes(tmp_path: Path) -> None:
    cache = ContentCache(tmp_path)
    for age, name in enumerate("abcd"):
        cache.put(name, "", b"x" * 1000)
        os.utime(tmp_path / name, (time.time() - age, time.time() - age))
    cache.prune(size=2500)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]


def test_what_a_killed_process_was_writing_goes(tmp_path: Path) -> None:
    cache = ContentCache(tmp_path)
    cache.put("a", "", b"1")
    for name, age in (("writing-old", 4000), ("writing-now", 0)):
        (tmp_path / name).write_bytes(b"half")
        os.utime(tmp_path / name, (time.time() - age, time.time() - age))
    cache.prune()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "writing-now"]


def test_a_digest_knows_where_parts_end() -> None:
    assert digest(["ab", "c"]) != digest(["a", "bc"])
    assert digest(["a"]) == digest([b"a"])


def test_a_folders_digest_is_of_names_and_contents(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("1")
    first = tree_digest(tmp_path)
    (tmp_path / "b.txt").write_text("2")
    assert tree_digest(tmp_path) != first
    assert tree_digest(tmp_path, suffixes=frozenset({".py"})) == first


def fail() -> str:
    raise AssertionError


def test_a_journal_has_what_any_process_has_written(tmp_path: Path) -> None:
    cache = ContentCache(tmp_path / "cache")
    first, second = Journal(cache, "values"), Journal(cache, "values")
    assert first.get("a", lambda: "1") == "1"
    assert second.get("a", fail) == "1"
    assert first.get("b", lambda: "2") == "2"
    assert second.get("b", fail) == "2"  # written after the second has read
    assert Journal(None, "values").get("a", lambda: "3") == "3"


@pytest.mark.parametrize("start", [0, 3, 40])
def test_a_spoiled_line_is_as_none_and_leaves_the_others(start: int, tmp_path: Path) -> None:
    cache = ContentCache(tmp_path)
    journal = Journal(cache, "values")
    for name in "abc":
        journal.get(digest([name]), lambda name=name: name)  # type: ignore[misc]
    (file,) = tmp_path.iterdir()
    lines = file.read_bytes().splitlines(keepends=True)
    spoiled = lines[3]
    lines[3] = spoiled[:start] + b"\x00#" + spoiled[start + 2 :]
    file.write_bytes(b"".join(lines))
    journal = Journal(cache, "values")
    assert [journal.get(digest([name]), fail) for name in "ac"] == ["a", "c"]
    assert journal.get(digest(["b"]), lambda: "again") == "again"
    assert Journal(cache, "values").get(digest(["b"]), fail) == "again"


def test_another_journal_s_lines_are_none_of_this(tmp_path: Path) -> None:
    cache = ContentCache(tmp_path)
    Journal(cache, "English").get("a", lambda: "and")
    (file,) = tmp_path.iterdir()
    file.rename(tmp_path / "French.journal")
    assert Journal(cache, "French").get("a", lambda: "et") == "et"


def test_a_line_that_was_cut_off_spoils_no_other(tmp_path: Path) -> None:
    cache = ContentCache(tmp_path)
    Journal(cache, "values").get("a", lambda: "1")
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes()[:-5])
    journal = Journal(cache, "values")
    assert journal.get("b", lambda: "2") == "2"
    assert journal.get("a", lambda: "3") == "3"
    journal = Journal(cache, "values")
    assert [journal.get(name, fail) for name in "ab"] == ["3", "2"]


def _write_values(folder: Path, writer: int) -> None:
    journal = Journal(ContentCache(folder, SEAL), "values")
    for number in range(200):
        journal.get(digest([str(writer), str(number)]), lambda: "x" * 500)


def test_processes_write_a_journal_at_once(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_write_values, args=(tmp_path, n)) for n in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    journal = Journal(ContentCache(tmp_path, SEAL), "values")
    written = [(str(writer), str(number)) for writer in range(3) for number in range(200)]
    assert {journal.get(digest(name), fail) for name in written} == {"x" * 500}


@pytest.fixture
def own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep what belongs to a site in its folder, and what belongs to the user elsewhere."""
    monkeypatch.delenv("ISSUE_PAPERS_CACHE")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    _seal.cache_clear()
    return tmp_path / "state"


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "emptied": lambda _: b"",
    "cut in half": lambda content: content[: len(content) // 2],
    "cut by a byte": lambda content: content[:-1],
    "without its mark": lambda content: content[32:],
    "a bit turned": lambda content: content[:-1] + bytes([content[-1] ^ 1]),
    "a mark turned": lambda content: bytes([content[0] ^ 1]) + content[1:],
    "zeros": lambda content: bytes(len(content)),
    "longer": lambda content: content + b"more",
    "sealed by another": lambda content: Seal(b"another").close("a.pdf", content[32:]),
    "under another name": lambda content: SEAL.close("b.pdf", content[32:]),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_is_damaged_or_foreign_is_made_again(damage: str, tmp_path: Path) -> None:
    cache = ContentCache(tmp_path, SEAL)
    cache.put("a", ".pdf", b"the content")
    file = tmp_path / "a.pdf"
    file.write_bytes(DAMAGES[damage](file.read_bytes()))
    assert cache.find("a", ".pdf") is None
    assert not file.exists()
    assert cache.get("a", ".pdf", lambda: b"made again") == b"made again"


def test_a_folder_in_its_place_is_as_none(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").mkdir()
    assert ContentCache(tmp_path, SEAL).find("a", ".pdf") is None


def test_a_site_cant_bring_what_it_was_made_into(own_state: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    site_cache(site).put("a", ".pdf", b"ours")
    assert [path.name for path in own_state.rglob("*") if path.is_file()] == ["seal.key"]
    brought = ContentCache(site / ".cache" / "issue-papers", Seal(b"a stranger's"))
    brought.put("b", ".pdf", b"theirs")
    (brought.folder / "seal.key").write_bytes(b"a stranger's".ljust(32))
    _seal.cache_clear()
    assert site_cache(site).find("b", ".pdf") is None
    assert site_cache(site).find("a", ".pdf") == b"ours"


def test_a_cache_elsewhere_brings_its_secret_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ISSUE_PAPERS_CACHE", str(tmp_path / "kept"))
    site_cache(tmp_path / "site").put("a", ".pdf", b"1")
    _seal.cache_clear()
    assert site_cache(tmp_path / "other").find("a", ".pdf") == b"1"
    key = tmp_path / "kept" / "seal.key"
    assert key.stat().st_mode & 0o077 == 0
    key.write_bytes(b"")  # damaged
    _seal.cache_clear()
    assert site_cache(tmp_path / "site").find("a", ".pdf") is None
    assert len(key.read_bytes()) == 32


def test_without_a_place_for_the_secret_nothing_is_believed_later(
    own_state: Path, tmp_path: Path
) -> None:
    own_state.write_text("no folder")
    assert site_cache(tmp_path).get("a", "", lambda: b"1") == b"1"
    assert site_cache(tmp_path).find("a", "") == b"1"
    _seal.cache_clear()
    assert site_cache(tmp_path).find("a", "") is None
