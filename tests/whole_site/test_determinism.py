"""Two builds of one tree are the same bytes, whichever command makes them."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest
from harness import COMMAND, MKDOCS, PROPERDOCS, ROOT, copy_scripts_site, run
from issue_papers.content.addresses import BUILDINFO
from issue_papers.formats import registry


def fingerprint(site: Path) -> dict[str, str]:
    """Return a hash of each file of a site."""
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def as_mkdocs_has_it(sampler_built: Path, tmp_path: Path) -> Path:
    """Copy the sampler's source, with the theme named and kept as MkDocs has always known it."""
    source = shutil.copytree(sampler_built.with_name("source"), tmp_path / "source")
    shutil.copytree(ROOT / "overrides", source / "overrides")
    config = source / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    ours = "theme: {name: issue-papers,"
    assert ours in text
    theirs = "theme: {name: material, custom_dir: overrides,"
    config.write_text(text.replace(ours, theirs), encoding="utf-8")
    return source


def test_mkdocs_and_our_command_give_the_same_bytes(
    sampler_built: Path, as_mkdocs_has_it: Path, tmp_path: Path
) -> None:
    again, cache = tmp_path / "again", tmp_path / "cache"
    elsewhere = {"PYTHONHASHSEED": "7", "TZ": "Asia/Seoul", "ISSUE_PAPERS_CACHE": str(cache)}
    result = run(MKDOCS, "build", "--strict", "-d", again, cwd=as_mkdocs_has_it, **elsewhere)
    assert result.returncode == 0, result.stderr
    made = [form.info.suffix for form in registry.formats() if form.make]
    assert len([file for file in cache.iterdir() if file.suffix in made]) == 3 * len(made)
    first, second = published(sampler_built), published(again)
    assert sorted(first) == sorted(second)
    assert [name for name in first if first[name] != second[name]] == []


def test_properdocs_gives_the_same_bytes(
    sampler_built: Path, as_mkdocs_has_it: Path, tmp_path: Path
) -> None:
    site, command = tmp_path / "site", ("build", "--strict", "-f", "mkdocs.yml")
    result = run(PROPERDOCS, *command, "-d", site, cwd=as_mkdocs_has_it)
    assert result.returncode == 0, result.stderr
    assert published(site) == published(sampler_built)


def published(site: Path) -> dict[str, str]:
    """Return the digests of a site's files but the one that says that mkdocs.yml was changed."""
    found = fingerprint(site)
    del found[BUILDINFO]
    return found


def kept(cache: Path) -> dict[str, int]:
    """Return what is in a cache, and what its files are, but notes on one folder's site."""
    notes = {".note", ".carried"}
    return {p.name: p.stat().st_ino for p in cache.iterdir() if p.suffix not in notes}


def built(source: Path, site: Path) -> None:
    """Build a site in a process that orders what has no order in its own way."""
    result = run(COMMAND, "build", "-d", site, "--workers", "1", cwd=source)
    assert result.returncode == 0, result.stderr


def test_nothing_is_typeset_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = copy_scripts_site(tmp_path / "source")
    cache = tmp_path / "cache"
    monkeypatch.setenv("ISSUE_PAPERS_CACHE", str(cache))
    built(source, tmp_path / "first")
    made = kept(cache)
    assert {Path(name).suffix for name in made} >= {".pdf", ".epub", ".html", ".txt", ".png"}
    built(source, tmp_path / "second")
    assert kept(cache) == made
    assert fingerprint(tmp_path / "first") == fingerprint(tmp_path / "second")
