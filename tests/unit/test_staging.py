"""A site gets into its place whole, or nothing is touched."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import namedtuple
from pathlib import Path

import pytest
from issue_papers import exchange, staging
from issue_papers.staging import Staging, UnusablePlaceError

Files = dict[str, str]

PATIENCE = 20
"""Seconds."""


def files(folder: Path) -> Files:
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def publish(target: Path, content: Files) -> None:
    stage = Staging()
    folder = stage.open(target)
    for name, text in content.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    stage.publish()


def is_soon_alone(site: Path) -> bool:
    """Whether nothing is left beside a site: that of before is deleted behind our back."""
    end = time.monotonic() + PATIENCE
    while (names := os.listdir(site.parent)) != [site.name] and time.monotonic() < end:  # noqa: PTH208
        time.sleep(0.01)
    return names == [site.name]


OLD = {"index.html": "old", "a/index.html": "old", "gone/index.html": "old"}
NEW = {"index.html": "new", "a/index.html": "new", "b/index.html": "new"}


@pytest.fixture(params=["swapped", "in two steps", "filled"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Systems that swap folders, that don't, and folders that are mounts."""
    if request.param != "swapped":
        monkeypatch.setattr(exchange, "_swap", lambda: None)
    if request.param == "filled":
        monkeypatch.setattr("os.path.ismount", lambda path: Path(path).name == "site")
    return str(request.param)


def test_a_new_site_takes_the_old_ones_place(way: str, tmp_path: Path) -> None:
    target = tmp_path / "site"
    publish(target, OLD)
    assert files(target) == OLD
    number = target.stat().st_ino
    publish(target, NEW)
    assert files(target) == NEW
    assert (target.stat().st_ino == number) == (way == "filled")
    assert is_soon_alone(target)


def test_the_site_of_before_is_deleted_here_where_there_is_no_shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staging, "_SHELL", str(tmp_path / "nothing"))
    publish(tmp_path / "site", OLD)
    publish(tmp_path / "site", NEW)
    assert os.listdir(tmp_path) == ["site"]  # noqa: PTH208


def test_what_is_never_published_leaves_nothing(way: str, tmp_path: Path) -> None:
    del way
    target = tmp_path / "site"
    publish(target, OLD)
    stage = Staging()
    (stage.open(target) / "index.html").write_text("new")
    stage.discard()
    assert files(tmp_path) == {f"site/{name}": text for name, text in OLD.items()}


def test_a_link_is_followed(way: str, tmp_path: Path) -> None:
    del way
    (tmp_path / "served").mkdir()
    (tmp_path / "place").mkdir()
    (tmp_path / "place" / "site").symlink_to(tmp_path / "served" / "now")
    publish(tmp_path / "place" / "site", OLD)
    publish(tmp_path / "place" / "site", NEW)
    assert files(tmp_path / "served" / "now") == NEW
    assert (tmp_path / "place" / "site").is_symlink()


def test_a_work_tree_stays_one(way: str, tmp_path: Path) -> None:
    del way
    target = tmp_path / "site"
    target.mkdir()
    (target / ".git").write_text("gitdir: elsewhere")
    publish(target, OLD)
    publish(target, NEW)
    assert files(target) == {**NEW, ".git": "gitdir: elsewhere"}


KILLED = """
import os, sys, pathlib
from issue_papers import exchange, staging
if sys.argv[2] != "swapped":
    exchange._swap = lambda: None
stage = staging.Staging()
folder = stage.open(pathlib.Path(sys.argv[1]))
(folder / "index.html").write_text("half")
if sys.argv[2] == "between two steps":
    pathlib.Path(sys.argv[1]).rename(staging._aside(folder))
os.kill(os.getpid(), 9)
"""


@pytest.mark.parametrize("moment", ["swapped", "before", "between two steps"])
def test_the_next_build_sweeps_up(moment: str, tmp_path: Path) -> None:
    target = tmp_path / "site"
    publish(target, OLD)
    (tmp_path / ".site-0123abcd").mkdir()  # one whose lock is gone, too
    subprocess.run([sys.executable, "-c", KILLED, target, moment], check=False)
    left = set(os.listdir(tmp_path)) - {"site", ".site-0123abcd"}  # noqa: PTH208
    assert len(left) >= 2
    stage = Staging()
    stage.open(target)
    assert files(target) == OLD
    stage.discard()
    assert os.listdir(tmp_path) == ["site"]  # noqa: PTH208


