"""What was made of a site's files is known again, and only as long as the files are the same."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

from harness import settings_of
from issue_papers.content import loader
from issue_papers.content.library import Entry, Library
from issue_papers.content.memory import Memory
from issue_papers.kinds import registry

LONG_AGO = time.time() - 3600


def test_a_file_is_read_again_when_it_has_changed(tmp_path: Path) -> None:
    memory, file = Memory(), tmp_path / "a.md"
    file.write_bytes(b"one")
    os.utime(file, (LONG_AGO, LONG_AGO))
    first = memory.read(file)
    assert memory.read(file) is first
    file.write_bytes(b"two")
    assert memory.read(file) == b"two"
    file.write_bytes(b"three")
    os.utime(file, (LONG_AGO, LONG_AGO))
    assert memory.read(file) == b"three"


def test_what_changes_twice_in_a_moment_is_read_twice(tmp_path: Path) -> None:
    """A file that was just written may be written again with the same time of change."""
    memory, file, now = Memory(), tmp_path / "a.md", time.time()
    for content in (b"one", b"two", b"six"):
        file.write_bytes(content)
        os.utime(file, (now, now))
        assert memory.read(file) == content


def test_the_same_bytes_are_the_same_value(tmp_path: Path) -> None:
    memory, file = Memory(), tmp_path / "a.md"
    file.write_bytes(b"text" * 100)
    first = memory.read(file)
    file.write_bytes(b"text" * 100)
    assert memory.read(file) is first


def test_what_is_asked_for_is_kept_and_all_else_forgotten() -> None:
    memory, made = Memory(), []

    def make() -> str:
        made.append(1)
        return "value"

    assert memory.is_fresh
    for number in range(3):
        memory.turn()
        assert memory.get("key", make) == "value"
        assert memory.get("key", make) == "value"
        assert len(made) == 1, number
    assert not memory.is_fresh
    memory.turn()
    memory.turn()
    memory.get("key", make)
    assert len(made) == 2


def _read(site: Path, memory: Memory) -> Library:
    memory.turn()
    return loader.load(settings_of(site), registry.types(), memory=memory)[0]


def _same(one: Library, other: Library) -> set[str]:
    """Return the keys of the pages that are the very same value in two libraries."""
    kept: dict[str, Entry] = {**one.entries}
    return {key for key, entry in other.entries.items() if kept.get(key) is entry}


def test_only_the_page_that_has_changed_is_another(small_site: Callable[..., Path]) -> None:
    site, memory = small_site(), Memory()
    before = _read(site, memory)
    translation = site / "docs" / "papers" / "water" / "start.fr.md"
    text = translation.read_text(encoding="utf-8")
    translation.write_text(f"{text}\n\nEncore un mot.\n", encoding="utf-8")
    after = _read(site, memory)
    assert before.entries.keys() - _same(before, after) == {"papers/water/start.md"}
    changed = after.entries["papers/water/start.md"].translations["fr"]
    assert changed.body.endswith("Encore un mot.\n")
    assert after.references is before.references


def test_a_new_page_leaves_the_others_as_they_are(small_site: Callable[..., Path]) -> None:
    site, memory = small_site(), Memory()
    before = _read(site, memory)
    page = site / "docs" / "new.md"
    page.write_text("---\ntitle: New\nsummary: S.\n---\n\nText.\n", encoding="utf-8")
    after = _read(site, memory)
    assert _same(before, after) == before.entries.keys()
    assert after.entries.keys() - before.entries.keys() == {"new.md"}
    page.unlink()
    assert _read(site, memory).entries.keys() == before.entries.keys()


def test_a_city_decides_what_pages_may_name(small_site: Callable[..., Path]) -> None:
    """Its names stand in for its id: pages are validated again, and their texts aren't read."""
    site, memory = small_site(), Memory()
    before = _read(site, memory)
    articles = [entry.source.article for entry in before.entries.values()]
    cities = site / "case_studies" / "cities.yml"
    text = cities.read_text(encoding="utf-8")
    cities.write_text(text.replace("fr: Le Caire", "fr: Caire"), encoding="utf-8")
    after = _read(site, memory)
    assert after.cities != before.cities
    assert not _same(before, after)
    assert [entry.source.article for entry in after.entries.values()] == articles
