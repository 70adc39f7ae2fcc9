"""Whatever has become of what is kept, a build is the right one, and keeps things again."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from harness import copy_site, pages_alone
from issue_papers.building import configuration
from issue_papers.building.build import build
from issue_papers.building.executors import InThisProcess
from issue_papers.building.given import settings_of
from issue_papers.building.site import Content, Site
from issue_papers.seals import KEY, Seal, _seal

Damage = Callable[[Path], object]


def made(source: Path, cache: Path) -> dict[str, bytes]:
    """Build a site with what is kept in a folder, and return its files."""
    _seal.cache_clear()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ISSUE_PAPERS_CACHE", str(cache))
        given = configuration.read(source / "mkdocs.yml")
        site = source.parent / "site"
        build(Site(Content.load(given, settings_of(given))), site, InThisProcess())
    files = (path for path in sorted(site.rglob("*")) if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, dict[str, bytes]]]:
    """Build a small site with an edition, and keep all that can be kept."""
    folder = tmp_path_factory.mktemp("damaged")
    source = pages_alone(copy_site(folder / "source"), "text")
    config = source / "mkdocs.yml"
    lines = config.read_text(encoding="utf-8").splitlines(keepends=True)
    lines = [line for line in lines if "locale: ar" not in line and "locale: fr" not in line]
    config.write_text("".join(lines).replace("text: false", "text: true"), encoding="utf-8")
    for page in [*source.rglob("*.fr.md"), *source.rglob("*.ar.md")]:
        page.unlink()
    yield folder, made(source, folder / "cache")
    _seal.cache_clear()


def emptied(file: Path) -> None:
    os.truncate(file, 0)


def a_bit_turned(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[-1] ^= 1
    file.write_bytes(content)


def half_written(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def of_an_old_version(file: Path) -> None:
    file.write_bytes(file.read_bytes()[32:])  # before there were seals


def of_somebody_else(file: Path) -> None:
    file.write_bytes(Seal(secrets.token_bytes(32)).close(file.name, file.read_bytes()[32:]))


def not_to_be_read(file: Path) -> None:
    file.chmod(0)


def a_folder(file: Path) -> None:
    file.unlink()
    (file / "more").mkdir(parents=True)


def a_link(file: Path) -> None:
    file.unlink()
    file.symlink_to("/proc/self/environ" if Path("/proc").is_dir() else file.parent)


def a_pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def swapped(file: Path) -> None:
    others = sorted(
        each
        for each in file.parent.glob(f"*{file.suffix}")
        if each == file or (each.is_file() and not each.is_symlink())
    )
    other = others[others.index(file) - 1]
    content = file.read_bytes()
    file.write_bytes(other.read_bytes())
    other.write_bytes(content)


DAMAGES: tuple[Damage, ...] = (emptied, a_bit_turned, half_written, of_an_old_version, swapped)
DAMAGES += (of_somebody_else, not_to_be_read, a_folder, a_link, a_pipe)


@pytest.mark.parametrize("first", range(3))
def test_every_file_may_be_damaged_in_ten_ways(
    first: int, known: tuple[Path, dict[str, bytes]], tmp_path: Path
) -> None:
    folder, right = known
    cache = tmp_path / "cache"
    shutil.copytree(folder / "cache", cache)
    files = [file for file in sorted(cache.rglob("*")) if file.is_file() and file.name != KEY]
    assert len({file.suffix for file in files}) > 5
    assert len(files) > 10 * len(DAMAGES)
    for number, file in enumerate(files, first):
        if file.is_file():  # else it was the other one of two that were swapped
            DAMAGES[number % len(DAMAGES)](file)
    assert made(folder / "source", cache) == right
    sound = [file for file in cache.rglob("*") if file.is_file() and not file.is_symlink()]
    assert len(sound) > len(files) / 2  # what was asked for is kept again


def test_caches_whose_files_have_changed_places_are_as_none(
    known: tuple[Path, dict[str, bytes]], tmp_path: Path
) -> None:
    folder, right = known
    cache = tmp_path / "cache"
    shutil.copytree(folder / "cache", cache)
    files = [file for file in sorted(cache.iterdir()) if file.is_file() and file.name != KEY]
    for file in files[::2]:
        swapped(file)
    assert made(folder / "source", cache) == right


def test_the_secret_may_be_damaged(known: tuple[Path, dict[str, bytes]], tmp_path: Path) -> None:
    folder, right = known
    cache = tmp_path / "cache"
    shutil.copytree(folder / "cache", cache)
    a_pipe(cache / KEY)
    assert made(folder / "source", cache) == right