def test_two_builds_at_once_are_kept_apart(tmp_path: Path) -> None:
    target = tmp_path / "site"
    publish(target, OLD)
    code = (
        "import sys, pathlib\nfrom issue_papers.staging import Staging\n"
        "Staging().open(pathlib.Path(sys.argv[1]))\nprint('open', flush=True)\nsys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, target], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout
        assert other.stdout.readline() == b"open\n"
        with pytest.raises(UnusablePlaceError, match="another build is at work"):
            Staging().open(target)
        other.kill()
    publish(target, NEW)
    assert is_soon_alone(target)
    assert files(target) == NEW


def test_other_things_are_never_replaced(tmp_path: Path) -> None:
    other = tmp_path / "notes"
    other.mkdir()
    (other / "thesis.txt").write_text("years of work")
    with pytest.raises(UnusablePlaceError, match="holds other things than a site"):
        staging.probe(other)
    file = tmp_path / "file"
    file.write_text("")
    with pytest.raises(UnusablePlaceError, match="is a file"):
        staging.probe(file)
    docs = tmp_path / "project" / "docs"
    docs.mkdir(parents=True)
    (docs.parent / "index.html").touch()
    with pytest.raises(UnusablePlaceError, match="would take the place of"):
        staging.probe(docs.parent, (docs,))
    with pytest.raises(UnusablePlaceError, match="would be a part of"):
        staging.probe(docs / "site", (docs,))


def test_a_full_disk_is_told_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    space = namedtuple("space", "total used free")(10**9, 10**9, 1_500_000)  # noqa: PYI024
    monkeypatch.setattr("shutil.disk_usage", lambda _: space)
    with pytest.raises(UnusablePlaceError, match="has 1 MB of free space, a build needs 32 MB"):
        staging.probe(tmp_path / "site")


MOUNTED = """
import pathlib, subprocess, sys
sys.path[:0] = sys.argv[2:]
from issue_papers.staging import Staging, UnusablePlaceError
from test_staging import NEW, OLD, files, publish

place = pathlib.Path(sys.argv[1])


def mount(*options):
    subprocess.run(["mount", *map(str, options)], check=True)


for name in ("volume", "site", "small", "full"):
    (place / name).mkdir()
mount("--bind", place / "volume", place / "site")
publish(place / "site", OLD)
publish(place / "site", NEW)
assert files(place / "site") == files(place / "volume") == NEW
(place / "link").symlink_to(place / "site")
publish(place / "link", OLD)
assert files(place / "volume") == OLD
assert {path.name for path in (place / "volume").iterdir()} == {"index.html", "a", "gone"}

mount("-t", "tmpfs", "-o", "size=8m", "none", place / "small")
try:
    Staging().open(place / "small" / "site")
except UnusablePlaceError as error:
    assert "has 8 MB of free space, a build needs 32 MB" in str(error), error
else:
    raise AssertionError("it was begun")
assert list((place / "small").iterdir()) == []

mount("-t", "tmpfs", "-o", "size=40m", "none", place / "full")
publish(place / "full" / "site", OLD)
stage = Staging()
folder = stage.open(place / "full" / "site")
try:
    (folder / "index.html").write_bytes(bytes(50_000_000))
except OSError:
    stage.discard()
else:
    raise AssertionError("there was room")
assert files(place / "full") == {f"site/{name}": text for name, text in OLD.items()}
print("all is well")
"""


def _own_mounts() -> list[str]:
    """Return the command that lets a process mount things that nobody else sees."""
    for command in (["unshare", "-rm"], ["unshare", "-m"]):
        try:
            tried = subprocess.run(
                [*command, "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True, check=False
            )
        except FileNotFoundError:
            break
        if tried.returncode == 0:
            return command
    return []


def test_mounts_are_filled_and_full_ones_leave_the_site(tmp_path: Path) -> None:
    command = _own_mounts()
    if not command:
        pytest.skip("this system lets no process have mounts of its own")
    here = Path(__file__).resolve().parent
    script = [sys.executable, "-c", MOUNTED, str(tmp_path), str(here), str(here.parent)]
    done = subprocess.run([*command, *script], capture_output=True, text=True, check=False)
    assert done.stdout == "all is well\n", done.stderr


def test_a_place_that_cant_be_written_is_told_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)
    with pytest.raises(UnusablePlaceError, match=r"can't be written to .*: Permission denied"):
        staging.probe(tmp_path / "site")
    (tmp_path / "file").touch()
    with pytest.raises(UnusablePlaceError, match=r"can't be written to .*: Not a directory"):
        staging.probe(tmp_path / "file" / "below" / "site")


def test_everyone_may_read_it_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        publish(tmp_path / "site", OLD)
    finally:
        os.umask(before)
    modes = {path.stat().st_mode & 0o777 for path in (tmp_path / "site").rglob("*")}
    assert modes == {0o644, 0o755}
    assert (tmp_path / "site").stat().st_mode & 0o777 == 0o755
