"""Two builds of one tree are the same bytes, whichever command makes them."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from harness import MKDOCS, PROPERDOCS, build, copy_scripts_site, run
from issue_papers.formats import registry


def fingerprint(site: Path) -> dict[str, str]:
    """Return a hash of each file of a site."""
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def test_mkdocs_and_our_command_give_the_same_bytes(sampler_built: Path, tmp_path: Path) -> None:
    source = sampler_built.with_name("source")
    again, cache = tmp_path / "again", tmp_path / "cache"
    elsewhere = {"PYTHONHASHSEED": "7", "TZ": "Asia/Seoul", "ISSUE_PAPERS_CACHE": str(cache)}
    result = run(MKDOCS, "build", "--strict", "-d", again, cwd=source, **elsewhere)
    assert result.returncode == 0, result.stderr
    made = [form.info.suffix for form in registry.formats() if form.make]
    assert len([file for file in cache.iterdir() if file.suffix in made]) == 3 * len(made)
    first, second = fingerprint(sampler_built), fingerprint(again)
    assert sorted(first) == sorted(second)
    assert [name for name in first if first[name] != second[name]] == []


def test_properdocs_gives_the_same_bytes(sampler_built: Path, tmp_path: Path) -> None:
    source, site = sampler_built.with_name("source"), tmp_path / "site"
    result = run(PROPERDOCS, "build", "--strict", "-f", "mkdocs.yml", "-d", site, cwd=source)
    assert result.returncode == 0, result.stderr
    assert fingerprint(site) == fingerprint(sampler_built)


def kept(cache: Path) -> dict[str, int]:
    """Return what is in a cache, and what its files are; a note is of one folder's site."""
    return {p.name: p.stat().st_ino for p in cache.iterdir() if p.suffix != ".note"}


def test_nothing_is_typeset_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = copy_scripts_site(tmp_path / "source")
    cache = tmp_path / "cache"
    monkeypatch.setenv("ISSUE_PAPERS_CACHE", str(cache))
    build(source, tmp_path / "first")
    made = kept(cache)
    assert {Path(name).suffix for name in made} >= {".pdf", ".epub", ".html", ".txt", ".png"}
    build(source, tmp_path / "second")
    assert kept(cache) == made
    assert fingerprint(tmp_path / "first") == fingerprint(tmp_path / "second")
